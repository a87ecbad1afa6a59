"""Machine: this terminal's own front panel, so that the drawn one shows the parts at their true order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final

from PySide6.QtCore import Property, QObject, Signal
from PySide6.QtQml import QmlElement, QmlSingleton

from kiosk.settings import PanelPart as Part
from ui.errors import UiError

QML_IMPORT_NAME = "Hall"
QML_IMPORT_MAJOR_VERSION = 1

PANEL_WIDTH: Final = 960.0
"""px of the drawn panel; it is 300 high (look.md, section 5)."""
MARGIN: Final = 44.0
WIDEST_GAP: Final = 64.0
NARROWEST_GAP: Final = 34.0
"""px; less, and the rings of two lit neighbours would touch (12 px each, look.md, section 5)."""


class PanelError(UiError):
    """The configured front panel cannot be drawn; ``detail`` names the part."""

    def __init__(self, detail: str) -> None:
        super().__init__("SCREEN_PANEL_UNUSABLE", detail)


WIDTHS: Final = {Part.READER: 240.0, Part.CERTIFICATE: 300.0, Part.SLIP: 110.0, Part.SCANNER: 96.0, Part.LOCKER: 150.0}
"""px of each part: a card, an A4 sheet, an 80 mm slip and a window, in their true proportion (picture 04)."""


class Side(Enum):
    """Where on the panel a part is, as people say it; the values end keys of ``panel.toml`` and ``identify.toml``."""

    LEFT = "left"
    MIDDLE = "middle"
    RIGHT = "right"


@dataclass(frozen=True)
class PlacedPart:
    """A part and its place, in px from the panel's left edge."""

    part: Part
    x: float
    width: float

    @property
    def side(self) -> Side:
        """Which third of the panel its middle falls into."""
        middle = self.x + self.width / 2
        if middle < PANEL_WIDTH / 3:
            return Side.LEFT
        return Side.MIDDLE if middle <= PANEL_WIDTH * 2 / 3 else Side.RIGHT


def place_parts(parts: Sequence[Part]) -> tuple[PlacedPart, ...]:
    """Set parts side by side from the left in their order, evenly spaced and centred; all shrink alike when crowded."""
    gaps = max(0, len(parts) - 1)
    room = PANEL_WIDTH - 2 * MARGIN
    shrink = min(1.0, (room - NARROWEST_GAP * gaps) / max(1.0, sum(WIDTHS[part] for part in parts)))
    widths = [WIDTHS[part] * shrink for part in parts]
    gap = min(WIDEST_GAP, (room - sum(widths)) / gaps) if gaps else 0.0
    x = (PANEL_WIDTH - sum(widths) - gap * gaps) / 2
    placed = []
    for part, width in zip(parts, widths, strict=True):
        placed.append(PlacedPart(part, x, width))
        x += width + gap
    return tuple(placed)


def parse_parts(names: Sequence[str]) -> tuple[Part, ...]:
    """Turn the settings' names into parts; raises :class:`PanelError` for an unknown or repeated one."""
    parts: list[Part] = []
    for name in names:
        if name not in {part.value for part in Part}:
            raise PanelError(f"{name!r} is no part of a front panel")
        if Part(name) in parts:
            raise PanelError(f"{name!r} stands twice")
        parts.append(Part(name))
    return tuple(parts)


@QmlElement
@QmlSingleton
class Machine(QObject):
    """The front panel for QML: parallel lists of parts, their places and widths; empty when nothing is configured."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._placed: tuple[PlacedPart, ...] = ()
        self._moves = True

    def stand(self, panel: Sequence[str], *, reduced_motion: bool) -> None:
        """Take the panel's parts from left to right, and whether drawings may move; raises :class:`PanelError`."""
        self._placed = place_parts(parse_parts(panel))
        self._moves = not reduced_motion
        self.changed.emit()

    @Property(list, notify=changed)
    def parts(self) -> list[str]:
        """Names, from left to right."""
        return [placed.part.value for placed in self._placed]

    @Property(list, notify=changed)
    def places(self) -> list[float]:
        """Left edges in design px."""
        return [placed.x for placed in self._placed]

    @Property(list, notify=changed)
    def widths(self) -> list[float]:
        """Widths in design px."""
        return [placed.width for placed in self._placed]

    @Property(bool, notify=changed)
    def moves(self) -> bool:
        """Whether drawings may move at all (look.md, section 8)."""
        return self._moves

    def _find(self, part: Part) -> PlacedPart | None:
        return next((placed for placed in self._placed if placed.part is part), None)

    def _side(self, part: Part) -> str:
        placed = self._find(part)
        return placed.side.value if placed else ""

    @Property(float, notify=changed)
    def readerMiddle(self) -> float:
        """Design px from the panel's left edge to the middle of the reader; 0 when it is not known."""
        placed = self._find(Part.READER)
        return placed.x + placed.width / 2 if placed else 0.0

    @Property(float, notify=changed)
    def scannerMiddle(self) -> float:
        """The same of the scanner."""
        placed = self._find(Part.SCANNER)
        return placed.x + placed.width / 2 if placed else 0.0

    @Property(str, notify=changed)
    def readerSide(self) -> str:
        """``left``, ``middle`` or ``right``; empty when it is not known."""
        return self._side(Part.READER)

    @Property(str, notify=changed)
    def certificateSide(self) -> str:
        """``left``, ``middle`` or ``right``; empty when it is not known."""
        return self._side(Part.CERTIFICATE)

    @Property(str, notify=changed)
    def slipSide(self) -> str:
        """``left``, ``middle`` or ``right``; empty when it is not known."""
        return self._side(Part.SLIP)
