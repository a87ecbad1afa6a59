"""The store: what is kept is kept together or not at all, and outlives the process."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kiosk.sandbox.store import AcceptedMatter, Replay, SandboxStore

TODAY = date(2026, 3, 18)
MATTER = AcceptedMatter(
    case_number="430922-260318-5001-A",
    service="senior-card",
    applicant="430922195001010025",
    accepted=TODAY,
    concluded=None,
    rating_token="r1",
)


def test_a_matter_outlives_the_process(tmp_path: Path) -> None:
    store = SandboxStore(tmp_path / "portal.sqlite")
    store.accept(MATTER)
    store.conclude(MATTER.case_number, TODAY)
    store.close()
    again = SandboxStore(tmp_path / "portal.sqlite")
    found = again.matter(MATTER.case_number)
    assert found is not None
    assert found.concluded == TODAY
    assert again.matters_of(MATTER.applicant) == (found,)
    assert again.knows_token("r1")
    again.close()


def test_a_failed_transaction_leaves_nothing_and_its_serial_free() -> None:
    store = SandboxStore(None)
    with pytest.raises(ZeroDivisionError), store.transaction():
        assert store.next_serial(TODAY, 5001) == 5001
        store.accept(MATTER)
        store.remember("key", Replay("issue_proof", "00", b"{}"))
        raise ZeroDivisionError
    assert store.matter(MATTER.case_number) is None
    assert store.replay("key") is None
    assert [store.next_serial(TODAY, 5001), store.next_serial(TODAY, 5001)] == [5001, 5002]
    store.close()
