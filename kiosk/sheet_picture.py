"""What a printed sheet looks like in a person's hand: for the demo's panel and for the pictures of a journey."""

from __future__ import annotations

from typing import TYPE_CHECKING

from printing.fonts import DEBIAN_FONTS, FontLibrary
from printing.form.form import Form
from printing.form.library import FormLibrary
from printing.overlay import Pdf
from printing.preview.picture import rasterise, sheet_as_held, title_of

if TYPE_CHECKING:
    from PIL.Image import Image


def picture_sheet(document: bytes, *, medium: str, dots_per_inch: int = 150) -> Image:
    """Return a printed document as a picture: on the schematic of its blank, as one reads it, or on plain paper.

    Args:
        document: the PDF that the printer got; its first sheet is shown. Its title names the form.
        medium: PWG name of the paper.
        dots_per_inch: of the picture.
    """
    form = _form_of(document, medium)
    if form is None:
        return rasterise(document, dots_per_inch=dots_per_inch)
    fonts = FontLibrary(book=DEBIAN_FONTS)
    try:
        return sheet_as_held(Pdf.of(document, sheets=1, medium=medium), form, fonts, dots_per_inch=dots_per_inch)
    finally:
        fonts.release()


def _form_of(document: bytes, medium: str) -> Form | None:
    """Return the form that a document was printed for; none for a paper that is no certificate."""
    title = title_of(document)
    forms = FormLibrary()
    for form_id in forms.ids():
        form = forms.get(form_id)
        if form.name == title and form.medium.name == medium:
            return form
    return None
