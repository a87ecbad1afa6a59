"""The colour schemes of schematic blanks."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from printing.pdf import Colour


class Scheme(Enum):
    """A family of colours, named after the frame."""

    GOLD = "gold"
    """Licences of business and honour: ivory paper, a gold frame, a dark red title."""
    GREEN = "green"
    BLUE = "blue"
    RED = "red"
    TEAL = "teal"
    VIOLET = "violet"
    BROWN = "brown"
    PLAIN = "plain"
    """Printed forms and tables: white paper, everything black."""


@dataclass(frozen=True, kw_only=True)
class Palette:
    """The colours of one scheme.

    Attributes:
        ground: of the paper.
        water: of the lines of the ground and of the words that say it is none.
        frame: of frames and ornaments.
        title: of the title and of what should be seen first.
        ink: of captions and labels.
        line: of rules, grids and empty places.
    """

    ground: Colour
    water: Colour
    frame: Colour
    title: Colour
    ink: Colour
    line: Colour

    def named(self, text: str) -> Colour:
        """Return a colour by its role's name or as ``#RRGGBB``; raises ValueError when it is neither."""
        roles = {
            "ground": self.ground,
            "water": self.water,
            "frame": self.frame,
            "title": self.title,
            "ink": self.ink,
            "line": self.line,
        }
        return roles[text] if text in roles else Colour.of(text)


def palette_of(scheme: Scheme) -> Palette:
    """Return the colours of a scheme."""
    ground, water, frame, title, ink, line = _COLOURS[scheme]
    return Palette(
        ground=Colour.of(ground),
        water=Colour.of(water),
        frame=Colour.of(frame),
        title=Colour.of(title),
        ink=Colour.of(ink),
        line=Colour.of(line),
    )


_COLOURS = {
    Scheme.GOLD: ("#FFFDF5", "#F1E7CC", "#B08A3C", "#8C1A15", "#2B2A26", "#A89A76"),
    Scheme.GREEN: ("#FBFEF9", "#DDEEDD", "#3F8A5B", "#1F5B38", "#22302A", "#7FA48C"),
    Scheme.BLUE: ("#FAFDFF", "#DBE9F4", "#3C74A8", "#174A7C", "#222B35", "#83A1BC"),
    Scheme.RED: ("#FFFBFA", "#F6DFDC", "#B5433B", "#9A1B16", "#2E2524", "#C08F8A"),
    Scheme.TEAL: ("#FAFEFD", "#D9EDEA", "#2F8480", "#12595A", "#20302F", "#7BA8A4"),
    Scheme.VIOLET: ("#FDFBFE", "#E7DFF1", "#6D559B", "#46307A", "#2A2633", "#9C8DB8"),
    Scheme.BROWN: ("#FEFCF8", "#EFE3D4", "#8E6238", "#66401D", "#2D2720", "#B09A80"),
    Scheme.PLAIN: ("#FFFFFF", "#ECECEC", "#30302E", "#111111", "#1C1C1C", "#55554F"),
}
