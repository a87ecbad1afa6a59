"""Whether a service can be used now, and if not, why: the worst reason first."""

from __future__ import annotations

from typing import Final

from devices.status import DeviceKind, Outlet, Supply
from kiosk.catalogue.service import IdentityLevel, Service, StepKind
from kiosk.failures import Failure
from kiosk.visit.identity import CARD_WAYS
from kiosk.visit.ladder import possible_ways, ways_to
from kiosk.visit.screens import Pause, Tile
from kiosk.visit.state import House
from kiosk.visit.surroundings import PLAIN, Surroundings

CARD_READERS: Final = (DeviceKind.IDENTITY_READER, DeviceKind.CARD_READER)
WANTS_CARD: Final = (IdentityLevel.CARD, IdentityLevel.CARD_AND_FACTOR)


def pause_of(service: Service, house: House, now: Surroundings) -> Pause | None:
    """Return why a service cannot start now."""
    line = now.line(service.line)
    if line is not None and not line.up:
        return Pause(house.failures.find(line.code or "LINE_DOWN"), line.since)
    if not service.hours.include(now.time_of_day):
        return Pause(house.failures.find("SERVICE_CLOSED_NOW"), None)
    if service.identity is not IdentityLevel.NONE and (pause := _nobody_known(service, house, now)):
        return pause
    if service.needs_sheet_printer and (pause := _no_sheet_printer(house, now)):
        return pause
    if service.needs_sheet_printer and now.fonts:
        return Pause(house.failures.find(now.fonts), None)
    if code := paper_fault(service, now):
        return Pause(house.failures.find(code), None)
    return None


def paper_fault(service: Service, now: Surroundings) -> str:
    """Return the failure code of why the paper that a service ends with cannot be printed now; empty when it can."""
    if service.has(StepKind.CERTIFICATE) and (code := now.form_fault(service.form or "")):
        return code
    return now.form_fault(PLAIN) if service.has(StepKind.PROOF) else ""


def tile_of(service: Service, house: House, now: Surroundings) -> Tile:
    """Return the tile of a service with its pause."""
    return Tile(service, pause_of(service, house, now))


def cautions_of(service: Service, house: House, now: Surroundings) -> tuple[Failure, ...]:
    """Return what will not work but does not stop the service."""
    if service.has(StepKind.RECEIPT) and not now.slips_possible:
        return (house.failures.find("RECEIPT_NOT_POSSIBLE"),)
    return ()


def _nobody_known(service: Service, house: House, now: Surroundings) -> Pause | None:
    """Say why nobody can say who they are as surely as the service asks."""
    if ways_to(service, now):
        return None
    broken = next((status for kind in CARD_READERS if (status := now.device(kind)) is not None), None)
    since = broken.since if broken else None
    possible = possible_ways(service, now)
    if any(way in CARD_WAYS for way in possible):
        return Pause(house.failures.find("SECOND_PROOF_NOT_POSSIBLE"), None)
    code = "NO_CARD_READER" if service.identity in WANTS_CARD else "NO_WAY_TO_IDENTIFY"
    return Pause(house.failures.find(code), since)


def _no_sheet_printer(house: House, now: Surroundings) -> Pause | None:
    printer = now.device(DeviceKind.CERTIFICATE_PRINTER)
    if printer is None:
        return Pause(house.failures.find("CERTIFICATE_PRINTER_NONE"), None)
    if not now.usable(DeviceKind.CERTIFICATE_PRINTER) or printer.paper in (Supply.OUT, Supply.JAMMED):
        code = printer.fault.code if printer.fault else "CERTIFICATE_PRINTER_NOT_READY"
        return Pause(house.failures.find(code), printer.since)
    if now.holds_paper(Outlet.CERTIFICATE):
        # Whoever begins now would find it on top of, or below, their own.
        return Pause(house.failures.find("OUTLET_OCCUPIED"), None)
    return None
