from __future__ import annotations

from PIL import ImageChops

from printing.fonts import FontLibrary
from printing.form.form import Form
from printing.overlay import OverlayOrder, render_overlay, sample_values
from printing.preview import draw_blank, load_background, rasterise, sheet_as_held
from tests.printing.pdf_reader import media_box, text_of


def test_the_blank_has_the_forms_size_and_its_labels(card: Form, fonts: FontLibrary) -> None:
    background = load_background(card)
    blank = draw_blank(card, background, fonts)
    assert media_box(blank) == (148.0, 210.0) or abs(media_box(blank)[0] - 148) < 0.001
    text = text_of(blank)
    assert all(label.text.replace("　", "") in text.replace("　", "") for label in background.labels)


def test_a_sheet_as_held_shows_pre_print_and_ink(card: Form, fonts: FontLibrary) -> None:
    overlay = render_overlay(card, OverlayOrder(values=sample_values(card)), fonts)
    held = sheet_as_held(overlay, card, fonts)
    ink = rasterise(overlay.data)
    blank = rasterise(draw_blank(card, load_background(card), fonts))
    assert held.size == ink.size == blank.size
    assert ImageChops.multiply(ink, blank).tobytes() == held.tobytes()
    assert held.tobytes() not in (ink.tobytes(), blank.tobytes())
