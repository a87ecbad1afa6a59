"""Slips as bytes for an ESC/POS printer: text from its ROM where it has the characters, dots where it has not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias, assert_never

from printing.dots import DotFonts
from printing.errors import ElementOverflow, MissingGlyph
from printing.qr import QrSymbol, encode_qr
from printing.receipts.accepted import AcceptedReceipt, accepted_layout
from printing.receipts.blocks import Block, Ends, Gap, Qr, QrWithCode, Rule, Side, Size, Words
from printing.receipts.common import grouped
from printing.receipts.failure import FailureSlip, failure_layout
from printing.receipts.progress import ProgressSlip, progress_layout
from printing.repertoire import HanRepertoire, rom_bytes
from printing.wrap import columns, wrap

if TYPE_CHECKING:
    from PIL.Image import Image

    from printing.escpos_writer import EscposWriter

Receipt: TypeAlias = AcceptedReceipt | FailureSlip | ProgressSlip

_CELL = 24
"""Dots of a Chinese cell of font A at 203 dpi; ASCII takes half of it."""

_LARGEST_MODULE, _SMALLEST_MODULE = 8, 4
"""Dots of a QR module: 4 at 203 dpi are 0.5 mm, below which old phones fail."""

_QR_DOTS = 330
"""How wide a QR symbol may get, about 41 mm."""

_CODE_CELL = 64

_RULE_AIR = 9
"""Dots of white above and below a rule."""


@dataclass(frozen=True, kw_only=True)
class ReceiptPaper:
    """What a receipt printer can do; from the terminal's configuration.

    Attributes:
        dots: printable dots across, 576 on 80 mm paper at 203 dpi.
        han: the characters in its ROM.
        cut_feed: ``n`` of ``GS V 66 n``, which brings the slip's end past the cutter.
        profile: python-escpos' name of its kind; only the width is taken from there.
    """

    dots: int = 576
    han: HanRepertoire = HanRepertoire.GBK
    cut_feed: int = 24
    profile: str = "TM-T20II"

    def columns(self, size: Size) -> int:
        """Return how many half cells of a size fit across."""
        return self.dots // (_CELL // 2 * size.value)


def render_receipt(receipt: Receipt, paper: ReceiptPaper, fonts: DotFonts) -> bytes:
    """Return the bytes of a slip, from initialising the printer to the cut.

    Raises MissingGlyph and ElementOverflow naming the part of the slip, and FontError when dots need a font.
    """
    # escpos reads its printer profiles on import, 0.2 s that starting need not wait for.
    from printing.escpos_writer import EscposWriter

    press = _Press(paper=paper, fonts=fonts, writer=EscposWriter(profile=paper.profile))
    for block in _layout(receipt):
        press.block(block)
    return press.finish()


def _layout(receipt: Receipt) -> Iterator[Block]:
    match receipt:
        case AcceptedReceipt():
            return accepted_layout(receipt)
        case FailureSlip():
            return failure_layout(receipt)
        case ProgressSlip():
            return progress_layout(receipt)
        case _:
            assert_never(receipt)


class _Press:
    """Prints blocks one below the other."""

    def __init__(self, *, paper: ReceiptPaper, fonts: DotFonts, writer: EscposWriter) -> None:
        self._paper = paper
        self._fonts = fonts
        self._writer = writer

    def block(self, block: Block) -> None:
        match block:
            case Words():
                self._words(block)
            case Ends():
                self._ends(block)
            case Rule():
                self._writer.picture(self._rule(block.heavy))
            case Gap():
                self._writer.feed(block.dots)
            case Qr():
                self._writer.picture(self._centred_qr(block.url))
            case QrWithCode():
                self._writer.picture(self._qr_with_code(block))
            case _:
                assert_never(block)

    def finish(self) -> bytes:
        return self._writer.finish(cut_feed=self._paper.cut_feed)

    def _words(self, words: Words) -> None:
        room = self._paper.columns(words.size)
        first, *others = wrap(words.text, room, columns)
        rest = wrap(words.text[len(first) :].lstrip(" "), room - words.hang, columns) if others else []
        self._line(first, words.side, words.size, words.bold)
        for line in rest:
            self._line(" " * words.hang + line, words.side, words.size, words.bold)

    def _ends(self, ends: Ends) -> None:
        room = self._paper.columns(Size.NORMAL)
        white = room - columns(ends.left) - columns(ends.right)
        if white > 0:
            self._line(ends.left + " " * white + ends.right, Side.LEFT, Size.NORMAL, ends.bold)
            return
        self._words(Words(ends.left, bold=ends.bold))
        for line in wrap(ends.right, room, columns):
            self._line(" " * (room - columns(line)) + line, Side.LEFT, Size.NORMAL, ends.bold)

    def _line(self, text: str, side: Side, size: Size, bold: bool) -> None:
        coded = rom_bytes(text, self._paper.han)
        if coded is not None:
            self._writer.text(coded, side=side, size=size, bold=bold)
        else:
            self._writer.picture(self._dots(text, side, size))

    def _dots(self, text: str, side: Side, size: Size) -> Image:
        from printing.escpos_writer import LINE_DOTS

        cell = _CELL * size.value
        height = max(LINE_DOTS, cell + 4)
        line = self._fonts.line(text, cell=cell, height=height, element="receipt")
        sheet = self._white(height)
        sheet.paste(line, ((self._paper.dots - line.width) // 2 if side is Side.CENTRE else 0, 0))
        return sheet

    def _rule(self, heavy: bool) -> Image:
        thickness = 3 if heavy else 1
        sheet = self._white(thickness + 2 * _RULE_AIR)
        sheet.paste(0, (0, _RULE_AIR, self._paper.dots, _RULE_AIR + thickness))
        return sheet

    def _centred_qr(self, url: str) -> Image:
        symbol = self._symbol(url)
        picture = _qr_picture(symbol, min(_LARGEST_MODULE, self._module(symbol, _QR_DOTS)))
        sheet = self._white(picture.height)
        sheet.paste(picture, ((self._paper.dots - picture.width) // 2, 0))
        return sheet

    def _qr_with_code(self, block: QrWithCode) -> Image:
        symbol = self._symbol(block.url)
        picture = _qr_picture(symbol, self._module(symbol, self._paper.dots // 2))
        groups = grouped(block.code)
        needed = _CELL + 20 + len(groups) * (_CODE_CELL + 8)
        sheet = self._white(max(picture.height, needed))
        sheet.paste(picture, (0, (sheet.height - picture.height) // 2))
        left, top = picture.width + 16, (sheet.height - needed) // 2
        for text, cell, gap in ((block.label, _CELL, 20), *((group, _CODE_CELL, 8) for group in groups)):
            line = self._fonts.line(text, cell=cell, height=cell + gap, element="code")
            if left + line.width > self._paper.dots:
                raise ElementOverflow(element="code", detail=f"{len(block.code)} characters")
            sheet.paste(line, (left, top))
            top += cell + gap
        return sheet

    def _symbol(self, url: str) -> QrSymbol:
        for char in url:
            if not "!" <= char <= "~":
                raise MissingGlyph(element="qr", code_point=ord(char))
        return encode_qr(url)

    def _module(self, symbol: QrSymbol, room: int) -> int:
        module = min(_LARGEST_MODULE, room // symbol.across)
        if module < _SMALLEST_MODULE:
            module = _SMALLEST_MODULE
        if module * symbol.across > self._paper.dots:
            raise ElementOverflow(element="qr", detail=f"{symbol.modules} modules")
        return module

    def _white(self, height: int) -> Image:
        from PIL import Image

        return Image.new("L", (self._paper.dots, height), 255)


def _qr_picture(symbol: QrSymbol, module: int) -> Image:
    from PIL import Image

    picture = Image.new("L", (symbol.across * module, symbol.across * module), 255)
    for x, y, length in symbol.bars():
        picture.paste(0, (x * module, y * module, (x + length) * module, (y + 1) * module))
    return picture
