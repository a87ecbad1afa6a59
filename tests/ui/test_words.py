"""The translation catalogue is complete, and its loader says what is wrong with a file."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import ui
from kiosk.bilingual import Language
from ui.errors import WordsError
from ui.words.table import WordTable, arguments, read_page

PACKAGE = Path(ui.__file__).parent
IN_QML = re.compile(r'Words\.text\("([a-z_]+\.[a-z0-9_]+)"\)')


def test_every_sentence_can_be_read_in_both_languages() -> None:
    table = WordTable()
    for key in table.keys():  # noqa: SIM118 - not a mapping
        sentence = table.find(key)
        values = dict.fromkeys(arguments(sentence.zh), "1")
        for language in Language:
            assert table.text(key, language, **values)


def test_every_sentence_that_a_page_names_is_there() -> None:
    table = WordTable()
    known = set(table.keys())
    named = {key for path in PACKAGE.rglob("*.qml") for key in IN_QML.findall(path.read_text(encoding="utf-8"))}
    assert named - known == set()


@pytest.mark.parametrize("forbidden", ["错误", "非法", "失败", "请勿", "！", "亲，"])
def test_no_sentence_blames_or_cheers(forbidden: str) -> None:
    table = WordTable()
    assert [key for key in table.keys() if forbidden in table.find(key).zh] == []  # noqa: SIM118


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ('a = { zh = "好" }', "both with words"),
        ('a = { zh = "好", en = "" }', "both with words"),
        ('a = { zh = "好", en = "fine", fr = "bien" }', "both with words"),
        ('a = { zh = "{n} 份", en = "copies" }', "other arguments"),
        ("a = ", "a.toml"),
    ],
)
def test_a_faulty_file_is_named(tmp_path: Path, text: str, complaint: str) -> None:
    path = tmp_path / "a.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(WordsError, match=complaint):
        read_page(path)


def test_an_unknown_sentence_and_a_missing_argument_are_named() -> None:
    table = WordTable()
    with pytest.raises(WordsError, match="no sentence 'nothing'"):
        table.find("home.nothing")
    with pytest.raises(WordsError, match="'n'"):
        table.text("home.all", Language.CHINESE)
