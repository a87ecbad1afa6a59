from __future__ import annotations

from dataclasses import replace

import pytest
from PIL import Image, ImageChops

from printing.calibration import Affine, Calibration
from printing.errors import ElementMissing
from printing.fonts import FontLibrary
from printing.form.condition import Condition, Test
from printing.form.form import Form, Turn
from printing.form.library import FormLibrary
from printing.overlay import OverlayOrder, render_overlay, sample_values
from printing.preview.drawing import NO_BLANK
from printing.preview.gallery import contact_sheet
from printing.preview.picture import as_read, rasterise, sheet_as_held, title_of
from printing.preview.proof import render_proof
from printing.preview.reading import load_background
from tests.printing.making import blank_of
from tests.printing.pdf_reader import codes_of, media_box, placed, text_of

LIBRARY = FormLibrary()


def bare(text: str) -> str:
    return "".join(text.split())


def test_a_blank_has_the_forms_size_and_its_words(card: Form, fonts: FontLibrary) -> None:
    background = load_background(card)
    blank = blank_of(card, background, fonts)
    assert media_box(blank) == pytest.approx((148.0, 210.0), abs=0.001)
    text = bare(text_of(blank))
    for words in (*(each.words for each in background.labels), *(each.words for each in background.captions)):
        assert bare(words.text) in text
    assert "年月日" in text


@pytest.mark.parametrize("form_id", LIBRARY.ids())
def test_every_blank_says_that_it_is_none(form_id: str, fonts: FontLibrary) -> None:
    form = LIBRARY.get(form_id)
    text = bare(text_of(blank_of(form, load_background(form), fonts)))
    assert bare(NO_BLANK) in text
    assert text.count("样张") > 4


def test_a_sheet_as_held_shows_pre_print_and_ink(card: Form, fonts: FontLibrary) -> None:
    overlay = render_overlay(card, OverlayOrder(values=sample_values(card)), fonts)
    held = sheet_as_held(overlay, card, fonts)
    ink = rasterise(overlay.data)
    assert held.size == ink.size
    assert ImageChops.darker(ink, held).tobytes() == held.tobytes()
    assert held.getpixel((5, 5)) != (255, 255, 255)


@pytest.mark.parametrize("turn", Turn)
def test_a_sheet_is_turned_so_that_its_form_can_be_read(card: Form, fonts: FontLibrary, turn: Turn) -> None:
    medium = replace(card.medium, width=21000, height=14800) if turn is not Turn.NONE else card.medium
    turned = replace(card, turn=turn, medium=medium)
    order = OverlayOrder(values=sample_values(card))
    upright = rasterise(render_overlay(card, order, fonts).data, dots_per_inch=100)
    fed = rasterise(render_overlay(turned, order, fonts).data, dots_per_inch=100)
    read = as_read(fed, turn).resize(upright.size)
    difference = ImageChops.difference(read.convert("L"), upright.convert("L")).resize((60, 85), Image.Resampling.BOX)
    assert max(difference.tobytes()) < 90


def test_a_proof_has_blank_and_values_in_one_file(card: Form, fonts: FontLibrary) -> None:
    proof = render_proof(card, load_background(card), OverlayOrder(values=sample_values(card)), fonts)
    text = bare(text_of(proof))
    assert "欧阳桂芳" in text
    assert "姓名" in text
    assert codes_of(proof) == ["https://zw.taojiang.example/v/7Q4K29MX3H"]


def test_a_proof_moves_its_ink_as_a_calibration_would(card: Form, fonts: FontLibrary) -> None:
    values = sample_values(card)
    moved = OverlayOrder(values=values, calibration=Calibration(Affine(e=2.0)))
    names = [
        next(each for each in placed(render_proof(card, load_background(card), order, fonts)) if each.char == "欧")
        for order in (OverlayOrder(values=values), moved)
    ]
    assert names[0].x - names[1].x == pytest.approx(2.0, abs=0.01)
    assert names[0].baseline == pytest.approx(names[1].baseline, abs=0.01)


def test_a_proof_is_refused_as_the_print_would_be(card: Form, fonts: FontLibrary) -> None:
    first = card.elements[0]
    asking = replace(first, when=Condition(key="kind", test=Test.NONE_OF, values=("甲",)))
    form = replace(card, elements=(asking, *card.elements[1:]))
    order = OverlayOrder(values=sample_values(card))
    with pytest.raises(ElementMissing, match=first.id):
        render_proof(form, load_background(card), order, fonts)


def test_a_document_for_the_printer_is_titled_with_its_form(card: Form, fonts: FontLibrary) -> None:
    overlay = render_overlay(card, OverlayOrder(values=sample_values(card)), fonts)
    assert title_of(overlay.data) == "老年人优待证"


def test_no_two_forms_on_one_medium_have_one_name() -> None:
    library = FormLibrary()
    forms = [library.get(each) for each in library.ids()]
    names = [(form.name, form.medium.name) for form in forms]
    assert len(set(names)) == len(names)


def test_a_contact_sheet_is_as_high_as_its_rows(card: Form) -> None:
    tall, wide = Image.new("RGB", (500, 700)), Image.new("RGB", (700, 500))
    one = contact_sheet([(card, wide)])
    two = contact_sheet([(card, wide)] * 3 + [(card, tall)])
    assert one.width == two.width
    assert two.height > 2 * one.height
