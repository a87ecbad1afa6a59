"""Paper: the press's renderers, backed by the printing package.

The printing package and its fonts are loaded when first needed, on the press's thread, so that the terminal's start
does not wait for them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.failures import Failures, load_failures
from kiosk.press.errors import RenderRefused
from kiosk.press.ports import RenderedSheet
from kiosk.press.readiness import Readiness
from kiosk.records.blanks import BlankStock
from kiosk.records.prints import FormVersion
from kiosk.settings import FontSettings, Profile, ReceiptPrinterSettings, Settings, TerminalSettings
from kiosk.visit.effects import Slip
from kiosk.visit.register import CertificateGrant, IssuedProof

if TYPE_CHECKING:
    from kiosk.press.layouts import Imprint
    from printing.dots import DotFonts
    from printing.fonts import FontBook, FontFile, FontLibrary
    from printing.receipt import ReceiptPaper
    from printing.receipts.loader import ReceiptLayouts


class Paper:
    """Lays out sheets and slips of this terminal; implements ``SheetRenderer`` and ``SlipRenderer``.

    Not safe for two threads: the fonts belong to the press's.
    """

    def __init__(
        self,
        *,
        terminal: TerminalSettings,
        receipt_printer: ReceiptPrinterSettings | None,
        fonts: FontSettings,
        readiness: Readiness,
        stock: BlankStock,
        now: Callable[[], datetime],
    ) -> None:
        self._terminal = terminal
        self._receipt_printer = receipt_printer
        self._fonts = fonts
        self._readiness = readiness
        self._stock = stock
        self._now = now

    def prepare_sheets(self) -> None:
        """Load what the first sheet needs."""
        with _refusing():
            _ = self._imprint, self._library

    def prepare_slips(self) -> None:
        """Load what the first slip needs; python-escpos alone takes 0.2 s."""
        import printing.escpos_writer  # noqa: F401 - loaded for later

        with _refusing():
            _ = self._imprint, self._dots, self._receipt_layouts, self._receipt_paper, self._failures

    def forget(self) -> None:
        """Close the fonts: they remember which characters were looked up."""
        with _refusing():
            if "_library" in self.__dict__:
                self._library.release()
            if "_dots" in self.__dict__:
                self._dots.release()

    def proof(self, proof: IssuedProof) -> RenderedSheet:
        """Lay out a proof on plain paper. Raises ``FormNotReady`` and ``RenderRefused``."""
        from kiosk.press.layouts import proof_sheet
        from printing.proof import render_proof

        source = self._readiness.plain_source()
        with _refusing():
            pdf = render_proof(proof_sheet(proof, self._imprint, self._now()), self._library)
        return RenderedSheet(pdf=pdf.data, sha256=pdf.sha256, medium=pdf.medium, source=source)

    def certificate(self, grant: CertificateGrant, *, blank_serial: str) -> RenderedSheet:
        """Lay out the overlay of a certificate for its tray. Raises ``FormNotReady`` and ``RenderRefused``."""
        from kiosk.press.layouts import overlay_order
        from printing.overlay import render_overlay

        form = self._readiness.form(grant.form)
        setup = self._readiness.set_up(form)
        shift = self._stock.shift_of(form.id, blank_serial)
        with _refusing():
            order = overlay_order(grant, form, blank_serial, matrix=setup.matrix, shift=shift)
            pdf = render_overlay(form, order, self._library)
        return RenderedSheet(
            pdf=pdf.data,
            sha256=pdf.sha256,
            medium=pdf.medium,
            source=setup.source,
            form=FormVersion(revision=form.revision, sha256=form.sha256),
            calibration=setup.calibration,
        )

    def slip(self, slip: Slip) -> bytes:
        """Lay out a slip. Raises ``RenderRefused``."""
        from kiosk.press.layouts import receipt_for
        from printing.receipt import render_receipt

        with _refusing():
            receipt = receipt_for(slip, self._imprint, self._failures, self._now())
            return render_receipt(receipt, layouts=self._receipt_layouts, paper=self._receipt_paper, fonts=self._dots)

    @cached_property
    def _imprint(self) -> Imprint:
        from kiosk.press.layouts import Imprint

        return Imprint(
            place=self._terminal.place.zh,
            terminal=self._terminal.id,
            hotline=self._terminal.hotline,
            address=self._terminal.public_url.rstrip("/"),
            sandbox=self._terminal.profile is Profile.SANDBOX,
        )

    @cached_property
    def _book(self) -> FontBook:
        return font_book(self._fonts)

    @cached_property
    def _library(self) -> FontLibrary:
        from printing.fonts import FontLibrary

        return FontLibrary(book=self._book)

    @cached_property
    def _dots(self) -> DotFonts:
        from printing.dots import DotFonts

        return DotFonts(book=self._book)

    @cached_property
    def _receipt_layouts(self) -> ReceiptLayouts:
        from printing.receipts.loader import ReceiptLayouts

        return ReceiptLayouts()

    @cached_property
    def _receipt_paper(self) -> ReceiptPaper:
        from printing.receipt import ReceiptPaper
        from printing.repertoire import HanRepertoire

        if self._receipt_printer is None:
            return ReceiptPaper()
        return ReceiptPaper(dots=self._receipt_printer.dots, han=HanRepertoire(self._receipt_printer.han.value))

    @cached_property
    def _failures(self) -> Failures:
        return load_failures()


def build_paper(settings: Settings, *, readiness: Readiness, stock: BlankStock) -> Paper:
    """Return the paper of the terminal with these settings."""
    return Paper(
        terminal=settings.terminal,
        receipt_printer=settings.receipt_printer,
        fonts=settings.fonts,
        readiness=readiness,
        stock=stock,
        now=lambda: datetime.now().astimezone(),
    )


def font_book(fonts: FontSettings) -> FontBook:
    """Return Debian's fonts, with the stacks that the settings name instead of those that they leave alone."""
    from printing.fonts import DEBIAN_FONTS

    book, usual = DEBIAN_FONTS, FontSettings()
    if fonts.song != usual.song:
        book = replace(book, song=_files(fonts.song))
    if fonts.kai != usual.kai:
        book = replace(book, kai=_files(fonts.kai))
    if fonts.fangsong != usual.fangsong:
        book = replace(book, fangsong=_files(fonts.fangsong))
    if fonts.hei != usual.hei:
        book = replace(book, hei=_files(fonts.hei))
    return book


@contextmanager
def _refusing() -> Iterator[None]:
    """Turn the printing package's errors into the press's."""
    from printing.errors import PrintingError

    try:
        yield
    except PrintingError as error:
        raise RenderRefused(error.code, error.detail) from error


def _files(paths: tuple[Path, ...]) -> tuple[FontFile, ...]:
    from printing.fonts import FontFile

    return tuple(FontFile(path) for path in paths)
