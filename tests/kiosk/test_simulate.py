"""``kiosk sim``: people's hands from the shell, on a real world and a real sandbox portal."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import serial
from click.testing import CliRunner

from devices.scanner.trigger import START, command_frame
from devices.simulators.wallet import slugs
from devices.simulators.world import World
from devices.simulators.world_client import WorldClient
from devices.simulators.world_endpoints import read_endpoints, write_endpoints
from kiosk.sandbox.ready import write_ready
from kiosk.simulate import sim
from tests.kiosk.portal.running import Sandbox, running_sandbox

pytestmark = pytest.mark.stack
WITHIN_S = 20.0


@pytest.fixture(scope="module")
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    with running_sandbox(tmp_path_factory.mktemp("portal")) as sandbox:
        yield sandbox


@pytest.fixture(scope="module")
def state(tmp_path_factory: pytest.TempPathFactory, sandbox: Sandbox) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("world")
    ready = folder / "ready.json"
    write_ready(ready, sandbox.ready)
    with World(state=folder, portal_ready=str(ready)):
        yield folder


@pytest.fixture
def line(state: Path) -> Iterator[serial.Serial]:
    """The terminal's end of the scanner's line, with the scanner lit."""
    with (
        serial.Serial(read_endpoints(state).code_scanner, timeout=WITHIN_S) as line,
        WorldClient(state=state) as world,
    ):
        line.write(command_frame(START))
        world.wait_until(lambda now: now.scanner.lit, within_s=WITHIN_S)
        line.read_until(b"\x03")
        yield line


def said(state: Path, *words: str) -> str:
    result = CliRunner().invoke(sim, [*words, "--state", str(state)], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


def refusal(state: Path, *words: str) -> str:
    result = CliRunner().invoke(sim, [*words, "--state", str(state)], catch_exceptions=False)
    assert result.exit_code != 0
    return result.output


def test_the_wallet_is_listed_with_what_each_card_is() -> None:
    listed = CliRunner().invoke(sim, ["card", "list"], catch_exceptions=False).output
    assert [row.split()[0] for row in listed.splitlines() if not row.startswith(" ")] == slugs()
    assert "zhang-guilan  张桂兰\n    identity card: citizen, valid for ever\n    social security card: g" in listed


def test_a_code_is_scanned_and_not_shown(state: Path, line: serial.Serial) -> None:
    shown = said(state, "code", "otc-7f3a")
    assert line.read_until(b"\r") == b"otc-7f3a\r"
    assert "otc-7f3a" not in shown
    assert "scanner      dark" in shown


def test_a_code_before_a_dark_scanner_is_refused(state: Path) -> None:
    assert "the scanner is dark" in refusal(state, "code", "otc-7f3a")


@pytest.mark.parametrize("what", ["finger", "face"])
@pytest.mark.parametrize(
    ("who", "found"), [("other", "other-person"), ("none", "not-captured"), ("same", "same-person")]
)
def test_a_finger_or_face_is_as_it_is_set(state: Path, what: str, who: str, found: str) -> None:
    assert f"{what:12} {found}\n" in said(state, what, who)


def test_the_lines_of_a_passport_are_scanned_one_by_one(state: Path, line: serial.Serial) -> None:
    said(state, "card", "scan", "passport-cao-lei")
    lines = [line.read_until(b"\r") for _ in range(2)]
    assert [len(one) for one in lines] == [45, 45]
    assert lines[0].startswith(b"P<CHNCAO<<LEI<<")


def test_the_lines_of_a_permit_are_three(state: Path, line: serial.Serial) -> None:
    said(state, "card", "scan", "permit-lam-ka-yan")
    assert [len(line.read_until(b"\r")) for _ in range(3)] == [31, 31, 31]


def test_who_has_no_passport_cannot_show_one(state: Path) -> None:
    assert "zhang-guilan has no passport" in refusal(state, "card", "scan", "zhang-guilan")


def test_a_phone_shows_a_code_that_the_portal_knows(state: Path, line: serial.Serial) -> None:
    shown = said(state, "phone", "show", "zhang-guilan")
    code = line.read_until(b"\r").decode().strip()
    assert code
    assert code not in shown


def test_a_phone_without_messages_says_so(state: Path) -> None:
    assert "no one-time code has come" in refusal(state, "phone", "messages", "chen-hao")


@pytest.mark.parametrize(
    ("slug", "why"),
    [
        ("bank-card", "bank-card has no card with a number"),
        ("nobody", "no card image 'nobody'"),
        ("wrong-check-digit", "the sandbox portal knows no wrong-check-digit"),
    ],
)
def test_whoever_has_no_phone_is_named(state: Path, slug: str, why: str) -> None:
    assert why in refusal(state, "phone", "messages", slug)


def test_a_world_without_a_portal_has_no_phones(state: Path, tmp_path: Path) -> None:
    write_endpoints(replace(read_endpoints(state), portal_ready=""), tmp_path)
    assert "started without --portal" in refusal(tmp_path, "phone", "messages", "zhang-guilan")


def test_a_portal_that_has_not_started_is_named(state: Path, tmp_path: Path) -> None:
    write_endpoints(replace(read_endpoints(state), portal_ready=str(tmp_path / "none.json")), tmp_path)
    assert "has not started" in refusal(tmp_path, "phone", "messages", "zhang-guilan")


def test_where_there_is_no_world_there_are_no_phones(tmp_path: Path) -> None:
    assert "no simulated world" in refusal(tmp_path, "phone", "messages", "zhang-guilan")
