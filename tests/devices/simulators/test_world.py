"""The whole simulated world: one folder, one control socket, people's hands."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import serial

from devices.errors import DeviceUnavailable
from devices.ports import MatchOutcome
from devices.printers.ipp import IppPrinter, IppRefused
from devices.scanner.trigger import START, command_frame
from devices.simulators.wallet import slugs
from devices.simulators.world import LineTarget, World
from devices.simulators.world_client import CONTROL_SOCKET, WorldClient, WorldRefused, WorldTimeout
from devices.simulators.world_endpoints import Endpoints, read_endpoints
from devices.simulators.world_line import Cut
from devices.simulators.world_messages import (
    ClearCertificate,
    Command,
    CutLine,
    JamCertificate,
    LiftCard,
    LineState,
    LoadCertificate,
    LoadReceipt,
    LyingCard,
    MatcherState,
    MendLine,
    PaperLevel,
    Place,
    PlaceCard,
    SetMatch,
    ShowCode,
    TakeCertificate,
    TearReceipt,
    WorldStatus,
)
from devices.status import DeviceKind

pytestmark = pytest.mark.stack

A_PDF = b"%PDF-1.4\n%%EOF\n"
A_SLIP = b"\x1b@Hello\n\x1dV\x41\x00"
WITHIN_S = 20.0
BUSY = 0x0507
"""server-error-busy (RFC 8011, appendix B)."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    state = tmp_path_factory.mktemp("world")
    with World(state=state, lines=[LineTarget("registry", "127.0.0.1", 9)]):
        yield state


@pytest.fixture
def world(folder: Path) -> Iterator[WorldClient]:
    with WorldClient(state=folder) as client:
        yield client
        for tidy in (LiftCard(), TearReceipt(), TakeCertificate(), ClearCertificate(), LoadReceipt(PaperLevel.FULL)):
            client.do(tidy)


@pytest.fixture
def endpoints(folder: Path) -> Endpoints:
    return read_endpoints(folder)


def print_slip(endpoints: Endpoints) -> None:
    with socket.create_connection((endpoints.receipt_host, endpoints.receipt_port)) as wire:
        wire.sendall(A_SLIP)


def print_sheet(endpoints: Endpoints) -> None:
    """Print one sheet, again while the printer is busy with news of its own state, as a spooler does."""
    printer = IppPrinter(uri=endpoints.certificate_uri, deadline_s=5.0)
    ends = time.monotonic() + WITHIN_S
    while True:
        try:
            printer.print(A_PDF, name="one", document_format="application/pdf")
        except IppRefused as refusal:
            if refusal.status != BUSY or time.monotonic() > ends:
                raise
            time.sleep(0.02)
        else:
            return


def test_a_card_lies_where_the_hand_laid_it_until_it_is_lifted(world: WorldClient) -> None:
    assert world.do(PlaceCard("zhang-guilan")).cards == (LyingCard(Place.CARD, "zhang-guilan"),)
    assert LyingCard(Place.IDENTITY, "zhou-jun") in world.do(PlaceCard("zhou-jun", Place.IDENTITY)).cards
    assert world.do(LiftCard()).cards == ()


@pytest.mark.parametrize("slug", slugs())
def test_every_holder_has_a_card_for_some_reader(world: WorldClient, slug: str) -> None:
    assert [card.slug for card in world.do(PlaceCard(slug)).cards] == [slug]


@pytest.mark.parametrize(
    ("command", "why"),
    [
        (PlaceCard("nobody"), "no card image 'nobody'"),
        (PlaceCard("zhou-jun", Place.CARD), "zhou-jun has no chip card"),
        (PlaceCard("bank-card", Place.IDENTITY), "bank-card has no identity card"),
        (CutLine("gas"), "no line 'gas'; there are: registry"),
        (ShowCode("otc-7f3a"), "the scanner is dark"),
        (SetMatch(DeviceKind.SOUNDER, MatchOutcome.SAME_PERSON), "a sounder compares nobody"),
    ],
)
def test_what_cannot_be_is_refused_in_words(world: WorldClient, command: Command, why: str) -> None:
    with pytest.raises(WorldRefused, match=why):
        world.do(command)


def test_a_lit_scanner_reads_the_code_that_is_held_before_it_and_goes_dark(
    world: WorldClient, endpoints: Endpoints
) -> None:
    with serial.Serial(endpoints.code_scanner, timeout=WITHIN_S) as line:
        line.write(command_frame(START))
        world.wait_until(lambda now: now.scanner.lit, within_s=WITHIN_S)
        line.read_until(b"\x03")
        assert not world.do(ShowCode("otc-7f3a")).scanner.lit
        assert line.read_until(b"\r") == b"otc-7f3a\r"


def test_no_code_stands_where_messages_are_shown() -> None:
    assert "otc-7f3a" not in repr(ShowCode("otc-7f3a"))


def test_a_matcher_finds_what_it_is_told_to(world: WorldClient) -> None:
    told = world.do(SetMatch(DeviceKind.FACE_CAMERA, MatchOutcome.NOT_CAPTURED)).matchers
    assert told == (
        MatcherState(DeviceKind.FINGERPRINT_READER, MatchOutcome.SAME_PERSON),
        MatcherState(DeviceKind.FACE_CAMERA, MatchOutcome.NOT_CAPTURED),
    )


def test_a_slip_hangs_out_until_it_is_torn_off(world: WorldClient, endpoints: Endpoints) -> None:
    print_slip(endpoints)
    hanging = world.wait_until(lambda now: now.receipt.picture is not None, within_s=WITHIN_S)
    assert Path(str(hanging.receipt.picture)).stat().st_size > 0
    after = world.do(TearReceipt()).receipt
    assert after.picture is None
    assert Path(after.torn[-1].job).read_bytes() == A_SLIP
    assert Path(after.torn[-1].picture).exists()


def test_a_sheet_lies_in_the_outlet_until_it_is_taken(world: WorldClient, endpoints: Endpoints) -> None:
    print_sheet(endpoints)
    out = world.wait_until(lambda now: bool(now.certificate.lying), within_s=WITHIN_S)
    assert Path(out.certificate.lying[0].document).read_bytes() == A_PDF
    after = world.do(TakeCertificate()).certificate
    assert after.lying == ()
    assert after.sheets[-1] == out.certificate.lying[0]


def test_a_jam_holds_the_sheet_back_until_it_is_cleared(world: WorldClient, endpoints: Endpoints) -> None:
    before = len(world.status().certificate.sheets)
    assert world.do(JamCertificate()).certificate.faults == ("media-jam",)
    assert world.do(ClearCertificate()).certificate.faults == ()
    print_sheet(endpoints)
    after = world.wait_until(lambda now: bool(now.certificate.lying), within_s=WITHIN_S)
    assert len(after.certificate.sheets) == before + 1


@pytest.mark.parametrize(
    ("level", "faults"),
    [(PaperLevel.OUT, ("media-empty",)), (PaperLevel.LOW, ("media-low",)), (PaperLevel.FULL, ())],
)
def test_the_certificate_paper_shows_as_the_printers_own_reason(
    world: WorldClient, level: PaperLevel, faults: tuple[str, ...]
) -> None:
    world.do(LoadCertificate(PaperLevel.OUT))
    assert world.do(LoadCertificate(level)).certificate.faults == faults


@pytest.mark.parametrize("level", list(PaperLevel))
def test_the_receipt_paper_is_what_was_loaded(world: WorldClient, level: PaperLevel) -> None:
    assert world.do(LoadReceipt(level)).receipt.paper is level


def test_a_line_is_cut_and_mended(world: WorldClient) -> None:
    assert world.do(CutLine("registry", Cut.SILENT)).lines == (LineState("registry", Cut.SILENT),)
    assert world.do(MendLine("registry")).lines == (LineState("registry", None),)


def test_waiting_for_what_does_not_come_ends_with_the_world_as_it_is(world: WorldClient) -> None:
    def never(now: WorldStatus) -> bool:
        return now.revision < 0

    with pytest.raises(WorldTimeout, match="revision="):
        world.wait_until(never, within_s=0.1)


def test_a_line_that_is_no_command_is_answered_with_its_fault(folder: Path) -> None:
    with socket.socket(socket.AF_UNIX) as wire:
        wire.connect(str(folder / CONTROL_SOCKET))
        wire.sendall(b'{"do": "place-card", "sulg": "x"}\n')
        assert b'"refused"' in wire.recv(1000)


def test_nobody_answers_where_there_is_no_world(tmp_path: Path) -> None:
    with pytest.raises(DeviceUnavailable, match="SIMULATOR_WORLD_ABSENT"):
        WorldClient(state=tmp_path)
