"""What a printed sheet looks like in a person's hand: for the demo's panel and for the pictures of a journey."""

from __future__ import annotations

from typing import TYPE_CHECKING

from printing.fonts import DEBIAN_FONTS, FontLibrary
from printing.form.library import FormLibrary
from printing.overlay import Pdf
from printing.preview.picture import rasterise, sheet_as_held

if TYPE_CHECKING:
    from PIL.Image import Image


def picture_sheet(document: bytes, *, medium: str, dots_per_inch: int = 150) -> Image:
    """Return a printed document as a picture: on the schematic of its blank, or on plain paper.

    Args:
        document: the PDF that the printer got; its first sheet is shown.
        medium: PWG name of the paper; a form that is printed on it lends its blank.
        dots_per_inch: of the picture.
    """
    forms = FormLibrary()
    for form_id in forms.ids():
        form = forms.get(form_id)
        if form.medium.name == medium:
            fonts = FontLibrary(book=DEBIAN_FONTS)
            try:
                printed = Pdf.of(document, sheets=1, medium=medium)
                return sheet_as_held(printed, form, fonts, dots_per_inch=dots_per_inch)
            finally:
                fonts.release()
    return rasterise(document, dots_per_inch=dots_per_inch)
