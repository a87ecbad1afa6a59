"""The terminal's heart: one inbox, one thread, one visit. Events come in; effects and screens go out."""

from __future__ import annotations

import logging
import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import time
from typing import Protocol, TypeAlias

from devices.ports import OutletChanged
from devices.status import DeviceStatus, Media
from kiosk.visit.actions import Action
from kiosk.visit.advance import advance, begin
from kiosk.visit.choose_screen import choose_screen
from kiosk.visit.effects import Effect, Wipe
from kiosk.visit.events import Event, HandlerFailed, Touched
from kiosk.visit.identity import Way
from kiosk.visit.permits import permits
from kiosk.visit.screens import Screen
from kiosk.visit.state import House, Visit
from kiosk.visit.surroundings import FormNow, LineNow, Surroundings

log = logging.getLogger("visit")


@dataclass(frozen=True)
class Shown:
    """A screen with its serial.

    A touch counts only for the screen on which it was made, or for the same page with fresher values: while a countdown
    ticks or a device reports, the page under the finger is still the same one.
    """

    serial: int
    screen: Screen


@dataclass(frozen=True)
class Alarm:
    """Stop the terminal until staff come."""

    code: str


@dataclass(frozen=True)
class FormsChanged:
    """Plain paper and the forms of services have been looked at."""

    forms: tuple[FormNow, ...]


@dataclass(frozen=True)
class FontsChanged:
    """Why nothing can be laid out on a sheet now, as a failure code; empty when everything can."""

    code: str


@dataclass(frozen=True)
class ClerksChanged:
    """Whether anybody could sign in."""

    present: bool


@dataclass(frozen=True)
class WaysBarred:
    """The ways of identifying that this terminal is not equipped for."""

    ways: frozenset[Way]


@dataclass(frozen=True)
class TimeOfDay:
    """The local time has moved on."""

    now: time


@dataclass(frozen=True)
class Ready:
    """Devices and stock have been looked at for the first time."""


Observation: TypeAlias = (
    DeviceStatus
    | OutletChanged
    | LineNow
    | Alarm
    | FormsChanged
    | FontsChanged
    | ClerksChanged
    | WaysBarred
    | TimeOfDay
    | Ready
)


@dataclass(frozen=True)
class _Touch:
    action: Action
    on: int


@dataclass(frozen=True)
class _Stop:
    pass


_Message: TypeAlias = Event | Observation | _Touch | _Stop


class Runner(Protocol):
    """Carries effects out; results come back through :meth:`Terminal.post`."""

    def carry_out(self, effect: Effect, visit: str) -> None:
        """Begin an effect of the visit with this key; must not block."""


class Terminal:
    """Owns the visit.

    Args of the constructor:
        house: services and policy.
        first_key: the random key of the first visit.
        show: told each new screen, on the terminal's thread; it must return at once.
        new_support_code: makes the code under which an unforeseen failure stands in the log.
    """

    def __init__(
        self,
        *,
        house: House,
        first_key: str,
        show: Callable[[Shown], None],
        new_support_code: Callable[[], str],
    ) -> None:
        self._visit = Visit(house=house, key=first_key)
        self._surroundings = Surroundings(ready=False)
        self._show = show
        self._new_support_code = new_support_code
        self._inbox: queue.SimpleQueue[_Message] = queue.SimpleQueue()
        self._runner: Runner | None = None
        self._shown = Shown(0, choose_screen(self._visit, self._surroundings))
        self._page_since = 0
        self._beginning = threading.Lock()
        self._thread = threading.Thread(target=self._run, name="visit", daemon=True)

    @property
    def shown(self) -> Shown:
        """The screen as last shown."""
        return self._shown

    @property
    def lines_wanted(self) -> frozenset[str]:
        """The network lines that its services need."""
        return frozenset(service.line for service in self._visit.house.catalogue.services)

    @property
    def forms_wanted(self) -> frozenset[str]:
        """The certificate forms that its services print onto."""
        return frozenset(service.form for service in self._visit.house.catalogue.services if service.form)

    def open(self, runner: Runner) -> None:
        """Begin to live; effects go to this runner."""
        self._runner = runner
        for effect in begin(self._visit):
            self._carry_out(effect)
        self._begin()

    def close(self) -> None:
        """End after what is already in the inbox."""
        self._inbox.put(_Stop())
        if self._thread.is_alive():
            self._thread.join()

    def post(self, event: Event) -> None:
        """Let an event happen; from any thread."""
        self._inbox.put(event)

    def observe(self, observation: Observation) -> None:
        """Note a change of devices, lines, stock or time; from any thread.

        An alarm is shown also when nothing else could be brought to life: it may be the reason why.
        """
        self._inbox.put(observation)
        if isinstance(observation, Alarm):
            self._begin()

    def touch(self, action: Action, on: int) -> None:
        """The resident touched a key on the screen with this serial; from any thread."""
        self._inbox.put(_Touch(action, on))

    def _begin(self) -> None:
        with self._beginning:
            if self._thread.ident is None:
                self._thread.start()

    def _run(self) -> None:
        while True:
            message = self._inbox.get()
            if isinstance(message, _Stop):
                return
            touched = self._take(message)
            self._show_if_new(touched=touched)

    def _take(self, message: _Message) -> bool:
        """Let a message have its effect; returns whether it was a touch that counted."""
        match message:
            case (
                DeviceStatus()
                | OutletChanged()
                | LineNow()
                | Alarm()
                | FormsChanged()
                | FontsChanged()
                | ClerksChanged()
                | WaysBarred()
                | TimeOfDay()
                | Ready()
            ):
                self._surroundings = observed(self._surroundings, message)
            case _Touch(action, on):
                if self._page_since <= on <= self._shown.serial and permits(self._shown.screen, action):
                    self._happen(Touched(action))
                    return True
            case _Stop():
                pass
            case event:
                self._happen(event)
        return False

    def _happen(self, event: Event) -> None:
        """Advance the visit; whatever goes wrong, the visit ends safely."""
        try:
            self._visit, effects = advance(self._visit, event, self._surroundings)
            for effect in effects:
                self._carry_out(effect)
        except Exception:
            support_code = self._new_support_code()
            log.exception("support code %s: a visit failed in %s", support_code, type(event).__name__)
            self._end_safely(support_code)

    def _end_safely(self, support_code: str) -> None:
        try:
            self._visit, effects = advance(self._visit, HandlerFailed(support_code), self._surroundings)
        except Exception:
            log.exception("support code %s: the safe ending failed too; starting anew", support_code)
            old = self._visit
            # Tickets go on counting: with the key they make the idempotency keys, and a late answer must find nobody.
            # Papers are left to the sensors: the next resident must not be told to take them.
            self._visit = Visit(
                house=old.house,
                number=old.number + 1,
                key=old.key,
                cards=old.cards,
                tickets=old.tickets,
            )
            effects = (Wipe(old.number), *begin(self._visit))
        for effect in effects:
            try:
                self._carry_out(effect)
            except Exception:
                log.exception("support code %s: %s could not be carried out", support_code, type(effect).__name__)

    def _carry_out(self, effect: Effect) -> None:
        if self._runner is not None:
            self._runner.carry_out(effect, self._visit.key)

    def _show_if_new(self, *, touched: bool) -> None:
        """Show what has changed; a page that a touch changed is a new one, so that a double touch counts once."""
        screen = self._choose()
        if screen == self._shown.screen:
            return
        same_page = type(screen) is type(self._shown.screen) and not touched
        self._shown = Shown(self._shown.serial + 1, screen)
        if not same_page:
            self._page_since = self._shown.serial
        self._show(self._shown)

    def _choose(self) -> Screen:
        try:
            return choose_screen(self._visit, self._surroundings)
        except Exception:
            support_code = self._new_support_code()
            log.exception("support code %s: no screen for %s", support_code, type(self._visit.phase).__name__)
            self._end_safely(support_code)
            return choose_screen(self._visit, self._surroundings)


def observed(surroundings: Surroundings, observation: Observation) -> Surroundings:
    """Return the surroundings after an observation."""
    match observation:
        case DeviceStatus():
            others = tuple(status for status in surroundings.devices if status.kind is not observation.kind)
            return replace(surroundings, devices=(*others, observation))
        case OutletChanged(outlet, media):
            others_occupied = surroundings.occupied - {outlet}
            occupied = others_occupied | {outlet} if media is Media.PRESENT else others_occupied
            return replace(surroundings, occupied=occupied)
        case LineNow():
            lines = tuple(line for line in surroundings.lines if line.name != observation.name)
            return replace(surroundings, lines=(*lines, observation))
        case Alarm(code):
            return replace(surroundings, alarm=code)
        case FormsChanged(forms):
            return replace(surroundings, forms=forms)
        case FontsChanged(code):
            return replace(surroundings, fonts=code)
        case ClerksChanged(present):
            return replace(surroundings, clerks=present)
        case WaysBarred(ways):
            return replace(surroundings, barred=ways)
        case TimeOfDay(now):
            return replace(surroundings, time_of_day=now)
        case Ready():
            return replace(surroundings, ready=True)
