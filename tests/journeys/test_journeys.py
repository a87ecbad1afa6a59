"""Every journey on the real stack: world, sandbox portal, terminal, and touches on its window."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.journeys.journeys import HAPPY, Journey
from tests.journeys.player import COMPLETED, play
from tests.journeys.stage import HURRIED, PATIENT, Pace, Stage
from tests.journeys.unhappy import HURRIED_JOURNEYS, UNHAPPY
from tests.journeys.window import Window

pytestmark = pytest.mark.stack


def open_hall(root: Path, pace: Pace) -> Iterator[tuple[Stage, Window]]:
    with ExitStack() as stack:
        stage = stack.enter_context(Stage(root=root, pace=pace))
        window = stack.enter_context(Window(path=stage.folders.hands, alive=lambda: stage.terminal.runs))
        yield stage, window


@pytest.fixture(scope="module")
def patient_hall(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Stage, Window]]:
    yield from open_hall(tmp_path_factory.mktemp("hall"), PATIENT)


@pytest.fixture(scope="module")
def hurried_hall(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Stage, Window]]:
    yield from open_hall(tmp_path_factory.mktemp("hall"), HURRIED)


def named(journey: Journey) -> str:
    return journey.name


@pytest.mark.parametrize("journey", [*HAPPY, *UNHAPPY], ids=named)
def test_a_journey_ends_where_it_should_and_everything_adds_up(
    patient_hall: tuple[Stage, Window], journey: Journey, tmp_path: Path
) -> None:
    stage, window = patient_hall
    assert play(journey, stage=stage, window=window, folder=tmp_path).outcome == COMPLETED


@pytest.mark.parametrize("journey", HURRIED_JOURNEYS, ids=named)
def test_a_terminal_that_is_left_alone_forgets_and_is_ready_again(
    hurried_hall: tuple[Stage, Window], journey: Journey, tmp_path: Path
) -> None:
    stage, window = hurried_hall
    assert play(journey, stage=stage, window=window, folder=tmp_path).outcome == COMPLETED
