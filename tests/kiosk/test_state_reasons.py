"""What a certificate printer says of itself reaches residents and staff in words."""

from __future__ import annotations

import pytest

from devices.printers.state_reasons import load_state_reasons
from kiosk.failures import load_failures

CODES = {keyword: meaning.code for keyword, meaning in load_state_reasons().meanings.items() if meaning.code}
FAILURES = load_failures()


@pytest.mark.parametrize("keyword", CODES)
def test_every_keyword_has_a_line_for_residents_and_one_for_staff(keyword: str) -> None:
    assert CODES[keyword] in FAILURES
    failure = FAILURES.find(CODES[keyword])
    assert all((failure.title.zh, failure.title.en, failure.staff.zh, failure.staff.en, failure.remedy.zh))


def test_staff_are_told_something_different_for_each_code() -> None:
    staff = {code: FAILURES.find(code).staff.zh for code in CODES.values()}
    assert len(set(staff.values())) == len(staff)
