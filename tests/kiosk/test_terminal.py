"""The terminal: touches count once and only where they were made, and whatever goes wrong ends the visit safely."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, time

import pytest

from devices.cards.events import CardPlaced, Insertion
from devices.ports import OutletChanged
from devices.status import DeviceKind, DeviceState, DeviceStatus, Media, Outlet
from kiosk import terminal
from kiosk.catalogue.loader import load_catalogue
from kiosk.failures import load_failures
from kiosk.terminal import (
    Alarm,
    ClerksChanged,
    FontsChanged,
    FormsChanged,
    Ready,
    Shown,
    Terminal,
    TimeOfDay,
    observed,
)
from kiosk.visit import choose_screen as ladder
from kiosk.visit.actions import Action, CallHelp, Forward, NextContrast, Open, ShowAll, Start, Stay
from kiosk.visit.effects import CallStaff, Effect, ReadCard, StartTimer, Wipe
from kiosk.visit.events import Event, HandlerFailed, PaperTaken, Timer, TimerFired, Wiped
from kiosk.visit.screens import (
    AttractScreen,
    ConsentScreen,
    CountdownScreen,
    FaultScreen,
    GuideScreen,
    HomeScreen,
    OutOfServiceScreen,
    Screen,
    TakeScreen,
)
from kiosk.visit.state import House, Policy, Visit
from kiosk.visit.surroundings import FormNow, LineNow, Surroundings
from tests.kiosk.visit.playing import ALL_WELL

HOUSE = House(catalogue=load_catalogue(), policy=Policy(), failures=load_failures())
NOW = datetime(2026, 11, 21, tzinfo=UTC)
CARD = Insertion(DeviceKind.IDENTITY_READER, 1)
SERVICES = len(HOUSE.catalogue.services)
PATIENCE_S = 10.0


class RecordingRunner:
    """Keeps what it was asked; refuses effects of the types in ``refuses``."""

    def __init__(self) -> None:
        self.carried: list[tuple[Effect, str]] = []
        self.refuses: tuple[type, ...] = ()

    def carry_out(self, effect: Effect, visit: str) -> None:
        if isinstance(effect, self.refuses):
            raise OSError("out of paper, out of luck")
        self.carried.append((effect, visit))

    def last_timer(self, timer: Timer) -> StartTimer:
        """Return the latest start of a timer."""
        return next(e for e, _ in reversed(self.carried) if isinstance(e, StartTimer) and e.timer is timer)

    def of(self, kind: type[Effect]) -> list[Effect]:
        return [effect for effect, _ in self.carried if isinstance(effect, kind)]


class Hall:
    """A living terminal, and whoever looks at its screen."""

    def __init__(self) -> None:
        self.screens: queue.SimpleQueue[Shown] = queue.SimpleQueue()
        self.runner = RecordingRunner()
        self.terminal = Terminal(
            house=HOUSE, first_key="key-1", show=self.screens.put, new_support_code=lambda: "A1B2C3"
        )
        self.shown = self.terminal.shown

    def open(self) -> None:
        self.terminal.open(self.runner)
        for device in ALL_WELL.devices:
            self.terminal.observe(device)
        self.terminal.observe(FormsChanged(ALL_WELL.forms))
        self.terminal.observe(Ready())
        while not (isinstance(self.shown.screen, AttractScreen) and self.shown.screen.open_services == SERVICES):
            self.shown = self.screens.get(timeout=PATIENCE_S)

    def touch(self, action: Action) -> None:
        self.terminal.touch(action, self.shown.serial)

    def until(self, kind: type[Screen]) -> Shown:
        """Wait for the next screen of a type; what was shown before it is passed over."""
        while True:
            self.shown = self.screens.get(timeout=PATIENCE_S)
            if isinstance(self.shown.screen, kind):
                return self.shown

    def settle(self) -> list[Shown]:
        """Let everything asked so far happen, end, and return the screens shown meanwhile."""
        self.terminal.close()
        found = []
        while not self.screens.empty():
            found.append(self.screens.get())
        return found


@pytest.fixture
def hall() -> Iterator[Hall]:
    hall = Hall()
    hall.open()
    yield hall
    hall.terminal.close()


def at_home(hall: Hall) -> None:
    hall.touch(Start())
    hall.until(HomeScreen)


def test_the_first_screen_is_there_before_it_lives() -> None:
    hall = Hall()
    assert isinstance(hall.terminal.shown.screen, AttractScreen)
    assert hall.screens.empty()


def test_a_touch_leads_to_a_new_screen_with_a_new_serial(hall: Hall) -> None:
    first = hall.shown.serial
    at_home(hall)
    assert hall.shown.serial > first


def test_a_double_touch_counts_once(hall: Hall) -> None:
    at_home(hall)
    hall.touch(Open("property-count-proof"))
    guide = hall.until(GuideScreen)
    hall.touch(Forward())
    hall.touch(Forward())
    shown = hall.settle()
    assert [type(each.screen) for each in shown] == [ConsentScreen]
    assert shown[0].serial == guide.serial + 1


def test_a_touch_on_a_screen_that_is_gone_is_dropped(hall: Hall) -> None:
    attract = hall.shown
    at_home(hall)
    hall.terminal.touch(Start(), attract.serial)
    hall.terminal.touch(ShowAll(), attract.serial)
    assert hall.settle() == []


def test_a_touch_that_the_screen_does_not_offer_is_dropped(hall: Hall) -> None:
    hall.touch(Forward())
    hall.touch(NextContrast())
    assert hall.settle() == []


def test_a_touch_counts_while_its_page_only_gets_fresher_values(hall: Hall) -> None:
    seen = hall.shown
    hall.terminal.observe(LineNow(name="registry", up=False, since=NOW, code="LINE_DOWN"))
    assert hall.until(AttractScreen).serial > seen.serial
    hall.terminal.touch(Start(), seen.serial)
    assert [type(shown.screen) for shown in hall.settle()] == [HomeScreen]


def test_any_touch_stops_a_countdown_that_has_ticked_on(hall: Hall) -> None:
    at_home(hall)
    idle = hall.runner.last_timer(Timer.IDLE)
    hall.terminal.post(TimerFired(Timer.IDLE, idle.ticket))
    seen = hall.until(CountdownScreen)
    hall.terminal.post(TimerFired(Timer.COUNTDOWN, hall.runner.last_timer(Timer.COUNTDOWN).ticket))
    hall.until(CountdownScreen)
    hall.terminal.touch(Stay(), seen.serial)
    assert [type(shown.screen) for shown in hall.settle()] == [HomeScreen]


def test_a_touch_on_a_screen_yet_to_come_is_dropped(hall: Hall) -> None:
    hall.terminal.touch(Start(), hall.shown.serial + 1)
    assert hall.settle() == []


def test_what_changes_nothing_on_the_screen_is_not_shown_again(hall: Hall) -> None:
    hall.terminal.post(PaperTaken(next(iter(HOUSE.policy.sensed))))
    assert hall.settle() == []


def test_effects_reach_the_runner_in_order_with_the_key_of_their_visit(hall: Hall) -> None:
    hall.terminal.post(HandlerFailed("D4E5F6"))
    hall.until(FaultScreen)
    hall.settle()
    assert {visit for _, visit in hall.runner.carried} == {"key-1"}
    kinds = [type(effect) for effect, _ in hall.runner.carried]
    assert kinds.index(Wipe) < kinds.index(CallStaff)


def test_a_runner_that_raises_ends_the_visit_safely(hall: Hall) -> None:
    hall.runner.refuses = (ReadCard,)
    at_home(hall)
    hall.touch(Open("property-count-proof"))
    hall.until(GuideScreen)
    hall.touch(Forward())
    hall.until(ConsentScreen)
    hall.touch(Forward())
    hall.terminal.post(CardPlaced(CARD))
    hall.until(TakeScreen)
    hall.settle()
    assert hall.runner.of(Wipe)
    assert CallStaff("TERMINAL_UNFORESEEN") in hall.runner.of(CallStaff)


def test_a_runner_that_carries_nothing_out_still_leaves_a_safe_screen(hall: Hall) -> None:
    hall.runner.refuses = (object,)
    hall.touch(Start())
    assert isinstance(hall.until(FaultScreen).screen, FaultScreen)


def test_the_support_code_stands_on_the_screen_and_in_the_log(hall: Hall, caplog: pytest.LogCaptureFixture) -> None:
    hall.runner.refuses = (StartTimer,)
    hall.touch(Start())
    screen = hall.until(FaultScreen).screen
    assert isinstance(screen, FaultScreen)
    assert screen.support_code == "A1B2C3"
    assert "support code A1B2C3: a visit failed in Touched" in caplog.text


def test_after_a_safe_ending_the_next_resident_is_served(hall: Hall) -> None:
    hall.runner.refuses = (ReadCard,)
    hall.terminal.post(HandlerFailed("D4E5F6"))
    hall.until(FaultScreen)
    hall.terminal.post(Wiped(0, "key-2"))
    hall.terminal.post(TimerFired(Timer.REMIND, hall.runner.last_timer(Timer.REMIND).ticket))
    hall.until(AttractScreen)
    at_home(hall)


def test_even_when_the_safe_ending_fails_no_key_or_ticket_is_used_twice(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(visit: Visit, event: Event) -> None:
        raise LookupError(type(event).__name__)

    at_home(hall)
    before = hall.runner.last_timer(Timer.IDLE).ticket
    with monkeypatch.context() as patch:
        patch.setattr(terminal, "advance", broken)
        hall.touch(ShowAll())
        hall.until(AttractScreen)
    at_home(hall)
    assert hall.runner.of(Wipe) == [Wipe(0)]
    assert hall.runner.last_timer(Timer.IDLE).ticket > before


def test_a_screen_that_cannot_be_chosen_ends_the_visit_safely(
    hall: Hall, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object) -> Screen:
        raise LookupError("no list today")

    monkeypatch.setattr(ladder, "list_page", broken)
    at_home(hall)
    hall.touch(ShowAll())
    assert isinstance(hall.until(FaultScreen).screen, FaultScreen)
    assert "no screen for Home" in caplog.text


def test_an_alarm_stops_the_terminal_until_staff_come(hall: Hall) -> None:
    hall.terminal.observe(Alarm("PRINT_HOLDER_MISMATCH"))
    screen = hall.until(OutOfServiceScreen).screen
    assert isinstance(screen, OutOfServiceScreen)
    assert screen.failure.code == "PRINT_HOLDER_MISMATCH"
    hall.touch(Start())
    hall.touch(CallHelp())
    assert hall.settle() == []


def test_an_alarm_is_shown_by_a_terminal_that_could_not_be_brought_to_life() -> None:
    hall = Hall()
    hall.terminal.observe(Alarm("RECORDS_CORRUPT"))
    screen = hall.until(OutOfServiceScreen).screen
    assert isinstance(screen, OutOfServiceScreen)
    assert screen.failure.code == "RECORDS_CORRUPT"
    hall.terminal.close()


@pytest.mark.parametrize(
    ("observe", "open_services"),
    [
        (
            lambda terminal: terminal.observe(LineNow(name="registry", up=False, since=NOW, code="LINE_DOWN")),
            SERVICES - 2,
        ),
        (
            lambda terminal: terminal.observe(
                FormsChanged(
                    tuple(
                        FormNow(each.form, "TRAY_NOT_LOADED") if each.form == "senior-card" else each
                        for each in ALL_WELL.forms
                    )
                )
            ),
            SERVICES - 1,
        ),
        (lambda terminal: terminal.observe(FontsChanged("FONT_MISSING")), 1),
        (
            lambda terminal: terminal.observe(
                DeviceStatus(kind=DeviceKind.CERTIFICATE_PRINTER, state=DeviceState.OFFLINE, since=NOW)
            ),
            1,
        ),
    ],
)
def test_what_is_observed_shows_on_the_attract_screen(
    hall: Hall, observe: Callable[[Terminal], None], open_services: int
) -> None:
    observe(hall.terminal)
    shown = hall.settle()
    screen = shown[-1].screen
    assert isinstance(screen, AttractScreen)
    assert screen.open_services == open_services


def test_paper_that_nobody_took_pauses_what_prints_sheets_until_it_is_gone(hall: Hall) -> None:
    board = DeviceStatus(kind=DeviceKind.INPUT_BOARD, state=DeviceState.ONLINE, since=NOW)
    hall.terminal.observe(board)
    hall.terminal.observe(OutletChanged(Outlet.CERTIFICATE, Media.PRESENT))
    hall.terminal.observe(OutletChanged(Outlet.CERTIFICATE, Media.NOT_PRESENT))
    screens = [shown.screen for shown in hall.settle()]
    assert [screen.open_services for screen in screens if isinstance(screen, AttractScreen)] == [1, SERVICES]


def test_the_time_of_day_is_observed_too(hall: Hall) -> None:
    hall.terminal.observe(TimeOfDay(time(3)))
    assert all(isinstance(each.screen, AttractScreen) for each in hall.settle())


def test_closing_carries_out_what_was_already_asked(hall: Hall) -> None:
    hall.touch(Start())
    hall.terminal.close()
    assert isinstance(hall.terminal.shown.screen, HomeScreen)
    assert not any(thread.name == "visit" and thread.is_alive() for thread in threading.enumerate())


def test_a_terminal_that_never_lived_closes() -> None:
    Hall().terminal.close()


def test_the_lines_that_services_need_are_known() -> None:
    assert Hall().terminal.lines_wanted == {"extranet", "registry"}


@pytest.mark.parametrize("present", [True, False])
def test_whether_there_are_clerks_is_observed(present: bool) -> None:
    assert observed(Surroundings(clerks=not present), ClerksChanged(present)).clerks is present
