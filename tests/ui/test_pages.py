"""What the pages around the steps do under a finger: attract, home, list, guide, consent, and those in between."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from kiosk.bilingual import Language
from kiosk.catalogue.service import Theme, Verb
from kiosk.visit.actions import (
    Action,
    Back,
    CallHelp,
    ChooseLanguage,
    EndVisit,
    Forward,
    LeaveHelp,
    NextContrast,
    NextTextSize,
    Open,
    ShowAll,
    ShowTheme,
    ShowVerb,
    Start,
    Stay,
    ToggleLowReach,
    ToggleVoice,
    Turn,
)
from kiosk.visit.preferences import Contrast, TextSize
from tests.ui.finger import STANDARD, Finger
from tests.ui.looking import Onlooker
from tests.ui.samples import samples

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
    ("sample", "key", "action"),
    [
        ("attract", "start", Start()),
        ("home", "verb-ask", ShowVerb(Verb.ASK)),
        ("home", "verb-do", ShowVerb(Verb.DO)),
        ("home", "verb-take", ShowVerb(Verb.TAKE)),
        ("home", "service-property-count-proof", Open("property-count-proof")),
        ("home", "service-traffic-fine", Open("traffic-fine")),
        ("home", "theme-housing", ShowTheme(Theme.HOUSING)),
        ("home", "all-services", ShowAll()),
        ("home", "aid-text-size", NextTextSize()),
        ("home", "aid-voice", ToggleVoice()),
        ("home", "aid-contrast", NextContrast()),
        ("home", "aid-language", ChooseLanguage(Language.ENGLISH)),
        ("home", "aid-low-reach", ToggleLowReach()),
        ("home", "aid-help", CallHelp()),
        ("list", "service-senior-card", Open("senior-card")),
        ("list", "page-next", Turn(1)),
        ("list", "secondary", Back()),
        ("guide", "primary", Forward()),
        ("guide", "secondary", Back()),
        ("consent", "primary", Forward()),
        ("consent", "secondary", Back()),
        ("consent", "aid-end", EndVisit()),
        ("countdown", "primary", Stay()),
        ("countdown", "secondary", EndVisit()),
        ("card-back", "secondary", EndVisit()),
        ("help", "primary", LeaveHelp()),
    ],
)
def test_a_key_sends_its_action(finger: Finger, sample: str, key: str, action: Action) -> None:
    finger.show(SAMPLES[sample])
    assert finger.touch(key) == [action]


@pytest.mark.parametrize(
    ("sample", "key"), [("guide-paused", "primary"), ("list", "page-previous"), ("fault", "primary")]
)
def test_what_lies_flat_cannot_be_pressed(finger: Finger, sample: str, key: str) -> None:
    finger.show(SAMPLES[sample])
    assert key not in finger.reachable()


@pytest.mark.parametrize("sample", ["wiping", "fault"])
def test_where_nothing_can_be_done_only_the_aid_bar_can_be_pressed(finger: Finger, sample: str) -> None:
    finger.show(SAMPLES[sample])
    assert all(key.startswith("aid-") for key in finger.reachable())


def test_out_of_service_offers_nothing_to_press(finger: Finger) -> None:
    finger.show(SAMPLES["out-of-service"])
    assert finger.reachable() == []


def test_a_paused_service_says_why_and_since_when(finger: Finger) -> None:
    finger.show(SAMPLES["home"])
    assert any(text.startswith("线路中断，") and text.endswith(" 起") for text in finger.texts())


def test_the_step_header_counts(finger: Finger) -> None:
    finger.show(SAMPLES["consent"])
    assert "第 1 步，共 5 步" in finger.texts()


def test_the_other_language_builds_the_page_anew(finger: Finger) -> None:
    finger.show(SAMPLES["home"])
    finger.show(samples(replace(STANDARD, language=Language.ENGLISH))["home"])
    assert "What do you need?" in finger.texts()
    assert finger.touch("aid-language") == [ChooseLanguage(Language.CHINESE)]


def test_contrast_and_text_size_change_the_page_that_is_shown(finger: Finger, onlooker: Onlooker) -> None:
    finger.show(SAMPLES["home"])
    page = finger.find("verb-ask")
    finger.show(samples(replace(STANDARD, contrast=Contrast.DARK))["home"])
    assert finger.find("verb-ask") == page
    assert onlooker.window.theme.colour("page").name() == "#000000"
    finger.show(samples(replace(STANDARD, text_size=TextSize.LARGEST))["home"])
    assert finger.find("verb-ask").width() == pytest.approx(960)


def test_a_touch_carries_the_serial_of_the_screen_it_was_made_on(finger: Finger, onlooker: Onlooker) -> None:
    made: list[int] = []
    finger.show(SAMPLES["guide"])
    onlooker.window.stage.send_to(lambda action, serial: made.append(serial))
    finger.touch("primary")
    assert made == [onlooker.window.stage.serial]


def test_the_view_of_the_page_before_can_be_forgotten(finger: Finger, onlooker: Onlooker) -> None:
    finger.show(SAMPLES["countdown"])
    finger.show(SAMPLES["wiping"])
    onlooker.window.stage.forget_previous()
    finger.show(SAMPLES["home"])
    assert finger.touch("all-services") == [ShowAll()]


@pytest.mark.parametrize("sample", ["home", "list", "guide", "consent"])
def test_a_page_still_fits_when_the_text_grows_and_shrinks_on_it(onlooker: Onlooker, sample: str) -> None:
    faults = []
    for size in (TextSize.STANDARD, TextSize.LARGER, TextSize.LARGEST, TextSize.STANDARD):
        onlooker.show(samples(replace(STANDARD, text_size=size))[sample])
        faults += list(onlooker.faults())
    assert faults == []
