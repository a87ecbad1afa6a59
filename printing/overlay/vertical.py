"""Text from top to bottom: each character in the middle of its place, columns from right to left.

Marks follow GB/T 15834-2011, section 5.2: stops stand at the upper right of their place, as far from its edges as
they stand from the lower left of a line; dashes, dots and brackets turn with the column; quotation marks become
corner brackets. Latin letters and digits stand upright. Columns break where lines may (5.2.6).
"""

from __future__ import annotations

from typing import Final

from printing.calibration import Affine
from printing.errors import ElementOverflow
from printing.fit import Voice, shrunk_sizes
from printing.fonts import Run
from printing.form.elements import VerticalElement
from printing.overlay.drawing import Drawing
from printing.pdf import POINTS_PER_MM, TextStyle
from printing.wrap import break_text, clusters

_STOPS: Final = frozenset("，。、；：？！")
_TURNED: Final = frozenset("（）()〔〕［］[]｛｝{}【】《》〈〉「」『』—–－-…～~")
_CENTRED: Final = frozenset("·•・")
_CORNERS: Final = str.maketrans("“”‘’", "『』「」")
"""Quotation marks of lines, and the marks that stand for them in columns once they are turned (5.2.3)."""

_RISE: Final = 0.88
"""Where the top of a character's square lies above the baseline, as a share of the size (OpenType ideographic em)."""

_CLOCKWISE: Final = Affine(a=0, b=1, c=-1, d=0)
_HAIR: Final = 1e-6


def draw_vertical(drawing: Drawing, element: VerticalElement) -> None:
    """Draw a value, or the mark of its absence, in columns; raises as ``render_overlay``."""
    text = drawing.text(element) or element.blank
    if not text:
        return
    voice = drawing.voice(element.id, element.lettering)
    size, columns = _fitted(element, text)
    pitch = _pitch(element, size) / 100
    for axis, column in zip(element.axes, columns, strict=False):
        for n, char in enumerate(clusters(column)):
            _put(drawing, voice, char, size, axis / 100, element.box.y / 100 + (n + 0.5) * pitch)


def _fitted(element: VerticalElement, text: str) -> tuple[float, list[str]]:
    """Return the largest size in points at which the text fills no more columns than there are, and its columns."""
    for size in shrunk_sizes(element.lettering):
        room = element.box.height / _pitch(element, size) + _HAIR
        columns: list[str] = []
        for paragraph in text.splitlines():
            columns += break_text(paragraph, int(room), _places, inside=True) or [""]
        if int(room) and len(columns) <= len(element.axes):
            return size, columns
    detail = f"{len(text)} characters do not fit {len(element.axes)} columns of {element.box.height / 100} mm"
    raise ElementOverflow(element=element.id, detail=detail)


def _pitch(element: VerticalElement, size: float) -> float:
    return element.pitch * size * 100 / element.lettering.size


def _places(piece: str) -> float:
    return len(clusters(piece))


def _put(drawing: Drawing, voice: Voice, char: str, size: float, axis: float, middle: float) -> None:
    """Draw one character with the middle of its square at ``axis`` and ``middle`` mm."""
    char = char.translate(_CORNERS)
    runs = voice.fonts.runs(char, element=voice.element)
    em = size / POINTS_PER_MM
    right, down = _origin(char, runs[0])
    turn = _CLOCKWISE if char in _TURNED else None
    drawing.sheets.text(axis + right * em, middle + down * em, runs, TextStyle(size=size), turn=turn)


def _origin(char: str, run: Run) -> tuple[float, float]:
    """Return where a character's origin lies from the middle of its square, right and down, in em."""
    advance = run.width / 1000
    if char not in _STOPS | _TURNED | _CENTRED:
        return -advance / 2, _RISE - 0.5
    left, bottom, right, top = (n / 1000 for n in run.face.ink(run.face.character_map.find(ord(char))))
    if char in _STOPS:
        return 0.5 - left - right, bottom + top + 0.5 - _RISE
    if char in _TURNED:
        # Turned about its origin, a character runs down from there, and what stood above its baseline stands right.
        return -(bottom + top) / 2, -advance / 2
    return -(left + right) / 2, (bottom + top) / 2
