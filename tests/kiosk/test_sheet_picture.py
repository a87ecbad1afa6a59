"""A printed sheet in a person's hand: on the blank that its document names, or on plain paper."""

from __future__ import annotations

import pytest

from kiosk.sheet_picture import picture_sheet
from printing.fonts import DEBIAN_FONTS, FontLibrary
from printing.form.library import FormLibrary
from printing.overlay import OverlayOrder, render_overlay, sample_values
from printing.pdf import PdfSheets
from printing.preview.picture import rasterise, sheet_as_held


@pytest.mark.parametrize(
    "form_id", ["senior-card", "food-business-licence-original", "food-business-licence-duplicate"]
)
def test_a_certificate_is_shown_on_its_own_blank(form_id: str) -> None:
    form, fonts = FormLibrary().get(form_id), FontLibrary(book=DEBIAN_FONTS)
    pdf = render_overlay(form, OverlayOrder(values=sample_values(form)), fonts)
    held = sheet_as_held(pdf, form, fonts, dots_per_inch=60)
    fonts.release()
    assert picture_sheet(pdf.data, medium=pdf.medium, dots_per_inch=60).tobytes() == held.tobytes()


def test_a_plain_paper_of_a_forms_size_is_shown_as_it_is() -> None:
    sheets = PdfSheets(width=210, height=297, title="社会保险参保缴费证明")
    sheets.areas([(20, 20, 50, 5)])
    document = sheets.finish()
    shown = picture_sheet(document, medium="iso_a4_210x297mm", dots_per_inch=60)
    assert shown.tobytes() == rasterise(document, dots_per_inch=60).tobytes()
