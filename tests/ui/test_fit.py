"""Nothing on any page is cut off, overlaps, or is too small to be pressed, whatever the resident prefers."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import pytest

from kiosk.bilingual import Language
from kiosk.visit.preferences import Preferences, TextSize
from tests.ui.looking import Onlooker
from tests.ui.samples import samples

GLASSES = {"upright": (1080, 1920), "sideways": (1920, 1080)}


@pytest.fixture(scope="module", params=list(GLASSES))
def onlooker(request: pytest.FixtureRequest) -> Iterator[Onlooker]:
    width, height = GLASSES[request.param]
    looking = Onlooker(width=width, height=height)
    yield looking
    looking.close()


@pytest.mark.parametrize(("language", "size"), list(product(Language, TextSize)))
def test_every_page_fits(onlooker: Onlooker, language: Language, size: TextSize) -> None:
    wish = Preferences(language=language, text_size=size)
    assert faults_of(onlooker, wish) == []


@pytest.mark.parametrize(("language", "size"), list(product(Language, TextSize)))
def test_every_page_fits_within_low_reach(language: Language, size: TextSize, onlooker: Onlooker) -> None:
    wish = Preferences(language=language, text_size=size, low_reach=True)
    assert faults_of(onlooker, wish) == []


def faults_of(onlooker: Onlooker, wish: Preferences) -> list[str]:
    faults = []
    for name, screen in samples(wish).items():
        onlooker.show(screen)
        faults += [f"{name}: {fault}" for fault in onlooker.faults()]
    return faults
