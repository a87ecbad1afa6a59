"""All forms as pictures: each one filled and as proof, and contact sheets of a department's forms."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PIL import Image, ImageDraw, ImageFont

from printing.fonts import DEBIAN_FONTS, FontBook, FontLibrary
from printing.form.form import Form
from printing.overlay import OverlayOrder, render_overlay, sample_values
from printing.preview.picture import as_read, rasterise
from printing.preview.proof import render_proof
from printing.preview.reading import load_background

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

_DPI: Final = 110
"""Characters of 9 pt can be read, and ninety forms take a minute."""

_COLUMNS: Final = 3
_WIDTH, _HIGHEST = 620, 640
"""Pixels of a contact sheet's column, and of a picture on it."""

_WORDS, _AIR = 64, 28
_TABLE, _INK = (216, 218, 220), (40, 44, 48)


@dataclass(frozen=True)
class Shown:
    """One form of the gallery: the ink alone, and the ink on its blank."""

    form: Form
    filled: Picture
    proof: Picture


def show_form(form: Form, fonts: FontLibrary, *, folder: Path) -> Shown:
    """Draw a form with its samples; ``folder`` has the forms. Raises ContentError, FontError and FormError."""
    order = OverlayOrder(values=sample_values(form))
    filled = rasterise(render_overlay(form, order, fonts).data, dots_per_inch=_DPI)
    proof = render_proof(form, load_background(form, folder=folder), order, fonts)
    return Shown(form, as_read(filled, form.turn), rasterise(proof, dots_per_inch=_DPI))


def write_gallery(forms: Sequence[Form], fonts: FontLibrary, *, folder: Path, out: Path) -> Iterator[Path]:
    """Write every form's pictures and each department's two contact sheets; yield each file when it is there.

    Raises OSError, and what :func:`show_form` raises.
    """
    for department, group in groupby(sorted(forms, key=lambda each: each.department), lambda each: each.department):
        place = out / department
        place.mkdir(parents=True, exist_ok=True)
        small: list[Shown] = []
        for form in sorted(group, key=lambda each: (each.number, each.id)):
            shown = show_form(form, fonts, folder=folder)
            for name, picture in (("filled", shown.filled), ("proof", shown.proof)):
                path = place / f"{form.id}.{name}.png"
                picture.save(path, compress_level=3)
                yield path
            small.append(Shown(form, _fitted(shown.filled), _fitted(shown.proof)))
        for name in ("filled", "proof"):
            path = out / f"{department}.{name}.png"
            contact_sheet([(each.form, each.proof if name == "proof" else each.filled) for each in small]).save(path)
            yield path


def contact_sheet(cells: Sequence[tuple[Form, Picture]], *, book: FontBook = DEBIAN_FONTS) -> Picture:
    """Lay pictures out in rows, each over its form's number, name and id; a row is as high as it has to be."""
    small = [(form, _fitted(picture)) for form, picture in cells]
    rows = [small[n : n + _COLUMNS] for n in range(0, len(small), _COLUMNS)]
    heights = [max(picture.height for _, picture in row) + _WORDS + _AIR for row in rows]
    sheet = Image.new("RGB", (_WIDTH * _COLUMNS, sum(heights)), _TABLE)
    draw = ImageDraw.Draw(sheet)
    names, ids = (ImageFont.truetype(str(book.hei[0].path), size, index=book.hei[0].index) for size in (22, 17))
    bottom = 0
    for row, height in zip(rows, heights, strict=True):
        bottom += height
        for n, (form, picture) in enumerate(row):
            middle = n * _WIDTH + _WIDTH // 2
            sheet.paste(picture, (middle - picture.width // 2, bottom - _WORDS - picture.height))
            draw.text((middle, bottom - 44), f"{form.number} {form.name}", font=names, fill=_INK, anchor="mm")
            words = f"{form.id}   {form.width / 100:g} x {form.height / 100:g} mm"
            draw.text((middle, bottom - 18), words, font=ids, fill=_INK, anchor="mm")
    return sheet


def _fitted(picture: Picture) -> Picture:
    small = picture.copy()
    small.thumbnail((_WIDTH - _AIR, _HIGHEST), Image.Resampling.LANCZOS, reducing_gap=2.0)
    return small
