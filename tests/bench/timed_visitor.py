"""A person who plays journeys with a stopwatch: when they acted, and when each page was on the glass."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from devices.simulators.world_messages import Command, PlaceCard, WorldStatus
from tests.journeys.diary import Diary
from tests.journeys.stage import Stage
from tests.journeys.visitor import PATIENCE_S, Visitor
from tests.journeys.window import Turn, Window

LOOK_S: Final = 0.25
"""Nobody touches again before they have looked; all times are the window's own, so this adds nothing to them."""


@dataclass(frozen=True)
class Act:
    """Something that the person did.

    Attributes:
        name: what, with the page it was done on.
        began_ms: when the finger came down, on the monotonic clock.
        done_ms: when it left; the machine's time begins here.
        kind: touch, card, or hand for everything else in the world.
    """

    name: str
    began_ms: float
    done_ms: float
    kind: str


@dataclass(frozen=True)
class Wait:
    """How long the machine took from an act until the page that the person waited for was painted."""

    after: Act
    page: str
    ms: float


class TimedVisitor(Visitor):
    """Plays a journey without taking pictures, and keeps its times.

    Attributes:
        acts: in order.
        waits: in order; their sum is the machine's own share.
    """

    def __init__(self, *, window: Window, stage: Stage, folder: Path) -> None:
        diary = Diary(journey="timed", folder=folder)
        super().__init__(window=window, world=stage.world, portal=stage.portal, badge=stage.badge, diary=diary)
        now_ms = time.monotonic() * 1000
        self._began_ms = now_ms
        self._page = ""
        self.acts: list[Act] = [Act("comes", now_ms, now_ms, "hand")]
        self.waits: list[Wait] = []

    def sees(self, *screens: str, within_s: float = PATIENCE_S) -> str:
        """Wait for one of these pages and note when it was painted; one that has come and gone was seen, too."""
        act = self.acts[-1]
        since_ms = self._counted_until_ms(act)
        seen = [turn for turn in self._window.turns(since_ms=since_ms) if turn.page in screens]
        page = seen[0].page if seen else self._window.wait_for(screens, within_s=within_s)
        painted = [turn.painted_ms for turn in self._window.turns(since_ms=since_ms) if turn.page == page]
        self.waits.append(Wait(act, page, painted[0] - since_ms if painted else 0.0))
        self._page = page
        return page

    def touches(self, key: str) -> None:
        """Touch a key, once it can be touched."""
        self.waits_for_key(key)
        touch = self._window.touch(key)
        self.acts.append(Act(f"{self._page}: touch {key}", touch.pressed_ms, touch.released_ms, "touch"))
        time.sleep(LOOK_S)

    def turns(self) -> list[Turn]:
        """Return every page that came on since the person came."""
        return self._window.turns(since_ms=self._began_ms)

    def _counted_until_ms(self, act: Act) -> float:
        """Where the machine's time goes on: after the act, or after what has been waited for since."""
        return act.done_ms + sum(wait.ms for wait in self.waits if wait.after is act)

    def _do(self, command: Command) -> WorldStatus:
        now_ms = time.monotonic() * 1000
        kind = "card" if isinstance(command, PlaceCard) else "hand"
        self.acts.append(Act(f"{self._page}: {type(command).__name__}", now_ms, now_ms, kind))
        return self._world.do(command)
