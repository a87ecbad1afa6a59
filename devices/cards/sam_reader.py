"""Reads identity cards through a SAM module on a serial line."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from devices.cards.contents import CardContents
from devices.cards.events import CardLifted, CardListener, CardNotRead, CardPlaced, CardRead, Insertion
from devices.cards.identity_text import decode_identity_text
from devices.cards.sam_codec import SamAnswer, SamCommand, SamFrameError, SamStatus, text_of
from devices.cards.sam_link import SamDeadlines, SamLink
from devices.cards.serial_line import SerialLine
from devices.errors import CardError, CardGone, CardUnreadable, CardUnsupported, DeviceError, DeviceUnavailable
from devices.owner import OwnedDevice, StatusListener
from devices.status import DeviceKind, DeviceState, DeviceStatus, Media

POLL_EVERY_S: Final = 0.3
"""Pause between two looks for a card; each look costs the radio field another 100-500 ms (vendors' manuals)."""
READ_ROUNDS: Final = 3
"""How often find, select, read are tried as one: a card that moves in the field fails any of them."""
MISSES_UNTIL_LIFTED: Final = 2
"""How often in a row a card must not be seen before it counts as lifted; the radio field misses one now and then."""
BROKEN_LOOKS_UNTIL_LOST: Final = 5
"""How many looks in a row may fail on the line before the reader counts as lost."""
SELECTED: Final = frozenset({SamStatus.DONE, SamStatus.ITEM_ABSENT})
"""Answers to the appended-address command that only a card still selected gives."""

STATE_OF_CODE: Final = {
    "IDENTITY_READER_NOT_FOUND": DeviceState.NO_DEVICE,
    "IDENTITY_READER_SELF_TEST_FAILED": DeviceState.HARDWARE_ERROR,
    "IDENTITY_READER_NOT_AUTHORISED": DeviceState.HARDWARE_ERROR,
}
CONDITION_CODES: Final = {
    SamStatus.SELF_TEST_FAILED: "IDENTITY_READER_SELF_TEST_FAILED",
    SamStatus.NOT_AUTHORISED: "IDENTITY_READER_NOT_AUTHORISED",
}


@dataclass
class _Stay:
    """The card that lies on the reader."""

    insertion: Insertion
    was_tried: bool = False
    was_read: bool = False
    misses: int = 0


class SamReader(OwnedDevice):
    """The terminal's identity-card reader.

    A card is found by polling. Once it has been read, the SAM no longer finds it, so its presence is then asked by the
    appended-address command, which only a card that is still selected answers.

    Args of the constructor:
        port: path of the serial device.
        baud: its speed in bit/s, 8N1.
        on_card: told each card event, on the owner thread; it must return at once.
        on_status: told each changed snapshot, likewise.
        now: the wall clock in UTC.
        deadlines: seconds that each step may take.
        poll_every_s: seconds between two looks.
    """

    def __init__(
        self,
        *,
        port: str,
        baud: int,
        on_card: CardListener,
        on_status: StatusListener,
        now: Callable[[], datetime],
        deadlines: SamDeadlines | None = None,
        poll_every_s: float = POLL_EVERY_S,
    ) -> None:
        super().__init__(kind=DeviceKind.IDENTITY_READER, watch_every_s=poll_every_s, on_status=on_status, now=now)
        self._port = port
        self._baud = baud
        self._on_card = on_card
        self._deadlines = deadlines or SamDeadlines()
        self._line: SerialLine | None = None
        self._link: SamLink | None = None
        self._stay: _Stay | None = None
        self._numbers = itertools.count(1)
        self._broken_looks = 0

    def read(self, insertion: Insertion) -> None:
        """Ask for the card of this insertion to be read; ends in ``CardRead`` or ``CardNotRead`` for the same one."""
        self.call(lambda: self._read(insertion)).add_done_callback(lambda done: self._answer(insertion, done))

    def _connect(self) -> None:
        self._broken_looks = 0
        self._line = SerialLine(port=self._port, baud=self._baud)
        self._link = SamLink(line=self._line, deadlines=self._deadlines)
        self._link.get_in_step()
        condition = self._link.ask(SamCommand.STATUS)
        if condition.status is not SamStatus.DONE:
            code = CONDITION_CODES.get(condition.status or SamStatus.FAILED, "IDENTITY_READER_FAULT")
            raise DeviceUnavailable(code, condition.describe())

    def _disconnect(self) -> None:
        self._end_stay()
        line, self._line, self._link = self._line, None, None
        if line is not None:
            line.close()

    def _watch(self) -> None:
        stay = self._stay
        if self._sees_card(stay):
            if stay is None:
                stay = self._stay = _Stay(Insertion(self._kind, next(self._numbers)))
                self._on_card(CardPlaced(stay.insertion))
            stay.misses = 0
        elif stay is not None:
            stay.misses += 1
            if stay.misses >= MISSES_UNTIL_LIFTED:
                self._end_stay()
        media = Media.PRESENT if self._stay else Media.NOT_PRESENT
        self._tell(DeviceStatus(kind=self._kind, state=DeviceState.ONLINE, media=media, since=self._now()))

    def _sees_card(self, stay: _Stay | None) -> bool:
        try:
            seen = self._look_for_card(stay)
        except SamFrameError:
            # One broken answer says nothing about the card, and the link has got in step again.
            self._broken_looks += 1
            if self._broken_looks >= BROKEN_LOOKS_UNTIL_LOST:
                raise
            return stay is not None
        self._broken_looks = 0
        return seen

    def _look_for_card(self, stay: _Stay | None) -> bool:
        """Look by find, and by the appended address where the SAM may take the card for one already read."""
        if stay is not None and stay.was_tried and self._ask(SamCommand.READ_ADDRESS).status in SELECTED:
            return True
        if stay is not None and stay.was_read:
            return False
        return self._ask(SamCommand.FIND).status is SamStatus.FOUND

    def _end_stay(self) -> None:
        stay, self._stay = self._stay, None
        if stay is not None:
            self._on_card(CardLifted(stay.insertion))

    def _read(self, insertion: Insertion) -> CardContents:
        stay = self._stay
        if stay is None or stay.insertion != insertion:
            raise CardGone("CARD_GONE", "lifted before it was read")
        if stay.was_read:
            raise CardUnreadable("CARD_ALREADY_READ", "the SAM reads a card once a stay")
        stay.was_tried = True
        failure: CardError = CardGone("CARD_GONE")
        for _ in range(READ_ROUNDS):
            try:
                text = self._find_select_read()
            except CardUnsupported:
                raise
            except CardError as error:
                failure = error
            else:
                stay.was_read = True
                return decode_identity_text(text)
        raise failure

    def _find_select_read(self) -> bytes:
        """Find, select and read the card as one; return its text block."""
        try:
            if self._ask(SamCommand.FIND).status is not SamStatus.FOUND:
                raise CardGone("CARD_GONE", "no longer found")
            _demand(self._ask(SamCommand.SELECT))
            answer = self._ask_to_read()
            _demand(answer)
            return text_of(answer.data)
        except SamFrameError as error:
            raise CardUnreadable("CARD_NOT_READABLE", error.detail) from error

    def _ask_to_read(self) -> SamAnswer:
        """Ask for the text, once more when the answer broke on the line: to the SAM the card counts as read by then."""
        try:
            return self._ask(SamCommand.READ)
        except SamFrameError:
            return self._ask(SamCommand.READ)

    def _ask(self, command: SamCommand) -> SamAnswer:
        if self._link is None:
            raise RuntimeError("not connected")
        return self._link.ask(command)

    def _state_for(self, error: DeviceError) -> DeviceState:
        return STATE_OF_CODE.get(error.code, DeviceState.OFFLINE)

    def _keeps_connection_after(self, error: DeviceError) -> bool:
        return isinstance(error, CardError)

    def _answer(self, insertion: Insertion, done: Future[CardContents]) -> None:
        error = done.exception()
        if error is None:
            self._on_card(CardRead(insertion, done.result()))
        elif isinstance(error, DeviceError):
            self._on_card(CardNotRead(insertion, error.code))
        else:
            self._on_card(CardNotRead(insertion, f"{self._kind.name}_DRIVER_FAULT"))


def _demand(answer: SamAnswer) -> None:
    """Raise unless a step on the card succeeded."""
    if answer.status is SamStatus.DONE:
        return
    if answer.status is SamStatus.CARD_UNKNOWN:
        raise CardUnsupported("CARD_WRONG_KIND", answer.describe())
    raise CardUnreadable("CARD_NOT_READABLE", answer.describe())
