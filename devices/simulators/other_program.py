"""Another program at the PC/SC service, in the way of the terminal: it seizes readers and resets cards."""

from __future__ import annotations

from typing import Final

from devices.cards.pcsc_service import SUCCESS, error_for
from devices.cards.scard import LEAVE_CARD, PROTOCOL_T0, PROTOCOL_T1, SCOPE_USER, SHARE_SHARED, load_scard

SHARE_EXCLUSIVE: Final = 1
RESET_CARD: Final = 1


class OtherProgram:
    """One more client of the service, with a connection to the card on one reader.

    Raises:
        DeviceError: the service does not let it, as :func:`devices.cards.pcsc_service.error_for` tells.
    """

    def __init__(self) -> None:
        self._scard = load_scard()
        result, self._context = self._scard.SCardEstablishContext(SCOPE_USER)
        _demand(result, "establish context")
        self._card: int | None = None

    def seize(self, reader: str) -> None:
        """Hold a reader with its card for itself alone."""
        self._connect(reader, SHARE_EXCLUSIVE)

    def hold(self, reader: str) -> None:
        """Share a reader and begin a transaction, which others wait for."""
        _demand(self._scard.SCardBeginTransaction(self._connect(reader, SHARE_SHARED)), "begin transaction")

    def let_go(self) -> None:
        """End what was begun and leave the card as it is."""
        self._disconnect(LEAVE_CARD)

    def reset(self, reader: str) -> None:
        """Reset the card for everybody who shares the reader."""
        self._connect(reader, SHARE_SHARED)
        self._disconnect(RESET_CARD)

    def close(self) -> None:
        """Let everything go."""
        self._disconnect(LEAVE_CARD)
        self._scard.SCardReleaseContext(self._context)

    def _connect(self, reader: str, mode: int) -> int:
        result, card, _ = self._scard.SCardConnect(self._context, reader, mode, PROTOCOL_T0 | PROTOCOL_T1)
        _demand(result, "connect")
        self._card = card
        return card

    def _disconnect(self, disposition: int) -> None:
        card, self._card = self._card, None
        if card is not None:
            self._scard.SCardDisconnect(card, disposition)


def _demand(result: int, doing: str) -> None:
    if result != SUCCESS:
        raise error_for(result, doing)
