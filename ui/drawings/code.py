"""The two-dimensional code on drawn paper. Whoever scans it reads that the drawing is a specimen."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter

from ui.drawings.objects import CODE, PAPER

SPECIMEN_TEXT: Final = "样张 SPECIMEN"
SPECIMEN_CODE: Final = (
    "#######.#...####..#######",
    "#.....#.#.#..#..#.#.....#",
    "#.###.#...#.#...#.#.###.#",
    "#.###.#.##....##..#.###.#",
    "#.###.#..###..#.#.#.###.#",
    "#.....#..###.#.##.#.....#",
    "#######.#.#.#.#.#.#######",
    "........###....##........",
    "#.##.###..#.##.##.#..#.##",
    "####....##.#####..##...#.",
    "#.##.####.#..#......#####",
    ".#.#...##.###..#.#.#.#...",
    ".....###.####.#..###.##.#",
    "..#.##.#.####.#.##.###.##",
    ".##.#.####.#.#......###.#",
    "#..#....##.#..####...##..",
    "....#.#...#.#.#.#######..",
    "........#.#...#.#...##..#",
    "#######.#.#..####.#.##.#.",
    "#.....#.#..#.####...#.#.#",
    "#.###.#...#..##.#####..##",
    "#.###.#.##.......###.#..#",
    "#.###.#.#.#...####.##..#.",
    "#.....#..#.####.#.##..#..",
    "#######.##.#.....##..####",
)
"""``SPECIMEN_TEXT`` in UTF-8 as a QR code: version 2, level M, mask 3 (ISO/IEC 18004); kept, not computed."""


def draw_code(painter: QPainter, box: QRectF) -> None:
    """Draw the specimen's code with one module of white around it; the modules lie on whole px where they can."""
    module = box.width() / len(SPECIMEN_CODE)
    painter.save()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.fillRect(box.adjusted(-module, -module, module, module), PAPER)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    for y, row in enumerate(SPECIMEN_CODE):
        for x, sign in enumerate(row):
            if sign == "#":
                painter.fillRect(QRectF(box.x() + x * module, box.y() + y * module, module, module), CODE)
    painter.restore()
