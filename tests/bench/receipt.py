"""A receipt of forty lines with a QR code, from its values to the printer's bytes, beside what others need for less."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from datetime import datetime
from typing import Final

from escpos.printer import Dummy

from devices.simulators.escpos_commands import EscposReader, LineFeed
from printing.dots import DotFonts
from printing.fonts import DEBIAN_FONTS
from printing.qr import encode_qr
from printing.receipt import ReceiptPaper, render_receipt
from printing.receipts.kinds import PaidItem, PaidReceipt
from printing.receipts.loader import ReceiptLayouts
from printing.receipts.values import Fen
from printing.repertoire import HanRepertoire
from tests.bench.figure import Figure, Floor, Measured

AT: Final = datetime(2026, 11, 18, 9, 41, 7)  # noqa: DTZ001 - local time of the hall, as printed
AIM_MS: Final = 5.0
LINES: Final = 40
REPEATS: Final = 25
"""Receipts a run; their median is the run's value, since a single one is as short as a hiccup of the machine."""


def measure_receipt(*, runs: int) -> Measured:
    """Measure warm: layouts read, fonts open."""
    fonts, layouts = DotFonts(book=DEBIAN_FONTS), ReceiptLayouts()
    receipt = _forty_lines(layouts)

    def ours(han: HanRepertoire) -> Callable[[], object]:
        return lambda: render_receipt(receipt, layouts=layouts, paper=ReceiptPaper(han=han), fonts=fonts)

    tasks: dict[str, Callable[[], object]] = {
        "rom": ours(HanRepertoire.GBK),
        "dots": ours(HanRepertoire.NONE),
        "python-escpos, 40 lines and its QR code": lambda: _plainly(receipt),
        "the QR symbol alone": lambda: encode_qr(receipt.url),
    }
    for task in tasks.values():
        task()
    taken: dict[str, list[float]] = {name: [] for name in tasks}
    for _ in range(runs):
        for name, task in tasks.items():
            taken[name].append(_median_ms(task))
    floors = tuple(Floor(name, tuple(taken[name])) for name in tasks if name not in ("rom", "dots"))
    return Measured(
        (
            Figure(
                name=f"receipt of {LINES} lines with QR code to bytes, warm",
                unit="ms",
                aim=AIM_MS,
                values=tuple(taken["rom"]),
                floors=floors,
            ),
            Figure(name="the same for a printer without Chinese", unit="ms", values=tuple(taken["dots"])),
        )
    )


def _forty_lines(layouts: ReceiptLayouts) -> PaidReceipt:
    """Return a receipt with as many items as make it forty lines long."""
    fonts, paper = DotFonts(book=DEBIAN_FONTS), ReceiptPaper()
    job = render_receipt(_paid(0), layouts=layouts, paper=paper, fonts=fonts)
    return _paid(LINES - sum(isinstance(token.step, LineFeed) for token in EscposReader().feed(job)))


def _paid(people: int) -> PaidReceipt:
    return PaidReceipt(
        place="桃江县政务服务中心 24 小时自助服务区",
        terminal="TJ-001",
        at=AT,
        service="城乡居民基本医疗保险参保缴费",
        payer="张＊＊",
        payee="国家税务总局桃江县税务局",
        items=tuple(PaidItem(f"2027 年度医疗保险费（第 {n + 1} 人）", Fen(40000)) for n in range(people)),
        total=Fen(40000 * people),
        way="微信支付",
        transaction="4200002618202611186093318840",
        paid_at=AT,
        url="https://zwfw.taojiang.example/terminal/bills/4309260000123456789",
    )


def _plainly(receipt: PaidReceipt) -> bytes:
    """Print as many lines and the same QR code with python-escpos' own methods, without any layout."""
    printer = Dummy(profile="TM-T20II")
    printer.hw("INIT")
    for item in (receipt.items * LINES)[:LINES]:
        printer.text(f"{item.name} {item.amount / 100:.2f}\n")
    printer.qr(receipt.url, native=False, size=8)
    printer.cut()
    output: bytes = printer.output
    return output


def _median_ms(task: Callable[[], object]) -> float:
    taken = []
    for _ in range(REPEATS):
        begun = time.perf_counter()
        task()
        taken.append((time.perf_counter() - begun) * 1000)
    return statistics.median(taken)
