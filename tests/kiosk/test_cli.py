"""The ``kiosk`` command as a person meets it: the real program, started anew."""

from __future__ import annotations

import subprocess
import sys
from importlib import import_module
from pathlib import Path

import click
import pytest

from kiosk.cli import LazyCommands
from ui.cli import COMMANDS

SAY_MODULES = (
    "import sys; from ui.cli import main\ntry: main()\nfinally: print(*sys.modules, sep='\\n', file=sys.stderr)"
)


def called(*words: str, folder: Path | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", "from ui.cli import main; main()", *words],
        capture_output=True,
        text=True,
        cwd=folder,
        check=False,
    )


def modules_after(*words: str) -> set[str]:
    run = subprocess.run([sys.executable, "-c", SAY_MODULES, *words], capture_output=True, text=True, check=True)
    return set(run.stderr.split())


def test_help_names_every_command() -> None:
    run = called("--help")
    assert run.returncode == 0
    for name in COMMANDS:
        assert f"\n  {name} " in run.stdout


def test_a_command_that_is_not_known_is_said_so() -> None:
    run = called("dance")
    assert run.returncode == 2
    assert "No such command 'dance'" in run.stderr
    assert "Traceback" not in run.stderr


@pytest.mark.parametrize("command", [("diagnose",), ("blanks", "balance"), ("run",)])
def test_a_setting_that_cannot_be_used_is_one_line_and_status_2(tmp_path: Path, command: tuple[str, ...]) -> None:
    (tmp_path / "config.toml").write_text("[terminal]\nid = 7\n", encoding="utf-8")
    run = called(*command, folder=tmp_path)
    assert run.returncode == 2
    assert run.stderr == "terminal.id: found 7; wanted a text\n"
    assert run.stdout == ""


def test_settings_that_are_missing_are_one_line_and_status_2(tmp_path: Path) -> None:
    run = called("diagnose", "--config", "none.toml", folder=tmp_path)
    assert run.returncode == 2
    assert run.stderr == "none.toml: cannot be read: No such file or directory\n"


def test_a_failure_that_has_a_name_is_one_line_and_status_1(tmp_path: Path) -> None:
    (tmp_path / "records.sqlite3").mkdir()
    text = (Path(__file__).parents[2] / "config.toml").read_text(encoding="utf-8")
    (tmp_path / "config.toml").write_text(text.replace("/var/lib/hall-terminal", "."), encoding="utf-8")
    run = called("blanks", "balance", folder=tmp_path)
    assert run.returncode == 1
    assert run.stderr.startswith("RECORDS_")
    assert run.stderr.count("\n") == 1


@pytest.mark.parametrize("words", [("--version-of-nothing",), ("blanks", "load", "--count", "0")])
def test_a_wrong_option_is_said_so(words: tuple[str, ...]) -> None:
    run = called(*words)
    assert run.returncode == 2
    assert "Traceback" not in run.stderr


def test_looking_for_help_loads_no_screen_and_no_portal() -> None:
    loaded = modules_after("blanks", "--help")
    for library in ("PySide6", "requests", "pydantic", "fastapi", "reportlab", "escpos", "cups", "smartcard"):
        assert library not in loaded


def test_the_attract_page_waits_for_no_library_of_cards_or_portal() -> None:
    pages = "import sys, ui.main, ui.window, ui.stage, ui.views.table; print(*sys.modules, sep='\\n')"
    run = subprocess.run([sys.executable, "-c", pages], capture_output=True, text=True, check=True)
    loaded = set(run.stdout.split())
    for library in ("stdnum", "pydoc", "ssl", "asn1crypto", "cryptography", "usb", "serial", "smartcard", "pydantic"):
        assert library not in loaded


def test_the_list_of_commands_loads_no_screen() -> None:
    assert not any(name.startswith("PySide6") for name in modules_after("--help"))


@pytest.mark.parametrize("place", sorted(COMMANDS.values()))
def test_every_command_is_where_it_is_said_to_be(place: str) -> None:
    module, _, name = place.partition(":")
    assert isinstance(getattr(import_module(module), name), click.Command)


def test_every_command_says_what_it_does() -> None:
    group = LazyCommands(places=COMMANDS)
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        assert command.get_short_help_str()
