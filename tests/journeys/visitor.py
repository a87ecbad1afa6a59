"""A person before the terminal: touches the glass, lays cards down, takes papers, and looks."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import Final

import zxingcpp
from PIL import Image

from devices.simulators.wallet import load_holder
from devices.simulators.world_client import WorldClient
from devices.simulators.world_messages import (
    Command,
    LiftCard,
    Place,
    PlaceCard,
    ShowCode,
    TakeCertificate,
    TearReceipt,
    WorldStatus,
)
from kiosk.sandbox.remote import SandboxRemote
from kiosk.simulated_phone import SimulatedPhone
from tests.journeys.diary import Diary
from tests.journeys.stage import Badge
from tests.journeys.window import LOOK_EVERY_S, NotOnTheGlass, Window

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
        portal: the sandbox portal, which sends messages to phones.
        badge: of the clerk in this hall.
        diary: written as the visit goes on.
    """

    def __init__(
        self, *, window: Window, world: WorldClient, portal: SandboxRemote, badge: Badge, diary: Diary
    ) -> None:
        self._window = window
        self._world = world
        self._portal = portal
        self._badge = badge
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

    def shows_phone(self, slug: str) -> None:
        """Open the electronic card on a holder's phone and hold it before the scanner."""
        self._awaits_scanner()
        self._diary.act()
        self._phone(slug).show_card(self._world)

    def shows_code(self, text: str) -> None:
        """Hold a code on paper before the scanner."""
        self._awaits_scanner()
        self._do(ShowCode(text))

    def types_code_from_phone(self, slug: str) -> None:
        """Look at the phone and type the code that came."""
        self.types(self._looks_until(self._phone(slug).one_time_code))

    def signs_in(self) -> None:
        """Be the clerk: type badge number and PIN."""
        self.types(self._badge.number)
        self.touches("field-pin")
        self.types(self._badge.pin)
        self.touches("primary")

    def reads_code_on_slip(self) -> str:
        """Wait for the slip and read what its code says."""
        now = self._world.wait_until(lambda now: now.receipt.picture is not None, within_s=PATIENCE_S)
        with Image.open(str(now.receipt.picture)) as picture:
            codes = zxingcpp.read_barcodes(picture.convert("L"))
        return str(codes[0].text)

    def types(self, signs: str) -> None:
        """Touch the keys of a keypad, one after the other."""
        for sign in signs:
            self.touches(f"key-{sign}")

    def _phone(self, slug: str) -> SimulatedPhone:
        return SimulatedPhone(holder=load_holder(slug), portal=self._portal)

    def _awaits_scanner(self) -> None:
        """Nobody holds anything before a scanner that is dark."""
        self._world.wait_until(lambda now: now.scanner.lit, within_s=PATIENCE_S)

    def _looks_until(self, look: Callable[[], str | None]) -> str:
        """Look again and again until something is there."""
        ends = time.monotonic() + PATIENCE_S
        while (seen := look()) is None:
            if time.monotonic() > ends:
                raise NotOnTheGlass("no message came to the phone")
            time.sleep(LOOK_EVERY_S)
        return seen

    def plays(self, command: Command) -> WorldStatus:
        """Do something else to the world."""
        return self._do(command)

    def _note(self, screen: str) -> None:
        self._window.picture(self._diary.see(screen))
        self._diary.pictured()

    def _do(self, command: Command) -> WorldStatus:
        self._diary.act()
        return self._world.do(command)
