"""``kiosk diagnose``: what works, what is missing, and what to do about it."""

from __future__ import annotations

import json
import threading
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import click

from devices.status import DeviceKind, DeviceState, DeviceStatus
from kiosk.bilingual import Language
from kiosk.commands.options import config_option, json_option
from kiosk.config import load_settings
from kiosk.errors import AlreadyRunning
from kiosk.failures import Failures, load_failures
from kiosk.fleet import Fleet, build_fleet
from kiosk.health import PartHealth, form_part, read_health, staff_book_part
from kiosk.records.errors import RecordsError
from kiosk.settings import Settings
from kiosk.single import StateFolder
from kiosk.staff.book import StaffBook
from kiosk.staff.errors import StaffBookUnusable

LOOK_S: Final = 4.0
"""Seconds that the devices have to answer; the slowest is a network printer that is off."""
GOOD: Final = frozenset({DeviceState.ONLINE.value, DeviceState.BUSY.value, "up", "found", "ready"})


@click.command()
@config_option
@json_option
@click.option("--lang", type=click.Choice(["zh", "en"]), default="en", show_default=True)
def diagnose(config_path: Path, as_json: bool, lang: str) -> None:
    """Look at every device, line, form and font once; exit 1 when something is missing.

    While the terminal runs, its own last findings are shown, since it holds the devices.
    """
    settings = load_settings(config_path)
    parts = _look(settings)
    failures = load_failures()
    if as_json:
        click.echo(json.dumps([_row(part, failures) for part in parts], ensure_ascii=False, indent=1))
    else:
        _print(parts, failures, Language.CHINESE if lang == "zh" else Language.ENGLISH)
    if any(part.state not in GOOD for part in parts):
        raise SystemExit(1)


def _look(settings: Settings) -> tuple[PartHealth, ...]:
    folder = StateFolder(settings.terminal.state_dir)
    try:
        folder.take()
    except AlreadyRunning:
        return (*(read_health(folder.path) or ()), *_authorities(settings), *_fonts(settings))
    try:
        statuses = _devices(settings)
        devices = map(_device_part, statuses)
        others = (*_staff(settings), *_authorities(settings), *_fonts(settings))
        return (*devices, *_lines(settings), *_forms(settings, statuses), *others)
    finally:
        folder.release()


def _devices(settings: Settings) -> tuple[DeviceStatus, ...]:
    """Open every device and wait until each has said something, or its time is up."""
    heard: dict[str, DeviceStatus] = {}
    spoke = threading.Condition()

    def hear(status: DeviceStatus) -> None:
        with spoke:
            heard[status.kind.value] = status
            spoke.notify()

    fleet = build_fleet(
        settings,
        on_card=lambda _: None,
        on_code=lambda _: None,
        on_status=hear,
        on_outlet=lambda _: None,
        now=lambda: datetime.now(UTC),
    )
    fleet.open()
    try:
        deadline = time.monotonic() + LOOK_S
        with spoke:
            while not _all_spoke(fleet) and (left := deadline - time.monotonic()) > 0:
                spoke.wait(min(left, 0.1))
        return tuple(device.status() for device in fleet.devices)
    finally:
        fleet.close()


def _all_spoke(fleet: Fleet) -> bool:
    return all(device.status().state is not DeviceState.STARTING for device in fleet.devices)


def _device_part(status: DeviceStatus) -> PartHealth:
    fault = status.fault
    code = fault.code if fault else ""
    if status.state is DeviceState.STARTING and not code:
        code = f"{status.kind.name}_NOT_CONNECTED"
    detail = fault.detail if fault else status.about
    return PartHealth(name=status.kind.value, state=status.state.value, code=code, detail=detail, since=status.since)


def _lines(settings: Settings) -> tuple[PartHealth, ...]:
    """Ask the portal for its health over each line."""
    from kiosk.app import line_of
    from kiosk.portal.client import HttpPortal
    from kiosk.portal.errors import PortalError
    from kiosk.portal.switchboard import Switchboard

    names = [line.name for line in settings.line]
    switchboard = Switchboard(
        lines=names, on_change=lambda _: None, monotonic=time.monotonic, now=lambda: datetime.now(UTC)
    )
    portal = HttpPortal(lines=[line_of(line) for line in settings.line], parcel_line=names[0], switchboard=switchboard)
    parts = []
    for name in names:
        state, code, detail = "up", "", ""
        try:
            portal.health(name)
        except PortalError as error:
            state, code, detail = "down", error.code, error.detail
        parts.append(PartHealth(name=f"line {name}", state=state, code=code, detail=detail, since=datetime.now(UTC)))
    portal.close()
    return tuple(parts)


def _forms(settings: Settings, statuses: tuple[DeviceStatus, ...]) -> tuple[PartHealth, ...]:
    """Look whether plain paper and the forms of the services can be printed."""
    from kiosk.catalogue.loader import load_catalogue
    from kiosk.press.readiness import build_readiness
    from kiosk.records.database import FILE_NAME, Database

    if not (settings.terminal.state_dir / FILE_NAME).is_file():
        return ()  # a terminal that has never run; a file made here would belong to whoever looks
    # Also of a printer that has something to complain of.
    about = next((status.about for status in statuses if status.kind is DeviceKind.CERTIFICATE_PRINTER), "")
    wanted = frozenset(service.form for service in load_catalogue().services if service.form)
    now = datetime.now(UTC)
    try:
        database = Database(settings.terminal.state_dir)
        try:
            readiness = build_readiness(settings, database=database, wanted=wanted, printer=lambda: about)
            return tuple(form_part(form, now) for form in readiness.look())
        finally:
            database.close()
    except RecordsError as error:
        return (PartHealth(name="records", state="unusable", code=error.code, detail=error.detail, since=now),)


def _staff(settings: Settings) -> tuple[PartHealth, ...]:
    """Read the staff book, if the settings name one."""
    if settings.staff is None:
        return ()
    code, detail = "", ""
    try:
        StaffBook(settings.staff.file).entries()
    except StaffBookUnusable as error:
        code, detail = error.code, error.detail
    return (staff_book_part(code, detail, datetime.now(UTC)),)


def _authorities(settings: Settings) -> tuple[PartHealth, ...]:
    """Count the authorities that vouch for travel documents, where there is a reader for them."""
    if settings.card_reader is None:
        return ()
    from devices.cards.emrtd.trust import TrustStore

    folder = settings.card_reader.authorities_dir
    store = TrustStore.load(folder)
    code = "" if store.authorities and not store.unreadable else "TRAVEL_DOCUMENT_AUTHORITIES"
    said = ", ".join((f"{len(store.authorities)} in {folder}", *store.unreadable))
    state = "missing" if code else "found"
    return (PartHealth(name="signing authorities", state=state, code=code, detail=said, since=datetime.now(UTC)),)


def _fonts(settings: Settings) -> tuple[PartHealth, ...]:
    now = datetime.now(UTC)
    return tuple(
        PartHealth(
            name=f"font {path.stem}",
            state="found" if path.is_file() else "missing",
            code="" if path.is_file() else "FONT_MISSING",
            detail="" if path.is_file() else path.name,
            since=now,
        )
        for path in sorted(settings.fonts.files)
    )


def _row(part: PartHealth, failures: Failures) -> dict[str, str]:
    row = {"part": part.name, "state": part.state, "code": part.code, "detail": part.detail}
    if part.code:
        failure = failures.find(part.code)
        row |= {"what": failure.staff.en, "remedy": failure.remedy.en}
    return row


def _print(parts: tuple[PartHealth, ...], failures: Failures, language: Language) -> None:
    width = max(len(part.name) for part in parts)
    for part in parts:
        click.echo(f"{'ok ' if part.state in GOOD else '!! '} {part.name:<{width}}  {part.state}  {part.code}".rstrip())
        if part.code:
            failure = failures.find(part.code)
            click.echo(f"    {failure.staff.into(language)}")
            click.echo(f"    {failure.remedy.into(language)}")
        if part.detail:
            click.echo(f"    {part.detail}")
