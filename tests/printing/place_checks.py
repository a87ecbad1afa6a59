"""What a form says of each kind of element, held against the characters that a reader found on the form."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import assert_never

import pytest

from printing.form.elements import (
    Align,
    CellsElement,
    Code128Element,
    ConstantElement,
    DateElement,
    DayElement,
    Element,
    LinesElement,
    MoneyCellsElement,
    MoneyWordsElement,
    PhotoElement,
    QrElement,
    Script,
    SealElement,
    TableElement,
    TextElement,
    TickElement,
    VerticalElement,
)
from printing.form.values import FieldValue, Money, RowsValue
from printing.money_words import money_words
from tests.printing.form_reader import Char
from tests.printing.pdf_reader import MM_PER_POINT

TOLERANCE_MM = 0.05
ONES = ("", *"一二三四五六七八九")
NUMERALS = (*(tens + ones for tens in ("", "十", "二十") for ones in ONES), "三十", "三十一")
CORNERS = str.maketrans("“”‘’", "『』「」")


def check_element(element: Element, value: FieldValue | None, chars: Sequence[Char]) -> None:
    """Hold what was read of one element against the form: which characters, and where each line or cell stands."""
    chars = _in_reading_order(element, chars)
    words = _words(element, value)
    read = "".join(each.char for each in chars)
    assert read == "".join(words) or (_closing(element) and read == "".join(words) + _closing(element)), element.id
    match element:
        case TextElement() | LinesElement() | ConstantElement() | DayElement() | MoneyWordsElement():
            _check_lines(element, chars)
        case DateElement():
            places = (element.year, element.month, element.day)
            for part, number in zip(places, _parts(chars, words), strict=True):
                _check_line(number, Align.CENTRE, part.x, part.width, element.baseline)
        case CellsElement() | MoneyCellsElement():
            for n, each in enumerate(chars, start=element.count - len(chars)):
                _check_line([each], Align.CENTRE, element.box.x + n * element.pitch, element.pitch, element.baseline)
        case TickElement():
            (place,) = [each for each in element.places if each.value == value]
            _check_line(chars, Align.CENTRE, place.x, 0, place.baseline)
        case TableElement():
            _check_table(element, chars, words)
        case VerticalElement():
            _check_columns(element, chars)
        case PhotoElement() | SealElement() | QrElement() | Code128Element():
            assert not chars
        case _:
            assert_never(element)


def date_words(value: date, script: Script, *, padded: bool) -> list[str]:
    """Return year, month and day as they are written."""
    if script is Script.CHINESE:
        year = "".join(NUMERALS[int(digit)] or "〇" for digit in f"{value:%Y}")
        return [year, NUMERALS[value.month], NUMERALS[value.day]]
    return [f"{value:%Y}", *((f"{value:%m}", f"{value:%d}") if padded else (str(value.month), str(value.day)))]


def _words(element: Element, value: FieldValue | None) -> list[str]:
    """Return the texts that an element prints for a value, without spaces, in reading order."""
    match element, value:
        case ConstantElement(), _:
            texts = [element.text]
        case ((QrElement() | Code128Element() | PhotoElement() | SealElement()), _):
            texts = []
        case DateElement(), date():
            texts = date_words(value, element.script, padded=element.padded)
        case DayElement(), date():
            year, month, day = date_words(value, element.script, padded=element.padded)
            texts = [f"{year}年{month}月{day}日"]
        case MoneyCellsElement(), Money():
            texts = [f"￥{value.fen / 100:.2f}".replace(".", "")[-element.count :]]
        case MoneyWordsElement(), Money():
            texts = [element.prefix + money_words(value)]
        case TableElement(), RowsValue():
            texts = [text for row in value.rows for text in row]
        case VerticalElement(), str():
            texts = [value.translate(CORNERS)]
        case TickElement(), _:
            texts = [element.mark]
        case _:
            assert isinstance(value, str)
            texts = [value]
    return ["".join(text.split()) for text in texts]


def _closing(element: Element) -> str:
    return element.closing if isinstance(element, LinesElement | TableElement) else ""


def _parts(chars: Sequence[Char], words: Sequence[str]) -> list[Sequence[Char]]:
    parts, at = [], 0
    for word in words:
        length = len(word)
        parts.append(chars[at : at + length])
        at += length
    return parts


def _in_reading_order(element: Element, chars: Sequence[Char]) -> list[Char]:
    """Sort characters by lines and columns; pdfium tells those of a block in an order of its own."""
    if isinstance(element, VerticalElement):
        return sorted(chars, key=lambda each: (_nearest(element.axes, (each.ink[0] + each.ink[2]) / 2), each.y))
    return [each for line in _lines(chars) for each in line]


def _nearest(axes: Sequence[int], x: float) -> int:
    return min(range(len(axes)), key=lambda n: abs(axes[n] / 100 - x))


def _lines(chars: Sequence[Char]) -> list[list[Char]]:
    """Return the characters of each baseline, from the top down, each line from the left."""
    found: list[list[Char]] = []
    for each in sorted(chars, key=lambda each: each.y):
        if found and each.y - found[-1][-1].y < 0.5:
            found[-1].append(each)
        else:
            found.append([each])
    return [sorted(line, key=lambda each: each.x) for line in found]


def _check_lines(
    element: TextElement | LinesElement | ConstantElement | DayElement | MoneyWordsElement, chars: Sequence[Char]
) -> None:
    found = _lines(chars)
    for line in found:
        _check_line(line, element.align, element.box.x, element.box.width, None)
    baselines = [line[0].y for line in found]
    if isinstance(element, LinesElement):
        assert baselines[0] == pytest.approx(element.baseline / 100, abs=TOLERANCE_MM)
        # Lines of a smaller size stand closer, empty ones leave a gap of whole lines.
        step = element.leading * found[0][0].size / element.lettering.size
        for gap in (low - high for high, low in pairwise(baselines)):
            assert gap == pytest.approx(max(1, round(gap / step)) * step, abs=TOLERANCE_MM)
        return
    wanted: tuple[int, ...] = (element.baseline,)
    if isinstance(element, TextElement) and len(found) > 1:
        wanted = element.wrapped[: len(found)]
    assert baselines == pytest.approx([baseline / 100 for baseline in wanted], abs=TOLERANCE_MM)


def _check_line(line: Sequence[Char], align: Align, x: int, width: int, baseline: int | None) -> None:
    left, right = line[0].x, line[-1].end
    if baseline is not None:
        assert line[0].y == pytest.approx(baseline / 100, abs=TOLERANCE_MM)
    match align:
        case Align.LEFT:
            assert left == pytest.approx(x / 100, abs=TOLERANCE_MM)
        case Align.CENTRE:
            assert (left + right) / 2 == pytest.approx((x + width / 2) / 100, abs=TOLERANCE_MM)
        case Align.RIGHT:
            assert right == pytest.approx((x + width) / 100, abs=TOLERANCE_MM)


def _check_table(element: TableElement, chars: Sequence[Char], words: Sequence[str]) -> None:
    for n, part in enumerate(_parts(chars, words)):
        row, column = divmod(n, len(element.columns))
        if part:
            place = element.columns[column]
            _check_line(part, place.align, place.x, place.width, element.baseline + row * element.pitch)
    rest = chars[sum(map(len, words)) :]
    if rest:
        row, place = len(words) // len(element.columns), element.columns[0]
        _check_line(rest, place.align, place.x, place.width, element.baseline + row * element.pitch)


def _check_columns(element: VerticalElement, chars: Sequence[Char]) -> None:
    """Check the Chinese characters, which stand upright: each in the middle of a place of a column."""
    for each in chars:
        if "㐀" <= each.char <= "鿿" or each.char > "\uffff":
            em = each.size * MM_PER_POINT
            pitch = element.pitch * each.size / element.lettering.size
            axis = min((n / 100 for n in element.axes), key=lambda axis: abs(axis - each.x - em / 2))
            assert each.x + em / 2 == pytest.approx(axis, abs=TOLERANCE_MM)
            place = (each.y - 0.38 * em - element.box.y / 100) / pitch - 0.5
            assert place * pitch == pytest.approx(round(place) * pitch, abs=TOLERANCE_MM)
