"""Reading a card: find, select and read as one unit, tried again from the start when any of them fails."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final

from devices.cards.sam.commands import SamAnswer, SamCommand, SamStatus
from devices.cards.sam.frames import SamFrameError
from devices.cards.sam.link import SamDeadlines, SamLink
from devices.cards.sam.record import IdentityRecord, parse_record
from devices.errors import CardError, CardGone, CardUnreadable, CardUnsupported

READ_ROUNDS: Final = 3
"""How often find, select, read are tried as one: a card that moves in the field fails any of them."""


class IdentityReading:
    """Reads the card in the field of one SAM.

    Args of the constructor:
        fingerprints: whether they are read, too; a SAM that does not know how is asked for text and photo instead.
    """

    def __init__(
        self,
        *,
        link: SamLink,
        deadlines: SamDeadlines,
        fingerprints: bool,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._link = link
        self._deadlines = deadlines
        self._fingerprints = fingerprints
        self._clock = clock
        self._was_lost = False

    def read(self) -> IdentityRecord:
        """Read the card, in at most three rounds.

        Raises:
            CardGone: ``CARD_GONE``, no longer found.
            CardUnreadable: ``CARD_NOT_READABLE`` when the last round failed otherwise, or when the answer was lost on
                the line: to the SAM the card counts as read then, and it is not found again until it was lifted.
            CardUnsupported: ``CARD_WRONG_KIND``, no identity card.
            DeviceUnavailable: the SAM no longer answers.
        """
        ends = self._clock() + self._deadlines.unit_s
        failure: CardError = CardGone("CARD_GONE")
        for _ in range(READ_ROUNDS):
            try:
                return self._round()
            except CardUnsupported:
                raise
            except CardError as error:
                failure = error
            if self._clock() >= ends:
                break
        if isinstance(failure, CardGone) and self._was_lost:
            raise CardUnreadable("CARD_NOT_READABLE", "the answer was lost on the line") from failure
        raise failure

    def _round(self) -> IdentityRecord:
        try:
            if self._link.ask(SamCommand.FIND).status is not SamStatus.FOUND:
                raise CardGone("CARD_GONE", "no longer found")
            _demand(self._link.ask(SamCommand.SELECT))
            return self._read_selected()
        except SamFrameError as error:
            raise CardUnreadable("CARD_NOT_READABLE", error.detail) from error

    def _read_selected(self) -> IdentityRecord:
        command = SamCommand.READ_WITH_FINGERPRINTS if self._fingerprints else SamCommand.READ
        answer = self._ask_to_read(command)
        if self._fingerprints and answer.status is SamStatus.COMMAND_WRONG:
            self._fingerprints = False
            return self._read_selected()
        _demand(answer)
        return parse_record(answer.data, with_fingerprints=self._fingerprints)

    def _ask_to_read(self, command: SamCommand) -> SamAnswer:
        """Ask for the record, once more when the answer broke on the line: by then the SAM has read the card."""
        try:
            return self._link.ask(command)
        except SamFrameError:
            self._was_lost = True
            return self._link.ask(command)


def _demand(answer: SamAnswer) -> None:
    """Raise unless a step on the card succeeded."""
    if answer.status is SamStatus.DONE:
        return
    if answer.status is SamStatus.CARD_UNKNOWN:
        raise CardUnsupported("CARD_WRONG_KIND", answer.describe())
    raise CardUnreadable("CARD_NOT_READABLE", answer.describe())
