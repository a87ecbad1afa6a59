"""What the pages from the choice to the rating do under a finger, and what they say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from kiosk.bilingual import Bilingual
from kiosk.visit.actions import (
    Action,
    Back,
    ChangeCopies,
    EndVisit,
    Forward,
    PrintSlip,
    Rate,
    RatingLevel,
    SkipRating,
    SkipSlip,
    Toggle,
    ToggleAll,
    TookPapers,
    Turn,
)
from kiosk.visit.screens import AnswerScreen, StoppedScreen
from tests.ui.finger import STANDARD, Finger
from tests.ui.looking import Onlooker
from tests.ui.samples_steps import CONCLUDED, a_case, samples

SAMPLES = samples(STANDARD)


@pytest.fixture(scope="module")
def onlooker() -> Iterator[Onlooker]:
    looking = Onlooker(width=1080, height=1920)
    yield looking
    looking.close()


@pytest.fixture
def finger(onlooker: Onlooker) -> Finger:
    return Finger(onlooker)


@pytest.mark.parametrize(
    ("name", "key", "action"),
    [
        ("waiting-long", "secondary", EndVisit()),
        ("choose-properties", "row-1", Toggle("b")),
        ("choose-properties", "all", ToggleAll()),
        ("choose-properties", "primary", Forward()),
        ("choose-properties", "secondary", Back()),
        ("choose-properties-many", "page-next", Turn(1)),
        ("choose-properties-many", "page-previous", Turn(-1)),
        ("choose-case", "row-1", Toggle("430922-02")),
        ("choose-licence", "primary", Forward()),
        ("review", "more", ChangeCopies(1)),
        ("review-none", "less", ChangeCopies(-1)),
        ("review", "primary", Forward()),
        ("answer", "primary", Forward()),
        ("answer", "secondary", SkipSlip()),
        ("answer-concluded", "primary", SkipSlip()),
        ("no-slip", "primary", Forward()),
        ("stopped", "primary", PrintSlip()),
        ("stopped", "secondary", EndVisit()),
        ("stopped-no-slip", "primary", EndVisit()),
        ("take-by-word", "primary", TookPapers()),
        ("rate", "level-5", Rate(RatingLevel.VERY_SATISFIED)),
        ("rate", "level-1", Rate(RatingLevel.VERY_DISSATISFIED)),
        ("rate", "secondary", SkipRating()),
    ],
)
def test_a_key_sends_its_action(finger: Finger, name: str, key: str, action: Action) -> None:
    finger.show(SAMPLES[name])
    assert finger.touch(key) == [action]


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("waiting", "secondary"),
        ("choose-properties", "row-2"),
        ("choose-properties-unready", "primary"),
        ("choose-licence", "row-1"),
        ("choose-case", "primary"),
        ("review", "less"),
        ("review-certificate", "more"),
        ("printing", "aid-end"),
        ("take", "primary"),
    ],
)
def test_what_cannot_be_done_now_is_no_key(finger: Finger, name: str, key: str) -> None:
    finger.show(SAMPLES[name])
    assert key not in finger.reachable()


def test_nobody_is_told_to_leave_a_card_that_does_not_lie_there(finger: Finger) -> None:
    finger.show(SAMPLES["waiting"])
    assert "证件先放着，别拿走。" in finger.texts()
    finger.show(SAMPLES["waiting-no-card"])
    assert "证件先放着，别拿走。" not in finger.texts()


def test_a_stage_of_printing_tells_only_what_the_terminal_knows(finger: Finger) -> None:
    finger.show(SAMPLES["printing-certificate"])
    texts = finger.texts()
    assert texts.count("正在进行") == 1
    assert "编号末尾 0123" in texts
    assert not [text for text in texts if "%" in text]


def test_two_systems_that_disagree_are_both_shown_with_a_sentence(finger: Finger) -> None:
    finger.show(SAMPLES["answer-disagree"])
    texts = finger.texts()
    assert {"审核中", "已办结", "两边说的还不一样，两边都办结才算办完。"} <= set(texts)
    assert "您办的事正在审核" in texts


def test_two_systems_that_agree_need_no_sentence(finger: Finger) -> None:
    finger.show(SAMPLES["answer-two"])
    assert "两边说的还不一样，两边都办结才算办完。" not in finger.texts()


def test_a_case_is_concluded_once_both_systems_say_so(finger: Finger) -> None:
    frame = SAMPLES["answer"].frame
    done = Bilingual("已办结", "Concluded")
    finger.show(AnswerScreen(frame, a_case(reached=CONCLUDED, department_state=done), slip_possible=True))
    assert "您办的事已经办结" in finger.texts()


def test_a_case_that_nobody_has_accepted_says_so(finger: Finger) -> None:
    finger.show(AnswerScreen(SAMPLES["answer"].frame, a_case(reached=(None, None, None)), slip_possible=True))
    assert "您办的事还没有受理" in finger.texts()


def test_a_blocking_page_ends_with_the_code_for_staff(finger: Finger) -> None:
    finger.show(SAMPLES["stopped"])
    code = finger.find("failure-code")
    below = [text for text in finger.texts() if text == "PORTAL_UNREACHABLE"]
    assert below == ["PORTAL_UNREACHABLE"]
    assert code.property("text") == "PORTAL_UNREACHABLE"


def test_of_an_uncertain_sheet_the_page_never_says_that_nothing_was_printed(finger: Finger) -> None:
    finger.show(SAMPLES["stopped-uncertain"])
    texts = finger.texts()
    assert not [text for text in texts if "没有打印" in text]
    assert "纸有没有打出来，要请人看一看。" in texts


def test_the_resume_code_stands_in_groups_of_four(finger: Finger) -> None:
    screen = SAMPLES["stopped-no-slip"]
    assert isinstance(screen, StoppedScreen)
    finger.show(replace(screen, resume_code="ABCD2345"))
    assert "ABCD 2345" in finger.texts()


def test_the_page_of_things_to_take_marks_what_has_been_taken(finger: Finger) -> None:
    finger.show(SAMPLES["take-card-left"])
    texts = finger.texts()
    assert texts.count("拿好了") == 1
    assert texts.count("还没拿") == 1
    assert "东西还在，请拿走。" in texts


def test_all_five_levels_stand_on_one_page_and_none_is_chosen(finger: Finger) -> None:
    finger.show(SAMPLES["rate"])
    levels = [f"level-{stars}" for stars in (5, 4, 3, 2, 1)]
    assert [key for key in finger.reachable() if key.startswith("level-")] == levels
    assert not any(finger.find(level).property("chosen") for level in levels)
