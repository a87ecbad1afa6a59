"""A person before the terminal: touches the glass, lays cards down, takes papers, and looks."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Final

from devices.simulators.world_client import WorldClient
from devices.simulators.world_messages import (
    Command,
    LiftCard,
    Place,
    PlaceCard,
    TakeCertificate,
    TearReceipt,
    WorldStatus,
)
from tests.journeys.diary import Diary
from tests.journeys.window import Window

PATIENCE_S: Final = 20.0
"""How long a person waits for a screen before they say that the machine hangs."""
NEXT_PAGE: Final = "page-next"
REACH_S: Final = 0.6
"""What a hand needs from the glass to an outlet, in seconds; it is nobody's waiting."""


class Visitor:
    """Somebody who uses the terminal.

    Args of the constructor:
        window: the glass.
        world: everything else that hands can reach.
        diary: written as the visit goes on.
    """

    def __init__(self, *, window: Window, world: WorldClient, diary: Diary) -> None:
        self._window = window
        self._world = world
        self._diary = diary

    def sees(self, *screens: str, within_s: float = PATIENCE_S) -> str:
        """Wait for one of these screens, note and picture it, and return which."""
        screen = self._window.wait_for(screens, within_s=within_s)
        self._note(screen)
        return screen

    def reads(self, words: str, within_s: float = PATIENCE_S) -> None:
        """Wait until some words stand on the present screen, and note and picture it."""
        self._window.wait_for_words(words, within_s=within_s)
        self._note(self._window.screen())

    def picks(self, words: str) -> None:
        """Touch the row on which these words stand, turning the pages of the list until it is there."""
        while (row := self._window.find_key(words)) is None:
            self.touches(NEXT_PAGE)
            self.sees(self._window.screen())
        self.touches(row)

    def waits_for_key(self, key: str, within_s: float = PATIENCE_S) -> None:
        """Wait until a key can be touched."""
        self._window.wait_for_key(key, within_s=within_s)

    def touches(self, key: str) -> None:
        """Touch a key of the present screen, by its name."""
        self._diary.act(at_s=self._window.touch(key).released_ms / 1000)

    def goes_on(self, through: Sequence[str]) -> None:
        """Look at each of these screens and touch its primary key."""
        for screen in through:
            self.sees(screen)
            self.touches("primary")

    def lays(self, slug: str, on: Place | None = None, *, pulled: bool = False) -> None:
        """Lay a card down; with ``pulled`` it is drawn back in the middle of the read."""
        self._do(PlaceCard(slug, on, pulled))

    def lifts_card(self) -> None:
        """Take the card off the reader."""
        self._do(LiftCard())

    def tears_slip(self, *, at_once: bool = False) -> None:
        """Wait for the slip and tear it off, ``at_once`` before the machine can have seen it."""
        self._world.wait_until(lambda now: now.receipt.picture is not None, within_s=PATIENCE_S)
        if not at_once:
            time.sleep(REACH_S)
        self._do(TearReceipt())

    def takes_sheet(self, *, at_once: bool = False) -> None:
        """Wait for the sheet and take it, ``at_once`` before the machine can have seen it."""
        self._world.wait_until(lambda now: bool(now.certificate.lying), within_s=PATIENCE_S)
        if not at_once:
            time.sleep(REACH_S)
        self._do(TakeCertificate())

    def plays(self, command: Command) -> WorldStatus:
        """Do something else to the world."""
        return self._do(command)

    def _note(self, screen: str) -> None:
        self._window.picture(self._diary.see(screen))
        self._diary.pictured()

    def _do(self, command: Command) -> WorldStatus:
        self._diary.act()
        return self._world.do(command)
