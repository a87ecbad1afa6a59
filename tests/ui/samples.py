"""One or more sample screens of every type, for looking at and for measuring."""

from __future__ import annotations

from datetime import UTC, datetime

from kiosk.catalogue.service import Verb
from kiosk.visit.preferences import Preferences
from kiosk.visit.screens import (
    AttractScreen,
    CardBackScreen,
    ConsentScreen,
    CountdownScreen,
    FaultScreen,
    GuideScreen,
    HelpScreen,
    HomeScreen,
    ListScreen,
    OutOfServiceScreen,
    Pause,
    Screen,
    Tile,
    WipingScreen,
)
from tests.ui import samples_identity, samples_steps
from tests.ui.world import COUNT_PROOF, LINE_DOWN, NO_READER, NO_SLIP_PAPER, SERVICES, TRAFFIC_FINE, a_frame

SINCE = datetime(2026, 3, 17, 18, 10, tzinfo=UTC)
"""02:10 on the terminal's wall clock (UTC+8)."""
NOW = datetime(2026, 3, 18, 9, 41)  # noqa: DTZ001 - the wall clock of the terminal


def tiles() -> tuple[Tile, ...]:
    """Return a tile a service, one of them paused."""
    pause = Pause(LINE_DOWN, SINCE)
    return tuple(Tile(service, pause if service is TRAFFIC_FINE else None) for service in SERVICES)


def samples(preferences: Preferences) -> dict[str, Screen]:
    """Return each sample by its name."""
    plain = a_frame(preferences)
    visit = a_frame(preferences, in_visit=True, masked_name="张＊＊")
    step = a_frame(preferences, service=COUNT_PROOF, current=0, in_visit=True)
    listed = tiles()
    own: dict[str, Screen] = {
        "attract": AttractScreen(plain, open_services=61, paused_services=2),
        "home": HomeScreen(plain, frequent=listed, total=63),
        "list": ListScreen(frame=plain, verb=Verb.ASK, theme=None, tiles=listed + listed[:2], page=0, pages=3),
        "list-short": ListScreen(frame=plain, verb=None, theme=None, tiles=listed[:3], page=0, pages=1),
        "guide": GuideScreen(plain, COUNT_PROOF, pause=None, cautions=()),
        "guide-paused": GuideScreen(plain, TRAFFIC_FINE, pause=Pause(LINE_DOWN, SINCE), cautions=()),
        "guide-caution": GuideScreen(plain, COUNT_PROOF, pause=None, cautions=(NO_SLIP_PAPER,)),
        "consent": ConsentScreen(step, COUNT_PROOF),
        "card-back": CardBackScreen(visit, seconds=20),
        "countdown": CountdownScreen(visit, left=18, of=20, card_on_reader=True),
        "countdown-no-card": CountdownScreen(a_frame(preferences, in_visit=True), left=7, of=20, card_on_reader=False),
        "help": HelpScreen(visit),
        "wiping": WipingScreen(plain),
        "fault": FaultScreen(plain, support_code="K7Q4-29MX"),
        "out-of-service": OutOfServiceScreen(plain, NO_READER),
    }
    return own | samples_identity.samples(preferences) | samples_steps.samples(preferences)
