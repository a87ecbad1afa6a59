"""PC/SC in types: one context of the service, on the raw calls of pyscard.

pyscard's own monitor threads do not survive a restart of the service, so nothing above ``smartcard.scard`` is used. The
library is imported with the first context: the terminal starts, and can say what is missing, on a machine without it.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Final

from devices.errors import CardGone, CardUnreadable, DeviceBusy, DeviceError, DeviceProtocolError, DeviceUnavailable

log = logging.getLogger("devices.cards")

ARRIVALS: Final = "\\\\?PnP?\\Notification"
"""Name of the pseudo-reader that changes when a reader comes or goes (pcsc-lite, ``SCardGetStatusChange``)."""

SUCCESS: Final = 0
CANCELLED: Final = 0x80100002
INVALID_HANDLE: Final = 0x80100003
UNKNOWN_READER: Final = 0x80100009
TIMED_OUT: Final = 0x8010000A
SHARING_VIOLATION: Final = 0x8010000B
NO_CARD: Final = 0x8010000C
PROTOCOL_MISMATCH: Final = 0x8010000F
NOT_TRANSACTED: Final = 0x80100016
READER_UNAVAILABLE: Final = 0x80100017
NO_READERS: Final = 0x8010002E
UNRESPONSIVE: Final = 0x80100066
UNPOWERED: Final = 0x80100067
CARD_WAS_RESET: Final = 0x80100068
CARD_REMOVED: Final = 0x80100069
DENIED: Final = 0x8010006A

_GONE: Final = frozenset({NO_CARD, NOT_TRANSACTED, CARD_REMOVED, UNKNOWN_READER, READER_UNAVAILABLE})
_MUTE: Final = frozenset({UNRESPONSIVE, UNPOWERED, PROTOCOL_MISMATCH})

CHANGED_BIT: Final = 0x0002
PRESENT_BIT: Final = 0x0020
STATUS_WORD_BYTES: Final = 2


class CardWasReset(DeviceProtocolError):
    """Another program reset the card; it is still there, and what was selected on it is not."""

    def __init__(self) -> None:
        super().__init__("CARD_ANSWERS_WRONGLY", "reset by another program")


@dataclass(frozen=True)
class ReaderState:
    """What the service knows of one reader. ``raw`` is its event state and goes back into the next question."""

    reader: str
    raw: int

    @property
    def has_card(self) -> bool:
        """Whether a card lies there, answering or not."""
        return bool(self.raw & PRESENT_BIT)

    @property
    def counter(self) -> int:
        """Insertions and removals so far, modulo 65536; tells a swap of two cards that look alike (pcsc-lite)."""
        return self.raw >> 16 & 0xFFFF


UNKNOWN_STATE: Final = 0


def error_for(result: int, doing: str) -> DeviceError:
    """Translate a result code of the service into the error tree."""
    code = result & 0xFFFFFFFF
    detail = f"{doing}: {code:08X}"
    if code in _GONE:
        return CardGone("CARD_GONE", detail)
    if code in _MUTE:
        return CardUnreadable("CARD_MUTE", detail)
    if code == CARD_WAS_RESET:
        return CardWasReset()
    if code == SHARING_VIOLATION:
        return DeviceBusy("CARD_READER_BUSY", detail)
    if code == DENIED:
        return DeviceUnavailable("CARD_READER_DENIED", detail)
    # Without what was being done: a service that stays away is then told once, whatever is tried.
    return DeviceUnavailable("CARD_READER_NO_SERVICE", f"{code:08X}")


class PcscService:
    """One context of the PC/SC service. Used by one thread, but for :meth:`cancel`.

    Raises:
        DeviceUnavailable: ``CARD_READER_NO_LIBRARY`` when pyscard cannot load the system's library,
            ``CARD_READER_NO_SERVICE`` when the service does not answer, ``CARD_READER_DENIED`` when it refuses us.
    """

    def __init__(self) -> None:
        try:
            from smartcard import scard
        except ImportError as error:
            raise DeviceUnavailable("CARD_READER_NO_LIBRARY", str(error)) from error
        self._scard = scard
        result, context = scard.SCardEstablishContext(scard.SCARD_SCOPE_USER)
        _demand(result, "establish context")
        self._context: int = context

    def readers(self) -> list[str]:
        """Name the attached readers.

        Raises:
            DeviceUnavailable: the service is gone.
        """
        result, readers = self._scard.SCardListReaders(self._context, [])
        if result & 0xFFFFFFFF == NO_READERS:
            return []
        _demand(result, "list readers")
        return list(readers)

    def wait(self, known: Sequence[ReaderState], *, at_most_ms: int) -> list[ReaderState]:
        """Wait until a reader differs from what is known of it; nothing when none did, or :meth:`cancel` was called.

        Raises:
            DeviceUnavailable: the service is gone.
            CardGone: one of the readers is gone.
        """
        asked = [(state.reader, state.raw & ~CHANGED_BIT) for state in known]
        result, states = self._scard.SCardGetStatusChange(self._context, at_most_ms, asked)
        if result & 0xFFFFFFFF in (TIMED_OUT, CANCELLED):
            return []
        _demand(result, "wait for change")
        return [ReaderState(name, raw) for name, raw, _ in states]

    def connect(self, reader: str) -> PcscCard:
        """Reach the card on a reader.

        Raises:
            CardGone, CardUnreadable, DeviceBusy, DeviceUnavailable: as :func:`error_for` tells.
        """
        scard = self._scard
        protocols = scard.SCARD_PROTOCOL_T0 | scard.SCARD_PROTOCOL_T1
        result, handle, protocol = scard.SCardConnect(self._context, reader, scard.SCARD_SHARE_SHARED, protocols)
        _demand(result, "connect")
        return PcscCard(handle, protocol)

    def cancel(self) -> None:
        """End a :meth:`wait` of another thread; does nothing when none waits."""
        self._scard.SCardCancel(self._context)

    def release(self) -> None:
        """Give the context back; quiet when the service is already gone."""
        self._scard.SCardReleaseContext(self._context)


@dataclass(frozen=True)
class PcscCard:
    """A connection to one card, held alone from entering to leaving the ``with`` block."""

    handle: int
    protocol: int

    def __enter__(self) -> PcscCard:
        from smartcard import scard

        result = scard.SCardBeginTransaction(self.handle)
        if result != SUCCESS:
            self._leave()
            raise error_for(result, "begin transaction")
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        from smartcard import scard

        scard.SCardEndTransaction(self.handle, scard.SCARD_LEAVE_CARD)
        self._leave()

    def transmit(self, apdu: bytes) -> bytes:
        """Send a command APDU and return the response with its status word.

        Raises:
            CardWasReset, CardGone, CardUnreadable, DeviceUnavailable: as :func:`error_for` tells.
        """
        from smartcard import scard

        header = scard.SCARD_PCI_T1 if self.protocol == scard.SCARD_PROTOCOL_T1 else scard.SCARD_PCI_T0
        result, response = scard.SCardTransmit(self.handle, header, list(apdu))
        _demand(result, "transmit")
        if len(response) < STATUS_WORD_BYTES:
            # Every answer ends with a status word; some drivers hand up nothing at all for a card that was pulled.
            raise CardGone("CARD_GONE", "transmit: no status word")
        return bytes(byte & 0xFF for byte in response)

    def _leave(self) -> None:
        """Disconnect and leave the card powered: pcscd 1.9.9 takes a pulled card that was unpowered for still there."""
        from smartcard import scard

        scard.SCardDisconnect(self.handle, scard.SCARD_LEAVE_CARD)


def _demand(result: int, doing: str) -> None:
    if result != SUCCESS:
        raise error_for(result, doing)
