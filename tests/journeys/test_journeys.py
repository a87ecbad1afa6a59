"""Every journey on the real stack: world, sandbox portal, terminal, and touches on its window."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType

import pytest

from tests.journeys.certificates import CERTIFICATES
from tests.journeys.identity import IDENTITY
from tests.journeys.journeys import HAPPY, Journey
from tests.journeys.player import COMPLETED, play
from tests.journeys.stage import HURRIED, LAST_BLANKS, PATIENT, Pace, Stage
from tests.journeys.unhappy import HURRIED_JOURNEYS, UNHAPPY
from tests.journeys.window import Window

pytestmark = pytest.mark.stack


SIDE_BY_SIDE = 3
"""Halls in which the hurried journeys are played at once; they do little but wait for a terminal to lose patience."""


class Hall:
    """A running hall, opened anew after a journey that went wrong."""

    def __init__(self, *, make_root: Callable[[], Path], pace: Pace) -> None:
        self._make_root = make_root
        self._pace = pace
        self._stack = ExitStack()
        self._open: tuple[Stage, Window] | None = None

    def __enter__(self) -> Hall:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._close()

    def play(self, journey: Journey, folder: Path) -> str:
        """Play a journey and return its outcome."""
        stage, window = self._open or self._begin()
        outcome = play(journey, stage=stage, window=window, folder=folder).outcome
        if outcome != COMPLETED:
            self._close()
        return outcome

    def _begin(self) -> tuple[Stage, Window]:
        stage = self._stack.enter_context(Stage(root=self._make_root(), pace=self._pace, few=LAST_BLANKS))
        window = Window(path=stage.folders.hands, alive=lambda: stage.terminal.runs)
        self._open = stage, self._stack.enter_context(window)
        stage.await_health()
        return self._open

    def _close(self) -> None:
        self._open = None
        self._stack.close()


@pytest.fixture(scope="module")
def patient_hall(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hall]:
    with Hall(make_root=lambda: tmp_path_factory.mktemp("hall"), pace=PATIENT) as hall:
        yield hall


@pytest.fixture(scope="module")
def hurried_outcomes(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Play those hurried journeys that are asked for, side by side, and return the outcome of each."""
    asked = [item.callspec.params.get("journey") for item in request.session.items if hasattr(item, "callspec")]
    waiting = deque(journey for journey in HURRIED_JOURNEYS if journey in asked)
    making = threading.Lock()

    def new_folder() -> Path:
        with making:
            return tmp_path_factory.mktemp("hall")

    def next_one() -> Journey | None:
        with making:
            return waiting.popleft() if waiting else None

    def work() -> dict[str, str]:
        outcomes = {}
        with Hall(make_root=new_folder, pace=HURRIED) as hall:
            while (journey := next_one()) is not None:
                outcomes[journey.name] = hall.play(journey, new_folder())
        return outcomes

    with ThreadPoolExecutor(SIDE_BY_SIDE) as workers:
        shares = [workers.submit(work) for _ in range(min(SIDE_BY_SIDE, len(waiting)))]
        return {name: outcome for share in shares for name, outcome in share.result().items()}


def named(journey: Journey) -> str:
    return journey.name


@pytest.mark.parametrize("journey", [*HAPPY, *CERTIFICATES, *IDENTITY, *UNHAPPY], ids=named)
def test_a_journey_ends_where_it_should_and_everything_adds_up(
    patient_hall: Hall, journey: Journey, tmp_path: Path
) -> None:
    assert patient_hall.play(journey, tmp_path) == COMPLETED


@pytest.mark.parametrize("journey", HURRIED_JOURNEYS, ids=named)
def test_a_terminal_that_is_left_alone_forgets_and_is_ready_again(
    hurried_outcomes: dict[str, str], journey: Journey
) -> None:
    assert hurried_outcomes[journey.name] == COMPLETED
