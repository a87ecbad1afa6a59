"""Every element of every packaged form stands where its form says, read back by another library than wrote it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from math import ceil, floor
from types import MappingProxyType

import pypdfium2
import pytest
import zxingcpp
from PIL import Image

from printing.calibration import Affine, Calibration, Shift
from printing.fonts import FontLibrary
from printing.form.elements import (
    Box,
    Code128Element,
    ConstantElement,
    DateElement,
    DayElement,
    Element,
    PhotoElement,
    QrElement,
    SealElement,
    TextElement,
)
from printing.form.form import Form
from printing.form.keys import KeyKind, Numbering
from printing.form.library import FormLibrary
from printing.form.values import FieldValue, Values
from printing.overlay import OverlayOrder, render_overlay, sample_values
from tests.printing.every_kind import MEDIA, every_kind
from tests.printing.form_reader import Char, Way, read_chars
from tests.printing.pdf_reader import grey_area, media_box
from tests.printing.place_checks import TOLERANCE_MM, check_element

INK_DPI = 600
WORDLESS = (PhotoElement, SealElement, QrElement, Code128Element)
_DOT = INK_DPI / 25.4
RARE = "䶮㛃𠅤𬱖"
LONGEST_NAME = "阿卜杜热合曼·麦麦提吐尔逊·阿布都克里木·艾合买提"
"""25 characters: what a register's name field holds at least (姓名采集应用规范)."""

DATES = [date(2025, month, day) for month, day in enumerate((1, 20, 31, 10, 21, 30, 11, 28, 9, 29, 2, 31), start=1)]
"""Of every month, with days of each shape: one to three numerals, one and two figures."""

LIBRARY = FormLibrary()
MADE = {f"{medium} {turn.name}": (medium, turn) for medium, turn in MEDIA}
every_form = pytest.mark.parametrize("form_id", [*LIBRARY.ids(), *MADE])

PACK = Shift(right=35, down=-20)
SKEWED = Affine(a=1.003, b=0.0021, c=-0.0017, d=0.998, e=0.9, f=-0.7)
"""A printer that stretches, turns and moves; within what is accepted."""


@every_form
def test_the_sheet_is_exactly_its_medium(form_id: str, fonts: FontLibrary) -> None:
    form = _form(form_id)
    assert media_box(_sheet(form_id, fonts)) == pytest.approx(
        (form.medium.width / 100, form.medium.height / 100), abs=5e-4
    )


@every_form
def test_every_element_stands_at_its_place_through_turn_shift_and_calibration(form_id: str, fonts: FontLibrary) -> None:
    form = _form(form_id)
    worded = [element for element in _shown(form) if not isinstance(element, WORDLESS)]
    order = OverlayOrder(values=_samples(form_id), calibration=Calibration(SKEWED), shift=PACK)
    data = render_overlay(replace(form, elements=tuple(worded)), order, fonts).data
    chars = read_chars(data, Way(form, pack=PACK, error=SKEWED))
    for element in worded:
        check_element(element, _value(element, order.values), _within(chars, element.box))
    assert len(chars) == sum(len(_within(chars, element.box)) for element in worded)


@every_form
def test_no_character_reaches_out_of_its_box(form_id: str, fonts: FontLibrary) -> None:
    form = _form(form_id)
    chars = read_chars(_sheet(form_id, fonts), Way(form))
    for element in _shown(form):
        outside = [each for each in _within(chars, element.box) if not _inside(each.ink, element.box)]
        assert isinstance(element, WORDLESS) or not outside, element.id


@every_form
def test_beyond_the_boxes_the_sheet_stays_white(form_id: str, fonts: FontLibrary) -> None:
    form = _form(form_id)
    with pypdfium2.PdfDocument(_sheet(form_id, fonts)) as document:
        boxes = [Way(form).box_on_sheet(element.box) for element in form.elements]
        for band, top in _bands(document[0]):
            for left, high, right, low in boxes:
                # A dot that a box's edge runs through belongs to the box; pdfium inks one more beside a picture.
                x, y = floor(left * _DOT) - 1, floor((high - top) * _DOT) - 1
                band.paste(255, (x, y, ceil(right * _DOT) + 1, ceil((low - top) * _DOT) + 1))
            assert band.getextrema() == (255, 255), f"{form_id}: ink beyond its box below {top:.0f} mm"


@every_form
def test_codes_are_read_and_pictures_stand_in_their_boxes(form_id: str, fonts: FontLibrary) -> None:
    form = _form(form_id)
    values = _samples(form_id)
    with pypdfium2.PdfDocument(_sheet(form_id, fonts)) as document:
        for element in _shown(form):
            area = Way(form).box_on_sheet(element.box)
            if isinstance(element, QrElement | Code128Element):
                picture = grey_area(document[0], area, dots_per_inch=300)
                assert [code.text for code in zxingcpp.read_barcodes(picture)] == [values[element.data]]
            elif isinstance(element, PhotoElement | SealElement):
                assert min(grey_area(document[0], area, dots_per_inch=100).tobytes()) < 200


@every_form
def test_what_is_optional_may_be_missing(form_id: str, fonts: FontLibrary) -> None:
    form = _form(form_id)
    optional = tuple(element for element in form.filled() if not element.required)
    values = {key: value for key, value in _samples(form_id).items() if key not in {each.data for each in optional}}
    assert render_overlay(replace(form, elements=optional), OverlayOrder(values=values), fonts).sheets == 1


@every_form
def test_rare_characters_are_printed_and_read_back(form_id: str, fonts: FontLibrary) -> None:
    form = _form(form_id)
    for element in _named(form):
        data = _alone(form, element, RARE, fonts)
        assert "".join(each.char for each in read_chars(data, Way(form))).startswith(RARE)


@every_form
def test_the_longest_name_is_never_cut(form_id: str, fonts: FontLibrary) -> None:
    form = _form(form_id)
    for element in _named(form):
        if element.data == "holder_name":
            chars = read_chars(_alone(form, element, LONGEST_NAME, fonts), Way(form))
            check_element(element, LONGEST_NAME, chars)
            assert all(_inside(each.ink, element.box) for each in chars)


@every_form
def test_a_date_of_every_month_stands_in_its_place(form_id: str, fonts: FontLibrary) -> None:
    form = _form(form_id)
    dated = [element for element in form.elements if isinstance(element, DateElement | DayElement)]
    for value in DATES if dated else ():
        order = OverlayOrder(values={element.data: value for element in dated})
        alone = replace(form, elements=tuple(replace(element, when=None) for element in dated))
        chars = read_chars(render_overlay(alone, order, fonts).data, Way(form))
        for element in dated:
            own = _within(chars, element.box)
            check_element(element, value, own)
            assert all(_inside(each.ink, element.box) for each in own)


def _form(form_id: str) -> Form:
    return every_kind(form_id, *MADE[form_id]) if form_id in MADE else LIBRARY.get(form_id)


@cache
def _samples(form_id: str) -> Mapping[str, FieldValue]:
    """The samples of a form; drawing a seal takes longer than printing a page."""
    return MappingProxyType(sample_values(_form(form_id)))


@cache
def _sheet(form_id: str, fonts: FontLibrary) -> bytes:
    form = _form(form_id)
    return render_overlay(form, OverlayOrder(values=_samples(form_id)), fonts).data


def _alone(form: Form, element: TextElement, value: str, fonts: FontLibrary) -> bytes:
    only = replace(form, elements=(replace(element, when=None),))
    return render_overlay(only, OverlayOrder(values={element.data: value}), fonts).data


def _value(element: Element, values: Values) -> FieldValue | None:
    return None if isinstance(element, ConstantElement) else values[element.data]


def _shown(form: Form) -> list[Element]:
    values = _samples(form.id)
    return [element for element in form.elements if element.when is None or element.when.holds(values)]


def _named(form: Form) -> Iterable[TextElement]:
    """The elements that take free text of some length in Chinese."""
    for element in form.elements:
        if isinstance(element, TextElement) and len(element.sample) >= len(RARE) and "一" <= element.sample[0] <= "鿿":
            key = LIBRARY.keys.find(element.data)
            if key and key.kind is KeyKind.TEXT and key.numbering is Numbering.NONE:
                yield element


def _bands(page: pypdfium2.PdfPage) -> Iterable[tuple[Image.Image, float]]:
    """Pictures of 50 mm of a sheet each, from the top down, with where each begins; a whole A3 would take 70 MB."""
    width, height = (side * 25.4 / 72 for side in page.get_size())
    top = 0.0
    while top < height - 0.01:
        yield grey_area(page, (0, top, width, min(top + 50, height)), dots_per_inch=INK_DPI), top
        top += 50


def _within(chars: Sequence[Char], box: Box) -> list[Char]:
    """Return the characters whose origins lie in a box."""
    return [each for each in chars if _inside((each.x, each.y, each.x, each.y), box)]


def _inside(ink: tuple[float, float, float, float], box: Box) -> bool:
    left, top, right, bottom = (n / 100 for n in (box.x, box.y, box.right, box.bottom))
    slack = TOLERANCE_MM
    return left - slack <= ink[0] and top - slack <= ink[1] and ink[2] <= right + slack and ink[3] <= bottom + slack
