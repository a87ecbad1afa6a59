from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kiosk.form_values import ValuesUnusable, read_values
from printing.form.form import Form
from printing.form.keys import KeyBook
from printing.form.library import FormLibrary
from printing.form.values import FieldValue, Money, PictureValue, RowsValue

FORM = """
schema = 2
id = "permit"
number = 1
title = "许可证"
holder = "person"
revision = 1
measured = false

[page]
medium = "iso_a5_148x210mm"

[[element]]
id = "name"
kind = "text"
data = "name"
sample = "欧阳桂芳"
box = [1000, 1000, 5000, 800]
baseline = 1600
font = "kai"
size = 1200
fit = "refuse"

[[element]]
id = "rows"
kind = "table"
data = "members"
required = false
sample = [["欧阳桂芳", "本人"]]
box = [1000, 3000, 8000, 2400]
columns = [{ x = 1100, width = 2500 }, { x = 4500, width = 3000 }]
baseline = 3500
pitch = 600
count = 4
font = "song"
size = 1100

[[element]]
id = "spouse"
kind = "text"
data = "spouse"
sample = "欧阳明"
box = [1000, 6000, 5000, 800]
baseline = 6600
font = "kai"
size = 1200
fit = "refuse"
when = { key = "state", test = "one-of", values = ["已婚"] }
"""
KEYS = "".join(
    f'[[key]]\nname = "{name}"\nwords = "{words}"\nkind = "{kind}"\n{more}\n'
    for name, words, kind, more in (
        ("name", "姓名", "text", ""),
        ("spouse", "配偶", "text", ""),
        ("state", "婚姻状况", "choice", 'values = ["已婚", "未婚"]'),
        ("born", "出生日期", "date", ""),
        ("fee", "工本费", "money", ""),
        ("photo", "照片", "photo", ""),
        ("members", "家庭成员", "rows", ""),
    )
)


@pytest.fixture
def library(tmp_path: Path) -> FormLibrary:
    (tmp_path / "forms" / "office").mkdir(parents=True)
    (tmp_path / "forms" / "keys.toml").write_text(KEYS, encoding="utf-8")
    (tmp_path / "forms" / "office" / "permit.toml").write_text(FORM, encoding="utf-8")
    return FormLibrary(folder=tmp_path / "forms")


@pytest.fixture
def form(library: FormLibrary) -> Form:
    return library.get("permit")


@pytest.fixture
def keys(library: FormLibrary) -> KeyBook:
    return library.keys


@pytest.mark.parametrize(
    ("line", "key", "value"),
    [
        ('state = "未婚"', "state", "未婚"),
        ('born = "1956-03-12"', "born", date(1956, 3, 12)),
        ("born = 1956-03-12", "born", date(1956, 3, 12)),
        ("fee = 120", "fee", Money(12000)),
        ("fee = 120.5", "fee", Money(12050)),
        ('fee = "120.50"', "fee", Money(12050)),
        ('photo = "her.jpg"', "photo", PictureValue(b"a picture")),
        ('members = [["欧阳明", "子女"]]', "members", RowsValue((("欧阳明", "子女"),))),
    ],
)
def test_a_value_has_the_kind_of_its_key(
    tmp_path: Path, form: Form, keys: KeyBook, line: str, key: str, value: FieldValue
) -> None:
    (tmp_path / "her.jpg").write_bytes(b"a picture")
    path = tmp_path / "values.toml"
    path.write_text(f'name = "欧阳桂芳"\n{line}\n', encoding="utf-8")
    assert read_values(path, form=form, keys=keys) == {"name": "欧阳桂芳", key: value}


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ('nam = "x"', "nam: no data key has this name; perhaps name"),
        ("spouse = 3", "spouse (配偶): wanted a text in quotes, found 3"),
        ('state = "ledig"', "state (婚姻状况): wanted one of 已婚, 未婚, found 'ledig'"),
        ('born = "12.3.1956"', "born (出生日期): wanted a date such as 2026-03-18, found 12.3.1956"),
        ("born = 1956-03-12T10:00:00", "born (出生日期): wanted a date"),
        ("fee = true", "fee (工本费): wanted an amount in yuan"),
        ("fee = 1.005", "fee (工本费): not an amount in yuan with at most two decimals"),
        ("fee = -1", "fee (工本费): an amount on a certificate is not negative"),
        ('photo = "nobody.jpg"', "nobody.jpg: No such file or directory"),
        ("photo = 1", "photo (照片): wanted the path of a JPEG or PNG file"),
        ('members = "x"', "members (家庭成员): wanted a list of rows"),
        ('members = ["x"]', "members (家庭成员): wanted each row as a list of texts"),
        ('members = [["x"]]', "members (家庭成员): wanted 2 texts a row, found 1"),
        ('state = "已婚"', "spouse (配偶): is missing"),
        ("name = ", "Invalid"),
    ],
)
def test_a_value_of_another_kind_is_told(tmp_path: Path, form: Form, keys: KeyBook, line: str, problem: str) -> None:
    path = tmp_path / "values.toml"
    path.write_text(line if line.startswith("name") else f"name = 'x'\n{line}", encoding="utf-8")
    with pytest.raises(ValuesUnusable) as caught:
        read_values(path, form=form, keys=keys)
    assert problem in str(caught.value)


def test_all_problems_are_told_at_once(tmp_path: Path, form: Form, keys: KeyBook) -> None:
    path = tmp_path / "values.json"
    path.write_text('{"state": "x", "born": 3}', encoding="utf-8")
    with pytest.raises(ValuesUnusable) as caught:
        read_values(path, form=form, keys=keys)
    assert len(caught.value.problems) == 2


@pytest.mark.parametrize(("text", "problem"), [("[]", "wanted an object"), ("{", "Expecting")])
def test_a_file_that_holds_no_values_is_told(
    tmp_path: Path, form: Form, keys: KeyBook, text: str, problem: str
) -> None:
    path = tmp_path / "values.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ValuesUnusable, match=problem):
        read_values(path, form=form, keys=keys)


def test_a_file_that_is_not_there_is_told(tmp_path: Path, form: Form, keys: KeyBook) -> None:
    with pytest.raises(ValuesUnusable, match=r"none\.json: No such file"):
        read_values(tmp_path / "none.json", form=form, keys=keys)
