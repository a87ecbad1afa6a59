"""What T=0 leaves to the host: lengths and the rest of an answer (ISO/IEC 7816-4, 5.3.4)."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.cards.apdu import LONGEST_CHAIN, exchange
from devices.errors import CardUnreadable

READ = bytes.fromhex("00B2080014")


class Script:
    """Answers in order and notes what was asked."""

    def __init__(self, *answers: str) -> None:
        self._answers = [bytes.fromhex(answer) for answer in answers]
        self.asked: list[bytes] = []

    def __call__(self, apdu: bytes) -> bytes:
        self.asked.append(apdu)
        return self._answers.pop(0)


def test_an_answer_comes_back_with_its_status() -> None:
    answer = exchange(Script("61629000"), READ)
    assert (answer.data, answer.succeeded) == (b"ab", True)


def test_a_chain_of_answers_is_gathered() -> None:
    card = Script("61626102", "63646101", "659000")
    assert exchange(card, READ).data == b"abcde"
    assert card.asked[1:] == [bytes.fromhex("00C0000002"), bytes.fromhex("00C0000001")]


def test_a_wrong_length_is_asked_again_with_the_right_one() -> None:
    card = Script("6C07", "313233343536379000")
    assert exchange(card, READ).data == b"1234567"
    assert card.asked[1] == bytes.fromhex("00B2080007")


def test_a_wrong_length_leaves_the_data_of_the_command_as_they_were() -> None:
    card = Script("6C10", "9000")
    exchange(card, bytes.fromhex("0084000002AABB00"))
    assert card.asked[1] == bytes.fromhex("0084000002AABB10")


def test_a_wrong_length_of_the_rest_is_asked_again_too() -> None:
    card = Script("6105", "6C02", "61629000")
    assert exchange(card, READ).data == b"ab"
    assert card.asked[2] == bytes.fromhex("00C0000002")


def test_a_card_that_never_keeps_to_its_own_length_ends_with_that_status() -> None:
    card = Script("6C10", "6C10")
    assert exchange(card, READ).status == 0x6C10


def test_an_answer_without_end_is_given_up() -> None:
    asked = []

    def transmit(apdu: bytes) -> bytes:
        asked.append(apdu)
        return b"x\x61\x10"

    with pytest.raises(CardUnreadable, match="without end"):
        exchange(transmit, READ)
    assert len(asked) == LONGEST_CHAIN + 1


@pytest.mark.parametrize("answer", ["", "90"])
def test_an_answer_without_status_is_none(answer: str) -> None:
    with pytest.raises(CardUnreadable, match="without status"):
        exchange(Script(answer), READ)


@given(st.lists(st.binary(max_size=300), max_size=50), st.binary(min_size=4, max_size=260))
def test_whatever_a_card_answers_ends_soon_in_a_response_or_a_card_error(answers: list[bytes], apdu: bytes) -> None:
    transmit: Callable[[bytes], bytes] = lambda _: answers.pop() if answers else b"\x61\x00"  # noqa: E731
    try:
        exchange(transmit, apdu)
    except CardUnreadable as error:
        assert error.code == "CARD_ANSWERS_WRONGLY"
