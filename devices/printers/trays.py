"""The trays of a printer and whether there is paper in them, as the printer itself counts it.

``printer-input-tray`` (PWG 5100.13, section 5.5.6) is one line a tray: ``type=...;level=250;status=0;name=tray-1``.
Levels are sheets; -1 and -2 say nothing, -3 is at least one sheet.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

AT_LEAST_ONE: Final = -3
_LEVEL: Final = re.compile(r"(?:^|;)level=(-?\d{1,6})(?:;|$)")
_NAME: Final = re.compile(r"(?:^|;)name=([^;]+)")


@dataclass(frozen=True)
class Tray:
    """One tray."""

    name: str
    level: int

    @property
    def has_paper(self) -> bool:
        """Whether the printer says that there is paper."""
        return self.level > 0 or self.level == AT_LEAST_ONE

    @property
    def is_empty(self) -> bool:
        """Whether the printer says that there is none."""
        return self.level == 0

    def is_called(self, source: str) -> bool:
        """Whether a ``media-source`` keyword means this tray: ``tray-2`` is the one that its panel calls "Tray 2"."""
        return _bare(self.name) == _bare(source)


def trays_in(lines: Iterable[str]) -> tuple[Tray, ...]:
    """Return the trays that are told with a name and a level; others are passed over."""
    found = ((_NAME.search(line), _LEVEL.search(line)) for line in lines)
    return tuple(Tray(name[1], int(level[1])) for name, level in found if name and level)


def tray_called(trays: Iterable[Tray], source: str) -> Tray | None:
    """Return the one tray of this name; nothing when there is none, or more than one."""
    called = [tray for tray in trays if tray.is_called(source)]
    return called[0] if len(called) == 1 else None


def _bare(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.lower())
