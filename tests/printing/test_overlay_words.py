"""Texts on a form: one line, a few, a block."""

from __future__ import annotations

import dataclasses
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from printing.errors import ElementMissing, ElementOverflow, MissingGlyph
from printing.fonts import FontLibrary
from printing.form.elements import Align, ConstantElement, Fit, LinesElement, TextElement
from tests.printing.making import box, lettering, printed
from tests.printing.pdf_reader import MM_PER_POINT, Placed, lines_of, placed, text_of

TOLERANCE_MM = 0.05
NAME = "阿卜杜热合曼·麦麦提吐尔逊"
SCOPE = (
    "食品销售；农副产品销售；日用百货销售；五金产品零售；保健食品（预包装）销售；食用农产品零售；"
    "新鲜水果零售、新鲜蔬菜零售；互联网销售（除销售需要许可的商品）。"
)


def text_element(**changes: object) -> TextElement:
    element = TextElement(
        id="name",
        box=box(),
        data="it",
        required=True,
        sample="张三",
        blank="",
        baseline=3700,
        wrapped=(),
        lettering=lettering(1600, floor=900),
        fit=Fit.SHRINK,
        align=Align.LEFT,
    )
    return dataclasses.replace(element, **changes)  # type: ignore[arg-type] # each test names its own fields


def lines_element(**changes: object) -> LinesElement:
    element = LinesElement(
        id="scope",
        box=box(2000, 3000, 6000, 3000),
        data="it",
        required=True,
        sample="零售",
        blank="",
        closing="",
        baseline=3550,
        leading=700,
        lettering=lettering(1400, floor=900),
        align=Align.LEFT,
    )
    return dataclasses.replace(element, **changes)  # type: ignore[arg-type] # each test names its own fields


def ends(line: list[Placed]) -> tuple[float, float]:
    """Where a line of Chinese characters begins and ends, in mm."""
    return line[0].x, line[-1].x + line[-1].size * MM_PER_POINT


class TestALine:
    @pytest.mark.parametrize(
        ("align", "edges"), [(Align.LEFT, (20.0, None)), (Align.RIGHT, (None, 80.0)), (Align.CENTRE, None)]
    )
    def test_stands_where_its_alignment_says(
        self, fonts: FontLibrary, align: Align, edges: tuple[float | None, float | None] | None
    ) -> None:
        (line,) = lines_of(printed(fonts, text_element(align=align), "桃江县民政局"))
        left, right = ends(line)
        assert line[0].baseline == pytest.approx(37.0, abs=TOLERANCE_MM)
        if edges is None:
            assert left - 20 == pytest.approx(80 - right, abs=2 * TOLERANCE_MM)
            assert left > 30
        else:
            for found, wanted in zip((left, right), edges, strict=True):
                assert wanted is None or found == pytest.approx(wanted, abs=TOLERANCE_MM)

    def test_is_spaced_as_its_lettering_says(self, fonts: FontLibrary) -> None:
        spaced = text_element(lettering=lettering(1600, spacing=800), align=Align.RIGHT)
        (line,) = lines_of(printed(fonts, spaced, "桃江县"))
        steps = [after.x - before.x for before, after in pairwise(line)]
        assert steps == pytest.approx([24 * MM_PER_POINT] * 2, abs=0.01)
        assert ends(line)[1] == pytest.approx(80.0, abs=TOLERANCE_MM)

    def test_gives_up_its_spacing_before_it_is_condensed(self, fonts: FontLibrary) -> None:
        spaced = text_element(lettering=lettering(1600, spacing=800))
        (line,) = lines_of(printed(fonts, spaced, "桃江县民政局婚姻"))
        assert ends(line)[1] - ends(line)[0] == pytest.approx(8 * 16 * MM_PER_POINT, abs=0.05)

    def test_is_condensed_before_it_gets_smaller(self, fonts: FontLibrary) -> None:
        (line,) = lines_of(printed(fonts, text_element(), "桃江县民政局婚姻登记处啊"))
        assert line[0].size == pytest.approx(16)
        assert line[-1].x < 80

    def test_of_a_long_name_gets_smaller_down_to_its_floor_then_wraps_then_is_refused(self, fonts: FontLibrary) -> None:
        wrapping = text_element(box=box(width=4000), fit=Fit.WRAP, wrapped=(3400, 3850))
        sizes, counts = [], []
        for repeats in (1, 2):
            name = "·".join([NAME] * repeats)
            lines = lines_of(printed(fonts, wrapping, name))
            assert "".join(each.char for line in lines for each in line) == name
            sizes.append(lines[0][0].size)
            counts.append(len(lines))
        assert counts == [1, 2]
        assert all(9 <= size < 16 for size in sizes)
        with pytest.raises(ElementOverflow, match="name"):
            printed(fonts, wrapping, "·".join([NAME] * 5))

    def test_wraps_before_it_gets_smaller_where_it_may_flow(self, fonts: FontLibrary) -> None:
        flowing = text_element(fit=Fit.FLOW, wrapped=(3350, 3950))
        lines = lines_of(printed(fonts, flowing, "桃江县桃花江镇芙蓉社区桃花东路"))
        assert [len(line) for line in lines] == [10, 5]
        assert {each.size for line in lines for each in line} == {16}

    def test_that_flows_stands_on_its_own_baseline_once_it_is_small_enough_for_one_line(
        self, fonts: FontLibrary
    ) -> None:
        # 3.5 mm between the two lines leave room for 9.4 pt only, and at that size one line is enough.
        flowing = text_element(fit=Fit.FLOW, wrapped=(3500, 3850))
        (line,) = lines_of(printed(fonts, flowing, "桃江县桃花江镇芙蓉社区桃花东路"))
        assert line[0].size < 10
        assert line[0].baseline == pytest.approx(37.0, abs=TOLERANCE_MM)

    def test_that_must_not_shrink_is_refused(self, fonts: FontLibrary) -> None:
        with pytest.raises(ElementOverflow, match="name"):
            printed(fonts, text_element(fit=Fit.REFUSE), "桃江县民政局婚姻登记处啊")

    def test_never_begins_with_a_closing_mark_when_it_wraps(self, fonts: FontLibrary) -> None:
        flowing = text_element(fit=Fit.FLOW, wrapped=(3350, 3950))
        lines = lines_of(printed(fonts, flowing, "桃江县桃花江镇芙蓉社，区桃花东路"))
        assert [line[0].char for line in lines] == ["桃", "社"]

    @settings(max_examples=60)
    @given(length=st.integers(1, 60), spacing=st.sampled_from((0, 200)), fit=st.sampled_from(Fit))
    def test_is_never_cut_and_never_leaves_its_box(
        self, fonts: FontLibrary, length: int, spacing: int, fit: Fit
    ) -> None:
        value = ("买买提·艾力Abdulla123" * 4)[:length]
        wrapped = (3400, 3900) if fit in (Fit.WRAP, Fit.FLOW) else ()
        element = text_element(fit=fit, wrapped=wrapped, lettering=lettering(1600, floor=900, spacing=spacing))
        try:
            found = placed(printed(fonts, element, value))
        except ElementOverflow as refused:
            assert refused.element == "name"
            assert value not in str(refused)
            return
        assert "".join(each.char for each in found) == value
        assert all(20 - TOLERANCE_MM <= each.x < 80 for each in found)

    def test_that_is_not_there_leaves_its_blank_mark(self, fonts: FontLibrary) -> None:
        assert "※※※" in text_of(printed(fonts, text_element(required=False, blank="※※※")))
        assert "※※※" in text_of(printed(fonts, text_element(required=False, blank="※※※"), "  "))
        assert text_of(printed(fonts, text_element(required=False))) == ""

    def test_with_a_line_break_is_refused(self, fonts: FontLibrary) -> None:
        with pytest.raises(MissingGlyph) as refused:
            printed(fonts, text_element(), "张\n三")
        assert refused.value.code_point == 0x0A


class TestABlock:
    def test_breaks_where_chinese_may_break_and_keeps_its_leading(self, fonts: FontLibrary) -> None:
        lines = lines_of(printed(fonts, lines_element(), SCOPE[:40]))
        assert "".join(each.char for line in lines for each in line) == SCOPE[:40]
        assert not {line[0].char for line in lines} & set("，。、；：）")
        assert not {line[-1].char for line in lines} & set("（")
        assert [line[0].baseline for line in lines] == pytest.approx(
            [35.5 + 7 * n for n in range(len(lines))], abs=0.05
        )
        assert [line[0].x for line in lines] == pytest.approx([20.0] * len(lines), abs=TOLERANCE_MM)

    def test_keeps_the_line_breaks_and_empty_lines_of_its_value(self, fonts: FontLibrary) -> None:
        lines = lines_of(printed(fonts, lines_element(), "东至水渠\r\n西至张三\n\n北至公路"))
        assert ["".join(each.char for each in line) for line in lines] == ["东至水渠", "西至张三", "北至公路"]
        assert [line[0].baseline for line in lines] == pytest.approx([35.5, 42.5, 56.5], abs=0.05)

    def test_closes_up_as_it_gets_smaller(self, fonts: FontLibrary) -> None:
        lines = lines_of(printed(fonts, lines_element(), SCOPE))
        size = lines[0][0].size
        assert 9 <= size < 14
        leading = lines[1][0].baseline - lines[0][0].baseline
        assert leading == pytest.approx(7 * size / 14, abs=0.02)
        assert lines[0][0].baseline == pytest.approx(35.5, abs=TOLERANCE_MM)
        assert lines[-1][0].baseline + 0.24 * size * MM_PER_POINT <= 60
        assert "".join(each.char for line in lines for each in line) == SCOPE

    def test_is_refused_below_its_floor(self, fonts: FontLibrary) -> None:
        with pytest.raises(ElementOverflow, match="scope") as refused:
            printed(fonts, lines_element(), SCOPE * 5)
        assert "食品" not in str(refused.value)

    @pytest.mark.parametrize(
        ("value", "lines"),
        [
            ("零售", ["零售（以下空白）"]),
            ("桃江县桃花江镇芙蓉社区东", ["桃江县桃花江镇芙蓉社区东", "（以下空白）"]),
            ("东\n西\n南\n桃江县桃花江镇芙蓉社区东", ["东", "西", "南", "桃江县桃花江镇芙蓉社区东"]),
        ],
    )
    def test_has_its_closing_mark_behind_it_or_below_it_or_not_at_all(
        self, fonts: FontLibrary, value: str, lines: list[str]
    ) -> None:
        found = lines_of(printed(fonts, lines_element(closing="（以下空白）"), value))
        assert ["".join(each.char for each in line) for line in found] == lines
        assert found[0][0].size == 14

    def test_breaks_a_word_that_is_wider_than_the_block(self, fonts: FontLibrary) -> None:
        word = "https://zw.taojiang.example/" + "abcdefgh" * 10
        lines = lines_of(printed(fonts, lines_element(), word))
        assert "".join(each.char for line in lines for each in line) == word
        assert len(lines) > 2

    def test_that_is_not_there_leaves_its_blank_mark_without_a_closing_one(self, fonts: FontLibrary) -> None:
        element = lines_element(required=False, blank="※※※", closing="（以下空白）")
        assert text_of(printed(fonts, element)) == "※※※"

    def test_that_is_required_refuses_the_print(self, fonts: FontLibrary) -> None:
        with pytest.raises(ElementMissing, match="scope"):
            printed(fonts, lines_element(), " \n ")


def test_a_constant_stands_on_its_baseline_and_at_its_edge(fonts: FontLibrary) -> None:
    element = ConstantElement(
        id="unit", box=box(), text="平方米", baseline=3700, lettering=lettering(), align=Align.RIGHT
    )
    (line,) = lines_of(printed(fonts, element))
    assert "".join(each.char for each in line) == "平方米"
    assert (ends(line)[1], line[0].baseline) == pytest.approx((80, 37), abs=TOLERANCE_MM)
