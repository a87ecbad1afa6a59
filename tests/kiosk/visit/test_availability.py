"""Whether a service can be used now, and if not, why: one table."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time

import pytest

from devices.status import DeviceFault, DeviceKind, DeviceState, DeviceStatus, Outlet, Supply
from kiosk.catalogue.service import Hours, IdentityLevel, Service, StepKind
from kiosk.visit.availability import cautions_of, pause_of, tile_of
from kiosk.visit.surroundings import PLAIN, FormNow, LineNow, Surroundings
from tests.kiosk.visit.playing import ALL_WELL, HOUSE

SINCE = datetime(2026, 11, 20, 8, tzinfo=UTC)
PROOF, CARD, PROGRESS = "property-count-proof", "senior-card", "case-progress"
DETAIL = "property-detail-proof"
READER, SOCIAL, SCANNER = DeviceKind.IDENTITY_READER, DeviceKind.CARD_READER, DeviceKind.CODE_SCANNER
PRINTER, SLIPS = DeviceKind.CERTIFICATE_PRINTER, DeviceKind.RECEIPT_PRINTER


def service(service_id: str) -> Service:
    found = HOUSE.catalogue.find(service_id)
    assert found is not None
    return found


def but(
    *kinds: DeviceKind,
    state: DeviceState = DeviceState.ONLINE,
    paper: Supply = Supply.FULL,
    code: str = "",
) -> Surroundings:
    """All is well, but these devices."""
    fault = DeviceFault(code=code) if code else None
    changed = tuple(DeviceStatus(kind=kind, state=state, paper=paper, fault=fault, since=SINCE) for kind in kinds)
    others = tuple(status for status in ALL_WELL.devices if status.kind not in kinds)
    return replace(ALL_WELL, devices=(*others, *changed))


def without(*kinds: DeviceKind) -> Surroundings:
    return replace(ALL_WELL, devices=tuple(status for status in ALL_WELL.devices if status.kind not in kinds))


def line(name: str, code: str) -> Surroundings:
    return replace(ALL_WELL, lines=(LineNow(name=name, up=False, since=SINCE, code=code),))


def with_form(form: str, code: str) -> Surroundings:
    """All is well, but this form, or plain paper."""
    others = tuple(now for now in ALL_WELL.forms if now.form != form)
    return replace(ALL_WELL, forms=(*others, FormNow(form, code)))


def occupied(outlet: Outlet, *, board: DeviceState = DeviceState.ONLINE) -> Surroundings:
    """All is well, but paper of somebody lies in an outlet."""
    return replace(but(DeviceKind.INPUT_BOARD, state=board), occupied=frozenset({outlet}))


OFFLINE, STARTING = DeviceState.OFFLINE, DeviceState.STARTING
TABLE = [
    # what is not well                                             the service   why it pauses
    (ALL_WELL, PROOF, None),
    (ALL_WELL, CARD, None),
    (ALL_WELL, PROGRESS, None),
    (replace(ALL_WELL, lines=()), PROOF, None),
    (line("registry", "PORTAL_UNREACHABLE"), PROOF, "PORTAL_UNREACHABLE"),
    (line("registry", "PORTAL_UNREACHABLE"), CARD, None),
    (line("registry", ""), PROOF, "LINE_DOWN"),
    (but(READER, state=OFFLINE), PROOF, None),
    (but(READER, SOCIAL, state=OFFLINE), PROOF, "NO_CARD_READER"),
    (but(READER, SOCIAL, state=STARTING), PROOF, None),
    (without(READER, SOCIAL), PROGRESS, None),
    (without(READER, SOCIAL, SCANNER), PROGRESS, "NO_WAY_TO_IDENTIFY"),
    (without(READER, SOCIAL), DETAIL, "NO_CARD_READER"),
    (replace(without(READER, SOCIAL), clerks=True), DETAIL, None),
    (but(PRINTER, paper=Supply.LOW, code="CERTIFICATE_PRINTER_PAPER_LOW"), PROOF, None),
    (but(PRINTER, paper=Supply.OUT, code="CERTIFICATE_PRINTER_PAPER_OUT"), PROOF, "CERTIFICATE_PRINTER_PAPER_OUT"),
    (but(PRINTER, paper=Supply.JAMMED), PROOF, "CERTIFICATE_PRINTER_NOT_READY"),
    (but(PRINTER, state=OFFLINE, code="CERTIFICATE_CUPS_DOWN"), CARD, "CERTIFICATE_CUPS_DOWN"),
    (but(PRINTER, state=OFFLINE), PROGRESS, None),
    (but(PRINTER, state=DeviceState.BUSY), PROOF, None),
    (but(PRINTER, state=STARTING), PROOF, None),
    (without(PRINTER), PROOF, "CERTIFICATE_PRINTER_NONE"),
    (with_form(CARD, "BLANK_OUT_OF_STOCK"), CARD, "BLANK_OUT_OF_STOCK"),
    (with_form(CARD, "CALIBRATION_EXPIRED"), CARD, "CALIBRATION_EXPIRED"),
    (with_form(CARD, "BLANK_OUT_OF_STOCK"), PROOF, None),
    (with_form(PLAIN, "TRAY_NOT_LOADED"), PROOF, "TRAY_NOT_LOADED"),
    (with_form(PLAIN, "TRAY_NOT_LOADED"), CARD, None),
    (replace(ALL_WELL, forms=()), CARD, "FORM_NOT_LOOKED_AT"),
    (replace(ALL_WELL, forms=()), PROOF, "FORM_NOT_LOOKED_AT"),
    (replace(ALL_WELL, fonts="FONT_MISSING"), PROOF, "FONT_MISSING"),
    (replace(ALL_WELL, fonts="FONT_MISSING"), CARD, "FONT_MISSING"),
    (replace(ALL_WELL, fonts="FONT_MISSING"), PROGRESS, None),
    (but(SLIPS, state=OFFLINE), PROOF, None),
    (occupied(Outlet.CERTIFICATE), PROOF, "OUTLET_OCCUPIED"),
    (occupied(Outlet.CERTIFICATE), CARD, "OUTLET_OCCUPIED"),
    (occupied(Outlet.CERTIFICATE), PROGRESS, None),
    (occupied(Outlet.RECEIPT), PROOF, None),
    (occupied(Outlet.CERTIFICATE, board=OFFLINE), PROOF, None),
]


@pytest.mark.parametrize(("now", "service_id", "code"), TABLE)
def test_why_a_service_pauses(now: Surroundings, service_id: str, code: str | None) -> None:
    pause = pause_of(service(service_id), HOUSE, now)
    assert (pause.failure.code if pause else None) == code


def test_the_line_is_told_before_the_printer_since_it_is_worse() -> None:
    now = replace(but(PRINTER, state=OFFLINE), lines=line("registry", "PORTAL_TIMEOUT").lines)
    pause = pause_of(service(PROOF), HOUSE, now)
    assert pause is not None
    assert pause.failure.code == "PORTAL_TIMEOUT"


@pytest.mark.parametrize(
    ("now", "since"),
    [
        (line("registry", "PORTAL_TIMEOUT"), SINCE),
        (but(PRINTER, state=OFFLINE), SINCE),
        (but(READER, SOCIAL, state=OFFLINE), SINCE),
        (without(PRINTER), None),
        (without(READER, SOCIAL), None),
    ],
)
def test_an_outage_says_since_when(now: Surroundings, since: datetime | None) -> None:
    pause = pause_of(service(PROOF), HOUSE, now)
    assert pause is not None
    assert pause.since == since


def test_outside_its_hours_a_service_is_closed() -> None:
    daytime = replace(service(PROOF), hours=Hours(opens=time(8), closes=time(17)))
    at_night = replace(ALL_WELL, time_of_day=time(3))
    pause = pause_of(daytime, HOUSE, at_night)
    assert pause is not None
    assert pause.failure.code == "SERVICE_CLOSED_NOW"
    assert pause.since is None
    assert pause_of(daytime, HOUSE, replace(ALL_WELL, time_of_day=time(9))) is None


def test_a_service_without_a_card_needs_no_reader() -> None:
    page = replace(service(PROGRESS), identity=IdentityLevel.NONE, steps=(StepKind.GUIDE,))
    assert pause_of(page, HOUSE, without(READER, SOCIAL)) is None


@pytest.mark.parametrize(
    ("now", "codes"),
    [
        (ALL_WELL, []),
        (but(SLIPS, paper=Supply.LOW), []),
        (but(SLIPS, paper=Supply.OUT), ["RECEIPT_NOT_POSSIBLE"]),
        (but(SLIPS, paper=Supply.JAMMED), ["RECEIPT_NOT_POSSIBLE"]),
        (but(SLIPS, state=OFFLINE), ["RECEIPT_NOT_POSSIBLE"]),
        (without(SLIPS), ["RECEIPT_NOT_POSSIBLE"]),
    ],
)
def test_a_slip_that_cannot_be_printed_is_a_caution(now: Surroundings, codes: list[str]) -> None:
    assert [failure.code for failure in cautions_of(service(PROOF), HOUSE, now)] == codes


def test_a_service_without_a_slip_has_no_caution() -> None:
    slipless = replace(service(PROOF), steps=(StepKind.GUIDE,))
    assert cautions_of(slipless, HOUSE, without(SLIPS)) == ()


def test_a_paused_service_keeps_its_tile() -> None:
    tile = tile_of(service(PROOF), HOUSE, without(PRINTER))
    assert tile.service is service(PROOF)
    assert tile.pause is not None
