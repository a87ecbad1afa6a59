"""The health file: how the running terminal's devices, lines, forms and staff book stand.

``kiosk diagnose`` and the hall's console read it. It holds no personal data, and is replaced as a whole at each change.
"""

from __future__ import annotations

import json
import logging
import os
import threading
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from devices.status import DeviceStatus
from kiosk.visit.surroundings import PLAIN, FormNow, LineNow

log = logging.getLogger("health")

FILE: Final = "health.json"


@dataclass(frozen=True, kw_only=True)
class PartHealth:
    """How one device, line or form stands.

    Attributes:
        code: a failure code, empty while all is well.
        detail: what it said of the failure, or of itself while all is well; for technicians.
    """

    name: str
    state: str
    code: str
    detail: str
    since: datetime


class HealthFile:
    """Writes the health file of a state folder; from any thread.

    A file that cannot be written is logged and nothing more: the devices' threads write it, and a full disk must not
    end them.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE
        self._parts: dict[str, PartHealth] = {}
        self._lock = threading.Lock()

    def note_device(self, status: DeviceStatus) -> None:
        """Note a device."""
        fault = status.fault
        self._note(
            PartHealth(
                name=status.kind.value,
                state=status.state.value,
                code=fault.code if fault else "",
                detail=fault.detail if fault else status.about,
                since=status.since,
            )
        )

    def note_line(self, line: LineNow) -> None:
        """Note a line."""
        state = "up" if line.up else "down"
        self._note(PartHealth(name=f"line {line.name}", state=state, code=line.code, detail="", since=line.since))

    def note_forms(self, forms: tuple[FormNow, ...], at: datetime) -> None:
        """Note which forms can be printed; one that stands as it stood keeps its time."""
        with self._lock:
            parts = [form_part(form, at) for form in forms]
            news = [part for part in parts if not _stands_already(self._parts.get(part.name), part)]
            if news:
                self._parts |= {part.name: part for part in news}
                self._write()

    def note_staff_book(self, code: str, detail: str, since: datetime) -> None:
        """Note whether the staff book can be used; ``code`` is empty while it can."""
        self._note(staff_book_part(code, detail, since))

    def remove(self) -> None:
        """Remove the file: the terminal no longer runs."""
        with self._lock:
            self._path.unlink(missing_ok=True)

    def _note(self, part: PartHealth) -> None:
        with self._lock:
            self._parts[part.name] = part
            self._write()

    def _write(self) -> None:
        document = {
            name: {"state": part.state, "code": part.code, "detail": part.detail, "since": part.since.isoformat()}
            for name, part in sorted(self._parts.items())
        }
        draft = self._path.with_suffix(".new")
        try:
            draft.write_text(json.dumps(document, indent=1), encoding="utf-8")
            os.replace(draft, self._path)  # noqa: PTH105 - the atomic form
        except OSError as error:
            log.warning("%s cannot be written: %s", FILE, error.strerror)


def staff_book_part(code: str, detail: str, since: datetime) -> PartHealth:
    """Say how the staff book stands; ``code`` is empty while it can be used."""
    return PartHealth(name="staff book", state="unusable" if code else "found", code=code, detail=detail, since=since)


def form_part(form: FormNow, since: datetime) -> PartHealth:
    """Say how a form, or plain paper, stands."""
    name = "plain paper" if form.form == PLAIN else f"form {form.form}"
    return PartHealth(name=name, state="paused" if form.code else "ready", code=form.code, detail="", since=since)


def _stands_already(before: PartHealth | None, now: PartHealth) -> bool:
    return before is not None and (before.state, before.code) == (now.state, now.code)


def read_health(folder: Path) -> tuple[PartHealth, ...] | None:
    """Read the health file of a running terminal; none when there is no file or it cannot be read."""
    try:
        document = json.loads((folder / FILE).read_text(encoding="utf-8"))
        return tuple(
            PartHealth(
                name=name,
                state=part["state"],
                code=part["code"],
                detail=part["detail"],
                since=datetime.fromisoformat(part["since"]),
            )
            for name, part in document.items()
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
