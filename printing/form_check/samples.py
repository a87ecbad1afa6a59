"""Can the form print its own samples, which are the longest values that really occur?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from printing.errors import ContentError, FontError
from printing.fonts import FontLibrary
from printing.form.condition import Condition
from printing.form.elements import (
    Code128Element,
    ConstantElement,
    Element,
    Filled,
    Lettered,
    LinesElement,
    PhotoElement,
    QrElement,
    SealElement,
    TableElement,
    TextElement,
    TickElement,
    VerticalElement,
)
from printing.form.form import Form
from printing.form.keys import DataKey, KeyBook, KeyKind
from printing.form_check.faults import Fault, Severity
from printing.form_check.numbers import number_problem
from printing.overlay import sample_values
from printing.overlay.drawing import Drawing
from printing.overlay.render import draw_element
from printing.pdf import PdfSheets

_ASCENT, _DESCENT = 0.86, 0.12
"""How far the ink of a Chinese character reaches above and below its baseline, as a share of the size."""

_SIZE_TO_LENGTH = 25.4 / 72
"""From 0.01 pt to 0.01 mm."""

_PHOTO_RATIOS = ((0.6, 1.0), (1.3, 1.6))
"""Width to height: a person's is 25 x 35, 26 x 32, 35 x 49 mm or square; a couple's or a vehicle's lies, 3 to 2."""

_SMALLEST_PHOTO = 1500
"""0.01 mm; a face on less cannot be compared with its holder."""


def check_samples(form: Form, keys: KeyBook, fonts: FontLibrary) -> Iterator[Fault]:
    """Yield what keeps samples from being printed, or makes them bad examples."""
    yield from _shared_keys(form)
    sheets = PdfSheets(width=form.width / 100, height=form.height / 100, title=form.title)
    for element in form.elements:
        yield from _printable(form, element, sheets, fonts)
        yield from _reach(form, element)
        yield from _japanese(form, element, fonts)
        if isinstance(element, PhotoElement):
            yield from _photo(form, element)
        key = None if isinstance(element, ConstantElement) else keys.find(element.data)
        if key is not None and not isinstance(element, ConstantElement):
            yield from _rules(form, element, key)
        if element.when is not None:
            yield from _condition(form, element, element.when, keys)


def _shared_keys(form: Form) -> Iterator[Fault]:
    """A key has one value on one paper, so its samples are the same."""
    samples: dict[str, tuple[str, object]] = {}
    for element in form.filled():
        if isinstance(element, PhotoElement | SealElement):
            continue
        first, sample = samples.setdefault(element.data, (element.id, element.sample))
        if sample != element.sample:
            problem = f"{element.data} has another sample in element {first}"
            yield Fault(form=form.id, element=element.id, field="sample", problem=problem)


def _printable(form: Form, element: Element, sheets: PdfSheets, fonts: FontLibrary) -> Iterator[Fault]:
    values = sample_values(replace(form, elements=(element,)))
    field = "text" if isinstance(element, ConstantElement) else "sample"
    try:
        draw_element(Drawing(sheets, values, fonts), element)
    except (ContentError, FontError) as error:
        detail = error.detail.removeprefix(f"element {element.id}: ")
        yield Fault(form=form.id, element=element.id, field=field, problem=f"cannot be printed: {detail}")


def _reach(form: Form, element: Element) -> Iterator[Fault]:
    """The reader has seen to it that baselines and axes lie in the box; letters reach beyond them."""
    if isinstance(element, PhotoElement | SealElement | QrElement | Code128Element):
        return
    box, size = element.box, element.lettering.size * _SIZE_TO_LENGTH
    across, down = _lines(element)
    over = {
        "above": box.y - min((line - size * _ASCENT for line in down), default=box.y),
        "below": max((line + size * _DESCENT for line in down), default=box.bottom) - box.bottom,
        "beyond the left of": box.x - min((axis - size / 2 for axis in across), default=box.x),
        "beyond the right of": max((axis + size / 2 for axis in across), default=box.right) - box.right,
    }
    where = max(over, key=lambda side: over[side])
    if over[where] > 0:
        problem = f"letters of {element.lettering.size / 100:g} pt reach {over[where]:.0f} {where} the box"
        yield Fault(form=form.id, element=element.id, field="box", problem=problem)


def _lines(element: Lettered) -> tuple[list[int], list[int]]:
    """Return the middles of single characters across a form, and the baselines of letters of full size."""
    match element:
        case VerticalElement():
            return list(element.axes), []
        case TickElement():
            return [place.x for place in element.places], [place.baseline for place in element.places]
        case TableElement():
            return [], [element.baseline, element.baseline + (element.count - 1) * element.pitch]
        case _:
            # Wrapped text may have to shrink until its lines keep apart, so only a single line has its full size.
            return [], [element.baseline]


def _japanese(form: Form, element: Element, fonts: FontLibrary) -> Iterator[Fault]:
    lettering = getattr(element, "lettering", None)
    if lettering is None:
        return
    try:
        foreign = fonts.stack(lettering.role).japanese_forms(_letters(element))
    except FontError:
        return  # told as what cannot be printed
    if foreign:
        codes = ", ".join(f"{char} U+{ord(char):04X}" for char in foreign)
        problem = f"only a font of Japanese forms has {codes}"
        yield Fault(form=form.id, element=element.id, field="sample", problem=problem, severity=Severity.WARNING)


def _letters(element: Element) -> str:
    """Return every text of an element that can be printed with its sample."""
    match element:
        case ConstantElement():
            return element.text
        case TextElement():
            return element.sample + element.blank
        case LinesElement():
            return element.sample + element.blank + element.closing
        case TableElement():
            return "".join(map("".join, element.sample)) + element.closing
        case _:
            sample = getattr(element, "sample", "")
            return sample if isinstance(sample, str) else ""


def _photo(form: Form, element: PhotoElement) -> Iterator[Fault]:
    box = element.box
    usual = any(low <= box.width / box.height <= high for low, high in _PHOTO_RATIOS)
    if box.width < _SMALLEST_PHOTO or not usual:
        problem = f"{box.width / 100:g} x {box.height / 100:g} mm is an odd size for a photo"
        yield Fault(form=form.id, element=element.id, field="box", problem=problem, severity=Severity.WARNING)


def _rules(form: Form, element: Filled, key: DataKey) -> Iterator[Fault]:
    sample = getattr(element, "sample", None)
    if not isinstance(sample, str):
        return
    problem = number_problem(sample, key.numbering)
    if problem:
        yield Fault(form=form.id, element=element.id, field="sample", problem=f"{sample} {problem}")
    if key.kind is KeyKind.CHOICE and sample not in key.values:
        yield Fault(form=form.id, element=element.id, field="sample", problem=f"{key.name} is never {sample}")
    if isinstance(element, TickElement):
        for value in sorted(set(key.values) - {place.value for place in element.places}):
            problem = f"a paper whose {key.name} is {value} would be refused"
            yield Fault(form=form.id, element=element.id, field="places", problem=problem, severity=Severity.WARNING)
    if isinstance(element, QrElement) and not sample.startswith("https://"):
        problem = "a resident's phone opens https:// only"
        yield Fault(form=form.id, element=element.id, field="sample", problem=problem, severity=Severity.WARNING)


def _condition(form: Form, element: Element, when: Condition, keys: KeyBook) -> Iterator[Fault]:
    """A free text has spellings that nobody thought of, and with each of them the element would be left out untold."""
    key = keys.find(when.key)
    if key is None or not when.values:
        return
    if key.kind is not KeyKind.CHOICE:
        problem = f"{key.name} has no closed list of values to compare with"
        yield Fault(form=form.id, element=element.id, field="when", problem=problem)
        return
    for value in when.values:
        if value not in key.values:
            yield Fault(form=form.id, element=element.id, field="when", problem=f"{key.name} is never {value}")
