"""The table of failures: complete, in both languages, and in words that a resident can bear."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kiosk.errors import CatalogueError
from kiosk.failures import TABLE, UNFORESEEN, Failure, load_failures
from tests.kiosk.codes import CODE, codes_in_source

LONGEST_TITLE = 18
HARSH = re.compile(r"错误|非法|失败|请勿|[!！]")
HAN = re.compile(r"[\u4e00-\u9fff]")
FAILURES = load_failures()
GOOD = """
[CARD_GONE]
title = { zh = "卡拿早了", en = "Lifted too early" }
safe = { zh = "再放一次。", en = "Lay it down again." }
staff = { zh = "卡没了。", en = "The card is gone." }
remedy = { zh = "再放一次。", en = "Lay it down again." }
retriable = true
card_safe = true
paper_safe = true
"""


@pytest.mark.parametrize(("code", "place"), sorted(codes_in_source().items()))
def test_every_code_in_the_source_is_in_the_table(code: str, place: str) -> None:
    assert code in FAILURES, f"{place} uses {code}"


def test_the_source_was_searched() -> None:
    used = codes_in_source()
    assert {"CARD_EXPIRED", "PORTAL_TIMEOUT", "PRINT_HOLDER_MISMATCH", "IDENTITY_READER_DRIVER_FAULT"} <= used.keys()
    assert len(used) > 100


@pytest.mark.parametrize("failure", list(FAILURES), ids=lambda failure: failure.code)
class TestEachFailure:
    def test_its_code_says_where_and_why(self, failure: Failure) -> None:
        assert CODE.fullmatch(failure.code)

    def test_its_title_is_short_and_kind(self, failure: Failure) -> None:
        assert len(failure.title.zh) <= LONGEST_TITLE
        for sentence in (failure.title.zh, failure.safe.zh):
            assert not HARSH.search(sentence)
        for sentence in (failure.title.en, failure.safe.en):
            assert "!" not in sentence
            assert not re.search(r"\b(error|illegal|failed|failure)\b", sentence, flags=re.IGNORECASE)

    def test_every_sentence_is_there_in_both_languages(self, failure: Failure) -> None:
        for sentence in (failure.title, failure.safe, failure.staff, failure.remedy):
            assert HAN.search(sentence.zh)
            assert re.search(r"[A-Za-z]", sentence.en)
            assert not HAN.search(sentence.en)

    def test_its_sentences_end_and_its_title_does_not(self, failure: Failure) -> None:
        assert failure.title.zh[-1] not in "。.?"
        assert failure.title.en[-1] not in "。."
        for sentence in (failure.safe, failure.staff, failure.remedy):
            assert sentence.zh.endswith(("。", "？"))
            assert sentence.en.endswith((".", "?"))


def test_an_unknown_code_becomes_the_unforeseen_one() -> None:
    assert FAILURES.find("NO_SUCH_CODE").code == UNFORESEEN
    assert "NO_SUCH_CODE" not in FAILURES


def test_the_table_is_sorted_by_nobody_but_holds_each_code_once() -> None:
    heads = re.findall(r"^\[(.+)\]$", TABLE.read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert len(heads) == len(set(heads)) == len(list(FAILURES))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            GOOD.replace('title = { zh = "卡拿早了", en = "Lifted too early" }', ""),
            "title wants { zh, en }, found None",
        ),
        (GOOD.replace(', en = "Lifted too early"', ""), "title wants { zh, en }, found {'zh'"),
        (GOOD.replace("retriable = true", 'retriable = "yes"'), "retriable wants true or false, found 'yes'"),
        (GOOD.replace("paper_safe = true", ""), "paper_safe wants true or false, found None"),
    ],
)
def test_a_fault_in_the_table_is_named_by_code_and_key(tmp_path: Path, text: str, wanted: str) -> None:
    path = tmp_path / "failures.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CatalogueError) as caught:
        load_failures(path)
    assert f"[CARD_GONE] {wanted}" in caught.value.detail
