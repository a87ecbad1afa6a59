from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from datetime import date

import pytest

from printing.calibration import Affine, Calibration, Shift
from printing.errors import ElementMissing, ElementOverflow, MissingGlyph
from printing.fonts import FontLibrary
from printing.form.elements import CellsElement, DateElement, TextElement
from printing.form.form import Form
from printing.form.values import FieldValue
from printing.overlay import OverlayOrder, render_overlay, sample_values
from printing.preview.reading import load_background
from printing.specimen import Specimen
from tests.printing.pdf_reader import Placed, codes_of, content_of, ink_within, media_box, placed, text_of

TOLERANCE_MM = 0.05

LONGEST_NAME = 25
"""Characters that a register's name field holds (facts, section 5)."""


def rendered(card: Form, fonts: FontLibrary, **values: FieldValue) -> bytes:
    return render_overlay(card, OverlayOrder(values={**sample_values(card), **values}), fonts).data


def on_line(found: list[Placed], baseline: int) -> list[Placed]:
    return [each for each in found if abs(each.baseline - baseline / 100) < TOLERANCE_MM and each.char != " "]


def element_of(card: Form, element_id: str) -> TextElement | DateElement | CellsElement:
    (element,) = [each for each in card.elements if each.id == element_id]
    assert isinstance(element, TextElement | DateElement | CellsElement)
    return element


def test_the_sheet_is_exactly_its_medium(card: Form, fonts: FontLibrary) -> None:
    assert card.medium.name == "iso_a5_148x210mm"
    assert media_box(rendered(card, fonts)) == pytest.approx((148, 210), abs=0.0005)


def test_text_begins_at_its_box_on_its_baseline(card: Form, fonts: FontLibrary) -> None:
    found = placed(rendered(card, fonts))
    for element_id, text in (("name", "欧阳桂芳"), ("sex", "女"), ("card-number", "湘优430922202600001")):
        element = element_of(card, element_id)
        line = [each for each in on_line(found, element.baseline) if each.x >= element.box.x / 100 - TOLERANCE_MM]
        assert "".join(each.char for each in line[: len(text)]) == text
        assert line[0].x == pytest.approx(element.box.x / 100, abs=TOLERANCE_MM)


def test_centred_text_has_as_much_white_on_either_side(card: Form, fonts: FontLibrary) -> None:
    issuer = element_of(card, "issuer")
    line = on_line(placed(rendered(card, fonts)), issuer.baseline)
    right = line[-1].x + line[-1].size * 25.4 / 72
    assert line[0].x + right == pytest.approx(2 * (issuer.box.x + issuer.box.width / 2) / 100, abs=2 * TOLERANCE_MM)


def test_each_character_of_a_number_stands_in_the_middle_of_its_cell(card: Form, fonts: FontLibrary) -> None:
    cells = element_of(card, "id-number")
    assert isinstance(cells, CellsElement)
    line = on_line(placed(rendered(card, fonts)), cells.baseline)
    assert "".join(each.char for each in line) == cells.sample
    digit = 0.6 * cells.lettering.size / 100 * 25.4 / 72
    for n, each in enumerate(line):
        middle = (cells.box.x + (n + 0.5) * cells.pitch) / 100
        assert each.x + digit / 2 == pytest.approx(middle, abs=TOLERANCE_MM)


def test_a_dates_numbers_are_centred_in_their_places(card: Form, fonts: FontLibrary) -> None:
    birth = element_of(card, "birth")
    assert isinstance(birth, DateElement)
    line = on_line(placed(rendered(card, fonts)), birth.baseline)
    assert "".join(each.char for each in line) == "1956312"
    digit = 0.6 * birth.lettering.size / 100 * 25.4 / 72
    year = line[:4]
    middle = (year[0].x + year[3].x + digit) / 2
    assert middle == pytest.approx((birth.year.x + birth.year.width / 2) / 100, abs=TOLERANCE_MM)


def test_the_code_can_be_scanned(card: Form, fonts: FontLibrary) -> None:
    url = "https://zw.taojiang.example/v/7Q4K29MX3H"
    assert codes_of(rendered(card, fonts, verify_url=url)) == [url]


def test_the_code_can_be_scanned_through_the_mark_of_the_sandbox(card: Form, fonts: FontLibrary) -> None:
    order = OverlayOrder(values=sample_values(card), specimen=Specimen())
    data = render_overlay(card, order, fonts).data
    assert codes_of(data) == [sample_values(card)["verify_url"]]
    assert "样张 SPECIMEN" in text_of(data)


def test_a_paper_that_counts_bears_no_mark(card: Form, fonts: FontLibrary) -> None:
    assert "SPECIMEN" not in text_of(rendered(card, fonts))


@pytest.mark.parametrize("name", ["䶮㛃𠅤𬱖", "欧阳䶮", "𬱖·㛃"])
def test_rare_names_print_and_are_read_back_as_they_were(card: Form, fonts: FontLibrary, name: str) -> None:
    assert name in text_of(rendered(card, fonts, holder_name=name))


def test_nothing_pre_printed_is_in_the_file_for_the_printer(card: Form, fonts: FontLibrary) -> None:
    text = text_of(rendered(card, fonts)).replace("\r\n", "")
    assert "".join(sorted(text.replace(" ", ""))) == "".join(sorted(_everything_ordered(card)))
    labels = [label.words.text for label in load_background(card).labels]
    assert labels
    assert not [label for label in labels if label in text]


def _everything_ordered(card: Form) -> str:
    parts = []
    for value in (value for key, value in sample_values(card).items() if key != "verify_url"):
        parts.append(f"{value.year}{value.month}{value.day}" if isinstance(value, date) else value.replace(" ", ""))
    return "".join(parts)


def test_the_production_path_does_not_even_load_the_module_that_knows_the_background() -> None:
    program = (
        "import sys, printing.overlay, printing.form, printing.proof, printing.receipt\n"
        "sys.exit('printing.preview' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_the_same_order_gives_the_same_bytes(card: Form, fonts: FontLibrary) -> None:
    order = OverlayOrder(values=sample_values(card))
    first, second = render_overlay(card, order, fonts), render_overlay(card, order, fonts)
    assert (first.data, first.sha256) == (second.data, second.sha256)


def test_the_content_begins_with_the_one_matrix(card: Form, fonts: FontLibrary) -> None:
    order = OverlayOrder(values=sample_values(card), calibration=Calibration(Affine(e=1.0)), shift=Shift(down=50))
    operators = content_of(render_overlay(card, order, fonts).data).split()
    # 1 mm is 2.83465 pt; y goes up in a PDF.
    assert [float(number) for number in operators[:6]] == pytest.approx([1, 0, 0, 1, -2.83465, -1.41732], abs=1e-4)
    assert operators[6] == "cm"
    assert operators.count("cm") == 1


def test_batch_shift_and_the_printers_error_undone_move_every_character(card: Form, fonts: FontLibrary) -> None:
    error = Affine(a=1.004, b=0.0026, c=-0.0026, d=0.997, e=1.3, f=-0.8)
    order = OverlayOrder(values=sample_values(card), calibration=Calibration(error), shift=Shift(right=40, down=-25))
    straight = placed(rendered(card, fonts))
    corrected = placed(render_overlay(card, order, fonts).data)
    assert len(straight) == len(corrected) > 50
    for before, after in zip(straight, corrected, strict=True):
        assert before.char == after.char
        on_paper = error.apply(after.x, after.baseline)
        assert on_paper == pytest.approx((before.x + 0.40, before.baseline - 0.25), abs=TOLERANCE_MM)


class TestATextTooLongForItsPlace:
    def test_is_condensed_first(self, card: Form, fonts: FontLibrary) -> None:
        line = self.name_lines(card, fonts, "欧阳上官司马诸葛东")
        assert len(line) == 1
        assert line[0][0].size == pytest.approx(element_of(card, "name").lettering.size / 100)

    def test_then_gets_smaller(self, card: Form, fonts: FontLibrary) -> None:
        line = self.name_lines(card, fonts, "阿卜杜热合曼·麦麦提吐尔逊")
        assert len(line) == 1
        assert line[0][0].size < element_of(card, "name").lettering.size / 100

    def test_then_wraps(self, card: Form, fonts: FontLibrary) -> None:
        name = "阿卜杜热合曼·麦麦提吐尔逊·阿布都克里木·艾"
        lines = self.name_lines(card, fonts, name)
        assert len(lines) == 2
        assert "".join(each.char for line in lines for each in line) == name
        name_element = element_of(card, "name")
        assert isinstance(name_element, TextElement)
        assert [line[0].baseline * 100 for line in lines] == pytest.approx(name_element.wrapped, abs=5)

    def test_and_at_last_is_refused(self, card: Form, fonts: FontLibrary) -> None:
        with pytest.raises(ElementOverflow) as caught:
            rendered(card, fonts, holder_name="阿卜杜热合曼·麦麦提吐尔逊" * 4)
        assert (caught.value.element, caught.value.code) == ("name", "PRINT_ELEMENT_OVERFLOW")
        assert "阿" not in str(caught.value)

    @pytest.mark.parametrize("length", range(1, 40))
    def test_never_leaves_its_box(self, card: Form, fonts: FontLibrary, length: int) -> None:
        box = element_of(card, "name").box
        try:
            data = rendered(card, fonts, holder_name=("买买提·艾力" * 8)[:length])
        except ElementOverflow:
            assert length > LONGEST_NAME
            return
        left, top, right, bottom = (n / 100 for n in (box.x, box.y, box.x + box.width, box.y + box.height))
        assert ink_within(data, left, top, right, bottom)
        assert not ink_within(data, right, top, element_of(card, "sex").box.x / 100, bottom)
        assert not ink_within(data, left, top - 2, right, top)
        assert not ink_within(data, left, bottom, right, bottom + 2)

    @staticmethod
    def name_lines(card: Form, fonts: FontLibrary, name: str) -> list[list[Placed]]:
        element = element_of(card, "name")
        assert isinstance(element, TextElement)
        right = (element.box.x + element.box.width) / 100
        found = [each for each in placed(rendered(card, fonts, holder_name=name)) if each.x <= right]
        lines = [on_line(found, baseline) for baseline in (element.baseline, *element.wrapped)]
        return [line for line in lines if line]


def test_an_address_breaks_over_its_lines_before_it_shrinks(card: Form, fonts: FontLibrary) -> None:
    address = element_of(card, "address")
    assert isinstance(address, TextElement)
    lines = [on_line(placed(rendered(card, fonts)), baseline) for baseline in address.wrapped]
    assert all(lines)
    assert {each.size for line in lines for each in line} == {address.lettering.size / 100}


def test_a_value_that_a_required_element_lacks_refuses_the_print(card: Form, fonts: FontLibrary) -> None:
    values = sample_values(card)
    for key in values:
        lacking = {name: value for name, value in values.items() if name != key}
        with pytest.raises(ElementMissing) as caught:
            render_overlay(card, OverlayOrder(values=lacking), fonts)
        assert caught.value.code == "PRINT_ELEMENT_MISSING"


@pytest.mark.parametrize(
    ("key", "value", "element"),
    [
        ("holder_birth", "1956-03-12", "birth"),
        ("holder_name", date(1956, 3, 12), "name"),
        ("holder_name", "  ", "name"),
    ],
)
def test_a_value_of_the_wrong_kind_refuses_the_print(
    card: Form, fonts: FontLibrary, key: str, value: FieldValue, element: str
) -> None:
    with pytest.raises(ElementMissing) as caught:
        rendered(card, fonts, **{key: value})
    assert caught.value.element == element


def test_an_empty_place_gets_its_blank_mark(card: Form, fonts: FontLibrary) -> None:
    address = element_of(card, "address")
    assert isinstance(address, TextElement)
    others = tuple(each for each in card.elements if each is not address)
    form = replace(card, elements=(*others, replace(address, required=False, blank="※※※")))
    values = {key: value for key, value in sample_values(form).items() if key != "holder_address"}
    assert "※※※" in text_of(render_overlay(form, OverlayOrder(values=values), fonts).data)


@pytest.mark.parametrize("number", ["43092219560312002", "4309221956031200234"])
def test_a_number_that_does_not_fill_its_cells_is_refused(card: Form, fonts: FontLibrary, number: str) -> None:
    with pytest.raises(ElementOverflow, match="id-number"):
        rendered(card, fonts, holder_id_number=number)


def test_a_code_too_dense_for_its_place_is_refused(card: Form, fonts: FontLibrary) -> None:
    with pytest.raises(ElementOverflow, match="verify"):
        rendered(card, fonts, verify_url="https://zw.taojiang.example/v/" + "A" * 900)


def test_a_character_that_no_font_has_refuses_the_print(card: Form, fonts: FontLibrary) -> None:
    with pytest.raises(MissingGlyph) as caught:
        rendered(card, fonts, holder_name="张\U000f1234")
    assert (caught.value.element, caught.value.code_point) == ("name", 0xF1234)


@pytest.mark.parametrize(
    ("number", "words"),
    [(2026, "二〇二六"), (1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (31, "三十一"), (9, "九")],
)
def test_numbers_of_a_date_in_chinese(number: int, words: str) -> None:
    assert chinese_number(number) == words
