"""The mask of a QR symbol, chosen with whole symbols as numbers (ISO/IEC 18004:2015, section 7.8).

A symbol is one number: its rows one after the other, each with a light module after its end, so that one shift moves
all modules by a column or by a row. What a version's symbols have in common, and where each bit of the data goes, is
asked once of the library qrcode; the symbol of a text is then that frame XOR its data.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter

import qrcode
from qrcode import base
from qrcode.constants import ERROR_CORRECT_M

_MASKS = range(8)
_VERSIONS_KEPT = 4
"""Plans remembered: of a version, never of a text. A hall's papers use two or three versions."""

_FINDER_THEN_LIGHT = "10111010000"
_LIGHT_THEN_FINDER = "00001011101"
"""Dark and light as in a finder pattern, with light on one side (table 11, third feature)."""


@dataclass(frozen=True)
class DrawingPlan:
    """What the symbols of one version have in common.

    Attributes:
        modules: along a side.
        frames: by mask, the symbol of data that is all zero.
        trials: the same with the format information left light, as the library compares masks.
        order: takes the bits of the data with a 0 after them, and returns what each module shows of them, row by row
            with the light one after each row.
    """

    modules: int
    frames: tuple[int, ...]
    trials: tuple[int, ...]
    order: Callable[[str], tuple[str, ...]]

    def draw(self, codewords: bytes) -> tuple[tuple[bool, ...], ...]:
        """Return the rows of the symbol with the least penalty; of equals the first."""
        bits = f"{int.from_bytes(codewords, 'big'):0{8 * len(codewords)}b}0"
        data = int("".join(self.order(bits)), 2)
        mask = min(_MASKS, key=lambda mask: penalty(self.trials[mask] ^ data, self.modules))
        stride = self.modules + 1
        symbol = f"{self.frames[mask] ^ data:0{stride * self.modules}b}"
        return tuple(
            tuple(module == "1" for module in symbol[start : start + self.modules])
            for start in range(0, len(symbol), stride)
        )


@lru_cache(maxsize=_VERSIONS_KEPT)
def drawing_plan(version: int) -> DrawingPlan:
    """Return the plan of a version, 1 to 40, at level M; the first time takes 10 ms for version 5."""
    count = sum(block.total_count for block in base.rs_blocks(version, ERROR_CORRECT_M))
    frames = tuple(_drawn(version, bytes(count), mask, trial=False) for mask in _MASKS)
    trials = tuple(_drawn(version, bytes(count), mask, trial=True) for mask in _MASKS)
    modules = 17 + 4 * version
    order = _order(version, count, modules * (modules + 1), frames[0])
    return DrawingPlan(modules, frames, trials, itemgetter(*order))


def penalty(symbol: int, modules: int) -> int:
    """Return what a symbol loses by the four features of ISO/IEC 18004:2015, table 11."""
    stride = modules + 1
    row = (1 << modules) - 1 << 1
    inside = sum(row << stride * n for n in range(modules))
    light = inside ^ symbol
    beside = _alike(symbol, light, 1)
    below = _alike(symbol, light, stride)
    blocks = beside & beside >> stride & below
    finders = sum(_spots(symbol, light, step) for step in (1, stride))
    uneven = int(abs(symbol.bit_count() / modules**2 * 100 - 50) / 5)
    return _runs(beside, 1) + _runs(below, stride) + 3 * blocks.bit_count() + 40 * finders + 10 * uneven


def _drawn(version: int, codewords: bytes, mask: int, *, trial: bool) -> int:
    """Return a symbol that the library draws, as a number."""
    code = qrcode.QRCode(version=version, error_correction=ERROR_CORRECT_M, border=0)
    code.data_cache = list(codewords)
    code.makeImpl(trial, mask)
    return int("".join("".join("1" if module else "0" for module in row) + "0" for row in code.modules), 2)


def _order(version: int, count: int, length: int, nothing: int) -> list[int]:
    """Return which bit each module shows; where it shows none, the number after the last.

    The library draws one symbol for each binary digit of the bits' numbers; what it draws dark there has that digit.
    """
    bits = range(8 * count)
    numbers = [0] * length
    for digit in range(len(bits).bit_length()):
        # Counted from one, so that a module without data is told from the first bit.
        shown = int("".join(str(bit + 1 >> digit & 1) for bit in bits), 2)
        drawn = _drawn(version, shown.to_bytes(count, "big"), 0, trial=False) ^ nothing
        for place, dark in enumerate(f"{drawn:0{length}b}"):
            numbers[place] |= (dark == "1") << digit
    return [number - 1 if number else len(bits) for number in numbers]


def _alike(dark: int, light: int, step: int) -> int:
    """Return where a module and the one ``step`` further on are of one colour."""
    return dark & dark >> step | light & light >> step


def _runs(alike: int, step: int) -> int:
    """Return the loss of five or more modules of one colour: their number less two (first feature)."""
    double = alike & alike >> step
    fifths = double & double >> 2 * step
    # A run of n modules leaves n - 4 of these, one after the other.
    return fifths.bit_count() + 2 * (fifths & ~(fifths >> step)).bit_count()


def _spots(dark: int, light: int, step: int) -> int:
    """Return how often either pattern of the third feature occurs in one direction."""
    shifted = {"1": [dark >> step * n for n in range(11)], "0": [light >> step * n for n in range(11)]}
    found = 0
    for pattern in (_FINDER_THEN_LIGHT, _LIGHT_THEN_FINDER):
        spots = shifted[pattern[0]][0]
        for n in range(1, 11):
            spots &= shifted[pattern[n]][n]
        found += spots.bit_count()
    return found
