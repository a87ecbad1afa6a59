"""The terminal's identity-card reader: a SAM module behind whatever line leads to it."""

from __future__ import annotations

import itertools
import logging
import time
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from devices.cards.access import AccessKey
from devices.cards.contents import CardContents, Photo, PhotoFormat
from devices.cards.events import AddressRead, CardLifted, CardListener, CardNotRead, CardPlaced, CardRead, Insertion
from devices.cards.evidence import CardEvidence
from devices.cards.identity_text import decode_identity_text
from devices.cards.sam.commands import SamAnswer, SamCommand, SamStatus
from devices.cards.sam.frames import SamFrameError
from devices.cards.sam.line import Line
from devices.cards.sam.link import SamDeadlines, SamLink
from devices.cards.sam.position import Position
from devices.cards.sam.reading import IdentityReading
from devices.cards.sam.record import newest_address, number_text
from devices.errors import CardError, CardGone, CardUnreadable, DeviceError, DeviceUnavailable
from devices.owner import OwnedDevice, StatusListener
from devices.status import DeviceKind, DeviceState, DeviceStatus, Media

log = logging.getLogger("devices.cards")

POLL_EVERY_S: Final = 0.3
"""Pause between two looks for a card; each look costs the radio field another 100-500 ms (vendors' manuals)."""
MISSES_UNTIL_LIFTED: Final = 2
"""How often in a row a card must not be seen before it counts as lifted; the radio field misses one now and then."""
BROKEN_LOOKS_UNTIL_LOST: Final = 5
"""How many looks in a row may fail on the line before the reader counts as lost."""
SELECTED: Final = frozenset({SamStatus.DONE, SamStatus.ITEM_ABSENT})
"""Answers to the appended-address command that only a card still selected gives."""

STATE_OF_CODE: Final = {
    "IDENTITY_READER_NOT_FOUND": DeviceState.NO_DEVICE,
    "IDENTITY_READER_NO_LIBRARY": DeviceState.NO_SERVICE,
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
    address_told: bool = False
    evidence: CardEvidence | None = None


class SamReader(OwnedDevice):
    """The terminal's identity-card reader.

    A card is found by polling. Once it has been read, the SAM no longer finds it, so its presence is then asked by the
    appended-address command, which only a card that is still selected answers; its first answer with an address in it
    is told, too.

    Args of the constructor:
        open_line: reaches the SAM; raises a :class:`DeviceError` when it cannot be reached.
        on_card: told each card event, on the owner thread; it must return at once.
        on_status: told each changed snapshot, likewise.
        now: the wall clock in UTC.
        fingerprints: whether a card's fingerprints are read, too.
        deadlines: seconds that each step may take.
        poll_every_s: seconds between two looks.
        clock: seconds, monotonic.
    """

    def __init__(
        self,
        *,
        open_line: Callable[[], Line],
        on_card: CardListener,
        on_status: StatusListener,
        now: Callable[[], datetime],
        fingerprints: bool = False,
        deadlines: SamDeadlines | None = None,
        poll_every_s: float = POLL_EVERY_S,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(kind=DeviceKind.IDENTITY_READER, watch_every_s=poll_every_s, on_status=on_status, now=now)
        self._open_line = open_line
        self._on_card = on_card
        self._fingerprints = fingerprints
        self._deadlines = deadlines or SamDeadlines()
        self._clock = clock
        self._line: Line | None = None
        self._link: SamLink | None = None
        self._number = ""
        self._stay: _Stay | None = None
        self._numbers = itertools.count(1)
        self._broken_looks = 0
        self._position = Position(clock=clock)

    def read(self, insertion: Insertion, *, key: AccessKey | None = None) -> None:
        """Ask for the card of this insertion to be read; ends in ``CardRead`` or ``CardNotRead`` for the same one.

        Identity cards want no key; one that is given is not used.
        """
        self.call(lambda: self._read(insertion), then=lambda done: self._answer(insertion, done))

    def evidence(self, insertion: Insertion) -> CardEvidence | None:
        """Return photo and fingerprints of the card of this insertion while it lies there and has been read."""
        stay = self._stay
        return stay.evidence if stay is not None and stay.insertion == insertion else None

    def _connect(self) -> None:
        self._broken_looks = 0
        self._line = self._open_line()
        self._link = SamLink(line=self._line, deadlines=self._deadlines, clock=self._clock)
        self._number = number_text(self._link.get_in_step())
        condition = self._link.ask(SamCommand.STATUS)
        if condition.status is not SamStatus.DONE:
            self._link.ask(SamCommand.RESET)
            condition = self._link.ask(SamCommand.STATUS)
        if condition.status is not SamStatus.DONE:
            code = CONDITION_CODES.get(condition.status or SamStatus.FAILED, "IDENTITY_READER_FAULT")
            raise DeviceUnavailable(code, f"{condition.describe()}, SAM {self._number}")
        self._let_go_of_card_read_before()

    def _let_go_of_card_read_before(self) -> None:
        """Reset a SAM that still holds a card selected: one that was read before a restart or a broken line.

        Such a card is not found again until it has left, so nobody would be told to take it.
        """
        try:
            if self._ask(SamCommand.READ_ADDRESS).status in SELECTED:
                self._ask(SamCommand.RESET)
        except SamFrameError as error:
            log.info("%s: does not say whether a card is selected: %s", self._kind.value, error.detail)

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
                if not stay.was_read:
                    self._position.note_vanished()
                self._end_stay()
        media = Media.PRESENT if self._stay else Media.NOT_PRESENT
        online = DeviceState.ONLINE
        self._tell(DeviceStatus(kind=self._kind, state=online, media=media, about=self._number, since=self._now()))

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
        if stay is not None and stay.was_tried and self._is_still_selected(stay):
            return True
        if stay is not None and stay.was_read:
            return False
        return self._ask(SamCommand.FIND).status is SamStatus.FOUND

    def _is_still_selected(self, stay: _Stay) -> bool:
        answer = self._ask(SamCommand.READ_ADDRESS)
        if answer.status is SamStatus.DONE and stay.was_read and not stay.address_told:
            address = newest_address(answer.data)
            if address:
                stay.address_told = True
                self._on_card(AddressRead(stay.insertion, address))
        return answer.status in SELECTED

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
        record = self._reading().read()
        stay.was_read = True
        self._position.note_read()
        photo = Photo(PhotoFormat.WLT, record.photo) if record.photo else None
        contents = decode_identity_text(record.text, photo=photo)
        stay.evidence = CardEvidence(photo=photo, fingerprints=record.fingerprints)
        return contents

    def _reading(self) -> IdentityReading:
        return IdentityReading(
            link=self._linked(), deadlines=self._deadlines, fingerprints=self._fingerprints, clock=self._clock
        )

    def _ask(self, command: SamCommand) -> SamAnswer:
        return self._linked().ask(command)

    def _linked(self) -> SamLink:
        if self._link is None:
            raise RuntimeError("not connected")
        return self._link

    def _state_for(self, error: DeviceError) -> DeviceState:
        return STATE_OF_CODE.get(error.code, DeviceState.OFFLINE)

    def _keeps_connection_after(self, error: DeviceError) -> bool:
        return isinstance(error, CardError)

    def _answer(self, insertion: Insertion, done: Future[CardContents]) -> None:
        error = done.exception()
        if error is None:
            self._on_card(CardRead(insertion, done.result()))
        elif isinstance(error, CardGone) and self._position.is_bad:
            self._on_card(CardNotRead(insertion, "CARD_LIES_BADLY"))
        elif isinstance(error, DeviceError):
            self._on_card(CardNotRead(insertion, error.code))
        else:
            self._on_card(CardNotRead(insertion, f"{self._kind.name}_DRIVER_FAULT"))
