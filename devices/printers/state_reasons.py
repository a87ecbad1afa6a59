"""What the keywords of ``printer-state-reasons`` mean for a terminal, as one table.

Keywords: RFC 8011 section 5.4.12, PWG 5100.9 (``cups-*`` and ``offline`` are extensions of CUPS). A known keyword
counts whatever its severity: the terminal's printer has one tray, so ``media-empty-report`` while idle already means
that nothing can be printed, and ippeveprinter makes the suffix from the printer's state. An unknown keyword blocks when
its severity is ``error``, which is also what a missing suffix means.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum
from types import MappingProxyType
from typing import Final

from devices.status import DeviceFault, DeviceState, Supply


class Handling(IntEnum):
    """What a reason asks of the terminal, the mildest first."""

    IGNORE = 0
    WARN = 1
    """Tell the people who look after the printer; it goes on working."""
    WAIT = 2
    """Often passes by itself; blocks when it lasts."""
    REFILL = 3
    """Nothing prints until a person has refilled or emptied something; no sheet is in the paper path."""
    ATTEND = 4
    """Nothing prints until a person has attended to it; a sheet may be inside."""

    @property
    def blocks(self) -> bool:
        """Whether nothing can be printed before a person comes."""
        return self >= Handling.REFILL


@dataclass(frozen=True, kw_only=True)
class Meaning:
    """What one keyword means: how to handle it, its failure code, and what it says of state and paper."""

    handling: Handling
    code: str = ""
    state: DeviceState = DeviceState.ONLINE
    paper: Supply | None = None


def _attend(code: str, state: DeviceState = DeviceState.HARDWARE_ERROR, paper: Supply | None = None) -> Meaning:
    return Meaning(handling=Handling.ATTEND, code=code, state=state, paper=paper)


def _refill(code: str, paper: Supply | None = None) -> Meaning:
    return Meaning(handling=Handling.REFILL, code=code, state=DeviceState.USER_ERROR, paper=paper)


def _wait(code: str) -> Meaning:
    return Meaning(handling=Handling.WAIT, code=code, state=DeviceState.OFFLINE)


def _warn(code: str, paper: Supply | None = None) -> Meaning:
    return Meaning(handling=Handling.WARN, code=code, paper=paper)


IGNORED: Final = Meaning(handling=Handling.IGNORE)
OTHER_FAULT: Final = _attend("CERTIFICATE_PRINTER_OTHER_FAULT")
COVER_OPEN: Final = _attend("CERTIFICATE_PRINTER_COVER_OPEN", DeviceState.USER_ERROR)
TONER_OUT: Final = _refill("CERTIFICATE_PRINTER_TONER_OUT")
TONER_LOW: Final = _warn("CERTIFICATE_PRINTER_TONER_LOW")
WORN: Final = _attend("CERTIFICATE_PRINTER_PART_WORN")
FUSER: Final = _attend("CERTIFICATE_PRINTER_FUSER")
TRAY_MISSING: Final = _attend("CERTIFICATE_PRINTER_TRAY_MISSING", DeviceState.USER_ERROR)
STOPPED: Final = _attend("CERTIFICATE_PRINTER_STOPPED")
OFFLINE: Final = _wait("CERTIFICATE_PRINTER_OFFLINE")
PAUSED: Final = _wait("CERTIFICATE_PRINTER_PAUSED")
SETUP: Final = _attend("CERTIFICATE_QUEUE_SETUP")

MEANINGS: Final = MappingProxyType(
    {
        "media-jam": _attend("CERTIFICATE_PRINTER_JAM", paper=Supply.JAMMED),
        "cover-open": COVER_OPEN,
        "door-open": COVER_OPEN,
        "interlock-open": COVER_OPEN,
        "input-tray-missing": TRAY_MISSING,
        "output-tray-missing": TRAY_MISSING,
        "marker-supply-empty": TONER_OUT,
        "toner-empty": TONER_OUT,
        "marker-waste-full": TONER_OUT,
        "developer-empty": WORN,
        "opc-life-over": WORN,
        "fuser-over-temp": FUSER,
        "fuser-under-temp": FUSER,
        "interpreter-resource-unavailable": STOPPED,
        "shutdown": STOPPED,
        "stopped-partly": STOPPED,
        "media-empty": _refill("CERTIFICATE_PRINTER_PAPER_OUT", Supply.OUT),
        "media-needed": _refill("CERTIFICATE_PRINTER_WRONG_PAPER"),
        "output-area-full": _refill("CERTIFICATE_PRINTER_OUTPUT_FULL"),
        "spool-area-full": _refill("CERTIFICATE_PRINTER_SPOOL_FULL"),
        "connecting-to-device": OFFLINE,
        "offline": OFFLINE,
        "timed-out": OFFLINE,
        "stopping": PAUSED,
        "moving-to-paused": PAUSED,
        "paused": PAUSED,
        "hold-new-jobs": PAUSED,
        "media-low": _warn("CERTIFICATE_PRINTER_PAPER_LOW", Supply.LOW),
        "toner-low": TONER_LOW,
        "marker-supply-low": TONER_LOW,
        "marker-waste-almost-full": TONER_LOW,
        "output-area-almost-full": _warn("CERTIFICATE_PRINTER_OUTPUT_NEARLY_FULL"),
        "opc-near-eol": _warn("CERTIFICATE_PRINTER_PART_WEARING"),
        "developer-low": _warn("CERTIFICATE_PRINTER_PART_WEARING"),
        "other": _warn("CERTIFICATE_PRINTER_OTHER_WARNING"),
        "none": IGNORED,
        "identify-printer-requested": IGNORED,
        "cups-waiting-for-job-completed": IGNORED,
        "cups-missing-filter": SETUP,
        "cups-insecure-filter": SETUP,
    }
)

SEVERITIES: Final = ("report", "warning", "error")
HARMLESS_PREFIXES: Final = ("cups-pki-", "cups-ipp-", "cups-remote-")
"""What CUPS says of the conversation, not of the printer."""


def meaning_of(reason: str) -> Meaning:
    """Return what one ``printer-state-reasons`` value means."""
    keyword, _, severity = reason.rpartition("-")
    if severity not in SEVERITIES:
        keyword, severity = reason, "error"
    known = MEANINGS.get(keyword)
    if known is not None:
        return known
    if severity != "error" or keyword.startswith(HARMLESS_PREFIXES):
        return IGNORED
    return OTHER_FAULT


@dataclass(frozen=True, kw_only=True)
class Condition:
    """All reasons of a moment taken together: the gravest meaning, the keyword that has it, and the paper."""

    handling: Handling = Handling.IGNORE
    state: DeviceState = DeviceState.ONLINE
    paper: Supply = Supply.UNKNOWN
    fault: DeviceFault | None = None

    @property
    def code(self) -> str:
        """The failure code, empty when all is well."""
        return self.fault.code if self.fault else ""


def condition_of(reasons: Iterable[str]) -> Condition:
    """Return what these reasons mean together; of equally grave ones the first counts."""
    paper = Supply.FULL
    worst, keyword = IGNORED, ""
    for reason in reasons:
        meaning = meaning_of(reason)
        if meaning.paper is not None and paper in (Supply.FULL, Supply.LOW):
            paper = meaning.paper
        if meaning.handling > worst.handling:
            worst, keyword = meaning, reason
    fault = DeviceFault(code=worst.code, detail=keyword) if worst.code else None
    return Condition(handling=worst.handling, state=worst.state, paper=paper, fault=fault)
