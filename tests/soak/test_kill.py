"""A short form of ``scripts/soak --kill``: some of all moments, the dangerous ones among them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.soak.death import Moment
from tests.soak.kill import KillHall, Trial, kill_hall

pytestmark = pytest.mark.stack


@pytest.fixture(scope="module")
def hall() -> Iterator[KillHall]:
    with kill_hall() as hall:
        yield hall


def test_killed_at_every_call_that_hands_a_job_over_the_books_agree_with_the_paper(hall: KillHall) -> None:
    handing_over = [m for m in hall.moments() if m.place.split()[-1] in HANDING_OVER]
    assert {m.place for m in handing_over} == {
        f"{side} {call}" for side in ("before", "after") for call in HANDING_OVER
    }
    died = sum(hall.play(Trial((moment,))) for moment in handing_over)
    assert died == len(handing_over)


def test_killed_at_writes_all_along_the_record_the_books_agree_with_the_paper(hall: KillHall) -> None:
    writes = [m for m in hall.moments() if m.place == "record"]
    some = writes[:: len(writes) // 8]
    assert sum(hall.play(Trial((moment,))) for moment in some) == len(some)


def test_killed_in_the_hand_over_and_again_while_starting_up_the_books_agree_with_the_paper(hall: KillHall) -> None:
    again = Moment("record", 2)
    for first in (Moment("after createJob", 1), Moment("after finishDocument", 1)):
        assert hall.play(Trial((first, again))) == 2


HANDING_OVER = ("createJob", "startDocument", "writeRequestData", "finishDocument")
