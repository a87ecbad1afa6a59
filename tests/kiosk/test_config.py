"""Settings: what is refused, in which words, and that the checked-in file explains every key."""

from __future__ import annotations

import re
import types
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Union, get_args, get_origin, get_type_hints

import pytest

from kiosk.bilingual import Bilingual
from kiosk.config import load_settings
from kiosk.errors import ConfigError
from kiosk.settings import HanRepertoire, Profile, Settings

CHECKED_IN = Path(__file__).parents[2] / "config.toml"
LEAST = """
[terminal]
id = "T1"
place = { zh = "大厅", en = "Hall" }
profile = "sandbox"
state_dir = "state"
public_url = "https://zwfw.example"
"""
LINE = """
[[line]]
name = "extranet"
base_url = "https://portal.example"
trust_file = "trust.pem"
certificate_file = "terminal.pem"
key_file = "terminal.key"
"""
SAM = '[identity_reader]\nport = "/dev/sam"\n'
RECEIPT = '[receipt_printer]\nhost = "printer"\n'
SCANNER = '[code_scanner]\nport = "/dev/scanner"\n'
CUPS = '[certificate_printer]\nqueue = "certificate"\n'
BOARD = '[input_board]\nport = "/dev/board"\n'


def tray(source: str, holds: str) -> str:
    return f'[[certificate_printer.tray]]\nsource = "{source}"\nholds = "{holds}"\n'


def written(folder: Path, text: str) -> Path:
    path = folder / "config.toml"
    path.write_text(text, encoding="utf-8")
    return path


def refusal(folder: Path, text: str) -> str:
    with pytest.raises(ConfigError) as caught:
        load_settings(written(folder, text))
    assert caught.value.code == "CONFIG_UNUSABLE"
    return caught.value.detail


def test_the_least_settings_fill_the_rest_with_defaults(tmp_path: Path) -> None:
    settings = load_settings(written(tmp_path, LEAST + LINE))
    assert settings.terminal.place == Bilingual("大厅", "Hall")
    assert settings.waiting.idle_s == 60.0
    assert settings.line[0].connect_timeout_s == 3.0
    assert settings.receipt_printer is None


def test_relative_paths_start_at_the_file(tmp_path: Path) -> None:
    settings = load_settings(written(tmp_path, LEAST + LINE))
    assert settings.terminal.state_dir == tmp_path / "state"
    assert settings.line[0].key_file == tmp_path / "terminal.key"


def test_whole_numbers_do_where_decimals_are_wanted(tmp_path: Path) -> None:
    waiting = load_settings(written(tmp_path, LEAST + "[waiting]\nidle_s = 30\n" + LINE)).waiting
    assert waiting.idle_s == 30.0
    assert type(waiting.idle_s) is float


def test_an_enumeration_is_read_by_its_value(tmp_path: Path) -> None:
    printer = load_settings(written(tmp_path, LEAST + LINE + RECEIPT + 'han = "gb18030-2byte"\n')).receipt_printer
    assert printer is not None
    assert printer.han is HanRepertoire.GB18030


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (LINE, "terminal: is missing; wanted a table with id, place, profile, state_dir, hotline"),
        (LEAST, "line: is missing; wanted a list of a table with name, base_url"),
        (LEAST.replace('id = "T1"', "") + LINE, "terminal.id: is missing; wanted a text"),
        (LEAST.replace('"T1"', "7") + LINE, "terminal.id: found 7; wanted a text"),
        (LEAST.replace('"sandbox"', '"test"') + LINE, "found 'test'; wanted one of 'production', 'sandbox'"),
        (LEAST.replace('"state"', '""') + LINE, "terminal.state_dir: found ''; wanted a path"),
        (LEAST.replace(', en = "Hall"', "") + LINE, "terminal.place.en: is missing; wanted a text"),
        (LEAST.replace('{ zh = "大厅", en = "Hall" }', '"大厅"') + LINE, "found '大厅'; wanted a table with zh, en"),
        (LEAST + "colour = 1\n" + LINE, "terminal.colour: is not a known key; wanted one of hotline, id, place"),
        ("[lines]\n" + LEAST + LINE, "lines: is not a known key; wanted one of"),
        (LEAST + LINE.replace("[[line]]", "[line]"), "wanted a list of a table with name, base_url"),
        (LEAST + LINE + "port = 1\n", "line[0].port: is not a known key"),
        (LEAST + LINE + LINE, "line.name: found 'extranet' twice; wanted each line once"),
        (LEAST + LINE + "probe_every_s = 0\n", "line[0].probe_every_s: found 0.0; wanted 0.1 to 3600.0"),
        (LEAST + LINE + "read_timeout_s = inf\n", "line[0].read_timeout_s: found inf; wanted a number from 0"),
        (LEAST + LINE + "read_timeout_s = nan\n", "line[0].read_timeout_s: found nan; wanted a number from 0"),
        (LEAST + LINE + "read_timeout_s = true\n", "line[0].read_timeout_s: found True; wanted a number from 0"),
        (LEAST + "[waiting]\ncountdown_s = 5\n" + LINE, "waiting.countdown_s: found 5; wanted 10 to 120"),
        (LEAST + "[waiting]\ncountdown_s = 20.0\n" + LINE, "found 20.0; wanted a whole number from 0"),
        (LEAST + "[waiting]\nidle_s = -1\n" + LINE, "waiting.idle_s: found -1; wanted a number from 0"),
        (LEAST + '[screen]\nfull_screen = "yes"\n' + LINE, "screen.full_screen: found 'yes'; wanted true or false"),
        (LEAST.replace('"T1"', '""') + LINE, "terminal.id: found ''; wanted a text that says something"),
        (
            LEAST + LINE.replace("https://portal", "portal"),
            "line[0].base_url: found 'portal.example'; wanted an address",
        ),
        (LEAST + LINE.replace("https:", "http:"), "line[0].base_url: found 'http://portal.example'; wanted an address"),
        (LEAST + '[screen]\npanel = ["reader", 3]\n' + LINE, "screen.panel[1]: found 3; wanted one of 'reader', "),
        (LEAST + '[screen]\npanel = ["toaster"]\n' + LINE, "screen.panel[0]: found 'toaster'; wanted one of"),
        (LEAST + '[screen]\npanel = ["slip", "slip"]\n' + LINE, "screen.panel: found a part twice; wanted each"),
        (LEAST + "[screen]\nwidth_px = 0\n" + LINE, "screen.width_px: found 0; wanted 320 to 16384"),
        (LEAST + LINE + "[identity_reader]\n", "identity_reader: wanted exactly one of port, host and usb"),
        (LEAST + LINE + SAM + 'host = "sam"\n', "identity_reader: wanted exactly one of port, host and usb"),
        (LEAST + LINE + SAM + "tcp_port = 0\n", "identity_reader.tcp_port: found 0; wanted 1 to 65535"),
        (LEAST + LINE + SAM + 'usb_scheme = "hid"\n', "usb_scheme: found 'hid'; wanted one of 'native', 'simple'"),
        (LEAST + LINE + '[identity_reader]\nusb = "0400"\n', "usb: found '0400'; wanted vendor and product in hex"),
        (LEAST + LINE + "[receipt_printer]\n", "receipt_printer: wanted exactly one of host and serial_port"),
        (LEAST + LINE + RECEIPT + 'serial_port = "/dev/p"\n', "wanted exactly one of host and serial_port"),
        (LEAST + LINE + RECEIPT + "tcp_port = 70000\n", "receipt_printer.tcp_port: found 70000; wanted 1 to 65535"),
        (LEAST + LINE + "[code_scanner]\n", "code_scanner: wanted exactly one of port and keyboard"),
        (LEAST + LINE + SCANNER + "keyboard = true\n", "code_scanner: wanted exactly one of port and keyboard"),
        (LEAST + LINE + SCANNER + 'trigger = "x"\n', "trigger: found 'x'; wanted one of 'newland', 'none'"),
        (LEAST + LINE + "[face_camera]\n", "face_camera.tcp_port: is missing; wanted a whole number"),
        (LEAST + LINE + '[face_camera]\ntcp_port = 1\nhost = "10.0.0.7"\n', "wanted an address of this machine"),
        (LEAST + LINE + "[face_camera]\ntcp_port = 1\nwithin_s = 90\n", "within_s: found 90.0; wanted 0.1 to 60.0"),
        (LEAST + LINE + BOARD + "address = 0\n", "input_board.address: found 0; wanted 1 to 247"),
        (LEAST + LINE + BOARD + "baud = 0\n", "input_board.baud: found 0; wanted 1200 to 4000000"),
        (LEAST.replace("sandbox", "production") + LINE + "[sandbox]\n", "a production terminal has no sandbox"),
        (LEAST.replace("sandbox", "production") + LINE + CUPS, "wanted one [[certificate_printer.tray]] for each tray"),
        (
            LEAST.replace("sandbox", "production") + LINE + CUPS + tray("tray-2", "senior-card"),
            "staff: is missing; wanted a table with file",
        ),
        (LEAST + LINE + CUPS + tray("tray-1", "plain") * 2, "certificate_printer.tray.source: found 'tray-1' twice"),
        (
            LEAST + LINE + CUPS + tray("tray-1", "plain") + tray("tray-2", "plain"),
            "certificate_printer.tray.holds: found 'plain' twice",
        ),
        (LEAST + LINE + CUPS + tray("tray 1", "plain"), "certificate_printer.tray.source: found 'tray 1'"),
        (LEAST + LINE + CUPS + tray("tray-1", "老年证"), "certificate_printer.tray.holds: found '老年证'"),
        (LEAST + LINE + CUPS + '[[certificate_printer.tray]]\nsource = "tray-1"\n', "tray[0].holds: is missing"),
        ("terminal = \n", "is not TOML"),
    ],
)
def test_a_bad_setting_is_one_line_that_says_what_is_wanted(tmp_path: Path, text: str, wanted: str) -> None:
    said = refusal(tmp_path, text)
    assert wanted in said
    assert "\n" not in said


def test_a_file_saved_in_another_encoding_is_named(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_bytes((LEAST + LINE).encode("gb18030"))
    with pytest.raises(ConfigError, match="is not UTF-8 at byte"):
        load_settings(path)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"none\.toml: cannot be read: No such file"):
        load_settings(tmp_path / "none.toml")


def test_trays_are_read_and_a_sandbox_may_leave_them_out(tmp_path: Path) -> None:
    trays = tray("tray-1", "plain") + tray("Tray2", "senior-card")
    printer = load_settings(written(tmp_path, LEAST + LINE + CUPS + trays)).certificate_printer
    assert printer is not None
    assert [(each.source, each.holds) for each in printer.tray] == [("tray-1", "plain"), ("Tray2", "senior-card")]
    without = load_settings(written(tmp_path, LEAST + LINE + CUPS)).certificate_printer
    assert without is not None
    assert without.tray == ()


def test_the_checked_in_file_is_a_production_terminal_with_every_device() -> None:
    settings = load_settings(CHECKED_IN)
    assert settings.terminal.profile is Profile.PRODUCTION
    assert settings.sandbox is None
    absent = [field.name for field in fields(settings) if getattr(settings, field.name) is None]
    assert absent == ["sandbox"]


def keys_of(kind: type, where: str) -> Iterator[tuple[str, str]]:
    """Every table and key below a table of settings, the sandbox's apart, which no hall has."""
    hints = get_type_hints(kind)
    for field in fields(kind):
        found = hints[field.name]
        if get_origin(found) in (Union, types.UnionType):
            found = next(option for option in get_args(found) if option is not type(None))
        if get_origin(found) is tuple:
            found = get_args(found)[0]
        if isinstance(found, type) and is_dataclass(found) and found is not Bilingual and field.name != "sandbox":
            # A table below [certificate_printer] is headed [[certificate_printer.tray]].
            yield from keys_of(found, f"{where}.{field.name}".removeprefix("."))
        elif field.name != "sandbox":
            yield where, field.name


@pytest.mark.parametrize(("table", "key"), [pytest.param(*pair, id=".".join(pair)) for pair in keys_of(Settings, "")])
def test_the_checked_in_file_explains_every_key(table: str, key: str) -> None:
    section = re.split(rf"^\[+{table}\]+$", CHECKED_IN.read_text(encoding="utf-8"), flags=re.MULTILINE)[1]
    section = re.split(r"^\[", section, flags=re.MULTILINE)[0]
    lines = section.splitlines()
    place = next((number for number, line in enumerate(lines) if line.startswith(f"{key} = ")), None)
    assert place is not None, f"[{table}] {key} is not there"
    assert re.search(r"^# .+\.$", explanation_above(lines, place), flags=re.MULTILINE), (
        f"[{table}] {key} has no sentence"
    )


def explanation_above(lines: list[str], place: int) -> str:
    """The comment above a key, or above the keys just before it that share one."""
    while place > 0 and lines[place - 1] and not lines[place - 1].startswith("#"):
        place -= 1
    start = place
    while start > 0 and lines[start - 1].startswith("#"):
        start -= 1
    return "\n".join(lines[start:place])
