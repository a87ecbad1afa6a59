"""Days as people type them: eight digits, year first."""

from __future__ import annotations

from datetime import date


def is_day(digits: str) -> bool:
    """Whether eight digits, YYYYMMDD, are a day of the calendar."""
    if len(digits) != 8 or not digits.isdecimal():
        return False
    try:
        date.fromisoformat(digits)
    except ValueError:
        return False
    return True


def short_day(digits: str) -> str:
    """Return YYMMDD for YYYYMMDD, as travel documents count (ICAO Doc 9303-3, section 4.8)."""
    return digits[2:]
