"""Certificate forms: strict, versioned data that says where on a pre-printed form each value goes.

Lengths are integers in 0.01 mm from the sheet's top left corner, y down; font sizes are integers in 0.01 pt. Text
hangs on its *baseline*: from a box top, five PDF libraries put the same text up to 1.6 mm apart.

A form knows nothing of what is pre-printed; :mod:`printing.preview` reads that from a file of its own.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import TypeAlias

from printing.errors import FormError
from printing.fonts import FontRole
from printing.qr import QUIET_ZONE
from printing.strict_toml import StrictTable, read_table

SCHEMA = 1
"""The version of the form file's own rules."""

_SMALLEST_SIZE = 500
"""0.01 pt; below 5 pt a Chinese character cannot be read on paper."""

_LARGEST_SIZE = 7200

PACKAGED_FORMS = Path(__file__).with_name("forms")
"""The forms that come with the program."""


class Fit(Enum):
    """What to do with a text that is wider than its box."""

    REFUSE = "refuse"
    SHRINK = "shrink"
    """Condense, then reduce the size, both to a floor, then refuse."""
    WRAP = "wrap"
    """Shrink on one line; then on the wrapped lines; then refuse. For names."""
    FLOW = "flow"
    """Break over the wrapped lines first, then shrink, then refuse. For addresses and scopes."""


class DateStyle(Enum):
    """How a date's numbers are written."""

    ARABIC = "arabic"
    CHINESE = "chinese"
    """二〇二六 三 十八, as on signed documents."""


@dataclass(frozen=True)
class Box:
    """A rectangle on the sheet, in 0.01 mm."""

    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True, kw_only=True)
class Lettering:
    """How a value is set.

    Attributes:
        role: whose voice.
        size: font size in 0.01 pt.
        floor: smallest size that shrinking may reach.
        condense: narrowest horizontal scaling in percent that shrinking may reach.
    """

    role: FontRole
    size: int
    floor: int
    condense: int


@dataclass(frozen=True, kw_only=True)
class TextElement:
    """A value on one line, or on several when it has to wrap.

    Attributes:
        baseline: of the one line.
        wrapped: baselines when the text wraps; empty unless ``fit`` is WRAP or FLOW.
        blank: what is printed for a value that is not there.
    """

    id: str
    data: str
    sample: str
    required: bool
    blank: str
    box: Box
    baseline: int
    wrapped: tuple[int, ...]
    lettering: Lettering
    fit: Fit
    centred: bool


@dataclass(frozen=True)
class DatePart:
    """The place of a year, month or day, whose words 年 月 日 are pre-printed."""

    x: int
    width: int


@dataclass(frozen=True, kw_only=True)
class DateElement:
    """A date split over three places on one baseline; each number is centred in its place."""

    id: str
    data: str
    sample: str
    required: bool
    box: Box
    baseline: int
    lettering: Lettering
    style: DateStyle
    year: DatePart
    month: DatePart
    day: DatePart


@dataclass(frozen=True, kw_only=True)
class CellsElement:
    """One character a cell, centred: numbers that are copied by hand and by eye.

    Attributes:
        pitch: distance of neighbouring cells; the first begins at the box's left.
        count: cells; the value must have exactly as many characters.
    """

    id: str
    data: str
    sample: str
    required: bool
    box: Box
    baseline: int
    lettering: Lettering
    pitch: int
    count: int


@dataclass(frozen=True, kw_only=True)
class ConstantElement:
    """A text that is always printed because the blank lacks it."""

    id: str
    text: str
    box: Box
    baseline: int
    lettering: Lettering


@dataclass(frozen=True, kw_only=True)
class QrElement:
    """A QR symbol filling a square box, its quiet zone included."""

    id: str
    data: str
    sample: str
    required: bool
    box: Box


Element: TypeAlias = TextElement | DateElement | CellsElement | ConstantElement | QrElement
Filled: TypeAlias = TextElement | DateElement | CellsElement | QrElement


@dataclass(frozen=True, kw_only=True)
class Form:
    """The template of a certificate.

    Attributes:
        revision: raised with every change of the geometry.
        sha256: of the file, for the print record.
        medium: PWG 5101.1 self-describing media name, as sent to the printer.
        width: of the sheet as fed, in 0.01 mm; height likewise.
        measured: False while the sizes are not confirmed on real blanks.
    """

    id: str
    title: str
    revision: int
    sha256: str
    medium: str
    width: int
    height: int
    measured: bool
    elements: tuple[Element, ...]

    def filled(self) -> tuple[Filled, ...]:
        """Return the elements that take a value."""
        return tuple(element for element in self.elements if not isinstance(element, ConstantElement))


class FormLibrary:
    """The forms of one folder, read when first asked for."""

    def __init__(self, *, folder: Path = PACKAGED_FORMS) -> None:
        self._folder = folder
        self._forms: dict[str, Form] = {}

    def ids(self) -> tuple[str, ...]:
        """Return the ids of all forms in the folder."""
        return tuple(sorted(path.stem for path in self._folder.glob("*.toml") if "." not in path.stem))

    def get(self, form_id: str) -> Form:
        """Return a form; raises FormError with ``FORM_UNKNOWN`` or ``FORM_INVALID``."""
        if form_id not in self._forms:
            if form_id not in self.ids():
                raise FormError("FORM_UNKNOWN", form=form_id, problem="no form has this id")
            self._forms[form_id] = load_form(self._folder / f"{form_id}.toml")
        return self._forms[form_id]


def load_form(path: Path) -> Form:
    """Read and check a form file; raises FormError that names form, element and field."""
    table = read_table(path)
    table.whole("schema", low=SCHEMA, high=SCHEMA)
    form_id = table.text("id")
    if form_id != path.stem:
        raise table.fail(f"the file is named {path.stem}", "id")
    table = table.within(form=form_id)
    page = table.table("page")
    form = Form(
        id=form_id,
        title=table.text("title"),
        revision=table.whole("revision", low=1),
        sha256=hashlib.sha256(path.read_bytes()).hexdigest(),
        medium=page.text("medium"),
        width=page.whole("width", low=1000, high=45000),
        height=page.whole("height", low=1000, high=45000),
        measured=table.flag("measured"),
        elements=tuple(_element(each) for each in table.tables("element")),
    )
    page.done()
    table.done()
    _check_whole(form, table)
    return form


def _element(table: StrictTable) -> Element:
    element_id = table.text("id")
    table = table.within(element=element_id)
    readers: dict[str, Callable[[StrictTable, str], Element]]
    readers = {"text": _text, "date": _date, "cells": _cells, "constant": _constant, "qr": _qr}
    kind = table.text("kind")
    if kind not in readers:
        raise table.fail(f"wanted one of {', '.join(readers)}, found {kind!r}", "kind")
    element = readers[kind](table, element_id)
    table.done()
    return element


def _text(table: StrictTable, element_id: str) -> TextElement:
    fit = table.choice("fit", Fit, Fit.SHRINK)
    wrapped = table.wholes("wrapped", default=())
    if (fit in (Fit.WRAP, Fit.FLOW)) != bool(wrapped):
        raise table.fail("baselines are wanted when fit is wrap or flow, and only then", "wrapped")
    if list(wrapped) != sorted(set(wrapped)):
        raise table.fail("baselines go downwards", "wrapped")
    return TextElement(
        id=element_id,
        data=table.text("data"),
        sample=table.text("sample"),
        required=table.flag("required", True),
        blank=table.text("blank", ""),
        box=_box(table),
        baseline=table.whole("baseline"),
        wrapped=wrapped,
        lettering=_lettering(table),
        fit=fit,
        centred=table.flag("centred", False),
    )


def _date(table: StrictTable, element_id: str) -> DateElement:
    return DateElement(
        id=element_id,
        data=table.text("data"),
        sample=table.text("sample"),
        required=table.flag("required", True),
        box=_box(table),
        baseline=table.whole("baseline"),
        lettering=_lettering(table),
        style=table.choice("style", DateStyle, DateStyle.ARABIC),
        year=DatePart(*table.wholes("year", count=2)),
        month=DatePart(*table.wholes("month", count=2)),
        day=DatePart(*table.wholes("day", count=2)),
    )


def _cells(table: StrictTable, element_id: str) -> CellsElement:
    return CellsElement(
        id=element_id,
        data=table.text("data"),
        sample=table.text("sample"),
        required=table.flag("required", True),
        box=_box(table),
        baseline=table.whole("baseline"),
        lettering=_lettering(table),
        pitch=table.whole("pitch", low=100),
        count=table.whole("count", low=1, high=64),
    )


def _constant(table: StrictTable, element_id: str) -> ConstantElement:
    return ConstantElement(
        id=element_id,
        text=table.text("text"),
        box=_box(table),
        baseline=table.whole("baseline"),
        lettering=_lettering(table),
    )


def _qr(table: StrictTable, element_id: str) -> QrElement:
    box = _box(table)
    if box.width != box.height:
        raise table.fail("a QR symbol stands in a square", "box")
    return QrElement(
        id=element_id,
        data=table.text("data"),
        sample=table.text("sample"),
        required=table.flag("required", True),
        box=box,
    )


def _box(table: StrictTable) -> Box:
    box = Box(*table.wholes("box", count=4))
    if box.width == 0 or box.height == 0:
        raise table.fail("an empty box", "box")
    return box


def _lettering(table: StrictTable) -> Lettering:
    size = table.whole("size", low=_SMALLEST_SIZE, high=_LARGEST_SIZE)
    return Lettering(
        role=table.choice("font", FontRole),
        size=size,
        floor=table.whole("floor", size, low=_SMALLEST_SIZE, high=size),
        condense=table.whole("condense", 80, low=50, high=100),
    )


def _check_whole(form: Form, table: StrictTable) -> None:
    seen: set[str] = set()
    for element in form.elements:
        place = table.within(element=element.id)
        if element.id in seen:
            raise place.fail("another element has this id", "id")
        seen.add(element.id)
        box = element.box
        if box.x + box.width > form.width or box.y + box.height > form.height:
            raise place.fail("reaches beyond the sheet", "box")
        for field, start, width in _spans(element):
            if start < box.x or start + width > box.x + box.width:
                raise place.fail("reaches beyond the box", field)
        for field, baseline in _baselines(element):
            if not box.y < baseline <= box.y + box.height:
                raise place.fail("lies outside the box", field)


def _spans(element: Element) -> list[tuple[str, int, int]]:
    match element:
        case DateElement():
            parts = (("year", element.year), ("month", element.month), ("day", element.day))
            return [(name, part.x, part.width) for name, part in parts]
        case CellsElement():
            return [("count", element.box.x, element.pitch * element.count)]
        case TextElement() | ConstantElement() | QrElement():
            return []


def _baselines(element: Element) -> list[tuple[str, int]]:
    match element:
        case TextElement():
            return [("baseline", element.baseline), *(("wrapped", each) for each in element.wrapped)]
        case DateElement() | CellsElement() | ConstantElement():
            return [("baseline", element.baseline)]
        case QrElement():
            return []


SMALLEST_MODULE_MM = 0.33
"""A QR module printed at 300 dpi on a form needs four dots to survive toner spread and a phone's camera."""


def module_size(element: QrElement, modules: int) -> float:
    """Return the side of one module in mm when a symbol of ``modules`` fills the element's box."""
    return element.box.width / 100 / (modules + 2 * QUIET_ZONE)
