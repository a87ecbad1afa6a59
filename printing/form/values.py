"""What can be put into the places of a form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias


@dataclass(frozen=True)
class Money:
    """An amount of yuan, counted in fen."""

    fen: int

    def __post_init__(self) -> None:
        """Refuse a debt; raises ValueError."""
        if self.fen < 0:
            raise ValueError("an amount on a certificate is not negative")


@dataclass(frozen=True)
class PictureValue:
    """A photo or seal as the portal sends it: a JPEG or PNG file, not vetted yet."""

    data: bytes = field(repr=False)


@dataclass(frozen=True)
class RowsValue:
    """The rows of a table, each with one text a column."""

    rows: tuple[tuple[str, ...], ...] = field(repr=False)


FieldValue: TypeAlias = str | date | Money | PictureValue | RowsValue
"""A text, a date, an amount, a picture, or the rows of a table."""

Values: TypeAlias = Mapping[str, FieldValue]
"""By data key."""
