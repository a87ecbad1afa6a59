"""The tables of the records file, as migrations that only ever grow at the end.

The file's ``user_version`` counts the migrations that it has seen. All tables are STRICT (SQLite 3.37).
Times are ISO 8601 in UTC with milliseconds.
"""

from __future__ import annotations

from typing import Final

_PRINTS = """
CREATE TABLE prints (
    id           INTEGER PRIMARY KEY,
    print_key    TEXT NOT NULL,
    kind         TEXT NOT NULL CHECK (kind IN ('certificate', 'proof')),
    grant_id     TEXT NOT NULL,
    form         TEXT NOT NULL,
    blank_serial TEXT,
    holder       BLOB,
    facts        BLOB,
    sheet_sha256 TEXT,
    job_number   INTEGER,
    state        TEXT NOT NULL,
    code         TEXT NOT NULL DEFAULT '',
    reporting    TEXT NOT NULL DEFAULT 'not-due',
    requested_at TEXT NOT NULL,
    changed_at   TEXT NOT NULL,
    presented_at TEXT
) STRICT
"""

# The last line of defence against a second sheet: it holds even when the code above it is wrong.
_ONE_PRINT_PER_KEY = "CREATE UNIQUE INDEX prints_once ON prints (print_key) WHERE state <> 'released'"
_ONE_SHEET_PER_BLANK = """
CREATE UNIQUE INDEX prints_one_blank ON prints (form, blank_serial)
WHERE blank_serial IS NOT NULL
"""
_OPEN_PRINTS = "CREATE INDEX prints_by_state ON prints (state)"

_PACKS = """
CREATE TABLE blank_packs (
    id           INTEGER PRIMARY KEY,
    form         TEXT NOT NULL,
    first_serial TEXT NOT NULL,
    count        INTEGER NOT NULL CHECK (count > 0),
    loaded_by    TEXT NOT NULL,
    loaded_at    TEXT NOT NULL
) STRICT
"""
_BLANKS = """
CREATE TABLE blanks (
    id         INTEGER PRIMARY KEY,
    form       TEXT NOT NULL,
    serial     TEXT NOT NULL,
    pack       INTEGER NOT NULL REFERENCES blank_packs (id),
    state      TEXT NOT NULL CHECK (state IN ('in-stock', 'bound', 'used', 'spoiled')),
    reason     TEXT NOT NULL DEFAULT '',
    changed_by TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    UNIQUE (form, serial)
) STRICT
"""
_NEXT_BLANK = "CREATE INDEX blanks_in_order ON blanks (form, state, id)"

_OUTBOX = """
CREATE TABLE outbox (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    parcel_key BLOB NOT NULL UNIQUE,
    lane       BLOB NOT NULL,
    sealed     BLOB NOT NULL,
    attempts   INTEGER NOT NULL DEFAULT 0,
    code       TEXT NOT NULL DEFAULT '',
    refused    INTEGER NOT NULL DEFAULT 0 CHECK (refused IN (0, 1)),
    put_at     TEXT NOT NULL
) STRICT
"""
_OUTBOX_ORDER = "CREATE INDEX outbox_in_order ON outbox (refused, id)"

_AUDIT = """
CREATE TABLE audit (
    sequence    INTEGER PRIMARY KEY AUTOINCREMENT,
    what        TEXT NOT NULL,
    disposition TEXT NOT NULL CHECK (disposition IN ('done', 'refused', 'failed')),
    code        TEXT NOT NULL,
    at          TEXT NOT NULL
) STRICT
"""
_AUDIT_KEEPS = """
CREATE TRIGGER audit_is_append_only BEFORE UPDATE ON audit
BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END
"""
_AUDIT_STAYS = """
CREATE TRIGGER audit_is_never_cut BEFORE DELETE ON audit
BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END
"""

_DIAGNOSTICS = """
CREATE TABLE diagnostics (
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    test    TEXT NOT NULL,
    passed  INTEGER NOT NULL CHECK (passed IN (0, 1)),
    message TEXT NOT NULL,
    at      TEXT NOT NULL
) STRICT
"""

# Which print or parcel a line is about, and which member of staff did it; a resident is never named.
_AUDIT_ABOUT = "ALTER TABLE audit ADD COLUMN about TEXT NOT NULL DEFAULT ''"
_AUDIT_WHO = "ALTER TABLE audit ADD COLUMN who TEXT NOT NULL DEFAULT ''"

# Who or what was typed wrongly stands here as a keyed digest only.
_WRONG_SIGN_INS = """
CREATE TABLE wrong_sign_ins (
    subject BLOB PRIMARY KEY,
    count   INTEGER NOT NULL CHECK (count > 0),
    last_at TEXT NOT NULL
) STRICT
"""

MIGRATIONS: Final[tuple[tuple[str, ...], ...]] = (
    (
        _PRINTS,
        _ONE_PRINT_PER_KEY,
        _ONE_SHEET_PER_BLANK,
        _OPEN_PRINTS,
        _PACKS,
        _BLANKS,
        _NEXT_BLANK,
        _OUTBOX,
        _OUTBOX_ORDER,
        _AUDIT,
        _AUDIT_KEEPS,
        _AUDIT_STAYS,
        _DIAGNOSTICS,
    ),
    (_AUDIT_ABOUT, _AUDIT_WHO),
    (_WRONG_SIGN_INS,),
)
