"""``kiosk staff``: entering, listing and striking out clerks, with a PIN that nobody sees."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kiosk.commands.staff import invent_pin, staff
from kiosk.staff.book import StaffBook
from kiosk.staff.errors import EntryRefused
from kiosk.staff.pins import Pins, check_pin
from tests.kiosk.commands.staff import SETTINGS

PIN = "604172"
TABLE = '[staff]\nfile = "staff.toml"\n'


def types(folder: Path, *words: str, answers: tuple[str, ...] = (), settings: str = SETTINGS + TABLE) -> Result:
    config = folder / "config.toml"
    config.write_text(settings, encoding="utf-8")
    command, *rest = words
    said = "".join(f"{answer}\n" for answer in answers)
    return CliRunner().invoke(staff, [command, "--config", str(config), *rest], input=said)


def test_a_clerk_is_entered_listed_and_struck_out(tmp_path: Path) -> None:
    entered = types(tmp_path, "add", "--number", "1001", "--name", "周敏", answers=(PIN, PIN))
    assert entered.exit_code == 0
    assert "1001: entered" in entered.output
    assert types(tmp_path, "list").output == "1001  周敏\n"
    assert types(tmp_path, "remove", "--number", "1001").output == "1001: struck out\n"
    assert types(tmp_path, "list").output == ""


def test_the_pin_is_asked_twice_shown_never_and_kept_as_a_hash_only(tmp_path: Path) -> None:
    result = types(tmp_path, "add", "--number", "1001", "--name", "周敏", answers=(PIN, "604173", PIN, PIN))
    assert result.exit_code == 0
    assert result.output.count("PIN") == 2
    assert PIN not in result.output
    assert PIN not in (tmp_path / "staff.toml").read_text(encoding="utf-8")
    entry = StaffBook(tmp_path / "staff.toml").find("1001")
    assert entry is not None
    assert Pins().match(PIN, entry.pin)


@pytest.mark.parametrize("pin", ["12345", "123456", "111111", "abcdef"])
def test_a_pin_that_is_short_or_easy_enters_nobody(tmp_path: Path, pin: str) -> None:
    result = types(tmp_path, "add", "--number", "1001", "--name", "周敏", answers=(pin, pin))
    assert isinstance(result.exception, EntryRefused)
    assert not (tmp_path / "staff.toml").exists()


def test_settings_without_the_table_say_what_is_missing(tmp_path: Path) -> None:
    result = types(tmp_path, "list", settings=SETTINGS)
    assert result.exit_code == 1
    assert "has no [staff] table" in result.output


def test_the_sandbox_has_an_example_clerk_whose_pin_changes_each_time(tmp_path: Path) -> None:
    pins = []
    for _ in range(2):
        said = re.fullmatch(r"badge 1001, PIN (\d{6})\n", types(tmp_path, "example").output)
        assert said is not None
        pins.append(said[1])
    entry = StaffBook(tmp_path / "staff.toml").find("1001")
    assert entry is not None
    assert Pins().match(pins[1], entry.pin)


def test_a_production_terminal_has_no_example_clerk(tmp_path: Path) -> None:
    hall = SETTINGS.replace('"sandbox"', '"production"').replace("http:", "https:") + TABLE
    result = types(tmp_path, "example", settings=hall)
    assert isinstance(result.exception, EntryRefused)
    assert not (tmp_path / "staff.toml").exists()


def test_invented_pins_would_do() -> None:
    for _ in range(200):
        check_pin(invent_pin())
