"""The protocol of a matcher's bridge: one JSON object a line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.matcher.protocol import (
    Answer,
    AskState,
    BridgeState,
    Compare,
    Compared,
    NotOfTheProtocol,
    Question,
    StateTold,
    decode_answer,
    decode_question,
    encode_answer,
    encode_question,
)
from devices.ports import MatchOutcome

DOCUMENT = Path(__file__).parents[3] / "docs" / "adding-a-device.md"
NUMBERS = st.integers(0, 2**40)
PRINTABLE = st.text(st.characters(exclude_categories=["C", "Z"]), max_size=120)
QUESTIONS = st.one_of(
    st.builds(AskState, NUMBERS), st.builds(Compare, NUMBERS, st.binary(max_size=3000), st.floats(0.1, 120))
)
ANSWERS = st.one_of(
    st.builds(StateTold, NUMBERS, st.sampled_from(BridgeState), PRINTABLE),
    st.builds(Compared, NUMBERS, st.sampled_from(MatchOutcome)),
)


@given(QUESTIONS)
def test_a_question_comes_back_as_it_was(question: Question) -> None:
    line = encode_question(question)
    assert line.endswith(b"\n")
    assert line.count(b"\n") == 1
    assert decode_question(line) == question


@given(ANSWERS)
def test_an_answer_comes_back_as_it_was(answer: Answer) -> None:
    assert decode_answer(encode_answer(answer)) == answer


def test_the_words_on_the_line_are_those_of_the_document() -> None:
    assert json.loads(encode_question(Compare(2, b"\x00\x01", 10))) == {"compare": "AAE=", "within_s": 10, "number": 2}
    assert json.loads(encode_question(AskState(1))) == {"ask": "state", "number": 1}
    assert decode_answer(b'{"number": 2, "outcome": "same-person"}') == Compared(2, MatchOutcome.SAME_PERSON)
    assert decode_answer(b'{"number": 1, "state": "ready"}') == StateTold(1, BridgeState.READY)


def test_the_examples_in_the_document_are_of_the_protocol() -> None:
    lines = [line.strip() for line in DOCUMENT.read_text(encoding="utf-8").splitlines()]
    questions = [decode_question(line[3:].encode()) for line in lines if line.startswith("-> ")]
    answers = [decode_answer(line[3:].encode()) for line in lines if line.startswith("<- ")]
    assert [question.number for question in questions] == [answer.number for answer in answers] == [1, 2, 3]


@pytest.mark.parametrize("word", [*MatchOutcome, *BridgeState])
def test_the_document_names_every_word(word: MatchOutcome | BridgeState) -> None:
    assert f"`{word.value}`" in DOCUMENT.read_text(encoding="utf-8")


def test_a_key_that_is_not_known_is_passed_over() -> None:
    assert decode_answer(b'{"number": 2, "outcome": "other-person", "score": 0.1}').number == 2


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"\xff",
        b"[]",
        b"7",
        b'{"outcome": "same-person"}',
        b'{"number": true, "outcome": "same-person"}',
        b'{"number": 1, "outcome": "perhaps"}',
        b'{"number": 1, "outcome": ["same-person"]}',
        b'{"number": 1, "state": "asleep"}',
        b'{"number": 1}',
        b'{"number": 1, "state": "ready", "about": 7}',
        b'{"number": 1, "state": "ready", "about": "model 7\\nand a forged line"}',
        b'{"number": 1, "state": "ready", "about": "' + b"x" * 121 + b'"}',
        b"[" * 100_000,
    ],
)
def test_any_other_answer_is_refused(line: bytes) -> None:
    with pytest.raises(NotOfTheProtocol):
        decode_answer(line)


@pytest.mark.parametrize(
    "line",
    [
        b'{"number": 1, "ask": "me"}',
        b'{"number": 1, "compare": "AAE="}',
        b'{"number": 1, "compare": "A E=", "within_s": 1}',
        b'{"number": 1, "compare": "AAE=", "within_s": true}',
        b'{"number": 1, "compare": 7, "within_s": 1}',
    ],
)
def test_any_other_question_is_refused(line: bytes) -> None:
    with pytest.raises(NotOfTheProtocol):
        decode_question(line)


@given(st.binary(max_size=200))
def test_no_bytes_do_harm(line: bytes) -> None:
    for decode in (decode_answer, decode_question):
        try:
            decode(line)
        except NotOfTheProtocol as refusal:
            assert str(refusal)


def test_a_reference_is_not_shown() -> None:
    assert "secret" not in repr(Compare(1, b"secret", 10))
