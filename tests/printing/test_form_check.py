"""Every fault that would waste a blank is told, with form, element and field."""

from __future__ import annotations

from pathlib import Path

import pytest

from printing.errors import FormError
from printing.fonts import FontLibrary
from printing.form.condition import Condition, Test
from printing.form.keys import Numbering
from printing.form.library import PACKAGED_FORMS, FormLibrary
from printing.form_check.checking import check_form
from printing.form_check.faults import Fault, Severity
from printing.form_check.numbers import number_problem
from printing.form_check.overlaps import exclude_each_other

CARD = (PACKAGED_FORMS / "civil-affairs/senior-card.toml").read_text(encoding="utf-8")
BACKGROUND = (PACKAGED_FORMS / "civil-affairs/senior-card.background.toml").read_text(encoding="utf-8")
KEYS = (PACKAGED_FORMS / "keys.toml").read_text(encoding="utf-8")
PACKAGED = FormLibrary()
MORE_KEYS = """
[[key]]
name = "portrait"
words = "照片"
kind = "photo"
[[key]]
name = "stamp"
words = "印章"
kind = "seal"
[[key]]
name = "rows"
words = "家庭成员"
kind = "rows"
"""


def faults(folder: Path, fonts: FontLibrary, card: str = CARD, background: str | None = BACKGROUND) -> list[Fault]:
    department = folder / "civil-affairs"
    department.mkdir()
    (folder / "keys.toml").write_text(KEYS + MORE_KEYS, encoding="utf-8")
    (department / "senior-card.toml").write_text(card, encoding="utf-8")
    if background is not None:
        (department / "senior-card.background.toml").write_text(background, encoding="utf-8")
    return list(check_form("senior-card", forms=FormLibrary(folder=folder), fonts=fonts))


def told(found: list[Fault]) -> list[tuple[str, str, str]]:
    assert {fault.form for fault in found} <= {"senior-card", "senior-card background"}
    return [(fault.severity.value, fault.element, fault.field) for fault in found]


def test_a_sound_form_has_no_faults(tmp_path: Path, fonts: FontLibrary) -> None:
    assert faults(tmp_path, fonts) == []


def test_an_unknown_form_is_told(fonts: FontLibrary) -> None:
    with pytest.raises(FormError, match="FORM_UNKNOWN"):
        check_form("nothing", forms=FormLibrary(), fonts=fonts)


def test_every_fault_of_reading_is_told_at_once(tmp_path: Path, fonts: FontLibrary) -> None:
    card = CARD.replace('font = "kai"\nsize = 1150', 'font = "kaiti"\nsize = 1150').replace("count = 18", "count = 19")
    assert told(faults(tmp_path, fonts, card)) == [
        ("fault", "card-number", "font"),
        ("fault", "id-number", "count"),
    ]


@pytest.mark.parametrize(
    ("old", "new", "element", "field"),
    [
        ("box = [11600, 5600, 1500, 1150]", "box = [9700, 5600, 1500, 1150]", "sex", "box"),
        ('sample = "430922195603120029"', 'sample = "430922195603120023"', "id-number", "sample"),
        ('sample = "430922195603120029"', 'sample = "43092219560312002"', "id-number", "sample"),
        ('sample = "女"', 'sample = "其他"', "sex", "sample"),
        ('sample = "欧阳桂芳"', f'sample = "{"欧阳" * 20}"', "name", "sample"),
        ('sample = "欧阳桂芳"', 'sample = "欧阳\u0f40"', "name", "sample"),
        ("box = [4600, 7000, 7800, 900]", "box = [4600, 7500, 7800, 300]", "birth", "box"),
        (
            'sample = "https://zw.taojiang.example/v/7Q4K29MX3H"',
            f'sample = "https://zw.taojiang.example/v/{"7q4k29mx3h" * 60}"',
            "verify",
            "sample",
        ),
    ],
)
def test_what_cannot_be_printed_is_told(
    tmp_path: Path, fonts: FontLibrary, old: str, new: str, element: str, field: str
) -> None:
    assert old in CARD
    assert ("fault", element, field) in told(faults(tmp_path, fonts, CARD.replace(old, new)))


def test_a_character_that_only_japanese_fonts_have_is_a_warning(tmp_path: Path, fonts: FontLibrary) -> None:
    stack = fonts.stack(next(iter(FormLibrary().get("senior-card").filled())).lettering.role)  # type: ignore[union-attr]
    foreign = next(char for char in map(chr, range(0x20000, 0x2A6D7)) if stack.japanese_forms(char))
    found = faults(tmp_path, fonts, CARD.replace("欧阳桂芳", f"欧阳{foreign}"))
    assert told(found) == [("warning", "name", "sample")]
    assert f"U+{ord(foreign):04X}" in found[0].problem


def test_one_key_has_one_sample(tmp_path: Path, fonts: FontLibrary) -> None:
    again = """
[[element]]
id = "name-again"
kind = "text"
data = "holder_name"
sample = "欧阳桂兰"
box = [7000, 13800, 5000, 700]
baseline = 14400
font = "kai"
size = 1200
"""
    caption = '\n[[caption]]\nelement = "name-again"\ntext = "持证人"\n'
    found = faults(tmp_path, fonts, CARD + again, BACKGROUND + caption)
    assert told(found) == [("fault", "name-again", "sample")]
    assert "element name" in found[0].problem


def test_elements_that_exclude_each_other_may_share_a_place(tmp_path: Path, fonts: FontLibrary) -> None:
    def stamped(test: str, element: str) -> str:
        return f"""
[[element]]
id = "{element}"
kind = "constant"
text = "长期有效"
box = [7000, 13800, 5000, 700]
baseline = 14400
font = "kai"
size = 1200
when = {{ key = "holder_sex", test = "{test}", values = ["男"] }}
"""

    both = CARD + stamped("one-of", "first") + stamped("none-of", "second")
    assert faults(tmp_path, fonts, both) == []


def test_a_seal_may_lie_over_anything_and_a_photo_over_nothing(tmp_path: Path, fonts: FontLibrary) -> None:
    seal = '\n[[element]]\nid = "seal"\nkind = "seal"\ndata = "stamp"\nbox = [9000, 14000, 4200, 4200]\n'
    photo = '\n[[element]]\nid = "photo"\nkind = "photo"\ndata = "portrait"\nbox = [9000, 14000, 2500, 3500]\n'
    (tmp_path / "seal").mkdir()
    (tmp_path / "photo").mkdir()
    assert faults(tmp_path / "seal", fonts, CARD + seal) == []
    assert ("fault", "photo", "box") in told(faults(tmp_path / "photo", fonts, CARD + photo))


def test_a_seal_over_a_code_is_a_fault(tmp_path: Path, fonts: FontLibrary) -> None:
    seal = '\n[[element]]\nid = "seal"\nkind = "seal"\ndata = "stamp"\nbox = [3000, 14000, 4200, 4200]\n'
    assert ("fault", "seal", "box") in told(faults(tmp_path, fonts, CARD + seal))


@pytest.mark.parametrize(
    ("element", "problem"),
    [
        (
            'kind = "vertical"\ndata = "holder_name"\nsample = "欧阳桂芳"\naxes = [7200]\npitch = 500\n'
            "box = [7000, 13700, 500, 2400]",
            "reach 12 beyond the left of the box",
        ),
        (
            'kind = "tick"\ndata = "holder_sex"\nsample = "女"\nbox = [7000, 13800, 3000, 800]\n'
            'places = [{ value = "男", x = 7500, baseline = 14300 }, { value = "女", x = 9900, baseline = 14300 }]',
            "reach 112 beyond the right of the box",
        ),
        (
            'kind = "table"\ndata = "rows"\nsample = [["欧阳桂芳"]]\nbox = [7000, 13800, 3000, 1600]\n'
            "columns = [{ x = 7000, width = 3000 }]\nbaseline = 14300\npitch = 600\ncount = 2",
            "",
        ),
        (
            'kind = "table"\ndata = "rows"\nsample = [["欧阳桂芳"]]\nbox = [7000, 13800, 3000, 1600]\n'
            "columns = [{ x = 7000, width = 3000 }]\nbaseline = 14300\npitch = 1060\ncount = 2",
            "reach 11 below the box",
        ),
    ],
)
def test_letters_that_reach_out_of_their_box_are_told(
    tmp_path: Path, fonts: FontLibrary, element: str, problem: str
) -> None:
    more = f'\n[[element]]\nid = "it"\nfont = "kai"\nsize = 1200\n{element}\n'
    found = [fault for fault in faults(tmp_path, fonts, CARD + more) if (fault.element, fault.field) == ("it", "box")]
    assert [fault.problem for fault in found if "reach" in fault.problem] == [
        f"letters of 12 pt {each}" for each in [problem] if each
    ]


@pytest.mark.parametrize(
    ("key", "value", "problem"),
    [
        ("holder_name", "欧阳桂芳", "holder_name has no closed list of values to compare with"),
        ("holder_sex", "其他", "holder_sex is never 其他"),
    ],
)
def test_a_condition_compares_with_what_its_key_can_be(
    tmp_path: Path, fonts: FontLibrary, key: str, value: str, problem: str
) -> None:
    when = f'id = "sex"\nwhen = {{ key = "{key}", test = "one-of", values = ["{value}"] }}'
    (fault,) = faults(tmp_path, fonts, CARD.replace('id = "sex"', when))
    assert (fault.element, fault.field, fault.problem) == ("sex", "when", problem)


def test_a_value_without_a_place_for_its_mark_is_a_warning(tmp_path: Path, fonts: FontLibrary) -> None:
    tick = """
[[element]]
id = "tick"
kind = "tick"
data = "holder_sex"
sample = "女"
box = [7000, 13600, 5000, 800]
places = [{ value = "男", x = 7500, baseline = 14200 }, { value = "女", x = 10000, baseline = 14200 }]
font = "kai"
size = 1200
"""
    caption = '\n[[caption]]\nelement = "tick"\ntext = "性别"\nside = "above"\n'
    found = faults(tmp_path, fonts, CARD + tick, BACKGROUND + caption)
    assert [fault.problem for fault in found if fault.field == "places"] == [
        "a paper whose holder_sex is 未知 would be refused",
        "a paper whose holder_sex is 未说明 would be refused",
    ]
    assert {fault.severity for fault in found if fault.field == "places"} == {Severity.WARNING}


def test_a_photo_of_an_odd_shape_is_a_warning(tmp_path: Path, fonts: FontLibrary) -> None:
    photo = '\n[[element]]\nid = "photo"\nkind = "photo"\ndata = "portrait"\nbox = [7000, 13800, 4000, 1200]\n'
    assert told(faults(tmp_path, fonts, CARD + photo)) == [("warning", "photo", "box")]


@pytest.mark.parametrize(
    ("old", "new", "severity", "element", "field"),
    [
        ('[[caption]]\nelement = "issuer"\ntext = "发证机关"\nsize = 1200\n', "", "fault", "issuer", "caption"),
        ('element = "sex"', 'element = "gender"', "fault", "gender", "element"),
        ('text = "性别"', 'text = "性别（男、女）"', "fault", "sex", "background"),
        ('text = "编号"', 'text = "编\u0f40号"', "fault", "", "background"),
        ("box = [1600, 11900, 11600, 1800]", "box = [1600, 9900, 11600, 1800]", "fault", "address", "background"),
        ("baseline = 3250", "baseline = 4800", "fault", "card-number", "background"),
        ("spread = 8200", "spread = 14700\nx = 13000", "fault", "", "background"),
        ('scheme = "gold"', "scheme = 3", "fault", "", "scheme"),
    ],
)
def test_a_faulty_background_is_told(
    tmp_path: Path, fonts: FontLibrary, old: str, new: str, severity: str, element: str, field: str
) -> None:
    assert old in BACKGROUND
    found = faults(tmp_path, fonts, background=BACKGROUND.replace(old, new, 1))
    assert (severity, element, field) in told(found)


def test_a_missing_background_is_told(tmp_path: Path, fonts: FontLibrary) -> None:
    (fault,) = faults(tmp_path, fonts, background=None)
    assert str(fault) == "fault: form senior-card field background: there is no file senior-card.background.toml"


def test_a_date_without_room_for_its_words_is_a_warning(tmp_path: Path, fonts: FontLibrary) -> None:
    found = faults(tmp_path, fonts, CARD.replace("year = [4600, 1700]", "year = [4600, 2300]"))
    assert ("warning", "birth", "year") in told(found)


@pytest.mark.parametrize(
    ("number", "numbering"),
    [
        ("430922198503151235", Numbering.RESIDENT),
        ("11010519491231002X", Numbering.RESIDENT),
        ("91350100M000100Y43", Numbering.CREDIT_CODE),
        ("92430922MA4TJ0012K", Numbering.CREDIT_CODE),
        ("JY14309220000012", Numbering.FOOD_LICENCE),
        ("JY11108071215650", Numbering.FOOD_LICENCE),
        ("43092219850315123544", Numbering.DISABILITY),
        ("1.2.156.3005.2.11100000MB03271699022.11430922006123456Q.2026000000123.001.T", Numbering.LICENCE_ID),
        ("whatever", Numbering.NONE),
    ],
)
def test_a_number_with_the_right_check_digit_is_sound(number: str, numbering: Numbering) -> None:
    assert number_problem(number, numbering) == ""


@pytest.mark.parametrize(
    ("number", "numbering"),
    [
        ("430922198503151236", Numbering.RESIDENT),
        ("430922198502301235", Numbering.RESIDENT),
        ("11010519491231002x", Numbering.RESIDENT),
        ("91350100M000100Y44", Numbering.CREDIT_CODE),
        ("91350100M000100Y4", Numbering.CREDIT_CODE),
        ("JY14309220000013", Numbering.FOOD_LICENCE),
        ("14309220000012", Numbering.FOOD_LICENCE),
        ("43092219850315123584", Numbering.DISABILITY),
        ("43092219850315123644", Numbering.DISABILITY),
        ("430922198503151235", Numbering.DISABILITY),
        ("1.2.156.3005.2.11100000MB03271699022.11430922006123456Q.2026000000123.001.S", Numbering.LICENCE_ID),
        ("11100000MB03271699022.11430922006123456Q.2026000000123.001.T", Numbering.LICENCE_ID),
    ],
)
def test_a_number_that_breaks_its_rule_is_told(number: str, numbering: Numbering) -> None:
    assert number_problem(number, numbering) != ""


def condition(test: Test, *values: str, key: str = "kind") -> Condition:
    return Condition(key=key, test=test, values=values)


@pytest.mark.parametrize(
    ("first", "second", "excluded"),
    [
        (condition(Test.PRESENT), condition(Test.ABSENT), True),
        (condition(Test.ABSENT), condition(Test.ONE_OF, "a"), True),
        (condition(Test.ONE_OF, "a"), condition(Test.ONE_OF, "b", "c"), True),
        (condition(Test.ONE_OF, "a", "b"), condition(Test.ONE_OF, "b", "c"), False),
        (condition(Test.ONE_OF, "a"), condition(Test.NONE_OF, "a", "b"), True),
        (condition(Test.ONE_OF, "a", "c"), condition(Test.NONE_OF, "a", "b"), False),
        (condition(Test.NONE_OF, "a"), condition(Test.ABSENT), False),
        (condition(Test.PRESENT), condition(Test.ONE_OF, "a"), False),
        (condition(Test.PRESENT), condition(Test.ABSENT, key="other"), False),
        (condition(Test.PRESENT), None, False),
    ],
)
def test_conditions_exclude_each_other(first: Condition, second: Condition | None, excluded: bool) -> None:
    assert exclude_each_other(first, second) is excluded
    assert exclude_each_other(second, first) is excluded


@pytest.mark.parametrize("form_id", PACKAGED.ids())
def test_every_packaged_form_is_sound(form_id: str, fonts: FontLibrary) -> None:
    found = check_form(form_id, forms=PACKAGED, fonts=fonts)
    assert [str(fault) for fault in found if fault.severity is Severity.FAULT] == []
