"""Parcels as JSON: whatever is stored comes back, and nothing else is taken for a parcel."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.portal.parcel_json import ParcelUnreadable, dump_parcel, load_parcel
from kiosk.portal.parcels import (
    CertificatePrinted,
    PrintUncertainNoted,
    ProofPrinted,
    RatingParcel,
    ResumeNoted,
)
from kiosk.visit.actions import RatingLevel

handles = st.from_regex(r"[A-Za-z0-9._-]{1,80}", fullmatch=True)
codes = st.from_regex(r"[A-Z][A-Z0-9_]{2,60}", fullmatch=True)
sheets = st.from_regex(r"[0-9a-f]{64}", fullmatch=True)
moments = st.datetimes(min_value=datetime(2000, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - zone comes apart
envelope = {"idempotency_key": handles, "visit": handles}
parcels = st.one_of(
    st.builds(RatingParcel, token=handles, level=st.sampled_from(RatingLevel), **envelope),
    st.builds(
        CertificatePrinted,
        grant=handles,
        licence=handles,
        blank_serial=handles,
        print_key=handles,
        sheet_sha256=sheets,
        printed_at=moments,
        **envelope,
    ),
    st.builds(
        ProofPrinted,
        case_number=handles,
        verification_code=handles,
        copies=st.integers(1, 20),
        print_key=handles,
        sheet_sha256=sheets,
        printed_at=moments,
        **envelope,
    ),
    st.builds(
        ResumeNoted,
        resume_code=handles,
        service=handles,
        step=handles,
        failure=codes,
        case_number=st.none() | handles,
        **envelope,
    ),
    st.builds(
        PrintUncertainNoted,
        case_number=handles,
        grant=st.none() | handles,
        blank_serial=st.none() | handles,
        print_key=handles,
        failure=codes,
        noted_at=moments,
        **envelope,
    ),
)


@given(parcels)
def test_a_stored_parcel_comes_back_as_it_was(
    parcel: RatingParcel | CertificatePrinted | ProofPrinted | ResumeNoted | PrintUncertainNoted,
) -> None:
    assert load_parcel(dump_parcel(parcel)) == parcel


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{}",
        "[]",
        '{"kind": "letter", "idempotency_key": "k", "visit": "v", "content": {}}',
        '{"kind": "rating", "idempotency_key": "k", "visit": "v", "content": {"token": "t", "level": 6}}',
        '{"kind": "rating", "idempotency_key": "k", "visit": "v", "content": {"token": "t", "level": "5"}}',
        '{"kind": "rating", "idempotency_key": "k", "visit": "v", "content": {"token": "t", "level": 5, "name": "n"}}',
    ],
)
def test_nothing_else_is_taken_for_a_parcel(text: str) -> None:
    with pytest.raises(ParcelUnreadable):
        load_parcel(text)


def test_an_unreadable_parcel_is_told_without_its_values() -> None:
    text = '{"kind": "rating", "idempotency_key": "k", "visit": "v", "content": {"token": "secret token", "level": 5}}'
    with pytest.raises(ParcelUnreadable) as unreadable:
        load_parcel(text)
    assert "secret" not in str(unreadable.value)
    assert "token" in str(unreadable.value)
