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

# What a sheet was made of: where it was taken from, which version of the form, corrected by which calibration.
_PRINT_MEDIUM = "ALTER TABLE prints ADD COLUMN medium TEXT"
_PRINT_SOURCE = "ALTER TABLE prints ADD COLUMN source TEXT"
_PRINT_FORM_REVISION = "ALTER TABLE prints ADD COLUMN form_revision INTEGER"
_PRINT_FORM_SHA256 = "ALTER TABLE prints ADD COLUMN form_sha256 TEXT"
_PRINT_CALIBRATION = "ALTER TABLE prints ADD COLUMN calibration INTEGER"

# Every move of every blank. SQLite writes the line itself, in the transaction of the move, so that no code can move a
# blank and forget it.
_BLANK_NOTE = "ALTER TABLE blanks ADD COLUMN note TEXT NOT NULL DEFAULT ''"
_BLANK_MOVES = """
CREATE TABLE blank_moves (
    sequence  INTEGER PRIMARY KEY AUTOINCREMENT,
    form      TEXT NOT NULL,
    serial    TEXT NOT NULL,
    came_from TEXT NOT NULL,
    went_to   TEXT NOT NULL,
    reason    TEXT NOT NULL,
    note      TEXT NOT NULL,
    who       TEXT NOT NULL,
    at        TEXT NOT NULL
) STRICT
"""
_BLANK_MOVES_BY_FORM = "CREATE INDEX blank_moves_by_form ON blank_moves (form, serial, sequence)"
_MOVES_OF_OLD_LOADS = """
INSERT INTO blank_moves (form, serial, came_from, went_to, reason, note, who, at)
SELECT blanks.form, serial, 'outside', 'in-stock', '', '', loaded_by, loaded_at
FROM blanks JOIN blank_packs ON blank_packs.id = blanks.pack ORDER BY blanks.id
"""
_MOVES_SINCE_OLD_LOADS = """
INSERT INTO blank_moves (form, serial, came_from, went_to, reason, note, who, at)
SELECT form, serial, 'in-stock', state, reason, '', changed_by, changed_at
FROM blanks WHERE state <> 'in-stock' ORDER BY blanks.id
"""
_JOURNAL_LOADS = """
CREATE TRIGGER blanks_loaded AFTER INSERT ON blanks BEGIN
    INSERT INTO blank_moves (form, serial, came_from, went_to, reason, note, who, at)
    VALUES (NEW.form, NEW.serial, 'outside', NEW.state, NEW.reason, NEW.note, NEW.changed_by, NEW.changed_at);
END
"""
_JOURNAL_MOVES = """
CREATE TRIGGER blanks_moved AFTER UPDATE ON blanks BEGIN
    INSERT INTO blank_moves (form, serial, came_from, went_to, reason, note, who, at)
    VALUES (NEW.form, NEW.serial, OLD.state, NEW.state, NEW.reason, NEW.note, NEW.changed_by, NEW.changed_at);
END
"""
_BLANKS_KEEP_NAMES = """
CREATE TRIGGER blanks_keep_their_names BEFORE UPDATE OF form, serial, pack ON blanks
BEGIN SELECT RAISE(ABORT, 'a blank keeps its form, serial and pack'); END
"""
_BLANKS_STAY = """
CREATE TRIGGER blanks_are_never_struck_out BEFORE DELETE ON blanks
BEGIN SELECT RAISE(ABORT, 'a blank stays on the books'); END
"""
_MOVES_KEEP = """
CREATE TRIGGER blank_moves_are_append_only BEFORE UPDATE ON blank_moves
BEGIN SELECT RAISE(ABORT, 'the journal of blanks is append-only'); END
"""
_MOVES_STAY = """
CREATE TRIGGER blank_moves_are_never_cut BEFORE DELETE ON blank_moves
BEGIN SELECT RAISE(ABORT, 'the journal of blanks is append-only'); END
"""

# Where the pre-print of a pack lies, in 0.01 mm right and down of the form; the latest line of a pack holds.
_PACK_SHIFTS = """
CREATE TABLE pack_shifts (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    pack        INTEGER NOT NULL REFERENCES blank_packs (id),
    shift_right INTEGER NOT NULL,
    shift_down  INTEGER NOT NULL,
    who         TEXT NOT NULL,
    at          TEXT NOT NULL
) STRICT
"""
# What somebody counted in the tray, beside what the books said at that moment.
_BLANK_COUNTS = """
CREATE TABLE blank_counts (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    form     TEXT NOT NULL,
    counted  INTEGER NOT NULL CHECK (counted >= 0),
    expected INTEGER NOT NULL CHECK (expected >= 0),
    top      TEXT NOT NULL,
    next     TEXT NOT NULL,
    who      TEXT NOT NULL,
    at       TEXT NOT NULL
) STRICT
"""

# A technician held this very version of a form against a real blank.
_FORM_CONFIRMATIONS = """
CREATE TABLE form_confirmations (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    form     TEXT NOT NULL,
    revision INTEGER NOT NULL,
    sha256   TEXT NOT NULL,
    who      TEXT NOT NULL,
    at       TEXT NOT NULL
) STRICT
"""

# SQLite's own numbers are not exact decimals: the matrix is text that reads back as it was, residuals are micrometres.
_CALIBRATIONS = """
CREATE TABLE calibrations (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    printer         TEXT NOT NULL,
    source          TEXT NOT NULL,
    medium          TEXT NOT NULL,
    matrix          TEXT NOT NULL,
    residual_max_um INTEGER NOT NULL CHECK (residual_max_um >= 0),
    residual_rms_um INTEGER NOT NULL CHECK (residual_rms_um >= 0),
    marks           INTEGER NOT NULL CHECK (marks >= 3),
    sheets          INTEGER NOT NULL CHECK (sheets >= 1),
    verdict         TEXT NOT NULL CHECK (verdict IN ('green', 'amber', 'off')),
    measured_by     TEXT NOT NULL,
    measured_at     TEXT NOT NULL,
    prints_allowed  INTEGER NOT NULL CHECK (prints_allowed > 0)
) STRICT
"""
_CALIBRATION_WITHDRAWALS = """
CREATE TABLE calibration_withdrawals (
    calibration  INTEGER PRIMARY KEY REFERENCES calibrations (id),
    withdrawn_by TEXT NOT NULL,
    withdrawn_at TEXT NOT NULL
) STRICT
"""

# The last print before a calibration: a clock that is set back or was wrong must not make it last for ever.
_CALIBRATION_AFTER_PRINT = "ALTER TABLE calibrations ADD COLUMN after_print INTEGER NOT NULL DEFAULT 0"
_OLD_CALIBRATIONS_AFTER_PRINT = """
UPDATE calibrations SET after_print =
    (SELECT coalesce(max(id), 0) FROM prints WHERE requested_at < calibrations.measured_at)
"""

# The last move before a count, for the same reason.
_COUNT_AFTER_MOVE = "ALTER TABLE blank_counts ADD COLUMN after_move INTEGER NOT NULL DEFAULT 0"
_OLD_COUNTS_AFTER_MOVE = """
UPDATE blank_counts SET after_move =
    (SELECT coalesce(max(sequence), 0) FROM blank_moves WHERE at <= blank_counts.at)
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
    (_PRINT_MEDIUM, _PRINT_SOURCE, _PRINT_FORM_REVISION, _PRINT_FORM_SHA256, _PRINT_CALIBRATION),
    (
        _BLANK_NOTE,
        _BLANK_MOVES,
        _BLANK_MOVES_BY_FORM,
        _MOVES_OF_OLD_LOADS,
        _MOVES_SINCE_OLD_LOADS,
        _JOURNAL_LOADS,
        _JOURNAL_MOVES,
        _BLANKS_KEEP_NAMES,
        _BLANKS_STAY,
        _MOVES_KEEP,
        _MOVES_STAY,
        _PACK_SHIFTS,
        _BLANK_COUNTS,
    ),
    (_FORM_CONFIRMATIONS,),
    (_CALIBRATIONS, _CALIBRATION_WITHDRAWALS),
    (_CALIBRATION_AFTER_PRINT, _OLD_CALIBRATIONS_AFTER_PRINT),
    (_COUNT_AFTER_MOVE, _OLD_COUNTS_AFTER_MOVE),
)
