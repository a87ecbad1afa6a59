"""PC/SC in types: one context of the service, on the raw calls of pyscard.

pyscard's own monitor threads do not survive a restart of the service, so nothing above ``smartcard.scard`` is used. The
library is imported with the first context: the terminal starts, and can say what is missing, on a machine without it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Final

from devices.cards.pcsc_socket import Door, knock
from devices.cards.scard import (
    LEAVE_CARD,
    PROTOCOL_T0,
    PROTOCOL_T1,
    SCOPE_USER,
    SHARE_SHARED,
    Scard,
    load_scard,
)
from devices.errors import CardGone, CardUnreadable, DeviceBusy, DeviceError, DeviceProtocolError, DeviceUnavailable

ARRIVALS: Final = "\\\\?PnP?\\Notification"
"""Name of the pseudo-reader that changes when a reader comes or goes (pcsc-lite, ``SCardGetStatusChange``)."""

SUCCESS: Final = 0
CANCELLED: Final = 0x80100002
UNKNOWN_READER: Final = 0x80100009
TIMED_OUT: Final = 0x8010000A
SHARING_VIOLATION: Final = 0x8010000B
NO_CARD: Final = 0x8010000C
PROTOCOL_MISMATCH: Final = 0x8010000F
HUNG_UP: Final = 0x80100013
NOT_TRANSACTED: Final = 0x80100016
READER_UNAVAILABLE: Final = 0x80100017
NO_SERVICE: Final = 0x8010001D
NO_READERS: Final = 0x8010002E
UNRESPONSIVE: Final = 0x80100066
UNPOWERED: Final = 0x80100067
CARD_WAS_RESET: Final = 0x80100068
CARD_REMOVED: Final = 0x80100069
DENIED: Final = 0x8010006A

_GONE: Final = frozenset({NO_CARD, NOT_TRANSACTED, CARD_REMOVED, UNKNOWN_READER, READER_UNAVAILABLE})
_MUTE: Final = frozenset({UNRESPONSIVE, UNPOWERED, PROTOCOL_MISMATCH})
_AWAY: Final = frozenset({HUNG_UP, NO_SERVICE, DENIED})
"""How a service sounds that has gone, and how one sounds that does not let us in: pcscd 1.9 only hangs up, and its
client library guesses at why."""
NOBODY: Final = "nobody answers"

CHANGED_BIT: Final = 0x0002
PRESENT_BIT: Final = 0x0020
EXCLUSIVE_BIT: Final = 0x0080
IN_USE_BIT: Final = 0x0100
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
    def is_seized(self) -> bool:
        """Whether another program holds the reader for itself alone."""
        return bool(self.raw & EXCLUSIVE_BIT)

    @property
    def is_shared(self) -> bool:
        """Whether a program has a connection to the card, this one included."""
        return bool(self.raw & IN_USE_BIT)

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
    # Without what was being done: a service that stays away is then told once, whatever is tried.
    return DeviceUnavailable("CARD_READER_NO_SERVICE", NOBODY if code in _AWAY else f"{code:08X}")


def refusal_for(result: int, doing: str) -> DeviceError:
    """Translate the result code of a call that asks for permission: a context, or a card.

    A service that refuses (polkit: ``access_pcsc``, ``access_card``) and one that has gone look alike to the client
    library. Who still listens at the socket has refused.
    """
    if result & 0xFFFFFFFF not in _AWAY:
        return error_for(result, doing)
    match knock():
        case Door.OPEN:
            return DeviceUnavailable("CARD_READER_DENIED", f"{doing}: the service hangs up")
        case Door.FORBIDDEN:
            return DeviceUnavailable("CARD_READER_DENIED", f"{doing}: no permission for the service's socket")
        case Door.CLOSED:
            return DeviceUnavailable("CARD_READER_NO_SERVICE", NOBODY)


class PcscService:
    """One context of the PC/SC service. Used by one thread, but for :meth:`cancel`.

    Args of the constructor:
        load: hands out the calls of the library.

    Raises:
        DeviceUnavailable: ``CARD_READER_NO_LIBRARY`` when pyscard cannot load the system's library,
            ``CARD_READER_NO_SERVICE`` when the service does not answer, ``CARD_READER_DENIED`` when it refuses us.
    """

    def __init__(self, load: Callable[[], Scard] = load_scard) -> None:
        try:
            self._scard = load()
        except ImportError as error:
            raise DeviceUnavailable("CARD_READER_NO_LIBRARY", str(error)) from error
        result, context = self._scard.SCardEstablishContext(SCOPE_USER)
        if result != SUCCESS:
            raise refusal_for(result, "establish context")
        self._context = context

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
            DeviceUnavailable: ``CARD_READER_DENIED`` when the service does not let us at the reader.
            CardGone, CardUnreadable, DeviceBusy, DeviceUnavailable: as :func:`error_for` tells.
        """
        result, handle, protocol = self._scard.SCardConnect(
            self._context, reader, SHARE_SHARED, PROTOCOL_T0 | PROTOCOL_T1
        )
        if result != SUCCESS:
            raise refusal_for(result, "connect")
        return PcscCard(self._scard, handle, protocol)

    def cancel(self) -> None:
        """End a :meth:`wait` of another thread; does nothing when none waits."""
        self._scard.SCardCancel(self._context)

    def release(self) -> None:
        """Give the context back; quiet when the service is already gone."""
        self._scard.SCardReleaseContext(self._context)


class PcscCard:
    """A connection to one card, held alone from entering to leaving the ``with`` block."""

    def __init__(self, scard: Scard, handle: int, protocol: int) -> None:
        self._scard = scard
        self._handle = handle
        self._pci = scard.SCARD_PCI_T1 if protocol == PROTOCOL_T1 else scard.SCARD_PCI_T0

    def __enter__(self) -> PcscCard:
        result = self._scard.SCardBeginTransaction(self._handle)
        if result != SUCCESS:
            self.leave()
            raise error_for(result, "begin transaction")
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._scard.SCardEndTransaction(self._handle, LEAVE_CARD)
        self.leave()

    def transmit(self, apdu: bytes) -> bytes:
        """Send a command APDU and return the response with its status word.

        Raises:
            CardWasReset, CardGone, CardUnreadable, DeviceUnavailable: as :func:`error_for` tells.
        """
        result, response = self._scard.SCardTransmit(self._handle, self._pci, list(apdu))
        _demand(result, "transmit")
        if len(response) < STATUS_WORD_BYTES:
            # Every answer ends with a status word; some drivers hand up nothing at all for a card that was pulled.
            raise CardGone("CARD_GONE", "transmit: no status word")
        return bytes(byte & 0xFF for byte in response)

    def leave(self) -> None:
        """Disconnect and leave the card powered: pcscd 1.9.9 takes a pulled card that was unpowered for still there."""
        self._scard.SCardDisconnect(self._handle, LEAVE_CARD)


def _demand(result: int, doing: str) -> None:
    if result != SUCCESS:
        raise error_for(result, doing)
