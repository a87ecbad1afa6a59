"""The audit: append-only, numbered without gaps."""

from __future__ import annotations

import pytest

from kiosk.records.audit import Audit, Disposition, Happening
from kiosk.records.database import Database
from kiosk.records.errors import RecordsCorrupt


def test_lines_are_numbered_in_order(audit: Audit) -> None:
    audit.note(Happening.TERMINAL_STARTED)
    audit.note(Happening.SHEET_PRINTED, Disposition.FAILED, code="CERTIFICATE_PRINTER_PAPER_JAM")
    audit.note(Happening.VISIT_ENDED)
    lines = audit.since(0)
    assert [line.sequence for line in lines] == [1, 2, 3]
    assert (lines[1].what, lines[1].disposition) == (Happening.SHEET_PRINTED, Disposition.FAILED)
    assert lines[1].code == "CERTIFICATE_PRINTER_PAPER_JAM"
    assert lines[0].at < lines[1].at
    assert audit.since(2) == lines[2:]


@pytest.mark.parametrize("change", ["UPDATE audit SET code = ''", "DELETE FROM audit"])
def test_no_line_can_be_changed_or_removed(audit: Audit, database: Database, change: str) -> None:
    audit.note(Happening.TERMINAL_STARTED)
    with pytest.raises(RecordsCorrupt), database.transaction():
        database.execute(change)
    assert len(audit.since(0)) == 1
