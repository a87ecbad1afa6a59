"""Slips as bytes for an ESC/POS printer: text from its ROM where it has the characters, dots where it has not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, assert_never

from printing.code_groups import groups_of_four
from printing.dots import DotFonts, qr_dots
from printing.errors import ElementOverflow
from printing.qr import QrSymbol, encode_qr
from printing.receipts.blocks import Block, Ends, Gap, Qr, QrWithCode, Rule, Side, Size, Words
from printing.receipts.kinds import Receipt, given_values
from printing.receipts.loader import ReceiptLayouts
from printing.receipts.values import check_values
from printing.repertoire import HanRepertoire, rom_bytes
from printing.wrap import columns, wrap

if TYPE_CHECKING:
    from PIL.Image import Image

    from printing.escpos_writer import EscposWriter

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
        dots: printable dots across: 576 on 80 mm paper at 203 dpi, 512 at 180 dpi, 384 on 58 mm paper.
        han: the characters in its ROM.
        cut_feed: ``n`` of ``GS V 66 n``, which brings the slip's end past the cutter.
        profile: python-escpos' name of its kind; no command of a slip depends on it.
    """

    dots: int = 576
    han: HanRepertoire = HanRepertoire.GBK
    cut_feed: int = 24
    profile: str = "TM-T20II"

    def columns(self, size: Size) -> int:
        """Return how many half cells of a size fit across."""
        return self.dots // (_CELL // 2 * size.value)


def render_receipt(receipt: Receipt, *, layouts: ReceiptLayouts, paper: ReceiptPaper, fonts: DotFonts) -> bytes:
    """Return the bytes of a slip, from initialising the printer to the cut.

    Raises ContentError naming the key or block at fault, FormError when the layout breaks a rule, and FontError when
    dots need a font.
    """
    layout = layouts.get(receipt.kind)
    return print_blocks(layout.fill(check_values(layout.keys, given_values(receipt))), paper=paper, fonts=fonts)


def print_blocks(blocks: Iterable[Block], *, paper: ReceiptPaper, fonts: DotFonts) -> bytes:
    """Return the bytes of blocks one below the other, and the cut; raises ContentError and FontError."""
    # escpos reads its printer profiles on import, 0.2 s that starting need not wait for.
    from printing.escpos_writer import EscposWriter

    press = _Press(paper=paper, fonts=fonts, writer=EscposWriter(profile=paper.profile))
    for block in blocks:
        press.block(block)
    return press.finish()


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
                self._rule(block)
            case Gap():
                self._writer.feed(block.dots)
            case Qr():
                self._writer.picture(self._centred_qr(block))
            case QrWithCode():
                self._writer.picture(self._qr_with_code(block))
            case _:
                assert_never(block)

    def finish(self) -> bytes:
        return self._writer.finish(cut_feed=self._paper.cut_feed)

    def _words(self, words: Words) -> None:
        room = self._paper.columns(words.size)
        text = words.text.strip(" ")
        first, *others = wrap(text, room, columns)
        rest = wrap(text[len(first) :].lstrip(" "), room - words.hang, columns) if others else []
        self._line(first, words)
        for line in rest:
            self._line(" " * words.hang + line, words)

    def _ends(self, ends: Ends) -> None:
        """Put both onto one line, else the right one behind the left one's last line, else onto lines of its own."""
        room = self._paper.columns(Size.NORMAL)
        style = Words(text="", bold=ends.bold, element=ends.element)
        *above, last = wrap(ends.left, room, columns)
        for line in above:
            self._line(line, style)
        white = room - columns(last) - columns(ends.right)
        if white > 0:
            self._line(last + " " * white + ends.right, style)
            return
        self._line(last, style)
        for line in wrap(ends.right, room, columns):
            self._line(" " * (room - columns(line)) + line, style)

    def _line(self, text: str, style: Words) -> None:
        coded = rom_bytes(text, self._paper.han)
        if coded is not None:
            self._writer.text(coded, side=style.side, size=style.size, bold=style.bold)
        else:
            self._writer.picture(self._dots(text, style))

    def _dots(self, text: str, style: Words) -> Image:
        from printing.escpos_writer import LINE_DOTS

        cell = _CELL * style.size.value
        height = max(LINE_DOTS, cell + 4)
        line = self._fonts.line(text, cell=cell, height=height, element=style.element, bold=style.bold)
        sheet = self._white(height)
        sheet.paste(line, ((self._paper.dots - line.width) // 2 if style.side is Side.CENTRE else 0, 0))
        return sheet

    def _rule(self, rule: Rule) -> None:
        from PIL import Image

        self._writer.feed(_RULE_AIR)
        self._writer.picture(Image.new("1", (self._paper.dots, 3 if rule.heavy else 1), 255))
        self._writer.feed(_RULE_AIR)

    def _centred_qr(self, block: Qr) -> Image:
        picture = self._qr(block.url, _QR_DOTS, block.element)
        sheet = self._white(picture.height)
        sheet.paste(picture, ((self._paper.dots - picture.width) // 2, 0))
        return sheet

    def _qr_with_code(self, block: QrWithCode) -> Image:
        picture = self._qr(block.url, self._paper.dots // 2, block.element)
        groups = groups_of_four(block.code)
        needed = _CELL + 20 + len(groups) * (_CODE_CELL + 8)
        sheet = self._white(max(picture.height, needed))
        sheet.paste(picture, (0, (sheet.height - picture.height) // 2))
        left, top = picture.width + 16, (sheet.height - needed) // 2
        for text, cell, gap in ((block.label, _CELL, 20), *((group, _CODE_CELL, 8) for group in groups)):
            line = self._fonts.line(text, cell=cell, height=cell + gap, element=block.element)
            if left + line.width > self._paper.dots:
                raise ElementOverflow(element=block.element, detail=f"a code of {len(block.code)} characters")
            sheet.paste(line, (left, top))
            top += cell + gap
        return sheet

    def _qr(self, url: str, room: int, element: str) -> Image:
        symbol = encode_qr(url, element=element)
        return qr_dots(symbol, module=self._module(symbol, room, element))

    def _module(self, symbol: QrSymbol, room: int, element: str) -> int:
        module = max(_SMALLEST_MODULE, min(_LARGEST_MODULE, room // symbol.across))
        if module * symbol.across > self._paper.dots:
            raise ElementOverflow(element=element, detail=f"a QR symbol of {symbol.modules} modules")
        return module

    def _white(self, height: int) -> Image:
        from PIL import Image

        return Image.new("1", (self._paper.dots, height), 0)
