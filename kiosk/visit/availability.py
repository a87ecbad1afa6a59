"""Whether a service can be used now, and if not, why: the worst reason first."""

from __future__ import annotations

from devices.status import DeviceKind, DeviceState, DeviceStatus, Outlet, Supply
from kiosk.catalogue.service import IdentityLevel, Service, StepKind
from kiosk.failures import Failure
from kiosk.visit.screens import Pause, Tile
from kiosk.visit.state import House
from kiosk.visit.surroundings import Surroundings

CARD_READERS = (DeviceKind.IDENTITY_READER, DeviceKind.CARD_READER)


def pause_of(service: Service, house: House, now: Surroundings) -> Pause | None:
    """Return why a service cannot start now."""
    line = now.line(service.line)
    if line is not None and not line.up:
        return Pause(house.failures.find(line.code or "LINE_DOWN"), line.since)
    if not service.hours.include(now.time_of_day):
        return Pause(house.failures.find("SERVICE_CLOSED_NOW"), None)
    if service.identity is not IdentityLevel.NONE and (pause := _no_reader(house, now)):
        return pause
    if service.needs_sheet_printer and (pause := _no_sheet_printer(house, now)):
        return pause
    if service.needs_sheet_printer and now.fonts:
        return Pause(house.failures.find(now.fonts), None)
    if service.has(StepKind.CERTIFICATE) and service.form not in now.blanks:
        return Pause(house.failures.find("BLANKS_USED_UP"), None)
    return None


def tile_of(service: Service, house: House, now: Surroundings) -> Tile:
    """Return the tile of a service with its pause."""
    return Tile(service, pause_of(service, house, now))


def cautions_of(service: Service, house: House, now: Surroundings) -> tuple[Failure, ...]:
    """Return what will not work but does not stop the service."""
    if service.has(StepKind.RECEIPT) and not now.slips_possible:
        return (house.failures.find("RECEIPT_NOT_POSSIBLE"),)
    return ()


def readers_that_work(now: Surroundings) -> tuple[DeviceKind, ...]:
    """Return the card readers that can take a card now; a reader that is still starting counts as working soon."""
    return tuple(kind for kind in CARD_READERS if (status := now.device(kind)) is not None and _usable(status))


def _usable(status: DeviceStatus) -> bool:
    return status.works or status.state is DeviceState.STARTING


def _no_reader(house: House, now: Surroundings) -> Pause | None:
    if readers_that_work(now):
        return None
    broken = next((s for kind in CARD_READERS if (s := now.device(kind)) is not None), None)
    return Pause(house.failures.find("NO_CARD_READER"), broken.since if broken else None)


def _no_sheet_printer(house: House, now: Surroundings) -> Pause | None:
    printer = now.device(DeviceKind.CERTIFICATE_PRINTER)
    if printer is None:
        return Pause(house.failures.find("CERTIFICATE_PRINTER_NONE"), None)
    if not _usable(printer) or printer.paper in (Supply.OUT, Supply.JAMMED):
        code = printer.fault.code if printer.fault else "CERTIFICATE_PRINTER_NOT_READY"
        return Pause(house.failures.find(code), printer.since)
    if now.holds_paper(Outlet.CERTIFICATE):
        # Whoever begins now would find it on top of, or below, their own.
        return Pause(house.failures.find("OUTLET_OCCUPIED"), None)
    return None
