"""Where the words of a schematic stand that belong to elements: beside them, and with them when they move."""

from __future__ import annotations

from dataclasses import dataclass, replace

from printing.fonts import FontLibrary
from printing.form.elements import (
    Align,
    Box,
    Code128Element,
    DateElement,
    DatePart,
    Element,
    LinesElement,
    PhotoElement,
    QrElement,
    SealElement,
    TextElement,
    TickElement,
    TickPlace,
    VerticalElement,
)
from printing.form.form import Form
from printing.pdf import POINTS_PER_MM, TextStyle
from printing.preview.background import Background, Caption, Side, Words
from printing.setter import Setter

BOLD = 0.035
"""Thickness of the outline that makes a title bold, as a share of its size."""

_ASCENT, _DESCENT = 0.88, 0.14
"""How far a Chinese character reaches above and below its baseline, in em."""

_MIDDLE = (_ASCENT - _DESCENT) / 2
_MM_PER_SIZE = 25.4 / 72
"""From 0.01 pt to 0.01 mm."""


@dataclass(frozen=True, kw_only=True)
class SetWords:
    """Words at their place, in 0.01 mm; ``element`` and ``value`` name what they belong to."""

    words: Words
    x: int
    baseline: int
    style: TextStyle
    width: int
    element: str = ""
    value: str = ""

    @property
    def box(self) -> Box:
        """The area of their ink, nearly."""
        high, low = em(self.words.size, _ASCENT), em(self.words.size, _DESCENT)
        return Box(self.x, self.baseline - high, max(1, self.width), high + low)


def em(size: int, share: float = 1.0) -> int:
    """Return a share of a font size (0.01 pt) as a length in 0.01 mm."""
    return round(size * _MM_PER_SIZE * share)


def set_words(words: Words, x: int, baseline: int, align: Align, fonts: FontLibrary) -> SetWords:
    """Set words with their left end, middle or right end at ``x``; raises MissingGlyph and FontError."""
    style = TextStyle(size=words.size / 100, bold=BOLD if words.bold else 0, colour=words.colour)
    setter = Setter(fonts, words.font, "background")
    natural = setter.width(words.text, style)
    if words.spread:
        slack = words.spread / 100 - natural
        if slack < 0:
            style = replace(style, squeeze=words.spread / 100 / natural)
        elif len(words.text) > 1:
            style = replace(style, spacing=slack * POINTS_PER_MM / (len(words.text) - 1))
    width = words.spread or round(natural * 100)
    left = x - {Align.LEFT: 0, Align.CENTRE: width // 2, Align.RIGHT: width}[align]
    return SetWords(words=words, x=left, baseline=baseline, style=style, width=width)


def set_attached(form: Form, background: Background, fonts: FontLibrary) -> tuple[SetWords, ...]:
    """Return all captions, the words of ticks and the 年 月 日 of dates; raises as :func:`set_words`."""
    found: list[SetWords] = []
    for element in form.elements:
        captions = background.captions_of(element.id)
        found += [_caption(each, element, fonts) for each in captions if not each.value]
        if isinstance(element, DateElement):
            found += _date_words(element, _plain_words(background, captions), fonts)
        if isinstance(element, TickElement):
            own = {each.value: each for each in captions if each.value}
            found += [_tick_words(element, place, own.get(place.value), background, fonts) for place in element.places]
    return tuple(found)


def anchor(element: Element, size: int) -> int:
    """Return the baseline of a caption of ``size`` beside an element: the element's own, or about its middle."""
    match element:
        case PhotoElement() | SealElement() | QrElement() | Code128Element() | VerticalElement():
            return element.box.y + element.box.height // 2 + em(size, _MIDDLE)
        case TickElement():
            return element.places[0].baseline
        case _:
            return element.baseline


def tick_square(element: TickElement, place: TickPlace) -> Box:
    """Return the pre-printed square of one value."""
    side = em(element.lettering.size, 0.86)
    middle = place.baseline - em(element.lettering.size, _MIDDLE)
    return Box(place.x - side // 2, middle - side // 2, side, side)


def underlines(element: Element) -> tuple[tuple[int, int, int], ...]:
    """Return the rules below an element as ``(left, right, y)``."""
    box = element.box
    match element:
        case PhotoElement() | SealElement() | QrElement() | Code128Element() | VerticalElement() | TickElement():
            return ((box.x, box.right, box.bottom),)
        case DateElement():
            y = _below(element.baseline, element.lettering.size)
            return tuple((part.x, part.x + part.width, y) for part in (element.year, element.month, element.day))
        case LinesElement():
            rows = range(element.baseline, box.bottom + 1, element.leading)
            return tuple((box.x, box.right, min(_below(y, element.lettering.size), box.bottom)) for y in rows)
        case TextElement():
            lowest = max((element.baseline, *element.wrapped))
            return ((box.x, box.right, _below(lowest, element.lettering.size)),)
        case _:
            return ((box.x, box.right, _below(element.baseline, element.lettering.size)),)


def _below(baseline: int, size: int) -> int:
    return baseline + em(size, 0.2)


def _caption(caption: Caption, element: Element, fonts: FontLibrary) -> SetWords:
    box, words = element.box, caption.words
    baseline = anchor(element, words.size)
    across = {Align.LEFT: box.x, Align.CENTRE: box.x + box.width // 2, Align.RIGHT: box.right}[caption.align]
    match caption.side:
        case Side.LEFT if caption.x is not None:
            x, align = caption.x, Align.LEFT
        case Side.LEFT:
            x, align = box.x - caption.gap, Align.RIGHT
        case Side.RIGHT:
            x, align = box.right + caption.gap, Align.LEFT
        case Side.ABOVE:
            x, align, baseline = across, caption.align, box.y - caption.gap - em(words.size, _DESCENT)
        case Side.BELOW:
            x, align, baseline = across, caption.align, box.bottom + caption.gap + em(words.size, _ASCENT)
    return replace(set_words(words, x, baseline, align, fonts), element=element.id)


def _plain_words(background: Background, captions: tuple[Caption, ...]) -> Words:
    """Return the voice of an element's small words: that of its caption, if it has one."""
    for caption in captions:
        if not caption.value:
            return replace(caption.words, spread=0, bold=False, colour=background.palette.ink)
    return Words(text="", font=background.font, size=background.size, bold=False, colour=background.palette.ink)


def _date_words(element: DateElement, voice: Words, fonts: FontLibrary) -> list[SetWords]:
    """Set 年 and 月 in the middle between two numbers, 日 as far behind the day as 月 is behind the month."""
    year, month, day = element.year, element.month, element.day
    second = _between(month, day)
    middles = (_between(year, month), second, day.x + day.width + second - month.x - month.width)
    return [
        replace(set_words(replace(voice, text=word), middle, element.baseline, Align.CENTRE, fonts), element=element.id)
        for word, middle in zip("年月日", middles, strict=True)
    ]


def _between(first: DatePart, second: DatePart) -> int:
    return (first.x + first.width + second.x) // 2


def _tick_words(
    element: TickElement, place: TickPlace, caption: Caption | None, background: Background, fonts: FontLibrary
) -> SetWords:
    square = tick_square(element, place)
    if caption is None:
        voice = _plain_words(background, background.captions_of(element.id))
        words, side, gap = replace(voice, text=place.value), Side.RIGHT, 100
    else:
        words, side, gap = caption.words, caption.side, caption.gap
    x, align = (square.x - gap, Align.RIGHT) if side is Side.LEFT else (square.right + gap, Align.LEFT)
    return replace(set_words(words, x, place.baseline, align, fonts), element=element.id, value=place.value)
