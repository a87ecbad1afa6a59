"""What ``printer-state-reasons`` mean for a terminal. The keywords stand in ``state_reasons.toml``, the rules here.

A known keyword counts whatever its severity: ippeveprinter, for one, makes the suffix from the printer's state. The one
exception is a mild keyword with ``-error``, such as ``other-error``: that printer has stopped, whatever for. An unknown
keyword, a maker's own above all, blocks when its severity is ``error``, which is also what a missing suffix means (RFC
8011, section 5.4.12).
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum, IntEnum
from pathlib import Path
from typing import Final, TypeVar

from devices.errors import DeviceError
from devices.printers.trays import Tray, tray_called
from devices.status import DeviceFault, DeviceState, Supply

SHIPPED: Final = Path(__file__).with_name("state_reasons.toml")
SEVERITIES: Final = ("report", "warning", "error")
HARMLESS_PREFIXES: Final = ("cups-pki-", "cups-ipp-", "cups-remote-")
"""What CUPS says of the conversation, not of the printer."""

Choice = TypeVar("Choice", bound=Enum)


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


IGNORED: Final = Meaning(handling=Handling.IGNORE)
OTHER_FAULT: Final = Meaning(
    handling=Handling.ATTEND, code="CERTIFICATE_PRINTER_OTHER_FAULT", state=DeviceState.HARDWARE_ERROR
)


ONE_TRAY_EMPTY: Final = Meaning(handling=Handling.WARN, code="CERTIFICATE_PRINTER_TRAY_EMPTY", paper=Supply.LOW)
SOMEWHERE_EMPTY: Final = ("media-empty-report", "media-empty-warning")
"""With these a printer of several trays may mean another one than ours; with ``-error`` it has stopped for paper."""


class ReasonsBroken(DeviceError):
    """The table of keywords cannot be used."""

    def __init__(self, why: str) -> None:
        super().__init__("CERTIFICATE_REASONS_BROKEN", why)


@dataclass(frozen=True)
class StateReasons:
    """The keywords and what they mean."""

    meanings: Mapping[str, Meaning]

    def meaning_of(self, reason: str) -> Meaning:
        """Return what one ``printer-state-reasons`` value means."""
        keyword, _, severity = reason.rpartition("-")
        if severity not in SEVERITIES:
            keyword, severity = reason, "error"
        known = self.meanings.get(keyword)
        if known is not None:
            return known
        if severity != "error" or keyword.startswith(HARMLESS_PREFIXES):
            return IGNORED
        return OTHER_FAULT

    def _stops_by_severity(self, reason: str) -> bool:
        """Whether a reason that is mild by its keyword says in so many words that the printer has stopped."""
        return reason.endswith("-error") and self.meaning_of(reason).handling is Handling.WARN

    def condition_of(
        self, reasons: Iterable[str], *, trays: Iterable[Tray] = (), source: str | None = None
    ) -> Condition:
        """Return what these reasons mean together; of equally grave ones the first counts.

        Args:
            reasons: as the printer says them.
            trays: what it says of its trays.
            source: the tray that matters, empty for the printer's choice; nothing when any will do.
        """
        spared = _has_paper(tuple(trays), source)
        paper = Supply.FULL
        worst, keyword = IGNORED, ""
        reasons = tuple(reasons)
        for reason in reasons:
            meaning = ONE_TRAY_EMPTY if spared and reason in SOMEWHERE_EMPTY else self.meaning_of(reason)
            if meaning.paper is not None and paper in (Supply.FULL, Supply.LOW):
                paper = meaning.paper
            if meaning.handling > worst.handling:
                worst, keyword = meaning, reason
        stopping = next((reason for reason in reasons if self._stops_by_severity(reason)), "")
        if worst.handling < Handling.WAIT and stopping:
            worst, keyword = OTHER_FAULT, stopping
        fault = DeviceFault(code=worst.code, detail=keyword) if worst.code else None
        return Condition(handling=worst.handling, state=worst.state, paper=paper, fault=fault)


def _has_paper(trays: tuple[Tray, ...], source: str | None) -> bool:
    if source is None:
        return any(tray.has_paper for tray in trays)
    tray = tray_called(trays, source)
    return tray is not None and tray.has_paper


def load_state_reasons(path: Path = SHIPPED) -> StateReasons:
    """Read the table; raises :class:`ReasonsBroken` for anything in it that is not foreseen."""
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ReasonsBroken(str(error)) from error
    return StateReasons({keyword: _meaning(keyword, fields) for keyword, fields in raw.items()})


def _meaning(keyword: str, fields: object) -> Meaning:
    if not isinstance(fields, dict) or not all(isinstance(word, str) for word in fields.values()):
        raise ReasonsBroken(f"{keyword}: not a table of words")
    if keyword.endswith(tuple(f"-{severity}" for severity in SEVERITIES)):
        raise ReasonsBroken(f"{keyword}: severities do not belong here")
    unknown = fields.keys() - {"handling", "code", "state", "paper"}
    if unknown:
        raise ReasonsBroken(f"{keyword}: unknown {', '.join(sorted(unknown))}")
    handlings = {handling.name.lower(): handling for handling in Handling}
    meaning = Meaning(
        handling=_one_of(handlings, keyword, fields.get("handling", "")),
        code=fields.get("code", ""),
        state=_one_of(_by_value(DeviceState), keyword, fields.get("state", DeviceState.ONLINE.value)),
        paper=_one_of(_by_value(Supply), keyword, fields["paper"]) if "paper" in fields else None,
    )
    _check_sense(keyword, meaning)
    return meaning


def _check_sense(keyword: str, meaning: Meaning) -> None:
    """A printer that goes on working is online; one that does not has a state that says so, and a code."""
    if bool(meaning.code) is (meaning.handling is Handling.IGNORE):
        raise ReasonsBroken(f"{keyword}: a code goes with everything but what is ignored")
    if (meaning.handling >= Handling.WAIT) is (meaning.state is DeviceState.ONLINE):
        raise ReasonsBroken(f"{keyword}: state {meaning.state.value} does not go with its handling")


def _by_value(kind: type[Choice]) -> dict[str, Choice]:
    return {choice.value: choice for choice in kind}


def _one_of(choices: Mapping[str, Choice], keyword: str, word: str) -> Choice:
    if word not in choices:
        raise ReasonsBroken(f"{keyword}: found {word!r}; wanted one of {', '.join(choices)}")
    return choices[word]
