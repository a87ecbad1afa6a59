"""Read service files: strict TOML, one service a file, every fault named by file and key."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import fields
from datetime import time
from enum import Enum
from pathlib import Path
from typing import Final, TypeVar

from kiosk.bilingual import Bilingual
from kiosk.catalogue.service import (
    Catalogue,
    Choice,
    Hours,
    IdentityLevel,
    Service,
    StepKind,
    Theme,
    Verb,
)
from kiosk.errors import CatalogueError

FOLDER: Final = Path(__file__).with_name("services")
KEYS: Final = frozenset(field.name for field in fields(Service))
MATTER_LENGTH: Final = 31
"""Length of an implementation code (GB/T 39554.1-2020; domain.md section 4.6)."""
NEEDS_PERSON: Final = frozenset(
    {StepKind.CONFIRM_PERSON, StepKind.CHOOSE, StepKind.REVIEW, StepKind.PROOF, StepKind.CERTIFICATE, StepKind.RECEIPT}
)
PROVED: Final = frozenset({IdentityLevel.CARD_AND_FACTOR, IdentityLevel.VOUCHED})
"""Levels that a card alone does not reach; the second proof is given in the step confirm-person."""
CHOICE_FOR: Final = {
    StepKind.CERTIFICATE: Choice.LICENCES,
    StepKind.ANSWER: Choice.CASES,
}
"""What has to be chosen before a step can give it."""
_CLOCK: Final = re.compile(r"[0-2][0-9]:[0-5][0-9]")

Choice_ = TypeVar("Choice_", bound=Enum)


def load_catalogue(folder: Path = FOLDER) -> Catalogue:
    """Read every ``*.toml`` of a folder in the order of the file names; raises :class:`CatalogueError`."""
    services = tuple(read_service(path) for path in sorted(folder.glob("*.toml")))
    if not services:
        raise CatalogueError(f"{folder.name}: holds no service file")
    return Catalogue(services)


def read_service(path: Path) -> Service:
    """Read one service file; raises :class:`CatalogueError` naming file and key."""
    try:
        with path.open("rb") as file:
            table = tomllib.load(file)
    except tomllib.TOMLDecodeError as error:
        raise CatalogueError(f"{path.name}: not TOML: {error}") from error
    except UnicodeDecodeError as error:
        raise CatalogueError(f"{path.name}: not UTF-8 at byte {error.start}") from error
    entry = _Entry(path.name, table)
    service = _build(entry)
    _check(entry, service, path)
    return service


class _Entry:
    """One file's table, with typed access that names file and key of a fault."""

    def __init__(self, file: str, table: Mapping[str, object]) -> None:
        self.file = file
        self._table = table
        for key in table.keys() - KEYS:
            raise self.fault(key, "is not a key of a service")

    def fault(self, key: str, wanted: str) -> CatalogueError:
        found = f", found {self._table[key]!r}" if key in self._table else ""
        return CatalogueError(f"{self.file}: {key} {wanted}{found}")

    def text(self, key: str) -> str:
        value = self._table.get(key)
        if not isinstance(value, str) or not value:
            raise self.fault(key, "wants a text")
        return value

    def optional_text(self, key: str) -> str | None:
        return self.text(key) if key in self._table else None

    def both(self, key: str) -> Bilingual:
        value = self._table.get(key)
        if isinstance(value, dict) and value.keys() == {"zh", "en"}:
            zh, en = value["zh"], value["en"]
            if isinstance(zh, str) and isinstance(en, str) and zh and en:
                return Bilingual(zh=zh, en=en)
        raise self.fault(key, "wants { zh, en }")

    def number(self, key: str, default: int) -> int:
        value = self._table.get(key, default)
        if not isinstance(value, int) or isinstance(value, bool) or value < 0:
            raise self.fault(key, "wants a whole number from 0")
        return value

    def one_of(self, key: str, choices: type[Choice_]) -> Choice_:
        return self._member(key, self.text(key), choices)

    def optional_one_of(self, key: str, choices: type[Choice_]) -> Choice_ | None:
        return self.one_of(key, choices) if key in self._table else None

    def steps(self) -> tuple[StepKind, ...]:
        value = self._table.get("steps")
        if not isinstance(value, list) or not value:
            raise self.fault("steps", "wants a list of step kinds")
        return tuple(self._member("steps", str(name), StepKind) for name in value)

    def hours(self) -> Hours:
        opens, _, closes = self.text("hours").partition("-")
        try:
            return Hours(opens=_clock(opens), closes=_clock(closes))
        except ValueError as error:
            raise self.fault("hours", "wants HH:MM-HH:MM") from error

    def _member(self, key: str, value: str, choices: type[Choice_]) -> Choice_:
        try:
            return choices(value)
        except ValueError as error:
            names = ", ".join(str(choice.value) for choice in choices)
            raise self.fault(key, f"wants one of {names}") from error


def _clock(text: str) -> time:
    """Read HH:MM; 24:00 is the midnight that ends the day."""
    if not _CLOCK.fullmatch(text):
        raise ValueError(text)
    return time(0) if text == "24:00" else time.fromisoformat(text)


def _build(entry: _Entry) -> Service:
    return Service(
        id=entry.text("id"),
        matter=entry.text("matter"),
        verb=entry.one_of("verb", Verb),
        theme=entry.one_of("theme", Theme),
        icon=entry.text("icon"),
        name=entry.both("name"),
        summary=entry.both("summary"),
        department=entry.both("department"),
        line=entry.text("line"),
        identity=entry.one_of("identity", IdentityLevel),
        promised_days=entry.number("promised_days", 0),
        fee_fen=entry.number("fee_fen", 0),
        minutes=entry.number("minutes", 1),
        hours=entry.hours(),
        who=entry.both("who"),
        bring=entry.both("bring"),
        get=entry.both("get"),
        reads=entry.both("reads"),
        steps=entry.steps(),
        choice=entry.optional_one_of("choice", Choice),
        form=entry.optional_text("form"),
        most_copies=entry.number("most_copies", 1),
        frequent=entry.number("frequent", 0),
    )


def _check(entry: _Entry, service: Service, path: Path) -> None:
    """Refuse what no single key shows: steps that cannot follow each other, or that miss what they need."""
    if service.id != path.stem:
        raise entry.fault("id", f"wants the file's name, {path.stem}")
    if len(service.matter) != MATTER_LENGTH:
        raise entry.fault("matter", f"wants {MATTER_LENGTH} characters")
    if service.has(StepKind.IDENTIFY) != (service.identity is not IdentityLevel.NONE):
        raise entry.fault("identity", "is none without the step identify, and only then")
    if service.has(StepKind.CHOOSE) != (service.choice is not None):
        raise entry.fault("choice", "goes with the step choose, and only with it")
    if service.has(StepKind.CERTIFICATE) != (service.form is not None):
        raise entry.fault("form", "goes with the step certificate, and only with it")
    for step, choice in CHOICE_FOR.items():
        if service.has(step) and service.choice is not choice:
            raise entry.fault("choice", f"wants {choice.value} for the step {step.value}")
    _check_order(entry, service.steps)
    if service.identity in PROVED:
        _check_proof(entry, service)


def _check_order(entry: _Entry, steps: tuple[StepKind, ...]) -> None:
    if steps[0] is not StepKind.GUIDE:
        raise entry.fault("steps", "wants guide first")
    if len(set(steps)) != len(steps):
        raise entry.fault("steps", "wants each step once")
    if StepKind.RATE in steps[:-1]:
        raise entry.fault("steps", "wants rate last")
    for place, step in enumerate(steps):
        for earlier in _wanted_before(step):
            if earlier not in steps[:place]:
                raise entry.fault("steps", f"wants {earlier.value} before {step.value}")
    if StepKind.ANSWER in steps and StepKind.RECEIPT not in steps[steps.index(StepKind.ANSWER) :]:
        raise entry.fault("steps", "wants receipt after answer")


def _check_proof(entry: _Entry, service: Service) -> None:
    """Nothing of a register is shown, and nothing printed, before the second proof has been given."""
    after = service.steps[service.steps.index(StepKind.IDENTIFY) + 1 :]
    if after[:1] != (StepKind.CONFIRM_PERSON,):
        raise entry.fault(
            "steps", f"wants confirm-person right after identify for the identity {service.identity.value}"
        )


def _wanted_before(step: StepKind) -> tuple[StepKind, ...]:
    """Name the steps without which this one has nothing to work on."""
    if step is StepKind.IDENTIFY:
        return (StepKind.CONSENT,)
    if step in CHOICE_FOR:
        return (StepKind.IDENTIFY, StepKind.CHOOSE)
    return (StepKind.IDENTIFY,) if step in NEEDS_PERSON else ()
