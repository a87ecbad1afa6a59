"""Does the schematic name every value, and does nothing pre-printed lie where a value goes?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from printing.errors import ContentError, FontError, FormError
from printing.fonts import FontLibrary
from printing.form.elements import (
    Box,
    Code128Element,
    ConstantElement,
    DateElement,
    Element,
    PhotoElement,
    QrElement,
    SealElement,
    TickElement,
)
from printing.form.form import Form
from printing.form_check.faults import Fault, Severity
from printing.form_check.overlaps import overlap
from printing.preview.background import Background
from printing.preview.drawing import notice, try_background
from printing.preview.placing import set_attached, set_words, tick_square
from printing.preview.reading import read_background

_SLACK = 20
"""0.01 mm that boxes of words may share; ink does not fill them."""

_BESIDE, _ABOVE = 2500, 1200
"""0.01 mm; how far from a value words can stand that name it."""

_SPEAK_FOR_THEMSELVES = (DateElement, PhotoElement, SealElement, QrElement, Code128Element, ConstantElement)
"""Kinds that a reader knows without a caption; licences end in a bare 年 月 日."""


@dataclass(frozen=True)
class _Printed:
    """Something pre-printed: what it is called, its area, and the element it belongs to."""

    name: str
    box: Box
    element: str = ""
    value: str = ""


def check_background(form: Form, folder: Path, fonts: FontLibrary) -> Iterator[Fault]:
    """Yield what is wrong with a form's background file below ``folder``."""
    reading = read_background(form, folder=folder)
    yield from (_told(form, error) for error in reading.faults)
    background = reading.background
    if background is None:
        return
    try:
        try_background(form, background, fonts)
        printed = _printed(form, background, fonts)
    except (ContentError, FontError) as error:
        yield Fault(form=form.id, field="background", problem=f"cannot be drawn: {error.detail}")
        return
    yield from _captions(form, background, printed)
    yield from _beyond(form, printed)
    yield from _collisions(form, printed)
    yield from _room_for_date_words(form, printed)


def _told(form: Form, error: FormError) -> Fault:
    if error.code == "FORM_UNKNOWN":
        return Fault(form=form.id, field="background", problem=f"there is no file {form.id}.background.toml")
    return Fault(form=form.id, element=error.element, field=error.field, problem=f"background: {error.problem}")


def _captions(form: Form, background: Background, printed: list[_Printed]) -> Iterator[Fault]:
    """Everybody must be able to tell what a required value is: from its caption, or from words beside or above it."""
    named = {caption.element for caption in background.captions} | {table.element for table in background.tables}
    words = [each.box for each in printed if not each.element]
    words += [element.box for element in form.elements if isinstance(element, ConstantElement)]
    for element in form.elements:
        if isinstance(element, _SPEAK_FOR_THEMSELVES) or not element.required or element.id in named:
            continue
        if not any(_names(box, element.box) for box in words):
            problem = "the background has no caption for it"
            yield Fault(form=form.id, element=element.id, field="caption", problem=problem)


def _names(words: Box, box: Box) -> bool:
    """Tell whether words stand close to the left of a box, or close above it."""
    beside = words.y < box.bottom and box.y < words.bottom and 0 <= box.x - words.right + _SLACK <= _BESIDE
    above = words.x < box.right and box.x < words.right and 0 <= box.y - words.bottom + _SLACK <= _ABOVE
    return beside or above


def _printed(form: Form, background: Background, fonts: FontLibrary) -> list[_Printed]:
    found = [
        _Printed(each.words.text, each.box, each.element, each.value) for each in set_attached(form, background, fonts)
    ]
    for label in background.labels:
        put = set_words(label.words, label.x, label.baseline, label.align, fonts)
        found.append(_Printed(label.words.text, put.box))
    found.append(_Printed("空白证（示意图）", notice(form, background, fonts).box))
    found += [_Printed(each.words.text.strip()[:8], each.box) for each in background.paragraphs]
    found += [_Printed(each.text, each.box) for each in background.places]
    for emblem in background.emblems:
        half = emblem.diameter // 2
        found.append(_Printed("国徽位置", Box(emblem.x - half, emblem.y - half, 2 * half, 2 * half)))
    for element in form.elements:
        if isinstance(element, TickElement):
            squares = [(place.value, tick_square(element, place)) for place in element.places]
            found += [_Printed(f"□ {value}", box, element.id, value) for value, box in squares]
    return found


def _beyond(form: Form, printed: list[_Printed]) -> Iterator[Fault]:
    for each in printed:
        box = each.box
        if box.x < 0 or box.y < 0 or box.right > form.width or box.bottom > form.height:
            problem = f"“{each.name}” of the background reaches beyond the form"
            yield Fault(form=form.id, element=each.element, field="background", problem=problem)


def _collisions(form: Form, printed: list[_Printed]) -> Iterator[Fault]:
    for each in printed:
        for element in form.elements:
            if _may_share(each, element) or not overlap(each.box, element.box, slack=_SLACK):
                continue
            problem = f"“{each.name}” of the background lies in the box of element {element.id}"
            yield Fault(form=form.id, element=each.element or element.id, field="background", problem=problem)
    for first, second in combinations(printed, 2):
        if overlap(first.box, second.box, slack=_SLACK):
            problem = f"“{second.name}” of the background overlaps “{first.name}”"
            at = second.element or first.element
            yield Fault(form=form.id, element=at, field="background", problem=problem)


def _may_share(printed: _Printed, element: Element) -> bool:
    """A seal may lie over words, and the words of dates and ticks stand between their own places."""
    own = printed.element == element.id and isinstance(element, DateElement | TickElement)
    return own or isinstance(element, SealElement)


def _room_for_date_words(form: Form, printed: list[_Printed]) -> Iterator[Fault]:
    """年 and 月 must not lie under the numbers beside them."""
    for element in form.elements:
        if not isinstance(element, DateElement):
            continue
        places = {
            name: Box(part.x, element.box.y, part.width, element.box.height)
            for name, part in (("year", element.year), ("month", element.month), ("day", element.day))
        }
        words = [each for each in printed if each.element == element.id and each.name in "年月日"]
        for name, place in places.items():
            if any(overlap(word.box, place, slack=_SLACK * 2) for word in words):
                problem = "the words 年 月 日 have no room beside it"
                yield Fault(form=form.id, element=element.id, field=name, problem=problem, severity=Severity.WARNING)
