"""The services that the terminal really offers fit on their pages, open and paused, whatever the resident prefers."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import pytest

from kiosk.bilingual import Language
from kiosk.catalogue.loader import load_catalogue
from kiosk.catalogue.service import Verb
from kiosk.failures import load_failures
from kiosk.visit.preferences import Preferences, TextSize
from kiosk.visit.screens import (
    LIST_ROWS_A_PAGE,
    ConsentScreen,
    GuideScreen,
    HomeScreen,
    ListScreen,
    Pause,
    Screen,
    Tile,
)
from tests.ui.looking import Onlooker
from tests.ui.world import a_frame

SERVICES = load_catalogue().services
USED_UP = Pause(load_failures().find("BLANK_OUT_OF_STOCK"), None)
OPEN = tuple(Tile(service, None) for service in SERVICES)
PAUSED = tuple(Tile(service, USED_UP if service.form else None) for service in SERVICES)


@pytest.fixture(scope="module", params=[(1080, 1920), (1920, 1080)], ids=["upright", "sideways"])
def onlooker(request: pytest.FixtureRequest) -> Iterator[Onlooker]:
    width, height = request.param
    looking = Onlooker(width=width, height=height)
    yield looking
    looking.close()


def pages(wish: Preferences) -> Iterator[tuple[str, Screen]]:
    frame = a_frame(wish)
    frequent = sorted((tile for tile in OPEN if tile.service.frequent), key=lambda tile: tile.service.frequent)
    yield "home", HomeScreen(frame, frequent=tuple(frequent), total=len(SERVICES))
    taken = tuple(tile for tile in PAUSED if tile.service.verb is Verb.TAKE)
    yield "take", ListScreen(frame=frame, verb=Verb.TAKE, theme=None, tiles=taken[:LIST_ROWS_A_PAGE], page=0, pages=1)
    yield "all", ListScreen(frame=frame, verb=None, theme=None, tiles=OPEN[:LIST_ROWS_A_PAGE], page=0, pages=1)
    for service in SERVICES:
        yield service.id, GuideScreen(frame, service, pause=None, cautions=())
        if service.form:
            yield f"{service.id} used up", GuideScreen(frame, service, pause=USED_UP, cautions=())
        asked = a_frame(wish, service=service, current=0, in_visit=True)
        yield f"{service.id} consent", ConsentScreen(asked, service)


@pytest.mark.parametrize(("language", "size", "low"), list(product(Language, TextSize, (False, True))))
def test_every_service_fits(onlooker: Onlooker, language: Language, size: TextSize, low: bool) -> None:
    faults = []
    for name, screen in pages(Preferences(language=language, text_size=size, low_reach=low)):
        onlooker.show(screen)
        faults += [f"{name}: {fault}" for fault in onlooker.faults()]
    assert faults == []
