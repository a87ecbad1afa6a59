"""The paper of the simulated receipt printer: drawing steps become black dots, 576 to a line unless told otherwise.

An 80 mm printer at 203 dpi prints 72 mm, which is 576 dots. Letters take 12 by 24 dots and Chinese characters 24 by 24,
as in the ROM of such printers.
"""

from __future__ import annotations

import subprocess
import unicodedata
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from PIL import Image, ImageDraw, ImageFont, ImageOps

from devices.errors import DeviceUnavailable
from devices.simulators.escpos_commands import (
    Align,
    Cut,
    EscposReader,
    FeedDots,
    FeedLines,
    Initialize,
    LineFeed,
    Print,
    Raster,
    SetAlign,
    SetEmphasis,
    SetHanSize,
    SetInverse,
    SetMargin,
    SetSize,
    SetSpacing,
    SetUnderline,
    SetWidth,
    Step,
    Violation,
)

WIDTH_DOTS: Final = 576
CELL_DOTS: Final = 24
BASELINE_DOTS: Final = 20
DEFAULT_SPACING_DOTS: Final = 30
CUTTER_DISTANCE_DOTS: Final = 96
"""12 mm from head to cutter."""
WHITE: Final = 255
FONT_PATTERN: Final = "Noto Sans Mono CJK SC"


@dataclass(frozen=True)
class RomFont:
    """The outline font that stands in for the printer's ROM; ``index`` is the face in a collection."""

    path: Path
    index: int = 0


def find_rom_font() -> RomFont:
    """Ask fontconfig for a font with half-width letters and full-width Chinese; raises :class:`DeviceUnavailable`."""
    try:
        found = subprocess.run(
            ["fc-match", "-f", "%{file}\n%{index}", FONT_PATTERN], capture_output=True, text=True, check=True
        ).stdout.splitlines()
    except (OSError, subprocess.CalledProcessError) as error:
        raise DeviceUnavailable("SIMULATOR_FONT_MISSING", "fc-match") from error
    return RomFont(Path(found[0]), int(found[1]))


@dataclass(frozen=True, kw_only=True)
class Style:
    """All that a command can set."""

    align: Align = Align.LEFT
    bold: bool = False
    underline: int = 0
    inverse: bool = False
    size: tuple[int, int] = (1, 1)
    han_size: tuple[int, int] = (1, 1)
    spacing: int | None = None
    margin: int = 0
    width: int = WIDTH_DOTS

    def change(self, step: Step) -> Style:
        """Return the style after a setting; other steps leave it as it is."""
        match step:
            case SetAlign(align):
                return replace(self, align=align)
            case SetEmphasis(on):
                return replace(self, bold=on)
            case SetUnderline(dots):
                return replace(self, underline=dots)
            case SetInverse(on):
                return replace(self, inverse=on)
            case SetSize(width, height):
                return replace(self, size=(width, height))
            case SetHanSize(width, height):
                return replace(self, han_size=(width, height))
            case SetSpacing(dots):
                return replace(self, spacing=dots)
            case SetMargin(dots):
                return replace(self, margin=dots)
            case SetWidth(dots):
                return replace(self, width=dots)
            case _:
                return self


class Paper:
    """Paper on which steps are drawn, from the last tear to the print head; ``dots`` to a line."""

    def __init__(self, *, font: RomFont, dots: int = WIDTH_DOTS) -> None:
        self._dots = dots
        self._font = ImageFont.truetype(str(font.path), CELL_DOTS, index=font.index)
        self._cells: dict[tuple[str, bool], Image.Image] = {}
        self._style = Style()
        self._line: list[Image.Image] = []
        self._strips: list[Image.Image] = []
        self.lines = 0

    def draw(self, step: Step) -> None:
        """Carry out one step; ``lines`` counts the lines of paper that have been used."""
        match step:
            case Initialize():
                self._style = Style()
                self._line = []
            case Print(character):
                self._add(character)
            case LineFeed():
                self._print_line()
            case FeedLines(lines):
                self._print_buffer()
                self._feed(lines * self._spacing())
            case FeedDots(dots):
                self._print_buffer()
                self._feed(dots)
            case Raster():
                self._print_buffer()
                self._add_raster(step)
            case Cut(_, feed_dots):
                self._print_buffer()
                self._feed(CUTTER_DISTANCE_DOTS + feed_dots)
            case _:
                self._style = self._style.change(step)

    def drop_line(self) -> None:
        """Forget the line that is not printed yet."""
        self._line = []

    def picture(self) -> Image.Image:
        """Return the paper so far, black on white."""
        height = max(1, sum(strip.height for strip in self._strips))
        whole = Image.new("L", (self._dots, height), WHITE)
        top = 0
        for strip in self._strips:
            whole.paste(strip, (0, top))
            top += strip.height
        return whole

    def tear(self) -> Image.Image:
        """Take the paper off and return it."""
        torn = self.picture()
        self._strips = []
        return torn

    def _spacing(self) -> int:
        return DEFAULT_SPACING_DOTS if self._style.spacing is None else self._style.spacing

    def _add(self, character: str) -> None:
        cell = self._cell(character)
        if sum(one.width for one in self._line) + cell.width > self._room():
            self._print_line()
        self._line.append(cell)

    def _room(self) -> int:
        return min(self._style.width, self._dots - self._style.margin)

    def _cell(self, character: str) -> Image.Image:
        """Draw one character, enlarged dot by dot as a printer does."""
        style = self._style
        wide = unicodedata.east_asian_width(character) in "WFA"
        cell = self._glyph(character, wide)
        columns, rows = style.size
        if wide:
            columns, rows = max(columns, style.han_size[0]), max(rows, style.han_size[1])
        cell = cell.resize((cell.width * columns, cell.height * rows), Image.Resampling.NEAREST)
        if style.bold:
            shifted = Image.new("L", cell.size, WHITE)
            shifted.paste(cell, (1, 0))
            cell = Image.composite(cell, shifted, ImageOps.invert(cell))
        if style.underline:
            line = (0, cell.height - style.underline, cell.width - 1, cell.height - 1)
            ImageDraw.Draw(cell).rectangle(line, fill=0)
        return ImageOps.invert(cell) if style.inverse else cell

    def _glyph(self, character: str, wide: bool) -> Image.Image:
        known = self._cells.get((character, wide))
        if known is None:
            known = Image.new("1", (CELL_DOTS if wide else CELL_DOTS // 2, CELL_DOTS), 1)
            ImageDraw.Draw(known).text((0, BASELINE_DOTS), character, font=self._font, fill=0, anchor="ls")
            known = known.convert("L")
            self._cells[character, wide] = known
        return known.copy()

    def _print_line(self) -> None:
        height = self._print_buffer()
        self._feed(max(0, self._spacing() - height))

    def _print_buffer(self) -> int:
        """Put the line onto the paper and return how high it was."""
        if not self._line:
            return 0
        height = max(cell.height for cell in self._line)
        strip = Image.new("L", (self._dots, height), WHITE)
        left = self._left_of(sum(cell.width for cell in self._line))
        for cell in self._line:
            strip.paste(cell, (left, height - cell.height))
            left += cell.width
        self._strips.append(strip)
        self._line = []
        self.lines += 1
        return height

    def _left_of(self, width: int) -> int:
        free = max(0, self._room() - width)
        match self._style.align:
            case Align.LEFT:
                return self._style.margin
            case Align.CENTER:
                return self._style.margin + free // 2
            case Align.RIGHT:
                return self._style.margin + free

    def _add_raster(self, raster: Raster) -> None:
        picture = Image.frombytes("1", (raster.row_bytes * 8, raster.rows), raster.data).convert("L")
        picture = ImageOps.invert(picture)
        size = (picture.width * raster.wide, picture.height * raster.high)
        picture = picture.resize(size, Image.Resampling.NEAREST)
        strip = Image.new("L", (self._dots, picture.height), WHITE)
        strip.paste(picture, (self._left_of(picture.width), 0))
        self._strips.append(strip)
        self.lines += max(1, picture.height // DEFAULT_SPACING_DOTS)

    def _feed(self, dots: int) -> None:
        if dots > 0:
            self._strips.append(Image.new("L", (self._dots, dots), WHITE))


def draw_slip(data: bytes, *, dots: int = WIDTH_DOTS) -> Image.Image:
    """Return the paper that a printer with so many dots to a line would give for these bytes, black on white.

    Raises ValueError for bytes that it would misunderstand or print as rubbish, and :class:`DeviceUnavailable` when
    no font can stand in for the ROM.
    """
    paper = Paper(font=find_rom_font(), dots=dots)
    reader = EscposReader()
    for token in reader.feed(data):
        if isinstance(token.step, Violation):
            raise ValueError(token.step.why)
        paper.draw(token.step)
    if reader.unfinished:
        raise ValueError("the last command is not complete")
    return paper.picture()
