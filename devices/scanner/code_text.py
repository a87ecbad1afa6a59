"""Which lines of a scanner are codes, and which of them belong together.

A code is opaque: electronic identity and social security cards on phones have no public format, so nothing but charset
and length is looked at. The one exception are machine-readable zones, which scanners send as two or three lines in one
burst (ICAO Doc 9303-4, -5 and -6): they become one code with a newline between the lines.
"""

from __future__ import annotations

import re
from typing import Final

LONGEST_CODE: Final = 4096
"""Characters. The largest QR code holds 4,296 alphanumeric characters or 2,953 bytes (ISO/IEC 18004, table 7); codes on
phones have some tens to hundreds."""
ZONE_LINE: Final = re.compile(r"[A-Z0-9<]{30,44}")
"""Characters and length of a line of a machine-readable zone (ICAO Doc 9303-3, section 4.3)."""
ZONE_LINES: Final = {30: 3, 36: 2, 44: 2}
"""Line length to lines of a zone: TD1, TD2, TD3 (ICAO Doc 9303-5, -6, -4)."""
MOST_ZONE_LINES: Final = 3
FILLER: Final = "<"
"""Stands in every zone, at least between surname and given names."""


def is_code(line: str) -> bool:
    """Whether a line can be a code: printable, and neither empty nor overlong."""
    return 0 < len(line) <= LONGEST_CODE and line.isprintable()


class LineJoiner:
    """Lines in, codes out. Holds back lines of a machine-readable zone until the zone is whole or the line is quiet."""

    def __init__(self) -> None:
        self._held: list[str] = []

    @property
    def holds(self) -> bool:
        """Whether lines wait for the rest of their zone."""
        return bool(self._held)

    def take(self, line: str) -> list[str]:
        """Take one line that is a code or part of one; returns the codes that are complete now."""
        if not ZONE_LINE.fullmatch(line):
            return [*self.settle(), line]
        earlier = [] if self._fits(line) else self.settle()
        self._held.append(line)
        whole = len(self._held) == ZONE_LINES.get(len(line), MOST_ZONE_LINES)
        return [*earlier, *self.settle()] if whole else earlier

    def settle(self) -> list[str]:
        """Return what is held; call it when the line has been quiet for a while."""
        held, self._held = self._held, []
        if any(FILLER in line for line in held):
            return ["\n".join(held)]
        return held

    def forget(self) -> None:
        """Drop what is held."""
        self._held.clear()

    def _fits(self, line: str) -> bool:
        return not self._held or len(self._held[0]) == len(line)
