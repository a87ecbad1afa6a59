"""Text from top to bottom (GB/T 15834-2011, section 5.2)."""

from __future__ import annotations

import dataclasses

import pytest

from printing.errors import ElementOverflow
from printing.fonts import FontLibrary
from printing.form.elements import Box, VerticalElement
from tests.printing.making import lettering, printed
from tests.printing.pdf_reader import MM_PER_POINT, Placed, ink_box, placed

EM = 14 * MM_PER_POINT
PITCH = 5.5
TOP, AXES = 30.0, (70.0, 60.0)
TOLERANCE_MM = 0.05
AROUND = (60.0, 28.0, 80.0, 40.0)


def vertical(**changes: object) -> VerticalElement:
    element = VerticalElement(
        id="holder",
        box=Box(5500, 3000, 2000, 5500),
        data="it",
        required=True,
        sample="张三",
        blank="",
        axes=(7000, 6000),
        pitch=550,
        lettering=lettering(1400, floor=900),
    )
    return dataclasses.replace(element, **changes)  # type: ignore[arg-type] # each test names its own fields


def middle(place: int) -> float:
    """The middle of a place of a column, from the top of the sheet."""
    return TOP + (place + 0.5) * PITCH


def columns(found: list[Placed]) -> dict[float, str]:
    """Texts of columns of Chinese characters by their axes, the right one first."""
    texts: dict[float, str] = {}
    for each in sorted(found, key=lambda each: (-each.x, each.baseline)):
        axis = round(each.x + each.size * MM_PER_POINT / 2, 1)
        texts[axis] = texts.get(axis, "") + each.char
    return texts


def test_characters_stand_in_the_middle_of_their_places(fonts: FontLibrary) -> None:
    found = placed(printed(fonts, vertical(), "欧阳桂芳"))
    assert [each.char for each in found] == list("欧阳桂芳")
    for n, each in enumerate(found):
        assert each.x + EM / 2 == pytest.approx(AXES[0], abs=TOLERANCE_MM)
        # The square of a character reaches from 0.12 em below its baseline to 0.88 em above it.
        assert each.baseline - 0.38 * EM == pytest.approx(middle(n), abs=TOLERANCE_MM)


def test_columns_follow_from_right_to_left(fonts: FontLibrary) -> None:
    found = columns(placed(printed(fonts, vertical(), "桃江县桃花江镇芙蓉社区桃花")))
    assert found == {70.0: "桃江县桃花江镇芙蓉社", 60.0: "区桃花"}


def test_a_line_break_of_the_value_begins_a_column(fonts: FontLibrary) -> None:
    assert columns(placed(printed(fonts, vertical(), "欧阳桂芳\n张三"))) == {70.0: "欧阳桂芳", 60.0: "张三"}


def test_a_column_never_begins_with_a_closing_mark(fonts: FontLibrary) -> None:
    found = placed(printed(fonts, vertical(), "桃江县桃花江镇芙蓉社，区桃花"))
    assert "".join(each.char for each in found if each.x < 65) == "社，区桃花"


@pytest.mark.parametrize("stop", "，。、；：？！")
def test_stops_stand_at_the_upper_right(fonts: FontLibrary, stop: str) -> None:
    left, top, right, bottom = ink_box(printed(fonts, vertical(), stop), AROUND)
    assert (left + right) / 2 > AXES[0]
    assert middle(0) - EM / 2 <= top < middle(0)
    assert (top + bottom) / 2 < middle(0) + 0.1
    assert right <= AXES[0] + EM / 2


@pytest.mark.parametrize("dash", "—…-～")
def test_dashes_and_dots_run_down_the_column(fonts: FontLibrary, dash: str) -> None:
    left, top, right, bottom = ink_box(printed(fonts, vertical(), dash), AROUND)
    assert bottom - top > right - left
    assert ((left + right) / 2, (top + bottom) / 2) == pytest.approx((AXES[0], middle(0)), abs=0.1)


@pytest.mark.parametrize(("opening", "closing"), ["（）", "《》", "〔〕", "【】", "()", "「」", "“”", "‘’"])
def test_brackets_turn_and_embrace_what_stands_between(fonts: FontLibrary, opening: str, closing: str) -> None:
    for mark, down in ((opening, 1), (closing, -1)):
        left, top, right, bottom = ink_box(printed(fonts, vertical(), mark), AROUND)
        assert right - left > bottom - top
        assert (left + right) / 2 == pytest.approx(AXES[0], abs=0.1)
        assert down * ((top + bottom) / 2 - middle(0)) > -0.05


def test_the_dot_of_a_name_stands_in_the_middle(fonts: FontLibrary) -> None:
    left, top, right, bottom = ink_box(printed(fonts, vertical(), "·"), AROUND)
    assert ((left + right) / 2, (top + bottom) / 2) == pytest.approx((AXES[0], middle(0)), abs=0.1)


def test_letters_and_digits_stand_upright_one_a_place(fonts: FontLibrary) -> None:
    found = placed(printed(fonts, vertical(), "A8"))
    assert [each.char for each in found] == ["A", "8"]
    assert found[1].baseline - found[0].baseline == pytest.approx(PITCH, abs=0.01)
    left, top, right, bottom = ink_box(printed(fonts, vertical(), "8"), AROUND)
    assert bottom - top > right - left
    assert (left + right) / 2 == pytest.approx(AXES[0], abs=0.1)


def test_rare_characters_are_read_back(fonts: FontLibrary) -> None:
    assert [each.char for each in placed(printed(fonts, vertical(), "䶮㛃𠅤𬱖"))] == list("䶮㛃𠅤𬱖")


def test_too_long_a_text_closes_up_and_then_is_refused(fonts: FontLibrary) -> None:
    text = "桃江县桃花江镇芙蓉社区桃花东路十六号二栋三零二室"
    found = placed(printed(fonts, vertical(), text))
    size = found[0].size
    assert 9 <= size < 14
    assert found[1].baseline - found[0].baseline == pytest.approx(PITCH * size / 14, abs=0.01)
    assert "".join(each.char for each in found) == text
    with pytest.raises(ElementOverflow, match="holder") as refused:
        printed(fonts, vertical(), text * 3)
    assert "桃" not in str(refused.value)


def test_a_missing_value_leaves_its_blank_mark(fonts: FontLibrary) -> None:
    assert columns(placed(printed(fonts, vertical(required=False, blank="※※")))) == {70.0: "※※"}
