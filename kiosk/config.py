"""Read ``config.toml`` into :class:`kiosk.settings.Settings`.

The dataclasses are the schema: a key that no field has, a value of another type, and a missing key without a default
are refused with one line that names the key, what was found and what is wanted.
"""

from __future__ import annotations

import math
import re
import tomllib
import types
from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from enum import Enum
from ipaddress import ip_address
from pathlib import Path
from typing import TypeVar, Union, cast, get_args, get_origin, get_type_hints
from urllib.parse import urlsplit

from devices.cards.sam.usb_line import UsbIdentifier
from kiosk.bilingual import Bilingual
from kiosk.errors import ConfigError
from kiosk.settings import (
    CertificatePrinterSettings,
    CodeScannerSettings,
    IdentityReaderSettings,
    InputBoardSettings,
    LineSettings,
    MatcherSettings,
    Profile,
    ReceiptPrinterSettings,
    ScreenSettings,
    Settings,
    TerminalSettings,
    TraySettings,
    WaitingSettings,
)
from kiosk.visit.surroundings import PLAIN

Table = TypeVar("Table")
Value = object
WORDS: Mapping[object, str] = {
    str: "a text",
    int: "a whole number from 0",
    float: "a number from 0",
    bool: "true or false",
    Path: "a path",
}
TRAY_WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9._\-]{0,79}")
"""The characters of an IPP keyword (RFC 8011, section 5.1.4); drivers write theirs with capitals too."""
SHORTEST_S, LONGEST_S = 0.1, 3600.0
"""Seconds; a wait of none would never rest, and nobody stands before a terminal for an hour."""
LONGEST_MATCH_S = 60.0
"""Seconds; a comparison holds up the next one."""
PORTS = (1, 65535)
BAUDS = (1200, 4_000_000)
"""Bit/s; what serial drivers know."""
LIMITS: Mapping[tuple[type, str], tuple[float, float]] = {
    (ScreenSettings, "width_px"): (320, 16384),
    (ScreenSettings, "height_px"): (320, 16384),
    (ScreenSettings, "diagonal_mm"): (100, 5000),
    **{(WaitingSettings, field.name): (SHORTEST_S, LONGEST_S) for field in fields(WaitingSettings)},
    (WaitingSettings, "countdown_s"): (10, 120),
    (LineSettings, "connect_timeout_s"): (SHORTEST_S, LONGEST_S),
    (LineSettings, "read_timeout_s"): (SHORTEST_S, LONGEST_S),
    (LineSettings, "probe_every_s"): (SHORTEST_S, LONGEST_S),
    (IdentityReaderSettings, "baud"): BAUDS,
    (IdentityReaderSettings, "tcp_port"): PORTS,
    (CodeScannerSettings, "baud"): BAUDS,
    (MatcherSettings, "tcp_port"): PORTS,
    (MatcherSettings, "within_s"): (SHORTEST_S, LONGEST_MATCH_S),
    (ReceiptPrinterSettings, "tcp_port"): PORTS,
    (ReceiptPrinterSettings, "baud"): BAUDS,
    (ReceiptPrinterSettings, "dots"): (64, 4096),
    (CertificatePrinterSettings, "cups_port"): PORTS,
    (InputBoardSettings, "baud"): BAUDS,
    (InputBoardSettings, "address"): (1, 247),
    (InputBoardSettings, "certificate_input"): (0, 65535),
    (InputBoardSettings, "receipt_input"): (0, 65535),
}
"""Least and most of what a number alone does not show. Modbus addresses are 1 to 247, its inputs 16 bit (Modbus over
serial line 1.02, section 2.2; application protocol 1.1b3, section 4.4)."""


def load_settings(path: Path) -> Settings:
    """Read and check a file; raises :class:`ConfigError` with one line for people. Relative paths start at the file."""
    try:
        with path.open("rb") as file:
            table = tomllib.load(file)
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read: {error.strerror}") from error
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{path}: is not TOML: {error}") from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path}: is not UTF-8 at byte {error.start}; wanted a file saved as UTF-8") from error
    settings = _table(Settings, table, "", path.parent)
    _check(settings)
    return settings


def _table(kind: type[Table], table: Mapping[str, Value], where: str, base: Path) -> Table:
    hints = get_type_hints(kind)
    known = {field.name: field for field in fields(cast("type", kind))}
    for key in table:
        if key not in known:
            raise ConfigError(f"{where}{key}: is not a known key; wanted one of {', '.join(sorted(known))}")
    values: dict[str, Value] = {}
    for name, field in known.items():
        if name in table:
            values[name] = _value(hints[name], table[name], f"{where}{name}", base)
            _check_limits(LIMITS.get((kind, name)), values[name], f"{where}{name}")
            if values[name] == "" and _required(field):
                raise ConfigError(f"{where}{name}: found ''; wanted a text that says something")
        elif _required(field):
            raise ConfigError(f"{where}{name}: is missing; wanted {_wanted(hints[name])}")
    return kind(**values)


def _check_limits(limits: tuple[float, float] | None, value: Value, where: str) -> None:
    if limits is not None and isinstance(value, int | float) and not limits[0] <= value <= limits[1]:
        raise ConfigError(f"{where}: found {value}; wanted {limits[0]} to {limits[1]}")


def _required(field: Field[Value]) -> bool:
    return field.default is MISSING and field.default_factory is MISSING


def _value(kind: object, found: Value, where: str, base: Path) -> Value:
    if get_origin(kind) in (Union, types.UnionType):
        kind = next(option for option in get_args(kind) if option is not type(None))
    if get_origin(kind) is tuple:
        return _tuple(get_args(kind)[0], found, where, base)
    if not isinstance(kind, type):
        raise TypeError(f"{where}: the schema uses a type that the reader does not know: {kind!r}")
    if kind is Bilingual or is_dataclass(kind):
        if isinstance(found, dict):
            return _table(kind, found, f"{where}.", base)
        raise _refused(kind, found, where)
    if issubclass(kind, Enum):
        return _member(kind, found, where)
    return _plain(kind, found, where, base)


def _tuple(kind: object, found: Value, where: str, base: Path) -> tuple[Value, ...]:
    if not isinstance(found, list):
        raise ConfigError(f"{where}: found {found!r}; wanted a list of {_wanted(kind)}")
    return tuple(_value(kind, entry, f"{where}[{index}]", base) for index, entry in enumerate(found))


def _member(kind: type[Enum], found: Value, where: str) -> Enum:
    try:
        return kind(found)
    except ValueError as error:
        raise _refused(kind, found, where) from error


def _plain(kind: type, found: Value, where: str, base: Path) -> Value:
    if kind is Path and isinstance(found, str) and found:
        return (base / found).absolute()
    if kind is float and isinstance(found, int | float) and not isinstance(found, bool):
        if found >= 0 and math.isfinite(found):
            return float(found)
        raise _refused(kind, found, where)
    if kind is int and isinstance(found, int) and not isinstance(found, bool) and found >= 0:
        return found
    if kind in (str, bool) and type(found) is kind:
        return found
    raise _refused(kind, found, where)


def _refused(kind: object, found: Value, where: str) -> ConfigError:
    return ConfigError(f"{where}: found {found!r}; wanted {_wanted(kind)}")


def _wanted(kind: object) -> str:
    """Say in words what a type wants."""
    if isinstance(kind, type) and issubclass(kind, Enum):
        return "one of " + ", ".join(repr(member.value) for member in kind)
    if get_origin(kind) is tuple:
        return f"a list of {_wanted(get_args(kind)[0])}"
    if get_origin(kind) in (Union, types.UnionType):
        return _wanted(next(option for option in get_args(kind) if option is not type(None)))
    if isinstance(kind, type):
        return WORDS.get(kind) or "a table with " + ", ".join(field.name for field in fields(kind))
    return repr(kind)


def _check(settings: Settings) -> None:
    """Refuse what no single key shows."""
    if settings.terminal.profile is Profile.PRODUCTION and settings.sandbox is not None:
        raise ConfigError("sandbox: found a table; a production terminal has no sandbox settings")
    _check_public_url(settings.terminal)
    if len(set(settings.screen.panel)) < len(settings.screen.panel):
        raise ConfigError("screen.panel: found a part twice; wanted each part once")
    for number, line in enumerate(settings.line):
        _check_address(f"line[{number}].base_url", line.base_url, ("https",))
    names = [line.name for line in settings.line]
    if not names:
        raise ConfigError("line: found none; wanted at least one [[line]]")
    for name in names:
        if names.count(name) > 1:
            raise ConfigError(f"line.name: found {name!r} twice; wanted each line once")
    if settings.identity_reader is not None:
        _check_identity_reader(settings.identity_reader)
    _check_scanner(settings.code_scanner)
    for name, matcher in (
        ("fingerprint_reader", settings.fingerprint_reader),
        ("face_camera", settings.face_camera),
    ):
        if matcher is not None:
            _check_bridge(f"{name}.host", matcher.host)
    if settings.certificate_printer is not None:
        _check_trays(settings.certificate_printer.tray, settings.terminal.profile)
        _check_who_counts(settings)
    printer = settings.receipt_printer
    if printer is not None and bool(printer.host) == bool(printer.serial_port):
        raise ConfigError("receipt_printer: wanted exactly one of host and serial_port")


def _check_trays(trays: tuple[TraySettings, ...], profile: Profile) -> None:
    """Size alone cannot tell plain paper from a blank, so a terminal in a hall says what lies in which tray."""
    if not trays and profile is Profile.PRODUCTION:
        wanted = "one [[certificate_printer.tray]] for each tray, with its source and what it holds"
        raise ConfigError(f"certificate_printer.tray: is missing; wanted {wanted}")
    for name, found in (("source", [tray.source for tray in trays]), ("holds", [tray.holds for tray in trays])):
        for value in found:
            if not TRAY_WORD.fullmatch(value):
                raise ConfigError(f"certificate_printer.tray.{name}: found {value!r}; wanted letters, digits, '-'")
            if found.count(value) > 1:
                raise ConfigError(f"certificate_printer.tray.{name}: found {value!r} twice; wanted each once")


def _check_who_counts(settings: Settings) -> None:
    """A hall's blanks are counted and written off by people who sign in; without any, one jam ends a form for good."""
    trays = settings.certificate_printer.tray if settings.certificate_printer else ()
    blanks = any(tray.holds != PLAIN for tray in trays)
    if blanks and settings.staff is None and settings.terminal.profile is Profile.PRODUCTION:
        raise ConfigError("staff: is missing; wanted a table with file, since a tray holds blanks that people count")


def _check_identity_reader(reader: IdentityReaderSettings) -> None:
    if sum(map(bool, (reader.port, reader.host, reader.usb))) != 1:
        raise ConfigError("identity_reader: wanted exactly one of port, host and usb")
    if reader.usb:
        try:
            UsbIdentifier.parse(reader.usb)
        except ValueError as error:
            wanted = "vendor and product in hex, for example '0400:c35a'"
            raise ConfigError(f"identity_reader.usb: found {reader.usb!r}; wanted {wanted}") from error


def _check_scanner(scanner: CodeScannerSettings | None) -> None:
    if scanner is not None and bool(scanner.port) == scanner.keyboard:
        raise ConfigError("code_scanner: wanted exactly one of port and keyboard")


def _check_bridge(where: str, found: str) -> None:
    """What goes to a bridge is biometric and not encrypted, so it must not leave this machine."""
    try:
        stays = found == "localhost" or ip_address(found).is_loopback
    except ValueError:
        stays = False
    if not stays:
        raise ConfigError(f"{where}: found {found!r}; wanted an address of this machine, such as 127.0.0.1")


def _check_public_url(terminal: TerminalSettings) -> None:
    """In a hall nobody may listen between a resident's phone and the county's pages."""
    schemes = ("https",) if terminal.profile is Profile.PRODUCTION else ("https", "http")
    _check_address("terminal.public_url", terminal.public_url, schemes)


def _check_address(where: str, found: str, schemes: tuple[str, ...]) -> None:
    """Phones and libraries must be able to follow it; what is appended must not land in a query."""
    wanted = " or ".join(f"{scheme}://" for scheme in schemes)
    try:
        parts = urlsplit(found)
        usable = parts.scheme in schemes and bool(parts.hostname) and not parts.query and not parts.fragment
    except ValueError:
        usable = False
    if not usable or not found.isascii() or not found.isprintable() or " " in found:
        raise ConfigError(f"{where}: found {found!r}; wanted an address in ASCII that begins with {wanted}")
