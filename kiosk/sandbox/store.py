"""What the sandbox portal remembers, in SQLite: what it issued, what was reported, what it answered to a key."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from kiosk.portal.messages import PaperKind

_SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS replays (
    key TEXT PRIMARY KEY, operation TEXT NOT NULL, body_sha256 TEXT NOT NULL, answer BLOB NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS serials (day TEXT PRIMARY KEY, last INTEGER NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS matters (
    case_number TEXT PRIMARY KEY, service TEXT NOT NULL, applicant TEXT NOT NULL, accepted TEXT NOT NULL,
    concluded TEXT, rating_token TEXT NOT NULL UNIQUE
) STRICT;
CREATE TABLE IF NOT EXISTS papers (
    code TEXT PRIMARY KEY, kind TEXT NOT NULL, title TEXT NOT NULL, masked_name TEXT NOT NULL, issuer TEXT NOT NULL,
    issued TEXT NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS grants (
    id TEXT PRIMARY KEY, licence TEXT NOT NULL, holder TEXT NOT NULL, case_number TEXT NOT NULL REFERENCES matters
) STRICT;
CREATE TABLE IF NOT EXISTS certificate_prints (
    grant_id TEXT PRIMARY KEY REFERENCES grants, licence TEXT NOT NULL, blank_serial TEXT NOT NULL UNIQUE,
    print_key TEXT NOT NULL, sheet_sha256 TEXT NOT NULL, printed_at TEXT NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS proof_prints (
    print_key TEXT PRIMARY KEY, case_number TEXT NOT NULL REFERENCES matters, verification_code TEXT NOT NULL,
    copies INTEGER NOT NULL, sheet_sha256 TEXT NOT NULL, printed_at TEXT NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS uncertain_prints (
    print_key TEXT PRIMARY KEY, case_number TEXT NOT NULL REFERENCES matters, grant_id TEXT, blank_serial TEXT,
    failure TEXT NOT NULL, noted_at TEXT NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS ratings (token TEXT PRIMARY KEY, level INTEGER NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS resumes (
    code TEXT PRIMARY KEY, service TEXT NOT NULL, step TEXT NOT NULL, failure TEXT NOT NULL, case_number TEXT,
    noted TEXT NOT NULL
) STRICT;
"""


@dataclass(frozen=True)
class Replay:
    """What was answered to an idempotency key, and to which message."""

    operation: str
    body_sha256: str
    answer: bytes


@dataclass(frozen=True, kw_only=True)
class AcceptedMatter:
    """A matter that a terminal brought and the sandbox accepted."""

    case_number: str
    service: str
    applicant: str
    accepted: date
    concluded: date | None
    rating_token: str


@dataclass(frozen=True, kw_only=True)
class Paper:
    """An issued paper as its verification code shows it."""

    code: str
    kind: PaperKind
    title: str
    masked_name: str
    issuer: str
    issued: date


@dataclass(frozen=True, kw_only=True)
class Grant:
    """Leave to print a licence, with the citizen number of its holder."""

    id: str
    licence: str
    holder: str
    case_number: str


@dataclass(frozen=True, kw_only=True)
class CertificatePrint:
    """Which blank carries which licence."""

    grant: str
    licence: str
    blank_serial: str
    print_key: str
    sheet_sha256: str
    printed_at: str


@dataclass(frozen=True, kw_only=True)
class StoppedMatter:
    """Where a matter stopped; ``code`` is in capital letters and digits alone."""

    code: str
    service: str
    step: str
    failure: str
    case_number: str | None
    noted: date


class SandboxStore:
    """The sandbox's memory. Used by one thread at a time; ``transaction`` makes several writes one."""

    def __init__(self, path: Path | None) -> None:
        """Open the file, made when it is not there; ``None`` remembers in memory only."""
        self._connection = sqlite3.connect(path or ":memory:", isolation_level=None, check_same_thread=False)
        self._connection.execute("PRAGMA foreign_keys = ON")
        if path is not None:
            self._connection.execute("PRAGMA journal_mode = WAL")
            # What a power cut may take of an invented county's day is not worth a disk's flush per message.
            self._connection.execute("PRAGMA synchronous = NORMAL")
        self._connection.executescript(_SCHEMA)

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Keep all writes of the block or none."""
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._connection.execute("ROLLBACK")
            raise
        self._connection.execute("COMMIT")

    def replay(self, key: str) -> Replay | None:
        """Find what was answered to a key."""
        found = self._one("SELECT operation, body_sha256, answer FROM replays WHERE key = ?", key)
        return Replay(*found) if found else None

    def remember(self, key: str, replay: Replay) -> None:
        """Keep what was answered to a key."""
        row = (key, replay.operation, replay.body_sha256, replay.answer)
        self._connection.execute("INSERT INTO replays VALUES (?, ?, ?, ?)", row)

    def next_serial(self, day: date, first: int) -> int:
        """Count the cases of a day, beginning at ``first``."""
        found = self._one(
            "INSERT INTO serials VALUES (?, ?) ON CONFLICT (day) DO UPDATE SET last = last + 1 RETURNING last",
            day.isoformat(),
            first,
        )
        if found is None:
            raise sqlite3.DatabaseError("a serial was neither made nor counted")
        return int(found[0])

    def accept(self, matter: AcceptedMatter) -> None:
        """Keep an accepted matter."""
        concluded = matter.concluded.isoformat() if matter.concluded else None
        row = (matter.case_number, matter.service, matter.applicant, matter.accepted.isoformat(), concluded)
        self._connection.execute("INSERT INTO matters VALUES (?, ?, ?, ?, ?, ?)", (*row, matter.rating_token))

    def matter(self, case_number: str) -> AcceptedMatter | None:
        """Find an accepted matter."""
        found = self._one("SELECT * FROM matters WHERE case_number = ?", case_number)
        return _matter(found) if found else None

    def matters_of(self, applicant: str) -> tuple[AcceptedMatter, ...]:
        """List what terminals brought for a person, newest first."""
        rows = self._connection.execute("SELECT * FROM matters WHERE applicant = ? ORDER BY rowid DESC", (applicant,))
        return tuple(_matter(row) for row in rows)

    def conclude(self, case_number: str, day: date) -> None:
        """Mark a matter as concluded, unless it already is."""
        self._connection.execute(
            "UPDATE matters SET concluded = ? WHERE case_number = ? AND concluded IS NULL",
            (day.isoformat(), case_number),
        )

    def issue(self, paper: Paper) -> None:
        """Keep what a verification code stands for."""
        row = (paper.code, paper.kind.value, paper.title, paper.masked_name, paper.issuer, paper.issued.isoformat())
        self._connection.execute("INSERT INTO papers VALUES (?, ?, ?, ?, ?, ?)", row)

    def paper(self, code: str) -> Paper | None:
        """Find what a verification code stands for."""
        found = self._one("SELECT kind, title, masked_name, issuer, issued FROM papers WHERE code = ?", code)
        if found is None:
            return None
        kind, title, masked_name, issuer, issued = found
        return Paper(
            code=code,
            kind=PaperKind(kind),
            title=title,
            masked_name=masked_name,
            issuer=issuer,
            issued=date.fromisoformat(issued),
        )

    def grant(self, grant: Grant) -> None:
        """Keep a leave to print."""
        row = (grant.id, grant.licence, grant.holder, grant.case_number)
        self._connection.execute("INSERT INTO grants VALUES (?, ?, ?, ?)", row)

    def granted(self, grant: str) -> Grant | None:
        """Find a leave to print."""
        found = self._one("SELECT licence, holder, case_number FROM grants WHERE id = ?", grant)
        return Grant(id=grant, licence=found[0], holder=found[1], case_number=found[2]) if found else None

    def certificate_print(self, *, grant: str = "", blank_serial: str = "") -> CertificatePrint | None:
        """Find the print of a grant, or the print on a blank."""
        found = self._one(
            "SELECT * FROM certificate_prints WHERE grant_id = ? OR blank_serial = ?", grant, blank_serial
        )
        return _certificate_print(found) if found else None

    def certificate_prints(self) -> tuple[CertificatePrint, ...]:
        """List all reported certificates, oldest first."""
        rows = self._connection.execute("SELECT * FROM certificate_prints ORDER BY rowid")
        return tuple(_certificate_print(row) for row in rows)

    def report_certificate(self, report: CertificatePrint) -> None:
        """Keep which blank carries which licence."""
        row = (report.grant, report.licence, report.blank_serial)
        rest = (report.print_key, report.sheet_sha256, report.printed_at)
        self._connection.execute("INSERT INTO certificate_prints VALUES (?, ?, ?, ?, ?, ?)", (*row, *rest))

    def report_proof(self, print_key: str, case_number: str, code: str, copies: int, sheet: str, at: str) -> None:
        """Keep that a proof came out; a repeated print key changes nothing."""
        row = (print_key, case_number, code, copies, sheet, at)
        self._connection.execute("INSERT OR IGNORE INTO proof_prints VALUES (?, ?, ?, ?, ?, ?)", row)

    def report_uncertain(
        self, print_key: str, case_number: str, grant: str | None, blank: str | None, failure: str, at: str
    ) -> None:
        """Keep that a print is uncertain; a repeated print key changes nothing."""
        row = (print_key, case_number, grant, blank, failure, at)
        self._connection.execute("INSERT OR IGNORE INTO uncertain_prints VALUES (?, ?, ?, ?, ?, ?)", row)

    def knows_token(self, token: str) -> bool:
        """Whether a matter that a terminal brought has this rating token."""
        return self._one("SELECT 1 FROM matters WHERE rating_token = ?", token) is not None

    def rating(self, token: str) -> int | None:
        """Find how a case was rated."""
        found = self._one("SELECT level FROM ratings WHERE token = ?", token)
        return int(found[0]) if found else None

    def rate(self, token: str, level: int) -> None:
        """Keep a rating."""
        self._connection.execute("INSERT INTO ratings VALUES (?, ?)", (token, level))

    def note_resume(self, stopped: StoppedMatter) -> None:
        """Keep where a matter stopped; a repeated code stands for its latest stop."""
        row = (stopped.code, stopped.service, stopped.step, stopped.failure, stopped.case_number)
        query = "INSERT OR REPLACE INTO resumes VALUES (?, ?, ?, ?, ?, ?)"
        self._connection.execute(query, (*row, stopped.noted.isoformat()))

    def stopped(self, code: str) -> StoppedMatter | None:
        """Find where the matter of a resume code stopped."""
        found = self._one("SELECT service, step, failure, case_number, noted FROM resumes WHERE code = ?", code)
        if found is None:
            return None
        service, step, failure, case_number, noted = found
        return StoppedMatter(
            code=code,
            service=service,
            step=step,
            failure=failure,
            case_number=case_number,
            noted=date.fromisoformat(noted),
        )

    def counts(self) -> dict[str, int]:
        """Return how many rows each table of reports has."""
        return {
            "matters": self._count("SELECT count(*) FROM matters"),
            "certificate_prints": self._count("SELECT count(*) FROM certificate_prints"),
            "proof_prints": self._count("SELECT count(*) FROM proof_prints"),
            "uncertain_prints": self._count("SELECT count(*) FROM uncertain_prints"),
            "ratings": self._count("SELECT count(*) FROM ratings"),
            "resumes": self._count("SELECT count(*) FROM resumes"),
        }

    def _count(self, query: str) -> int:
        found = self._one(query)
        return int(found[0]) if found else 0

    def _one(self, query: str, *values: str | int) -> sqlite3.Row | None:
        row: sqlite3.Row | None = self._connection.execute(query, values).fetchone()
        return row


def _matter(row: sqlite3.Row) -> AcceptedMatter:
    case_number, service, applicant, accepted, concluded, rating_token = row
    return AcceptedMatter(
        case_number=case_number,
        service=service,
        applicant=applicant,
        accepted=date.fromisoformat(accepted),
        concluded=date.fromisoformat(concluded) if concluded else None,
        rating_token=rating_token,
    )


def _certificate_print(row: sqlite3.Row) -> CertificatePrint:
    grant, licence, blank_serial, print_key, sheet_sha256, printed_at = row
    return CertificatePrint(
        grant=grant,
        licence=licence,
        blank_serial=blank_serial,
        print_key=print_key,
        sheet_sha256=sheet_sha256,
        printed_at=printed_at,
    )
