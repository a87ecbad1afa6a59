"""The pages before a service: attract, home, lists, and what a scanned code stands for."""

from __future__ import annotations

from typing import assert_never

from kiosk.visit.availability import tile_of
from kiosk.visit.pages.frame import frame_of
from kiosk.visit.screens import (
    LIST_ROWS_A_PAGE,
    AttractScreen,
    CodeLookupScreen,
    HomeScreen,
    ListScreen,
    Screen,
)
from kiosk.visit.state import (
    CodeLookup,
    HomeList,
    LookedUp,
    LookingUp,
    NotLookedUp,
    Visit,
)
from kiosk.visit.surroundings import Surroundings

FREQUENT_ON_HOME = 6


def attract_page(visit: Visit, now: Surroundings) -> Screen:
    """Return the attract screen."""
    if not now.ready:
        return AttractScreen(frame_of(visit, now), open_services=0, paused_services=0)
    tiles = [tile_of(service, visit.house, now) for service in visit.house.catalogue.services]
    paused = sum(tile.pause is not None for tile in tiles)
    return AttractScreen(frame_of(visit, now), open_services=len(tiles) - paused, paused_services=paused)


def home_page(visit: Visit, now: Surroundings) -> Screen:
    """Return the home screen."""
    services = visit.house.catalogue.services
    ranked = sorted((s for s in services if s.frequent), key=lambda service: service.frequent)
    tiles = tuple(tile_of(service, visit.house, now) for service in ranked[:FREQUENT_ON_HOME])
    return HomeScreen(frame_of(visit, now), frequent=tiles, total=len(services))


def list_page(visit: Visit, listing: HomeList, now: Surroundings) -> Screen:
    """Return a page of a list of services."""
    services = [
        service
        for service in visit.house.catalogue.services
        if listing.verb in (None, service.verb) and listing.theme in (None, service.theme)
    ]
    pages = max(1, -(-len(services) // LIST_ROWS_A_PAGE))
    page = min(listing.page, pages - 1)
    shown = services[page * LIST_ROWS_A_PAGE : (page + 1) * LIST_ROWS_A_PAGE]
    return ListScreen(
        frame=frame_of(visit, now),
        verb=listing.verb,
        theme=listing.theme,
        tiles=tuple(tile_of(service, visit.house, now) for service in shown),
        page=page,
        pages=pages,
    )


def lookup_page(visit: Visit, lookup: CodeLookup, now: Surroundings) -> Screen:
    """Return what a scanned code stands for."""
    frame = frame_of(visit, now)
    match lookup.stage:
        case LookingUp():
            return CodeLookupScreen(frame, None, None)
        case LookedUp(meaning):
            return CodeLookupScreen(frame, meaning, None)
        case NotLookedUp(code):
            return CodeLookupScreen(frame, None, visit.house.failures.find(code))
        case unreachable:
            assert_never(unreachable)
