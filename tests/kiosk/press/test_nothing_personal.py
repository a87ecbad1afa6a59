"""What certificates leave behind: every table, the bytes of every file of the records, and every line of the log."""

from __future__ import annotations

import logging
from dataclasses import replace

import pytest

from devices.ports import JobStage
from kiosk.press.errors import RenderRefused
from kiosk.press.orders import CertificateOrder
from kiosk.records.steps import PrintState
from kiosk.visit.effects import PrintCertificate
from tests.kiosk.press.world import (
    CASE,
    HOLDER,
    ID_NUMBER,
    NAME,
    OTHER_HOLDER,
    VALUES,
    VISIT,
    Register,
    Run,
    Spooler,
    certificate_order,
    filled,
    proof_order,
)

LICENCE = "1.2.156.3005.2.11430922006123456Q.2026000000123"
ANYBODYS = frozenset({"holder_sex", "issued_on"})
SECRETS = (NAME, ID_NUMBER, HOLDER, CASE, VISIT, LICENCE, *(text for key, text in VALUES if key not in ANYBODYS))
ENDS = ((JobStage.SHEET_OUT, ""), (JobStage.FAILED, "CERTIFICATE_PRINTER_JAM"), (JobStage.UNKNOWN, "PRINT_NO_TRACE"))


def order(ticket: int) -> CertificateOrder:
    """Each for a licence of its own, since an unknown one would stop the next."""
    granted = replace(filled(), grant=f"G-{ticket}", licence=f"{LICENCE}.{ticket}")
    return CertificateOrder(effect=PrintCertificate(ticket, granted, "extranet", HOLDER), visit=VISIT)


@pytest.fixture
def after(run: Run, spooler: Spooler, register: Register, caplog: pytest.LogCaptureFixture) -> Run:
    """A terminal on which certificates came out, jammed, were refused, were not this person's, and ended unknown."""
    caplog.set_level(logging.DEBUG)
    spooler.ends.extend(ENDS)
    run.print(order(1))
    run.print(order(2))
    run.print(proof_order(ticket=7))
    run.renderer.error = RenderRefused("PRINT_ELEMENT_OVERFLOW", "form senior-card, element name")
    run.print(order(3))
    run.renderer.error = ValueError(f"cannot set {NAME}")
    run.print(order(4))
    run.renderer.error = None
    run.print(order(5))
    run.print(certificate_order(6, order_holder=OTHER_HOLDER))
    return run


def test_the_records_hold_every_kind_of_end(after: Run) -> None:
    states = {state for state in PrintState if after.ledger.in_state(state)}
    assert states == {PrintState.PRESENTED, PrintState.FAILED, PrintState.UNKNOWN, PrintState.RELEASED}
    assert after.alarms == ["PRINT_HOLDER_MISMATCH"]


def test_no_table_says_whose_papers_these_were(after: Run) -> None:
    tables = [str(name) for (name,) in after.database.rows("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    assert {"prints", "blanks", "blank_moves", "outbox", "audit"} <= set(tables)
    found = [
        (table, secret)
        for table in tables
        for row in after.database.rows(f"SELECT * FROM {table}")  # noqa: S608 - names out of the file's own schema
        for secret in SECRETS
        if any(secret in str(value) or secret.encode() in _bytes(value) for value in row)
    ]
    assert found == []


def test_no_byte_of_the_files_does_either(after: Run) -> None:
    files = {path.name: path.read_bytes() for path in after.folder.iterdir() if path.is_file()}
    assert "records.sqlite3" in files
    forms = [encoded for secret in SECRETS for encoded in (secret.encode(), secret.encode("utf-16-le"))]
    assert [(name, form) for name, content in files.items() for form in forms if form in content] == []


def test_no_line_of_the_log_does_either(after: Run, caplog: pytest.LogCaptureFixture) -> None:
    lines = [record.getMessage() for record in caplog.get_records("setup")]
    assert any("a sheet was refused" in line for line in lines)
    assert [(line, secret) for secret in SECRETS for line in lines if secret in line] == []


def _bytes(value: object) -> bytes:
    return value if isinstance(value, bytes) else b""
