"""Reading a form file: strict, every fault told with form, element and field.

What is read here has a sound shape: known keys, numbers within limits, every part inside its box and every box inside
the form. Whether samples fit, have glyphs and keep apart is :mod:`printing.form_check`'s question.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from printing.calibration import Shift
from printing.errors import FormError
from printing.form.element_reading import read_element
from printing.form.elements import (
    CellsElement,
    Code128Element,
    ConstantElement,
    DateElement,
    DayElement,
    Element,
    Filled,
    LinesElement,
    MoneyCellsElement,
    MoneyWordsElement,
    PhotoElement,
    QrElement,
    SealElement,
    TableElement,
    TextElement,
    TickElement,
    VerticalElement,
)
from printing.form.form import Choice, Form, Holder, Turn
from printing.form.keys import KeyBook, KeyKind
from printing.form.media import Medium, medium_named
from printing.strict_toml import StrictTable, read_table

SCHEMA: Final = 2
"""The version of the form file's own rules."""

FARTHEST_SHIFT: Final = 1000
"""0.01 mm; a pre-print that lies further from its place is another form."""

TEXTS: Final = frozenset({KeyKind.TEXT, KeyKind.CHOICE})
SUITABLE: Final[dict[type[Filled], frozenset[KeyKind]]] = {
    TextElement: TEXTS,
    LinesElement: TEXTS,
    VerticalElement: TEXTS,
    DateElement: frozenset({KeyKind.DATE}),
    DayElement: frozenset({KeyKind.DATE}),
    CellsElement: TEXTS,
    MoneyCellsElement: frozenset({KeyKind.MONEY}),
    MoneyWordsElement: frozenset({KeyKind.MONEY}),
    TickElement: frozenset({KeyKind.CHOICE}),
    PhotoElement: frozenset({KeyKind.PHOTO}),
    SealElement: frozenset({KeyKind.SEAL}),
    QrElement: TEXTS,
    Code128Element: TEXTS,
    TableElement: frozenset({KeyKind.ROWS}),
}
"""Which kinds of value each kind of element can print."""


@dataclass(frozen=True)
class Reading:
    """What reading a file gave: the form, unless it has faults, and every fault found."""

    form: Form | None
    faults: tuple[FormError, ...]


def load_form(path: Path, *, keys: KeyBook) -> Form:
    """Read a form file; raises FormError with its first fault."""
    reading = read_form(path, keys=keys)
    if reading.form is None:
        raise reading.faults[0]
    return reading.form


def read_form(path: Path, *, keys: KeyBook) -> Reading:
    """Read a form file and go on after a faulty element, so that all are told at once."""
    try:
        table = read_table(path)
        head, page = _head(table, path)
    except FormError as fault:
        return Reading(None, (fault,))
    faults: list[FormError] = []
    elements: list[Element] = []
    for each in table.tables("element"):
        try:
            element = read_element(each.within(form=path.stem))
            _check_element(element, each.within(form=path.stem, element=element.id), page, keys)
            _check_new(element, elements, each.within(form=path.stem, element=element.id))
            elements.append(element)
        except FormError as fault:
            faults.append(fault)
    try:
        table.within(form=path.stem).done()
    except FormError as fault:
        faults.append(fault)
    if not elements and not faults:
        faults.append(FormError("FORM_INVALID", form=path.stem, field="element", problem="a form has elements"))
    return Reading(None if faults else head(tuple(elements), _choices(elements, keys)), tuple(faults))


@dataclass(frozen=True)
class _Page:
    medium: Medium
    turn: Turn
    shift: Shift
    width: int
    height: int


_MakeForm = Callable[[tuple[Element, ...], tuple[Choice, ...]], Form]


def _head(table: StrictTable, path: Path) -> tuple[_MakeForm, _Page]:
    """Read everything but the elements; return what makes the form of them."""
    table.whole("schema", low=SCHEMA, high=SCHEMA)
    form_id = table.text("id")
    if form_id != path.stem:
        raise table.fail(f"the file is named {path.stem}", "id")
    table = table.within(form=form_id)
    number = table.whole("number", low=1, high=999)
    title, part = table.text("title"), table.text("part", "")
    holder = table.choice("holder", Holder)
    revision, source, measured = table.whole("revision", low=1), table.text("source", ""), table.flag("measured")
    page = _page(table.table("page"))
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()

    def form(elements: tuple[Element, ...], choices: tuple[Choice, ...]) -> Form:
        return Form(
            id=form_id,
            number=number,
            title=title,
            part=part,
            department=path.parent.name,
            holder=holder,
            revision=revision,
            sha256=sha256,
            medium=page.medium,
            turn=page.turn,
            width=page.width,
            height=page.height,
            shift=page.shift,
            source=source,
            measured=measured,
            elements=elements,
            choices=choices,
        )

    return form, page


def _page(table: StrictTable) -> _Page:
    try:
        medium = medium_named(table.text("medium"))
    except ValueError as err:
        raise table.fail(str(err), "medium") from None
    turn = Turn(table.one_of("turn", tuple(each.value for each in Turn), 0))
    right, down = table.wholes("shift", count=2, default=(0, 0), low=-FARTHEST_SHIFT, high=FARTHEST_SHIFT)
    lying = turn is not Turn.NONE
    width, height = (medium.height, medium.width) if lying else (medium.width, medium.height)
    table.done()
    return _Page(medium, turn, Shift(right, down), width, height)


def _choices(elements: Sequence[Element], keys: KeyBook) -> tuple[Choice, ...]:
    """Return the closed list of every key out of one that is printed or tested."""
    asked = [element.data for element in elements if not isinstance(element, ConstantElement)]
    asked += [element.when.key for element in elements if element.when is not None]
    found = (keys.find(name) for name in dict.fromkeys(asked))
    return tuple(Choice(key.name, key.values) for key in found if key is not None and key.kind is KeyKind.CHOICE)


def _check_new(element: Element, others: list[Element], table: StrictTable) -> None:
    for other in others:
        if other.id == element.id:
            raise table.fail("another element has this id", "id")


def _check_element(element: Element, table: StrictTable, page: _Page, keys: KeyBook) -> None:
    box = element.box
    if box.right > page.width or box.bottom > page.height:
        raise table.fail("reaches beyond the form", "box")
    _check_keys(element, table, keys)
    for field, start, width in _spans(element):
        if start < box.x or start + width > box.right:
            raise table.fail("reaches beyond the box", field)
    for field, baseline in _baselines(element):
        if not box.y < baseline <= box.bottom:
            raise table.fail("lies outside the box", field)


def _check_keys(element: Element, table: StrictTable, keys: KeyBook) -> None:
    if element.when is not None and keys.find(element.when.key) is None:
        raise table.fail(f"no data key is named {element.when.key}", "when")
    if isinstance(element, ConstantElement):
        return
    key = keys.find(element.data)
    if key is None:
        raise table.fail(f"no data key is named {element.data}", "data")
    if key.kind not in SUITABLE[type(element)]:
        raise table.fail(f"{element.data} is of the kind {key.kind.value}", "data")
    if isinstance(element, TickElement):
        for place in element.places:
            if place.value not in key.values:
                raise table.fail(f"{element.data} is never {place.value}", "places")


def _spans(element: Element) -> list[tuple[str, int, int]]:
    match element:
        case DateElement():
            parts = (("year", element.year), ("month", element.month), ("day", element.day))
            return [(name, part.x, part.width) for name, part in parts]
        case CellsElement() | MoneyCellsElement():
            return [("count", element.box.x, element.pitch * element.count)]
        case TickElement():
            return [("places", place.x, 0) for place in element.places]
        case VerticalElement():
            return [("axes", axis, 0) for axis in element.axes]
        case TableElement():
            return [("columns", column.x, column.width) for column in element.columns]
        case _:
            return []


def _baselines(element: Element) -> list[tuple[str, int]]:
    match element:
        case TextElement():
            return [("baseline", element.baseline), *(("wrapped", each) for each in element.wrapped)]
        case TickElement():
            return [("places", place.baseline) for place in element.places]
        case TableElement():
            return [("baseline", element.baseline), ("count", element.baseline + element.pitch * (element.count - 1))]
        case PhotoElement() | SealElement() | QrElement() | Code128Element() | VerticalElement():
            return []
        case _:
            return [("baseline", element.baseline)]
