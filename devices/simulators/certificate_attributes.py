"""What the simulated certificate printer says it can do: its trays and the sheets that lie in them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

MARGIN: Final = 0
"""Unprintable border in 0.01 mm. None, so that the test sees exactly what was sent."""


@dataclass(frozen=True)
class Medium:
    """A paper size by its PWG 5101.1 name, in 0.01 mm."""

    name: str
    width: int
    height: int


@dataclass(frozen=True)
class Tray:
    """A place that sheets are fed from; ``source`` is its ``media-source`` keyword (PWG 5100.3, section 3.13.1.9)."""

    source: str
    media: tuple[Medium, ...]


A3: Final = Medium("iso_a3_297x420mm", 29700, 42000)
A4: Final = Medium("iso_a4_210x297mm", 21000, 29700)
A5: Final = Medium("iso_a5_148x210mm", 14800, 21000)
BOOK: Final = Medium("custom_128x95mm_128x95mm", 12800, 9500)
CARD: Final = Medium("custom_85.6x54mm_85.6x54mm", 8560, 5400)
BOOKLET: Final = Medium("custom_booklet_95x128mm", 9500, 12800)
UPRIGHT_CARD: Final = Medium("custom_card_54x85.6mm", 5400, 8560)
SIXTEENMO: Final = Medium("om_16k_184x260mm", 18400, 26000)

TRAYS: Final = (
    Tray("tray-1", (A4,)),
    Tray("tray-2", (A5,)),
    Tray("tray-3", (A4,)),
    Tray("tray-4", (A3,)),
    Tray("tray-5", (A4,)),
    Tray("tray-6", (A5,)),
    Tray("tray-7", (UPRIGHT_CARD,)),
    Tray("tray-8", (BOOKLET,)),
    Tray("by-pass-tray", (BOOK, CARD, SIXTEENMO)),
)
"""Plain A4 on top; below it the blanks: each kind has a tray of its own, since many are of the plain paper's size."""

MEDIA: Final = (A4, A5, A3, BOOK, CARD, BOOKLET, UPRIGHT_CARD, SIXTEENMO)


def source_of(medium: Medium) -> str:
    """Return the tray that the printer itself takes a sheet of this size from."""
    return next(tray.source for tray in TRAYS if medium in tray.media)


def attributes_file() -> str:
    """Return the attributes in the syntax of ippeveprinter's ``-a`` file."""
    loaded = [_collection(medium, tray.source) for tray in TRAYS for medium in tray.media]
    lines = [f"ATTR {kind} {name} {value}" for kind, name, value in (*PLAIN, FULL_TRAYS)]
    lines.append("ATTR keyword media-supported " + ",".join(medium.name for medium in MEDIA))
    lines.append("ATTR keyword media-ready " + ",".join(medium.name for medium in MEDIA))
    lines.append("ATTR keyword media-default " + MEDIA[0].name)
    lines.append("ATTR collection media-size-supported " + ",".join(_size(medium) for medium in MEDIA))
    lines.append("ATTR collection media-col-database " + ",".join(loaded))
    lines.append("ATTR collection media-col-ready " + ",".join(loaded))
    lines.append("ATTR collection media-col-default " + loaded[0])
    return "\n".join(lines) + "\n"


def _size(medium: Medium) -> str:
    return f"{{ MEMBER integer x-dimension {medium.width} MEMBER integer y-dimension {medium.height} }}"


def _collection(medium: Medium, source: str) -> str:
    margins = " ".join(f"MEMBER integer media-{side}-margin {MARGIN}" for side in ("bottom", "left", "right", "top"))
    return (
        f"{{ MEMBER collection media-size {_size(medium)} MEMBER keyword media-size-name {medium.name} {margins} "
        f"MEMBER keyword media-source {source} MEMBER keyword media-type stationery }}"
    )


PLAIN: Final = (
    ("boolean", "color-supported", "false"),
    ("integer", "copies-default", "1"),
    ("rangeOfInteger", "copies-supported", "1-1"),
    ("mimeMediaType", "document-format-default", "application/pdf"),
    ("mimeMediaType", "document-format-supported", "application/octet-stream,application/pdf"),
    ("enum", "finishings-default", "3"),
    ("enum", "finishings-supported", "3"),
    ("integer", "media-bottom-margin-supported", str(MARGIN)),
    ("integer", "media-left-margin-supported", str(MARGIN)),
    ("integer", "media-right-margin-supported", str(MARGIN)),
    ("integer", "media-top-margin-supported", str(MARGIN)),
    ("keyword", "media-source-supported", ",".join(tray.source for tray in TRAYS)),
    ("keyword", "media-type-supported", "stationery"),
    (
        "keyword",
        "media-col-supported",
        "media-bottom-margin,media-left-margin,media-right-margin,media-size,media-size-name,media-source,"
        "media-top-margin,media-type",
    ),
    ("enum", "orientation-requested-default", "3"),
    ("enum", "orientation-requested-supported", "3"),
    ("keyword", "output-bin-default", "face-up"),
    ("keyword", "output-bin-supported", "face-up"),
    ("keyword", "print-color-mode-default", "monochrome"),
    ("keyword", "print-color-mode-supported", "monochrome"),
    ("keyword", "print-content-optimize-default", "auto"),
    ("keyword", "print-content-optimize-supported", "auto"),
    ("enum", "print-quality-default", "4"),
    ("enum", "print-quality-supported", "4"),
    ("keyword", "print-rendering-intent-default", "auto"),
    ("keyword", "print-rendering-intent-supported", "auto"),
    ("keyword", "print-scaling-default", "none"),
    ("keyword", "print-scaling-supported", "none"),
    ("resolution", "printer-resolution-default", "600dpi"),
    ("resolution", "printer-resolution-supported", "600dpi"),
    ("text", "printer-make-and-model", '"Simulated Certificate Printer"'),
    ("text", "printer-device-id", '"MFG:Simulated;MDL:Certificate Printer;CMD:PDF;"'),
    ("integer", "pages-per-minute", "20"),
    ("keyword", "sides-default", "one-sided"),
    ("keyword", "sides-supported", "one-sided"),
)

FULL_TRAYS: Final = (
    "octetString",
    "printer-input-tray",
    ",".join(
        '"type=sheetFeedAutoRemovableTray;mediafeed=0;mediaxfeed=0;maxcapacity=250;level=100;status=0;'
        f'name={tray.source}"'
        for tray in TRAYS
    ),
)
