"""What the pages of the identity ladder do under a finger, and what they say."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtQuick import QQuickItem

from devices.cards.access import CanKey, MrzKey
from kiosk.bilingual import Language
from kiosk.visit.actions import (
    Action,
    Back,
    ChooseFactor,
    ChooseWay,
    EndVisit,
    EnterCan,
    EnterMrz,
    EnterOneTimeCode,
    Forward,
    NameResident,
    NotMe,
    SendAgain,
    SignIn,
    Type,
)
from kiosk.visit.identity import Factor, Way
from kiosk.visit.permits import permits
from kiosk.visit.preferences import Preferences, TextSize
from kiosk.visit.screens import ConfirmScreen, IdentifyScreen, ScanCodeScreen
from tests.ui.finger import STANDARD, Finger
from tests.ui.looking import Onlooker
from tests.ui.samples_identity import FAILURES, NOT_RIGHT, samples

SAMPLES = samples(STANDARD)


@pytest.fixture(scope="module")
def onlooker() -> Iterator[Onlooker]:
    looking = Onlooker(width=1080, height=1920)
    yield looking
    looking.close()


@pytest.fixture(scope="module", params=[(1080, 1920), (1920, 1080)], ids=["upright", "sideways"])
def turned(request: pytest.FixtureRequest) -> Iterator[Onlooker]:
    looking = Onlooker(width=request.param[0], height=request.param[1])
    yield looking
    looking.close()


@pytest.fixture(params=list(Language))
def language(request: pytest.FixtureRequest) -> Language:
    chosen: Language = request.param
    return chosen


@pytest.fixture
def finger(onlooker: Onlooker) -> Finger:
    # Another page first: what was typed in the test before has gone with its page.
    onlooker.show(SAMPLES["identify"])
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
        ("scan-code", "way-identity-card", ChooseWay(Way.IDENTITY_CARD)),
        ("scan-code", "secondary", Back()),
        ("sign-in", "secondary", Back()),
        ("name-person", "secondary", Back()),
        ("unlock", "secondary", Back()),
        ("prove-it-all", "factor-one-time-code", ChooseFactor(Factor.ONE_TIME_CODE)),
        ("prove-it-all", "factor-fingerprint", ChooseFactor(Factor.FINGERPRINT)),
        ("prove-it-all", "factor-face", ChooseFactor(Factor.FACE)),
        ("prove-it-all", "factor-clerk", ChooseFactor(Factor.CLERK)),
        ("one-time-code", "factor-clerk", ChooseFactor(Factor.CLERK)),
        ("matching-finger", "factor-one-time-code", ChooseFactor(Factor.ONE_TIME_CODE)),
        ("matching-finger", "secondary", EndVisit()),
        ("one-time-code", "secondary", EndVisit()),
        ("prove-it", "secondary", EndVisit()),
        ("code-lookup", "secondary", Back()),
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


@pytest.mark.parametrize("name", ["identify-lifted", "scan-code-stale"])
def test_with_large_text_what_went_wrong_stands_on_the_first_page(turned: Onlooker, name: str) -> None:
    finger = Finger(turned)
    screen = samples(Preferences(text_size=TextSize.LARGEST))[name]
    assert isinstance(screen, IdentifyScreen | ScanCodeScreen)
    assert screen.notice is not None
    finger.show(screen)
    assert screen.notice.title.zh in finger.texts()


def test_a_choice_is_asked_for_only_where_there_is_one(finger: Finger) -> None:
    finger.show(SAMPLES["prove-it"])
    assert "请选一种办法再核对" in finger.texts()
    finger.show(SAMPLES["prove-it-one"])
    assert "请再核对一次身份" in finger.texts()


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
    assert {"社保卡平放", "身份证这会儿读不了"} <= set(texts)
    assert "身份证平放" not in texts


@pytest.mark.parametrize("name", ["identify-social", "identify-document"])
def test_the_identity_card_is_the_first_other_way(finger: Finger, name: str) -> None:
    finger.show(SAMPLES[name])
    ways = [key for key in finger.reachable() if key.startswith("way-")]
    assert ways[0] == "way-identity-card"


def test_without_another_way_the_page_names_help_and_counter(finger: Finger) -> None:
    finger.show(SAMPLES["identify-none"])
    assert "请点“叫人帮忙”或到窗口办。" in finger.texts()


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


# What is typed.


def written(finger: Finger) -> set[str]:
    return set(finger.texts())


def test_six_digits_are_sent_once_and_then_gone(finger: Finger) -> None:
    finger.show(SAMPLES["one-time-code"])
    assert "primary" not in finger.reachable()
    finger.type_in("402718")
    assert "402 718" in written(finger)
    assert finger.touch("primary") == [Type(), EnterOneTimeCode("402718")]
    assert "402 718" not in written(finger)
    assert "primary" not in finger.reachable()


def test_the_page_says_how_many_digits_are_missing(finger: Finger) -> None:
    finger.show(SAMPLES["one-time-code-alone"])
    finger.type_in("40")
    assert "还差 4 位" in written(finger)
    finger.step("key-back")
    assert "还差 5 位" in written(finger)
    finger.step("key-clear")
    assert "还差 6 位" in written(finger)


def test_the_visit_learns_that_somebody_types_but_not_at_every_key(finger: Finger) -> None:
    finger.show(SAMPLES["name-person"])
    finger.type_in("430922")
    assert finger.sent == [Type()]


def test_no_more_is_taken_than_belongs_in_the_field(finger: Finger) -> None:
    finger.show(SAMPLES["one-time-code-alone"])
    finger.type_in("12345678")
    assert "123 456" in written(finger)


def test_another_code_can_be_sent_only_after_a_while(finger: Finger, onlooker: Onlooker) -> None:
    finger.show(SAMPLES["one-time-code"])
    assert "60 秒后\u200b可以再发" in written(finger)
    assert "own" not in finger.reachable()
    loader = onlooker.window.window.findChild(QQuickItem, "page")
    assert loader is not None
    loader.property("item").setProperty("wait", 0)
    assert finger.touch("own") == [SendAgain()]
    assert "own" not in finger.reachable()


def test_a_wrong_code_is_told_under_the_field_until_another_is_typed(finger: Finger) -> None:
    finger.show(SAMPLES["one-time-code-wrong"])
    assert {NOT_RIGHT.title.zh, "还可以再试 2 次。"} <= written(finger)
    finger.type_in("4")
    assert NOT_RIGHT.title.zh not in written(finger)


def test_no_key_moves_away_under_the_finger_when_the_notice_goes(finger: Finger) -> None:
    finger.show(SAMPLES["one-time-code-wrong"])
    before = finger.find("key-4").mapToScene(QPointF()).y()
    finger.type_in("4")
    assert finger.find("key-4").mapToScene(QPointF()).y() == before


def test_a_code_that_is_entered_and_wrong_again_is_told_again(finger: Finger) -> None:
    finger.show(SAMPLES["one-time-code-wrong"])
    finger.type_in("402718")
    finger.step("primary")
    finger.show(SAMPLES["one-time-code-checking"])
    assert NOT_RIGHT.title.zh not in written(finger)
    finger.show(SAMPLES["one-time-code-wrong"])
    assert NOT_RIGHT.title.zh in written(finger)


def test_while_it_is_checked_nothing_can_be_typed(finger: Finger) -> None:
    finger.show(SAMPLES["one-time-code-checking"])
    assert not [key for key in finger.reachable() if key.startswith("key-") or key == "primary"]


def test_a_clerk_types_number_and_pin_and_the_pin_is_never_seen(finger: Finger) -> None:
    finger.show(SAMPLES["sign-in"])
    finger.type_in("1024")
    finger.step("primary")
    finger.type_in("7788")
    assert {"1024", "●●●●"} <= written(finger)
    assert "7788" not in written(finger)
    assert finger.touch("primary")[-1] == SignIn("1024", "7788")
    assert "●●●●" not in written(finger)


def test_a_touch_goes_back_to_the_badge_number(finger: Finger) -> None:
    finger.show(SAMPLES["sign-in"])
    finger.type_in("1024")
    finger.step("primary")
    finger.step("field-number")
    finger.type_in("5")
    assert "10245" in written(finger)


def test_an_identity_number_stands_in_its_three_groups(finger: Finger) -> None:
    finger.show(SAMPLES["name-person"])
    finger.type_in("430922195003120025")
    assert "430922 19500312 0025" in written(finger)
    assert finger.touch("primary") == [Type(), NameResident("430922195003120025")]


def test_a_mistyped_identity_number_is_told_at_once(finger: Finger) -> None:
    finger.show(SAMPLES["name-person"])
    finger.type_in("43092219500312002")
    assert "号码不对，请再看一遍" not in written(finger)
    finger.type_in("6")
    assert "号码不对，请再看一遍" in written(finger)
    assert "primary" not in finger.reachable()


def test_a_document_is_unlocked_by_number_birth_and_last_day(finger: Finger) -> None:
    finger.show(SAMPLES["unlock"])
    assert "请输入证件号码" in written(finger)
    finger.type_in("K01234567")
    finger.step("primary")
    assert "请输入出生日期" in written(finger)
    finger.type_in("19840312")
    assert "1984-03-12" in written(finger)
    finger.step("primary")
    finger.type_in("20310511")
    assert finger.touch("primary")[-1] == EnterMrz(MrzKey("K01234567", "840312", "310511"))


def test_a_day_that_no_calendar_has_is_told(finger: Finger) -> None:
    finger.show(SAMPLES["unlock"])
    finger.type_in("K01234567")
    finger.step("primary")
    finger.type_in("19840231")
    assert "没有这一天，请再看一遍" in written(finger)
    assert "primary" not in finger.reachable()


def test_one_goes_back_through_what_was_typed_before_the_page_is_left(finger: Finger) -> None:
    finger.show(SAMPLES["unlock"])
    finger.type_in("K01234567")
    finger.step("primary")
    finger.step("secondary")
    assert "K01234567" in written(finger)
    assert finger.touch("secondary")[-1] == Back()


def test_a_document_is_unlocked_by_the_digits_on_its_front(finger: Finger) -> None:
    finger.show(SAMPLES["unlock"])
    finger.step("own")
    finger.type_in("318204")
    assert finger.touch("primary")[-1] == EnterCan(CanKey("318204"))


def test_a_key_that_did_not_open_the_document_can_be_looked_through_again(finger: Finger) -> None:
    finger.show(SAMPLES["unlock"])
    finger.type_in("K01234567")
    finger.step("primary")
    finger.type_in("19840312")
    finger.step("primary")
    finger.type_in("20310511")
    finger.step("primary")
    finger.show(SAMPLES["unlock-reading"])
    finger.show(SAMPLES["unlock-wrong"])
    assert {"请输入证件号码", "K01234567", NOT_RIGHT.title.zh} <= written(finger)


def test_the_scanner_is_offered_only_where_there_is_one(finger: Finger) -> None:
    offer = "证件先放着。有扫码枪，也可以扫照片那页。"
    finger.show(SAMPLES["unlock"])
    assert offer not in written(finger)
    finger.show(SAMPLES["unlock-scanner"])
    assert offer in written(finger)


@pytest.mark.parametrize("size", list(TextSize))
def test_a_full_number_fits_its_field(size: TextSize, language: Language, turned: Onlooker) -> None:
    shown = samples(Preferences(language=language, text_size=size))
    finger = Finger(turned)
    finger.show(shown["identify"])
    finger.show(shown["name-person"])
    finger.type_in("430922195003120026")
    assert list(turned.faults()) == []


def test_what_was_typed_is_gone_with_the_page(finger: Finger) -> None:
    finger.show(SAMPLES["name-person"])
    finger.type_in("430922")
    finger.show(SAMPLES["identify"])
    finger.show(SAMPLES["name-person"])
    assert "还差 18 位" in written(finger)


# Codes and second proofs.


def test_a_matter_that_was_found_goes_on(finger: Finger) -> None:
    finger.show(SAMPLES["code-lookup-matter"])
    assert {"房产套数证明", "2026 年 3 月 16 日"} <= written(finger)
    assert finger.touch("primary") == [Forward()]


def test_a_paper_that_lies_ready_is_named_with_place_and_last_day(finger: Finger) -> None:
    finger.show(SAMPLES["code-lookup-pickup"])
    assert {"老年人优待证", "县政务大厅一楼 3 号取件柜", "2026 年 4 月 2 日"} <= written(finger)
    assert "primary" not in finger.reachable()


def test_a_paper_that_is_not_ready_is_not_promised(finger: Finger) -> None:
    finger.show(SAMPLES["code-lookup-later"])
    assert "2026 年 4 月 2 日" not in written(finger)
    assert "您的东西还没好" in written(finger)


def test_while_a_proof_is_being_prepared_none_can_be_chosen(finger: Finger) -> None:
    finger.show(SAMPLES["prove-it-checking"])
    assert not [key for key in finger.reachable() if key.startswith("factor-")]


def test_nobody_has_to_give_a_finger_or_a_face(finger: Finger) -> None:
    said = "不用指纹、不看脸也能办。"
    finger.show(SAMPLES["prove-it-all"])
    assert said in written(finger)
    finger.show(SAMPLES["prove-it"])
    assert said not in written(finger)


def test_the_scanner_is_the_part_that_is_lit_for_a_phone(finger: Finger) -> None:
    finger.show(SAMPLES["scan-code"])
    panel = finger.find("panel-scanner").parentItem()
    assert panel is not None
    assert panel.property("lit")


def test_a_code_that_is_too_old_says_what_to_do(finger: Finger) -> None:
    finger.show(SAMPLES["scan-code-stale"])
    assert "二维码过期了，请在手机上刷新" in written(finger)


@pytest.mark.parametrize("name", list(SAMPLES))
def test_every_key_does_something_that_its_screen_offers(
    finger: Finger, name: str, caplog: pytest.LogCaptureFixture
) -> None:
    screen = SAMPLES[name]
    finger.show(screen)
    for key in finger.reachable():
        if not key.startswith(("aid-", "key-", "page-")) and key not in ("own", "reveal"):
            finger.sent.clear()
            assert [action for action in finger.step(key) if not permits(screen, action)] == [], key
    assert [record.getMessage() for record in caplog.records if record.name == "ui.window"] == []
