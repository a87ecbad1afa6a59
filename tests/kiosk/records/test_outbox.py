"""The sealed outbox."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kiosk.portal.outbox import Outbox
from kiosk.portal.parcels import (
    CertificatePrinted,
    Parcel,
    PrintUncertainNoted,
    ProofPrinted,
    RatingParcel,
    ResumeNoted,
)
from kiosk.records.database import Database
from kiosk.records.errors import SealedRowUnreadable
from kiosk.records.keys import MachineKeys
from kiosk.records.outbox import UNREADABLE, SealedOutbox
from kiosk.visit.actions import RatingLevel

AT = datetime(2026, 3, 18, 9, 0, tzinfo=UTC)
RATING = RatingParcel(idempotency_key="rating-0001", visit="visit-a", token="token-9f2c", level=RatingLevel(5))
CERTIFICATE = CertificatePrinted(
    idempotency_key="print-0001",
    visit="visit-a",
    grant="G-1",
    licence="licence-430922",
    blank_serial="LN0001000",
    print_key="ab" * 20,
    sheet_sha256="cd" * 32,
    printed_at=AT,
)
PARCELS: tuple[Parcel, ...] = (
    RATING,
    CERTIFICATE,
    ProofPrinted(
        idempotency_key="print-0002",
        visit="visit-b",
        case_number="case-430922-7",
        verification_code="A1B2C3D4",
        copies=1,
        print_key="ab" * 20,
        sheet_sha256="cd" * 32,
        printed_at=AT,
    ),
    ResumeNoted(
        idempotency_key="resume-0001",
        visit="visit-c",
        resume_code="K7QP3M8X",
        service="senior-card",
        step="review",
        failure="PORTAL_TIMEOUT",
        case_number=None,
    ),
    PrintUncertainNoted(
        idempotency_key="print-0003",
        visit="visit-c",
        case_number="case-430922-8",
        grant=None,
        blank_serial=None,
        print_key="ab" * 20,
        failure="PRINT_NO_TRACE",
        noted_at=AT,
    ),
)


class Delivered(list[Parcel]):
    """What the outbox said was delivered."""


@pytest.fixture
def delivered() -> Delivered:
    return Delivered()


@pytest.fixture
def outbox(database: Database, keys: MachineKeys, delivered: Delivered) -> SealedOutbox:
    return SealedOutbox(database=database, keys=keys, now=lambda: AT, on_delivered=delivered.append)


def drain(outbox: Outbox) -> Iterator[Parcel]:
    while stored := outbox.oldest():
        yield stored.parcel
        outbox.delivered(stored.id)


def test_parcels_come_out_in_the_order_in_which_they_were_put(outbox: SealedOutbox, delivered: Delivered) -> None:
    for parcel in PARCELS:
        outbox.put(parcel)
    assert outbox.waiting() == len(PARCELS)
    assert tuple(drain(outbox)) == PARCELS
    assert tuple(delivered) == PARCELS
    assert outbox.waiting() == 0


def test_parcels_outlive_the_program_and_the_file_holds_nothing_in_the_clear(
    outbox: SealedOutbox, database: Database, tmp_path: Path
) -> None:
    for parcel in PARCELS:
        outbox.put(parcel)
    stored = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    database.close()
    words = [
        value for parcel in PARCELS for value in vars(parcel).values() if isinstance(value, str) and len(value) > 3
    ]
    assert len(words) > 20
    assert [word for word in words if word.encode() in stored] == []
    again = Database(tmp_path)
    reopened = SealedOutbox(
        database=again, keys=MachineKeys.load(tmp_path), now=lambda: AT, on_delivered=lambda _: None
    )
    assert tuple(drain(reopened)) == PARCELS
    again.close()


def test_a_parcel_put_twice_is_stored_once(outbox: SealedOutbox) -> None:
    outbox.put(RATING)
    outbox.put(replace(RATING, level=RatingLevel(1)))
    assert tuple(drain(outbox)) == (RATING,)


def test_the_visits_named_are_passed_over_and_their_order_is_kept(outbox: SealedOutbox) -> None:
    for parcel in PARCELS:
        outbox.put(parcel)
    stored = outbox.oldest(except_visits={"visit-a", "visit-b"})
    assert stored is not None
    assert stored.parcel == PARCELS[3]
    assert outbox.oldest(except_visits={"visit-a", "visit-b", "visit-c"}) is None


def test_a_failed_attempt_is_counted_and_the_parcel_keeps_its_place(outbox: SealedOutbox) -> None:
    for parcel in PARCELS:
        outbox.put(parcel)
    for attempts in range(3):
        stored = outbox.oldest()
        assert stored is not None
        assert (stored.parcel, stored.attempts) == (PARCELS[0], attempts)
        outbox.failed(stored.id, "PORTAL_TIMEOUT")


def test_a_refused_parcel_waits_no_longer_but_is_seen_until_settled(outbox: SealedOutbox, delivered: Delivered) -> None:
    outbox.put(CERTIFICATE)
    outbox.put(RATING)
    first = outbox.oldest()
    assert first is not None
    outbox.refused(first.id, "BLANK_ALREADY_USED")
    assert tuple(drain(outbox)) == (RATING,)
    (aside,) = outbox.set_aside()
    assert (aside.id, aside.code, aside.put_at) == (first.id, "BLANK_ALREADY_USED", AT)
    outbox.settle(aside.id)
    assert outbox.set_aside() == ()
    assert tuple(delivered) == (RATING,)


def test_only_what_was_set_aside_can_be_settled(outbox: SealedOutbox) -> None:
    outbox.put(RATING)
    stored = outbox.oldest()
    assert stored is not None
    outbox.settle(stored.id)
    assert outbox.waiting() == 1


def test_a_row_that_was_tampered_with_is_set_aside_and_holds_up_no_other(
    outbox: SealedOutbox, database: Database
) -> None:
    outbox.put(CERTIFICATE)
    outbox.put(RATING)
    with database.transaction():
        database.execute("UPDATE outbox SET sealed = x'00112233445566778899aabbccddeeff00' WHERE id = 1")
    assert tuple(drain(outbox)) == (RATING,)
    assert [aside.code for aside in outbox.set_aside()] == [UNREADABLE]


def test_rows_that_were_swapped_are_not_taken_for_each_other(outbox: SealedOutbox, database: Database) -> None:
    outbox.put(CERTIFICATE)
    outbox.put(RATING)
    with database.transaction():
        database.execute("UPDATE outbox SET sealed = (SELECT sealed FROM outbox WHERE id = 2) WHERE id = 1")
    assert tuple(drain(outbox)) == (RATING,)


def test_a_parcel_stays_when_its_delivery_cannot_be_noted(database: Database, keys: MachineKeys) -> None:
    def refuse(_: Parcel) -> None:
        raise SealedRowUnreadable("for the test")

    outbox = SealedOutbox(database=database, keys=keys, now=lambda: AT, on_delivered=refuse)
    outbox.put(RATING)
    stored = outbox.oldest()
    assert stored is not None
    with pytest.raises(SealedRowUnreadable):
        outbox.delivered(stored.id)
    assert outbox.waiting() == 1


def test_delivering_an_unknown_parcel_changes_nothing(outbox: SealedOutbox, delivered: Delivered) -> None:
    outbox.delivered(77)
    assert delivered == []
