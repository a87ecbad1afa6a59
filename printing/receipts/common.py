"""What every slip begins and ends with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from printing.receipts.blocks import Block, Gap, Rule, Side, Size, Words
from printing.specimen import Specimen

HOTLINE = "12345"
"""The government service line of every Chinese county."""


@dataclass(frozen=True, kw_only=True)
class Slip:
    """What every slip says.

    Attributes:
        place: where the terminal stands, as people know it.
        terminal: its number.
        at: local time.
        hotline: whom to ring.
        specimen: the mark of the sandbox, or None for a slip that counts.
    """

    place: str
    terminal: str
    at: datetime
    hotline: str = HOTLINE
    specimen: Specimen | None = None


def opening(slip: Slip, title: str) -> Iterator[Block]:
    """Lay out the mark of the sandbox, the place and the slip's title."""
    yield Gap(12)
    if slip.specimen:
        yield Words(f"*** {slip.specimen.text} 不作凭证 ***", side=Side.CENTRE, bold=True)
        yield Gap(8)
    yield Words(slip.place, side=Side.CENTRE)
    yield Gap(6)
    yield Words(title, size=Size.LARGE, side=Side.CENTRE)
    yield Gap(6)
    yield Rule(heavy=True)


def ending(slip: Slip, *advice: str) -> Iterator[Block]:
    """Lay out advice, hotline, terminal and time."""
    for line in advice:
        yield Words(line, side=Side.CENTRE)
    yield Gap(6)
    yield Rule()
    yield Words(f"有疑问请打 {slip.hotline}", side=Side.CENTRE, bold=True)
    yield Words(f"{slip.terminal}　{slip.at:%Y-%m-%d %H:%M:%S}", side=Side.CENTRE)
    if slip.specimen:
        yield Words(f"*** {slip.specimen.text} ***", side=Side.CENTRE)


def day(when: date) -> str:
    """Return a date as it is read: 2026年3月18日."""
    return f"{when.year}年{when.month}月{when.day}日"


def grouped(code: str) -> list[str]:
    """Return a code's groups of four."""
    return [code[n : n + 4] for n in range(0, len(code), 4)]
