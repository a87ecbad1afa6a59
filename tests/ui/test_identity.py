"""What the pages of the identity ladder do under a finger, and what they say."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from kiosk.visit.actions import Action, Back, ChooseWay, Forward, NotMe
from kiosk.visit.identity import Way
from kiosk.visit.screens import ConfirmScreen
from tests.ui.finger import STANDARD, Finger
from tests.ui.looking import Onlooker
from tests.ui.samples_identity import FAILURES, samples

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
        ("identify", "secondary", Back()),
        ("identify", "way-social-card", ChooseWay(Way.SOCIAL_CARD)),
        ("identify", "way-phone-code", ChooseWay(Way.PHONE_CODE)),
        ("identify", "way-clerk", ChooseWay(Way.CLERK)),
        ("identify-four", "way-travel-document", ChooseWay(Way.TRAVEL_DOCUMENT)),
        ("identify-social", "way-identity-card", ChooseWay(Way.IDENTITY_CARD)),
        ("confirm", "primary", Forward()),
        ("confirm", "secondary", NotMe()),
    ],
)
def test_a_key_sends_its_action(finger: Finger, name: str, key: str, action: Action) -> None:
    finger.show(SAMPLES[name])
    assert finger.touch(key) == [action]


def test_name_and_number_are_shown_only_while_a_finger_holds_the_key(finger: Finger) -> None:
    screen = SAMPLES["confirm"]
    assert isinstance(screen, ConfirmScreen)
    secrets = {screen.revealed.name, "430922 19500312 0025"}
    finger.show(screen)
    assert not secrets & set(finger.texts())
    finger.press("reveal")
    assert secrets <= set(finger.texts())
    finger.lift("reveal")
    assert not secrets & set(finger.texts())
    assert {screen.masked_name, screen.masked_id_number} <= set(finger.texts())
    assert finger.sent == []


def test_a_card_that_did_not_do_is_named_with_what_to_do_next(finger: Finger) -> None:
    finger.show(SAMPLES["identify-lifted"])
    failure = FAILURES.find("CARD_LIFTED_TOO_EARLY")
    assert {failure.title.zh, failure.safe.zh} <= set(finger.texts())


def test_a_beep_is_promised_only_where_one_can_be_heard(finger: Finger) -> None:
    finger.show(SAMPLES["identify"])
    assert "听到“嘀”一声" in finger.texts()
    finger.show(SAMPLES["identify-four"])
    assert "听到“嘀”一声" not in finger.texts()


def test_while_a_card_is_read_the_page_asks_to_leave_it(finger: Finger) -> None:
    finger.show(SAMPLES["identify-reading"])
    assert "正在读卡，请别拿走" in finger.texts()


def test_without_an_identity_reader_the_social_security_card_is_asked_for(finger: Finger) -> None:
    finger.show(SAMPLES["identify-social-only"])
    texts = finger.texts()
    assert {"社保卡平放", "身份证这会儿读不了，也可以"} <= set(texts)
    assert "身份证平放" not in texts


@pytest.mark.parametrize("name", ["identify-social", "identify-document"])
def test_the_identity_card_is_the_first_other_way(finger: Finger, name: str) -> None:
    finger.show(SAMPLES[name])
    ways = [key for key in finger.reachable() if key.startswith("way-")]
    assert ways[0] == "way-identity-card"


def test_without_another_way_the_page_names_help_and_counter(finger: Finger) -> None:
    finger.show(SAMPLES["identify-none"])
    assert "请点“叫人帮忙”，或到窗口办。" in finger.texts()


@pytest.mark.parametrize(
    ("name", "sentence", "number"),
    [
        ("confirm", "身份证已读好，请先别拿走。", "身份证号码"),
        ("confirm-social", "社保卡已读好，请先别拿走。", "身份证号码"),
        ("confirm-residence", "居住证已读好，请先别拿走。", "居住证号码"),
        ("confirm-permanent", "永居证已读好，请先别拿走。", "证件号码"),
        ("confirm-passport", "护照已读好，请先别拿走。", "护照号码"),
        ("confirm-travel-permit", "通行证已读好，请先别拿走。", "证件号码"),
        ("confirm-phone", "手机上的电子证件已核对。", "身份证号码"),
        ("confirm-clerk", "工作人员已替您核对。", "身份证号码"),
    ],
)
def test_the_page_says_where_the_name_comes_from(finger: Finger, name: str, sentence: str, number: str) -> None:
    finger.show(SAMPLES[name])
    assert {sentence, number} <= set(finger.texts())


def test_a_long_name_moves_nothing_under_the_finger(finger: Finger, onlooker: Onlooker) -> None:
    finger.show(SAMPLES["confirm-passport"])
    before = finger.find("reveal").y()
    finger.press("reveal")
    assert finger.find("reveal").y() == before
    assert list(onlooker.faults()) == []
    finger.lift("reveal")
