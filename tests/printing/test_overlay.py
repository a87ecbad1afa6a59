"""An order as a whole: the sheet, the one matrix, conditions, what is refused, and what stays secret."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from datetime import date

import pytest

from printing.calibration import Affine, Calibration, Shift
from printing.errors import ContentError, ElementMissing, MissingGlyph
from printing.fonts import FontLibrary
from printing.form.condition import Condition, Test
from printing.form.elements import ConstantElement
from printing.form.form import Choice, Form, Turn
from printing.form.values import FieldValue, Money, PictureValue, RowsValue
from printing.overlay import OverlayOrder, form_to_sheet, render_overlay, sample_values
from printing.preview.reading import load_background
from printing.specimen import Specimen
from tests.printing.every_kind import every_kind
from tests.printing.making import form_of
from tests.printing.pdf_reader import codes_of, content_of, media_box, placed, text_of

TOLERANCE_MM = 0.05
SECRET = "机密𠅤"


@pytest.fixture(scope="module")
def full() -> Form:
    return every_kind("every-kind", "iso_a4_210x297mm", Turn.RIGHT)


@pytest.fixture(scope="module")
def samples(full: Form) -> dict[str, FieldValue]:
    return sample_values(full)


def rendered(card: Form, fonts: FontLibrary, **values: FieldValue) -> bytes:
    return render_overlay(card, OverlayOrder(values={**sample_values(card), **values}), fonts).data


class TestTheSheet:
    def test_is_exactly_its_medium_whichever_way_the_form_lies(self, full: Form, fonts: FontLibrary) -> None:
        for turn in Turn:
            pdf = render_overlay(form_of(medium="iso_a3_297x420mm", turn=turn), OverlayOrder(values={}), fonts)
            assert media_box(pdf.data) == pytest.approx((297, 420), abs=0.0005)
            assert b"/Rotate" not in pdf.data
            assert pdf.medium == "iso_a3_297x420mm"

    def test_begins_with_the_one_matrix(self, card: Form, fonts: FontLibrary) -> None:
        order = OverlayOrder(values=sample_values(card), calibration=Calibration(Affine(e=1.0)), shift=Shift(down=50))
        operators = content_of(render_overlay(card, order, fonts).data).split()
        # 1 mm is 2.83465 pt; y goes up in a PDF.
        assert [float(number) for number in operators[:6]] == pytest.approx([1, 0, 0, 1, -2.83465, -1.41732], abs=1e-4)
        assert operators[6] == "cm"
        assert operators.count("cm") == 1

    @pytest.mark.parametrize(
        ("turn", "place"), [(Turn.NONE, (11, 22)), (Turn.RIGHT, (148 - 22, 11)), (Turn.LEFT, (22, 210 - 11))]
    )
    def test_carries_the_form_turned(self, turn: Turn, place: tuple[float, float]) -> None:
        form = form_of(turn=turn, shift=Shift(right=60, down=150))
        way = form_to_sheet(form, Shift(right=40, down=50), Calibration())
        assert way.apply(10, 20) == pytest.approx(place)

    def test_is_told_to_the_printer_so_that_its_error_ends_at_the_place(self) -> None:
        form = form_of(turn=Turn.LEFT, shift=Shift(right=60))
        error = Affine(a=1.004, b=0.0026, c=-0.0026, d=0.997, e=1.3, f=-0.8)
        told = form_to_sheet(form, Shift(down=50), Calibration(error)).apply(10, 20)
        assert error.apply(*told) == pytest.approx((20.5, 210 - 10.6))

    def test_moves_every_character_alike(self, card: Form, fonts: FontLibrary) -> None:
        error = Affine(a=1.004, b=0.0026, c=-0.0026, d=0.997, e=1.3, f=-0.8)
        order = OverlayOrder(
            values=sample_values(card), calibration=Calibration(error), shift=Shift(right=40, down=-25)
        )
        straight = placed(rendered(card, fonts))
        corrected = placed(render_overlay(card, order, fonts).data)
        assert len(straight) == len(corrected) > 50
        for before, after in zip(straight, corrected, strict=True):
            assert before.char == after.char
            on_paper = error.apply(after.x, after.baseline)
            assert on_paper == pytest.approx((before.x + 0.40, before.baseline - 0.25), abs=TOLERANCE_MM)


def test_the_same_order_gives_the_same_bytes(full: Form, samples: dict[str, FieldValue], fonts: FontLibrary) -> None:
    order = OverlayOrder(values=samples, specimen=Specimen())
    first, second = render_overlay(full, order, fonts), render_overlay(full, order, fonts)
    assert (first.data, first.sha256) == (second.data, second.sha256)
    again = OverlayOrder(values=dict(reversed(samples.items())), specimen=Specimen())
    assert render_overlay(full, again, fonts).sha256 == first.sha256


class TestTheSandboxMark:
    def test_leaves_codes_readable(self, full: Form, samples: dict[str, FieldValue], fonts: FontLibrary) -> None:
        data = render_overlay(full, OverlayOrder(values=samples, specimen=Specimen()), fonts).data
        assert sorted(codes_of(data)) == sorted([samples["qr"], samples["barcode"]])  # type: ignore[type-var] # texts
        assert "SPECIMEN" in text_of(data)

    def test_is_not_on_a_paper_that_counts(self, card: Form, fonts: FontLibrary) -> None:
        assert "SPECIMEN" not in text_of(rendered(card, fonts))


def test_nothing_pre_printed_is_in_the_file_for_the_printer(card: Form, fonts: FontLibrary) -> None:
    text = text_of(rendered(card, fonts)).replace("\r\n", "")
    assert "".join(sorted(text.replace(" ", ""))) == "".join(sorted(_everything_ordered(card)))
    background = load_background(card)
    printed = [*(each.words.text for each in background.labels), *(each.words.text for each in background.captions)]
    labels = [label for label in printed if len(label) > 2]
    assert labels
    assert not [label for label in labels if label in text]


def _everything_ordered(card: Form) -> str:
    parts = []
    for value in (value for key, value in sample_values(card).items() if key != "verify_url"):
        assert isinstance(value, str | date)
        parts.append(f"{value.year}{value.month}{value.day}" if isinstance(value, date) else value.replace(" ", ""))
    return "".join(parts)


def test_the_production_path_does_not_even_load_the_module_that_knows_the_background() -> None:
    program = (
        "import sys, printing.overlay, printing.form, printing.proof, printing.receipt\n"
        "sys.exit('printing.preview' in sys.modules or 'printing.samples' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


class TestACondition:
    @pytest.mark.parametrize(
        ("condition", "values", "printed"),
        [
            (Condition(key="kind", test=Test.PRESENT), {"kind": "甲"}, True),
            (Condition(key="kind", test=Test.PRESENT), {"kind": " "}, False),
            (Condition(key="kind", test=Test.PRESENT), {"kind": Money(0)}, True),
            (Condition(key="kind", test=Test.PRESENT), {}, False),
            (Condition(key="kind", test=Test.ABSENT), {}, True),
            (Condition(key="kind", test=Test.ABSENT), {"kind": date(2026, 1, 1)}, False),
            (Condition(key="kind", test=Test.ONE_OF, values=("甲", "乙")), {"kind": "乙"}, True),
            (Condition(key="kind", test=Test.ONE_OF, values=("甲", "乙")), {"kind": "丙"}, False),
            (Condition(key="kind", test=Test.NONE_OF, values=("甲",)), {"kind": "丙"}, True),
            (Condition(key="kind", test=Test.NONE_OF, values=("甲",)), {"kind": "甲"}, False),
        ],
    )
    def test_decides_whether_an_element_is_printed(
        self, full: Form, fonts: FontLibrary, condition: Condition, values: dict[str, FieldValue], printed: bool
    ) -> None:
        (constant,) = [each for each in full.elements if isinstance(each, ConstantElement)]
        form = form_of(replace(constant, when=condition))
        assert bool(text_of(render_overlay(form, OverlayOrder(values=values), fonts).data)) is printed

    @pytest.mark.parametrize("test", [Test.ONE_OF, Test.NONE_OF])
    @pytest.mark.parametrize("values", [{}, {"kind": ""}])
    def test_on_a_value_that_nobody_has_given_refuses_the_print(
        self, full: Form, fonts: FontLibrary, test: Test, values: dict[str, FieldValue]
    ) -> None:
        (constant,) = [each for each in full.elements if isinstance(each, ConstantElement)]
        form = form_of(replace(constant, when=Condition(key="kind", test=test, values=("甲",))))
        with pytest.raises(ElementMissing):
            render_overlay(form, OverlayOrder(values=values), fonts)

    @pytest.mark.parametrize("test", Test)
    def test_on_a_value_outside_its_closed_list_refuses_the_print(
        self, full: Form, fonts: FontLibrary, test: Test
    ) -> None:
        (constant,) = [each for each in full.elements if isinstance(each, ConstantElement)]
        values = ("甲",) if test in (Test.ONE_OF, Test.NONE_OF) else ()
        asking = replace(constant, id="asking", when=Condition(key="kind", test=test, values=values))
        form = replace(form_of(asking), choices=(Choice("kind", ("甲", "乙")),))
        render_overlay(form, OverlayOrder(values={"kind": "乙"}), fonts)
        with pytest.raises(ElementMissing) as caught:
            render_overlay(form, OverlayOrder(values={"kind": "机密"}), fonts)
        assert caught.value.element == "asking"
        assert "机密" not in str(caught.value)

    def test_that_does_not_hold_asks_for_no_value(self, full: Form, fonts: FontLibrary) -> None:
        absent = Condition(key="kind", test=Test.PRESENT)
        form = form_of(*(replace(each, when=absent) for each in full.elements))
        assert text_of(render_overlay(form, OverlayOrder(values={}), fonts).data) == ""

    def test_is_met_by_the_samples(self, full: Form, fonts: FontLibrary) -> None:
        (constant,) = [each for each in full.elements if isinstance(each, ConstantElement)]
        for condition in (
            Condition(key="kind", test=Test.ONE_OF, values=("甲", "乙")),
            Condition(key="kind", test=Test.PRESENT),
            Condition(key="kind", test=Test.ABSENT),
            Condition(key="kind", test=Test.NONE_OF, values=("甲",)),
        ):
            form = form_of(replace(constant, when=condition))
            assert text_of(render_overlay(form, OverlayOrder(values=sample_values(form)), fonts).data)


class TestAValue:
    @pytest.mark.parametrize("sex", ["2", "女性", " 女", "f"])
    def test_that_is_no_word_of_its_list_refuses_the_print(self, card: Form, fonts: FontLibrary, sex: str) -> None:
        with pytest.raises(ElementMissing) as caught:
            rendered(card, fonts, holder_sex=sex)
        assert caught.value.element == "sex"

    def test_that_a_required_element_lacks_refuses_the_print(
        self, full: Form, samples: dict[str, FieldValue], fonts: FontLibrary
    ) -> None:
        for key in {element.data for element in full.filled()}:
            lacking = {name: value for name, value in samples.items() if name != key}
            with pytest.raises(ElementMissing) as caught:
                render_overlay(full, OverlayOrder(values=lacking), fonts)
            assert caught.value.code == "PRINT_ELEMENT_MISSING"
            asking = {each.id for each in full.filled() if each.data == key}
            tested = {each.id for each in full.elements if each.when and each.when.key == key}
            assert caught.value.element in asking | tested

    @pytest.mark.parametrize(
        "value", [SECRET, date(2026, 3, 8), Money(7), PictureValue(b"PNG"), RowsValue(((SECRET,),))]
    )
    def test_of_the_wrong_kind_refuses_the_print_also_where_none_is_required(
        self, full: Form, samples: dict[str, FieldValue], fonts: FontLibrary, value: FieldValue
    ) -> None:
        for element in full.filled():
            wrong = {**samples, element.data: value}
            form = form_of(replace(element, required=False))
            if type(value) is not type(samples[element.data]):
                with pytest.raises(ElementMissing):
                    render_overlay(form, OverlayOrder(values=wrong), fonts)

    def test_never_stands_in_an_error(self, full: Form, samples: dict[str, FieldValue], fonts: FontLibrary) -> None:
        refused = 0
        for value in (SECRET * 400, RowsValue(((SECRET * 400,),)), RowsValue(((SECRET, SECRET, SECRET),) * 40)):
            for element in full.filled():
                try:
                    render_overlay(form_of(element), OverlayOrder(values={**samples, element.data: value}), fonts)
                except ContentError as error:
                    refused += 1
                    assert error.element == element.id
                    assert not set(SECRET) & set(str(error) + repr(error) + str(error.__cause__) + error.detail)
        assert refused > 30

    def test_stands_in_no_representation(self, samples: dict[str, FieldValue]) -> None:
        order = OverlayOrder(values={**samples, "name": SECRET})
        assert SECRET not in repr(order)

    def test_with_a_character_that_no_font_has_refuses_the_print(self, card: Form, fonts: FontLibrary) -> None:
        with pytest.raises(MissingGlyph) as caught:
            rendered(card, fonts, holder_name="张\U000f1234")
        assert (caught.value.element, caught.value.code_point) == ("name", 0xF1234)

    @pytest.mark.parametrize("name", ["䶮㛃𠅤𬱖", "欧阳䶮", "𬱖·㛃"])
    def test_of_rare_characters_is_read_back_as_it_was(self, card: Form, fonts: FontLibrary, name: str) -> None:
        assert name in text_of(rendered(card, fonts, holder_name=name))
