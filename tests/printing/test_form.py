from __future__ import annotations

from pathlib import Path

import pytest

from printing.errors import FormError
from printing.form.elements import CellsElement, TextElement, TickElement
from printing.form.form import Form
from printing.form.library import PACKAGED_FORMS, FormLibrary
from printing.form.media import medium_named
from printing.form.reading import read_form

SENIOR_CARD = (PACKAGED_FORMS / "civil-affairs/senior-card.toml").read_text(encoding="utf-8")
KEYS = (PACKAGED_FORMS / "keys.toml").read_text(encoding="utf-8")
MORE_KEYS = """
[[key]]
name = "fee"
words = "工本费"
kind = "money"
[[key]]
name = "members"
words = "家庭成员"
kind = "rows"
[[key]]
name = "portrait"
words = "照片"
kind = "photo"
"""

LINES = """
[[element]]
id = "scope"
kind = "lines"
data = "holder_address"
sample = "湖南省"
box = [1600, 12000, 6000, 2000]
baseline = 12500
leading = 600
font = "kai"
size = 1200
"""
VERTICAL = """
[[element]]
id = "spine"
kind = "vertical"
data = "holder_name"
sample = "欧阳桂芳"
box = [1600, 12000, 1500, 3000]
axes = [2700, 2000]
pitch = 600
font = "kai"
size = 1200
"""
TICK = """
[[element]]
id = "sex-tick"
kind = "tick"
data = "holder_sex"
sample = "女"
box = [1600, 12000, 6000, 800]
places = [{ value = "男", x = 2000, baseline = 12600 }, { value = "女", x = 4000, baseline = 12600 }]
font = "kai"
size = 1200
"""
MONEY = """
[[element]]
id = "fee"
kind = "money-cells"
data = "fee"
sample = "1200.50"
box = [1600, 12000, 6000, 800]
baseline = 12600
pitch = 500
count = 8
font = "song"
size = 1200
"""
TABLE = """
[[element]]
id = "members"
kind = "table"
data = "members"
sample = [["欧阳桂芳", "本人"], ["欧阳明", "子女"]]
box = [1600, 12000, 6000, 2400]
columns = [{ x = 1700, width = 2500 }, { x = 4500, width = 3000 }]
baseline = 12500
pitch = 600
count = 4
font = "song"
size = 1100
"""
PHOTO = """
[[element]]
id = "photo"
kind = "photo"
data = "portrait"
box = [10000, 12000, 2500, 3500]
"""


def library(folder: Path, card: str = SENIOR_CARD) -> FormLibrary:
    (folder / "civil-affairs").mkdir(parents=True, exist_ok=True)
    (folder / "keys.toml").write_text(KEYS + MORE_KEYS, encoding="utf-8")
    (folder / "civil-affairs" / "senior-card.toml").write_text(card, encoding="utf-8")
    return FormLibrary(folder=folder)


def test_the_head_of_a_form_is_read_as_it_is_written(card: Form) -> None:
    assert (card.number, card.title, card.part, card.department) == (13, "老年人优待证", "", "civil-affairs")
    assert (card.medium.name, card.width, card.height) == ("iso_a5_148x210mm", 14800, 21000)
    assert not card.measured


def test_a_form_that_lies_turned_is_read_across(tmp_path: Path) -> None:
    turned = SENIOR_CARD.replace('medium = "iso_a5_148x210mm"', 'medium = "iso_a3_297x420mm"\nturn = 90')
    form = library(tmp_path, turned).get("senior-card")
    assert (form.width, form.height, form.medium.width) == (42000, 29700, 29700)


@pytest.mark.parametrize("more", [LINES, VERTICAL, TICK, MONEY, TABLE, PHOTO])
def test_every_kind_of_element_is_read(tmp_path: Path, more: str) -> None:
    form = library(tmp_path, SENIOR_CARD + more).get("senior-card")
    assert form.elements[-1].box.x in (1600, 10000)


def test_an_element_says_when_it_is_printed(tmp_path: Path) -> None:
    when = TICK + 'when = { key = "holder_name", test = "present" }\n'
    tick = library(tmp_path, SENIOR_CARD + when).get("senior-card").elements[-1]
    assert isinstance(tick, TickElement)
    assert tick.when is not None
    assert tick.when.holds({"holder_name": "欧阳桂芳"})
    assert not tick.when.holds({"holder_name": " "})


@pytest.mark.parametrize(
    ("old", "new", "element", "field"),
    [
        ("schema = 2", "schema = 1", "", "schema"),
        ("schema = 2", "", "", "schema"),
        ('id = "senior-card"', 'id = "other"', "", "id"),
        ("number = 13", "number = 0", "", "number"),
        ('holder = "person"', 'holder = "nobody"', "", "holder"),
        ("measured = false", 'measured = "no"', "", "measured"),
        ('medium = "iso_a5_148x210mm"', 'medium = ""', "", "medium"),
        ('medium = "iso_a5_148x210mm"', 'medium = "a5"', "", "medium"),
        ('medium = "iso_a5_148x210mm"', 'medium = "iso_a5_148x210mm"\nturn = 45', "", "turn"),
        ('medium = "iso_a5_148x210mm"', 'medium = "iso_a5_148x210mm"\nshift = [1]', "", "shift"),
        ('medium = "iso_a5_148x210mm"', 'medium = "iso_a5_148x210mm"\nshift = [0, 1001]', "", "shift"),
        ('medium = "iso_a5_148x210mm"', 'medium = "iso_a5_148x210mm"\nshift = [-1001, 0]', "", "shift"),
        ("revision = 1", "revision = 1\ncolour = 3", "", "colour"),
        ('id = "sex"', 'id = "name"', "name", "id"),
        ('kind = "qr"', 'kind = "stamp"', "verify", "kind"),
        ('data = "holder_sex"', "", "sex", "data"),
        ('data = "holder_sex"', 'data = "holder_sx"', "sex", "data"),
        ('data = "holder_sex"', 'data = "holder_birth"', "sex", "data"),
        ('data = "holder_sex"', 'data = "holder_sex"\nnote = "x"', "sex", "note"),
        ('sample = "女"', "", "sex", "sample"),
        ('sample = "1956-03-12"', 'sample = "1956-13-12"', "birth", "sample"),
        ("box = [4600, 5600, 5200, 1150]", "box = [4600, 5600, 5200]", "name", "box"),
        ("box = [4600, 5600, 5200, 1150]", "box = [4600, 5600, 5200, -1]", "name", "box"),
        ("box = [4600, 5600, 5200, 1150]", "box = [4600, 5600, 0, 1150]", "name", "box"),
        ("box = [4600, 5600, 5200, 1150]", "box = [14600, 5600, 5200, 1150]", "name", "box"),
        ("wrapped = [6080, 6620]", "", "name", "wrapped"),
        ("wrapped = [6080, 6620]", "wrapped = [6620, 6080]", "name", "wrapped"),
        ("wrapped = [6080, 6620]", "wrapped = [6080, 9620]", "name", "wrapped"),
        ('floor = 1000\nfit = "wrap"', 'floor = 1700\nfit = "wrap"', "name", "floor"),
        ('floor = 1000\nfit = "wrap"', 'floor = 1000\nfit = "cut"', "name", "fit"),
        ("baseline = 8840", "baseline = 9840", "id-number", "baseline"),
        ("count = 18", "count = 19", "id-number", "count"),
        ("month = [7000, 1000]", "month = [12000, 1000]", "birth", "month"),
        ("year = [4600, 1700]", "year = [4600]", "birth", "year"),
        ("box = [1600, 15100, 2900, 2900]", "box = [1600, 15100, 2900, 2800]", "verify", "box"),
        ('font = "kai"\nsize = 1150', 'font = "fang"\nsize = 1150', "card-number", "font"),
        ('font = "kai"\nsize = 1150', 'font = "kai"\nsize = true', "card-number", "size"),
        ('font = "kai"\nsize = 1150', 'font = "kai"\nsize = 300', "card-number", "size"),
    ],
)
def test_a_fault_is_told_with_form_element_and_field(
    tmp_path: Path, old: str, new: str, element: str, field: str
) -> None:
    assert old in SENIOR_CARD
    with pytest.raises(FormError) as caught:
        library(tmp_path, SENIOR_CARD.replace(old, new, 1)).get("senior-card")
    error = caught.value
    assert (error.code, error.form, error.element, error.field) == ("FORM_INVALID", "senior-card", element, field)
    assert f"form senior-card{' element ' + element if element else ''} field {field}:" in str(error)


@pytest.mark.parametrize(
    ("more", "old", "new", "field"),
    [
        (LINES, "leading = 600", "leading = 100", "leading"),
        (VERTICAL, "axes = [2700, 2000]", "axes = [2000, 2700]", "axes"),
        (VERTICAL, "axes = [2700, 2000]", "axes = [2700, 1000]", "axes"),
        (TICK, 'value = "男"', 'value = "女"', "places"),
        (TICK, 'value = "男"', 'value = "其他"', "places"),
        (TICK, 'sample = "女"', 'sample = "未知"', "sample"),
        (TICK, "x = 2000", "x = 9000", "places"),
        (TICK, "size = 1200", 'size = 1200\nmark = "√√"', "mark"),
        (TICK, "size = 1200", 'size = 1200\nwhen = { key = "sex", test = "present" }', "when"),
        (TICK, "size = 1200", 'size = 1200\nwhen = { key = "holder_sex", test = "one-of" }', "when"),
        (TICK, "size = 1200", 'size = 1200\nwhen = { key = "holder_sex", test = "eval" }', "test"),
        (MONEY, 'sample = "1200.50"', 'sample = "1200.505"', "sample"),
        (MONEY, "count = 8", "count = 13", "count"),
        (MONEY.replace("500", "400"), "count = 8", "count = 15", "count"),
        (TABLE, '["欧阳明", "子女"]', '["欧阳明"]', "sample"),
        (TABLE, "count = 4", "count = 5", "count"),
        (TABLE, "x = 4500, width = 3000", "x = 4500, width = 4000", "columns"),
        (PHOTO, "box = [10000,", "min_dpi = 50\nbox = [10000,", "min_dpi"),
    ],
)
def test_a_fault_of_every_kind_of_element_is_told(tmp_path: Path, more: str, old: str, new: str, field: str) -> None:
    assert old in more
    with pytest.raises(FormError) as caught:
        library(tmp_path, SENIOR_CARD + more.replace(old, new, 1)).get("senior-card")
    assert caught.value.field == field


def test_a_form_knows_the_closed_lists_of_what_it_prints_ticks_and_tests(tmp_path: Path) -> None:
    when = TICK.replace("holder_sex", "holder_name").replace("tick", "text").replace("places", "#")
    when += 'baseline = 12600\nwhen = { key = "holder_sex", test = "one-of", values = ["女"] }\n'
    sexless = SENIOR_CARD.replace('data = "holder_sex"', 'data = "holder_name"')
    form = library(tmp_path, sexless + when).get("senior-card")
    assert [(choice.key, choice.values[:2]) for choice in form.choices] == [("holder_sex", ("男", "女"))]
    assert form.asking("holder_sex") == "sex-text"
    assert library(tmp_path / "plain", sexless).get("senior-card").choices == ()


def test_all_faults_of_a_file_are_told_at_once(tmp_path: Path) -> None:
    faulty = SENIOR_CARD.replace('fit = "wrap"', 'fit = "cut"').replace("count = 18", "count = 19")
    forms = library(tmp_path, faulty.replace("revision = 1", "revision = 1\ncolour = 3"))
    reading = read_form(forms.path("senior-card"), keys=forms.keys)
    assert [(fault.element, fault.field) for fault in reading.faults] == [
        ("name", "fit"),
        ("id-number", "count"),
        ("", "colour"),
    ]


def test_a_form_without_elements_is_refused(tmp_path: Path) -> None:
    head = SENIOR_CARD[: SENIOR_CARD.index("[[element]]")]
    with pytest.raises(FormError, match="field element: a form has elements"):
        library(tmp_path, head).get("senior-card")


def test_a_file_that_is_not_toml_is_told(tmp_path: Path) -> None:
    (tmp_path / "bad.toml").write_text("id = ", encoding="utf-8")
    with pytest.raises(FormError, match="FORM_INVALID: form bad"):
        FormLibrary(folder=tmp_path).get("bad")


@pytest.mark.parametrize("form_id", ["nothing", "senior-card.background", "../forms/senior-card", "keys"])
def test_a_form_that_is_not_there_is_told(form_id: str) -> None:
    with pytest.raises(FormError, match="FORM_UNKNOWN"):
        FormLibrary().get(form_id)


def test_one_id_names_one_form(tmp_path: Path) -> None:
    forms = library(tmp_path)
    (tmp_path / "senior-card.toml").write_text(SENIOR_CARD, encoding="utf-8")
    with pytest.raises(FormError, match="two files have this name"):
        forms.ids()


def test_a_key_that_is_told_twice_is_refused(tmp_path: Path) -> None:
    forms = library(tmp_path)
    (tmp_path / "civil-affairs" / "keys.toml").write_text(MORE_KEYS, encoding="utf-8")
    with pytest.raises(FormError, match="field fee: this key is told twice"):
        forms.keys.names()


def test_the_hash_of_a_form_changes_with_its_geometry(tmp_path: Path, card: Form) -> None:
    moved = library(tmp_path, SENIOR_CARD.replace("pitch = 480", "pitch = 479")).get("senior-card")
    assert moved.sha256 != card.sha256


def test_elements_are_what_they_say(card: Form) -> None:
    kinds = {element.id: type(element) for element in card.elements}
    assert kinds["name"] is TextElement
    assert kinds["id-number"] is CellsElement


@pytest.mark.parametrize("name", ["iso_a4_210x297mm", "om_card_54x85.6mm"])
def test_a_medium_has_its_size_in_its_name(name: str) -> None:
    medium = medium_named(name)
    assert f"_{medium.width / 100:g}x{medium.height / 100:g}mm" in name
