"""Every journey on the real stack: world, sandbox portal, terminal, and touches on its window."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.journeys.journeys import Journey
from tests.journeys.player import COMPLETED, play
from tests.journeys.register import JOURNEYS
from tests.journeys.stage import Pace, Stage
from tests.journeys.window import Window

pytestmark = pytest.mark.stack


class Halls:
    """One running hall at a time; a new one for another pace, and after a journey that went wrong."""

    def __init__(self, *, make_root: Callable[[], Path]) -> None:
        self._make_root = make_root
        self._stack = ExitStack()
        self._open: tuple[Stage, Window] | None = None

    def play(self, journey: Journey, folder: Path) -> str:
        """Play a journey in a hall of its pace and return its outcome."""
        stage, window = self._hall(journey.pace)
        outcome = play(journey, stage=stage, window=window, folder=folder).outcome
        if outcome != COMPLETED:
            self.close()
        return outcome

    def close(self) -> None:
        """Close the hall."""
        self._open = None
        self._stack.close()

    def _hall(self, pace: Pace) -> tuple[Stage, Window]:
        if self._open is not None and self._open[0].pace == pace:
            return self._open
        self.close()
        stage = self._stack.enter_context(Stage(root=self._make_root(), pace=pace))
        window = Window(path=stage.folders.hands, alive=lambda: stage.terminal.runs)
        self._open = stage, self._stack.enter_context(window)
        stage.await_health()
        return self._open


@pytest.fixture(scope="module")
def halls(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Halls]:
    halls = Halls(make_root=lambda: tmp_path_factory.mktemp("hall"))
    yield halls
    halls.close()


@pytest.mark.parametrize("journey", JOURNEYS.values(), ids=list(JOURNEYS))
def test_a_journey_ends_where_it_should_and_everything_adds_up(halls: Halls, journey: Journey, tmp_path: Path) -> None:
    assert halls.play(journey, tmp_path) == COMPLETED
