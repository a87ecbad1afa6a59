"""How dates, times, amounts and masks are put in both languages."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Final

from kiosk.bilingual import Language

MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
WEEKDAYS_ZH: Final = "一二三四五六日"
WEEKDAYS_EN: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def day(when: date, language: Language) -> str:
    """Put a day without its year: 3 月 18 日; 18 March."""
    if language is Language.CHINESE:
        return f"{when.month} 月 {when.day} 日"
    return f"{when.day} {MONTHS[when.month - 1]}"


def full_day(when: date, language: Language) -> str:
    """Put a day with its year: 2026 年 3 月 18 日; 18 March 2026."""
    if language is Language.CHINESE:
        return f"{when.year} 年 {day(when, language)}"
    return f"{day(when, language)} {when.year}"


def weekday(when: date, language: Language) -> str:
    """Name the day of the week: 星期三; Wednesday."""
    if language is Language.CHINESE:
        return f"星期{WEEKDAYS_ZH[when.weekday()]}"
    return WEEKDAYS_EN[when.weekday()]


def clock(when: datetime) -> str:
    """Put a moment's time of day on the wall clock of the machine: 09:41."""
    return f"{when:%H:%M}"


def local_clock(moment: datetime) -> str:
    """Put the time of day of a moment given in UTC, in the machine's own time zone."""
    return clock(moment.astimezone())


def fee(fen: int, language: Language) -> str:
    """Put a fee given in 0.01 yuan: 免费 or 12.00 元; Free or CNY 12.00."""
    if fen == 0:
        return "免费" if language is Language.CHINESE else "Free"
    yuan = Decimal(fen) / 100
    return f"{yuan:.2f} 元" if language is Language.CHINESE else f"CNY {yuan:.2f}"


def area(square_metres: Decimal, language: Language) -> str:
    """Put a floor area with two decimals: 112.40 平方米; 112.40 m²."""
    return f"{square_metres:.2f} 平方米" if language is Language.CHINESE else f"{square_metres:.2f} m²"


def in_fours(code: str) -> str:
    """Part a code into groups of four characters, to be read out or typed."""
    return " ".join(code[start : start + 4] for start in range(0, len(code), 4))
