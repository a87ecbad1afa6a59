"""The calls of PC/SC as pyscard hands them up, in types; the numbers are those of pcsc-lite's ``pcsclite.h``."""

from __future__ import annotations

from typing import Final, Protocol, cast

SCOPE_USER: Final = 0
SHARE_SHARED: Final = 2
PROTOCOL_T0: Final = 1
PROTOCOL_T1: Final = 2
LEAVE_CARD: Final = 0

StateOut = tuple[str, int, list[int]]
"""A reader's name, its event state and the card's answer to reset."""


class Scard(Protocol):
    """The functions of ``smartcard.scard`` that are used; each returns its result code first."""

    SCARD_PCI_T0: object
    SCARD_PCI_T1: object

    def SCardEstablishContext(self, scope: int, /) -> tuple[int, int]: ...  # noqa: N802
    def SCardReleaseContext(self, context: int, /) -> int: ...  # noqa: N802
    def SCardListReaders(self, context: int, groups: list[str], /) -> tuple[int, list[str]]: ...  # noqa: N802
    def SCardGetStatusChange(  # noqa: N802
        self, context: int, timeout_ms: int, states: list[tuple[str, int]], /
    ) -> tuple[int, list[StateOut]]: ...
    def SCardCancel(self, context: int, /) -> int: ...  # noqa: N802
    def SCardConnect(  # noqa: N802
        self, context: int, reader: str, mode: int, protocols: int, /
    ) -> tuple[int, int, int]: ...
    def SCardDisconnect(self, card: int, disposition: int, /) -> int: ...  # noqa: N802
    def SCardBeginTransaction(self, card: int, /) -> int: ...  # noqa: N802
    def SCardEndTransaction(self, card: int, disposition: int, /) -> int: ...  # noqa: N802
    def SCardTransmit(self, card: int, pci: object, apdu: list[int], /) -> tuple[int, list[int]]: ...  # noqa: N802


def load_scard() -> Scard:
    """Import pyscard; raises ``ImportError`` when it cannot load the system's library."""
    from smartcard import scard

    return cast("Scard", scard)
