"""Dealing with parcels that the portal refused, on the records of a terminal that goes on running beside it."""

from __future__ import annotations

import json

import pytest

from kiosk.commands.parcels import parcels
from kiosk.press.orders import request_for
from kiosk.records.audit import Happening
from tests.kiosk.commands.staff import Staff
from tests.kiosk.press.conftest import register, run, spooler
from tests.kiosk.press.world import Run, certificate_order, proof_order

__all__ = ["register", "run", "spooler"]


@pytest.fixture
def staff(run: Run) -> Staff:
    return Staff(run.folder, parcels)


@pytest.fixture
def refused(run: Run) -> int:
    """The number of a report that the portal refused; another one still waits."""
    run.print(certificate_order())
    run.print(proof_order(ticket=2))
    stored = run.outbox.oldest()
    assert stored is not None
    run.outbox.refused(stored.id, "BLANK_ALREADY_USED")
    return stored.id


def test_what_was_refused_is_shown_with_the_print_it_is_about(staff: Staff, run: Run, refused: int) -> None:
    said = staff.reads("list")
    key = request_for(certificate_order(), 1).key
    for word in (f"{refused}  certificate-printed, print {key}", "BLANK_ALREADY_USED", "1 set aside, 1 waiting"):
        assert word in said


def test_programs_get_it_as_json(staff: Staff, refused: int) -> None:
    told = json.loads(staff.reads("list", "--json"))
    assert told["waiting"] == 1
    assert [(row["number"], row["kind"]) for row in told["set_aside"]] == [(refused, "certificate-printed")]


def test_a_parcel_that_nobody_can_read_is_shown_as_such_and_can_be_settled(
    staff: Staff, run: Run, refused: int
) -> None:
    with run.database.transaction():
        run.database.execute("UPDATE outbox SET sealed = x'00' WHERE id = ?", (refused,))
    assert f"{refused}  unreadable\n" in staff.reads("list")
    staff.reads("settle", str(refused), "--who", "wang")
    assert run.outbox.set_aside() == ()


def test_a_settled_parcel_is_gone_and_the_audit_says_who_did_it(staff: Staff, run: Run, refused: int) -> None:
    staff.reads("settle", str(refused), "--who", "王工")
    line = run.audit.since(0)[-1]
    assert (line.what, line.about, line.who) == (Happening.PARCEL_SETTLED_BY_PERSON, str(refused), "王工")
    assert staff.reads("list") == "0 set aside, 1 waiting for delivery\n"


def test_what_still_waits_for_delivery_cannot_be_settled_away(staff: Staff, run: Run, refused: int) -> None:
    waiting = run.outbox.oldest()
    assert waiting is not None
    result = staff.types("settle", str(waiting.id), "--who", "wang")
    assert (result.exit_code, "no parcel that was set aside" in result.output) == (1, True)
    assert run.outbox.waiting() == 1
    assert run.audit.since(0) == ()
    assert [parcel.id for parcel in run.outbox.set_aside()] == [refused]
