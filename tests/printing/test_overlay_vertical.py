"""Text from top to bottom (GB/T 15834-2011, section 5.2)."""

from __future__ import annotations

import dataclasses
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from printing.errors import ElementOverflow
from printing.fonts import FontLibrary
from printing.form.elements import Box, VerticalElement
from tests.printing.making import lettering, printed
from tests.printing.pdf_reader import MM_PER_POINT, Placed, ink_box, placed

CORNERS = str.maketrans("“”‘’", "『』「」")

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


@settings(max_examples=80, deadline=None)
@given(
    text=st.text(st.sampled_from("桃江县䶮𠅤，。；：（）《》“”·—A8\n"), min_size=1, max_size=70),
    pitch=st.integers(550, 700),
)
def test_nothing_is_lost_cut_or_out_of_its_place_and_no_column_breaks_a_rule(
    fonts: FontLibrary, text: str, pitch: int
) -> None:
    element = vertical(required=False, pitch=pitch)
    try:
        found = placed(printed(fonts, element, text))
    except ElementOverflow as refused:
        # Two columns of 55 mm take ten characters and more each at their smallest; a mark takes its neighbour along.
        assert len("".join(text.split())) > 6 or text.count("\n") > 1
        assert refused.element == "holder"
        return
    found = [each for each in found if each.char.strip()]
    assert sorted(each.char for each in found) == sorted("".join(text.split()).translate(CORNERS))
    if not found:
        return
    step = pitch / 100 * found[0].size / 14
    read: dict[tuple[float, int], str] = {}
    for each in found:
        place = _place(each, step)
        assert 0 <= place < round(55 / step) + 1
        assert place not in {at for axis, at in read if axis == _axis(each)}
        read[_axis(each), place] = each.char
    assert max(each.size for each in found) == min(each.size for each in found)
    in_order = "".join(char for _, char in sorted(read.items(), key=lambda item: (-item[0][0], item[0][1])))
    assert in_order == "".join(text.split()).translate(CORNERS)
    # A run of marks that is longer than a column has to be broken somewhere.
    if not re.search("[，。；：（）《》“”·—A8]{5}", text):
        assert not [char for (_, place), char in read.items() if place == 0 and _forbidden(text, char)]


def _axis(each: Placed) -> float:
    return min(AXES, key=lambda axis: abs(axis - each.x))


def _place(each: Placed, step: float) -> int:
    """Return in which place of its column a character stands; its origin is nowhere near the place's edges."""
    return int((each.baseline - TOP) // step)


def _forbidden(text: str, char: str) -> bool:
    """Whether a column must not begin with a character, unless the writer began a line with it."""
    return char in "，。；：）》』·—" and char not in {line[:1].translate(CORNERS) for line in text.splitlines()}
