"""Every failure code that the source uses, found in the source itself."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from devices.status import DeviceKind

ROOT = Path(__file__).parents[2]
PACKAGES = ("kiosk", "devices", "printing", "ui")
CODE = re.compile(r"[A-Z][A-Z0-9]*(_[A-Z0-9]+)+")
NOT_CODES = re.compile(r"(QT|QML|QSG|KIOSK|PCSCLITE|IPP_(?!MALFORMED|REFUSED|INCOMPLETE|SILENT)|DBUS|XDG|CUPS)_?.*")
"""Names of environment variables and of what a spooler puts there."""
WORDS = {"SIMULATOR_QUEUE"}
"""Other words that look like codes: the queue of the private CUPS."""


def codes_in_source() -> dict[str, str]:
    """Return each code with one place that uses it."""
    found: dict[str, str] = {}
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            for code in _codes(ast.parse(path.read_text(encoding="utf-8"))):
                found.setdefault(code, str(path.relative_to(ROOT)))
    return found


def _codes(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            if CODE.fullmatch(node.value) and not NOT_CODES.fullmatch(node.value) and node.value not in WORDS:
                yield node.value
        elif isinstance(node, ast.JoinedStr):
            yield from _made_for_devices(node)


def _made_for_devices(node: ast.JoinedStr) -> Iterator[str]:
    """Spell out what is made from a device's name, such as ``f"{kind.name}_DRIVER_FAULT"``."""
    match node.values:
        case [ast.FormattedValue(value=ast.Attribute(attr="name")), ast.Constant(value=str(ending))]:
            if CODE.fullmatch(f"X{ending}"):
                yield from (f"{kind.name}{ending}" for kind in ONLY_FOR.get(ending, OWNED))


OWNED = tuple(kind for kind in DeviceKind if kind is not DeviceKind.SOUNDER)
"""Devices with an owner thread; the sounder is a program that is started."""
ONLY_FOR = {"_NONE": (DeviceKind.RECEIPT_PRINTER, DeviceKind.CERTIFICATE_PRINTER)}
"""Endings that only some devices get: only printers can be absent and still be asked."""
