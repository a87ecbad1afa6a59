"""Times as the records keep them: ISO 8601 in UTC with milliseconds, so that text sorts as time does."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import TypeAlias

Now: TypeAlias = Callable[[], datetime]
"""The wall clock; gives an aware time."""


def to_text(moment: datetime) -> str:
    """Write a time down."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds")


def from_text(text: str) -> datetime:
    """Read a time that :func:`to_text` wrote."""
    return datetime.fromisoformat(text)
