"""The invented residents' phones: how long their codes are good, and how often."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pytest

from kiosk.sandbox.phones import CODE_LIVES_S, ONE_TIME_LIVES_S, TRIES, Phones, Spent, mask_phone

WHO = "430922195001010025"


@dataclass
class Clock:
    """Seconds that the test lets pass."""

    now: float = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def phones(clock: Clock) -> Phones:
    return Phones(monotonic=clock)


def test_a_code_says_nothing_and_is_another_one_each_time(phones: Phones) -> None:
    codes = {phones.cards.issue(WHO) for _ in range(50)}
    assert len(codes) == 50
    assert all(WHO not in code and len(code) >= 24 for code in codes)


def test_a_code_is_good_once(phones: Phones) -> None:
    code = phones.cards.issue(WHO)
    assert phones.cards.redeem(code) == WHO
    assert phones.cards.redeem(code) is None


@pytest.mark.parametrize(("passed", "good"), [(0.0, True), (CODE_LIVES_S - 0.1, True), (CODE_LIVES_S, False)])
def test_a_code_is_good_for_a_minute_at_most(phones: Phones, clock: Clock, passed: float, good: bool) -> None:
    code = phones.cards.issue(WHO)
    clock.now += passed
    assert (phones.cards.redeem(code) == WHO) is good
    assert CODE_LIVES_S <= 60


def test_a_refreshed_phone_still_has_its_last_code_for_a_moment(phones: Phones) -> None:
    first, second = phones.cards.issue(WHO), phones.cards.issue(WHO)
    assert phones.cards.redeem(first) == phones.cards.redeem(second) == WHO


def test_a_one_time_code_has_six_digits(phones: Phones) -> None:
    phones.messages.send(WHO)
    assert re.fullmatch(r"[0-9]{6}", phones.messages.latest(WHO) or "")


@pytest.mark.parametrize(("passed", "good"), [(ONE_TIME_LIVES_S - 0.1, True), (ONE_TIME_LIVES_S, False)])
def test_a_one_time_code_is_good_for_five_minutes(phones: Phones, clock: Clock, passed: float, good: bool) -> None:
    challenge = phones.messages.send(WHO)
    code = phones.messages.latest(WHO) or ""
    clock.now += passed
    assert (phones.messages.latest(WHO) is not None) is good
    if good:
        assert phones.messages.check(challenge, code) == (True, 0)
    else:
        with pytest.raises(Spent):
            phones.messages.check(challenge, code)


def test_a_one_time_code_can_be_tried_three_times(phones: Phones) -> None:
    challenge = phones.messages.send(WHO)
    wrong = f"{(int(phones.messages.latest(WHO) or 0) + 1) % 10**6:06d}"
    assert [phones.messages.check(challenge, wrong)[1] for _ in range(TRIES)] == [2, 1, 0]
    with pytest.raises(Spent):
        phones.messages.check(challenge, wrong)


def test_a_code_of_one_phone_is_not_the_code_of_another(phones: Phones) -> None:
    first, second = phones.messages.send(WHO), phones.messages.send("other")
    assert first != second
    assert phones.messages.latest(WHO) is not None
    assert phones.messages.latest("nobody") is None


def test_a_phones_number_is_masked_but_for_its_ends() -> None:
    assert mask_phone("19912340007") == "199 ＊＊＊＊ 0007"
