"""Which forms a technician has held against real blanks: exactly one version of the form's file each time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from kiosk.records.audit import Audit, Happening
from kiosk.records.database import Database
from kiosk.records.moment import Now, from_text, to_text
from kiosk.records.prints import FormVersion


@dataclass(frozen=True, kw_only=True)
class Confirmation:
    """Somebody has confirmed one version of a form on their own blanks."""

    form: str
    version: FormVersion
    who: str
    at: datetime


class FormConfirmations:
    """The confirmations of this terminal; they are only ever added, and another version needs its own."""

    def __init__(self, *, database: Database, audit: Audit, now: Now) -> None:
        self._database = database
        self._audit = audit
        self._now = now

    def confirm(self, form: str, *, revision: int, sha256: str, who: str) -> None:
        """Keep that a version of a form fits the blanks; ``sha256`` is of the form's file."""
        with self._database.transaction():
            self._database.execute(
                "INSERT INTO form_confirmations (form, revision, sha256, who, at) VALUES (?, ?, ?, ?, ?)",
                (form, revision, sha256, who, to_text(self._now())),
            )
            self._audit.note(Happening.FORM_CONFIRMED, about=f"{form} {revision}", who=who)

    def holds(self, form: str, *, revision: int, sha256: str) -> bool:
        """Whether this very version has been confirmed."""
        found = self._database.rows(
            "SELECT 1 FROM form_confirmations WHERE form = ? AND revision = ? AND sha256 = ? LIMIT 1",
            (form, revision, sha256),
        )
        return bool(found)

    def latest(self, form: str) -> Confirmation | None:
        """Return the last confirmation of a form, of whatever version."""
        found = self._database.rows(
            "SELECT revision, sha256, who, at FROM form_confirmations WHERE form = ? ORDER BY id DESC LIMIT 1", (form,)
        )
        if not found:
            return None
        revision, sha256, who, at = found[0]
        version = FormVersion(revision=int(str(revision)), sha256=str(sha256))
        return Confirmation(form=form, version=version, who=str(who), at=from_text(str(at)))
