"""What the simulated certificate printer says it can do: one tray, plain and pre-printed A4 and A5 sheets."""

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


MEDIA: Final = (Medium("iso_a4_210x297mm", 21000, 29700), Medium("iso_a5_148x210mm", 14800, 21000))


def attributes_file() -> str:
    """Return the attributes in the syntax of ippeveprinter's ``-a`` file."""
    lines = [f"ATTR {kind} {name} {value}" for kind, name, value in PLAIN]
    lines.append("ATTR keyword media-supported " + ",".join(medium.name for medium in MEDIA))
    lines.append("ATTR keyword media-ready " + ",".join(medium.name for medium in MEDIA))
    lines.append("ATTR keyword media-default " + MEDIA[0].name)
    lines.append("ATTR collection media-size-supported " + ",".join(_size(medium) for medium in MEDIA))
    lines.append("ATTR collection media-col-database " + ",".join(_collection(medium) for medium in MEDIA))
    lines.append("ATTR collection media-col-ready " + ",".join(_collection(medium) for medium in MEDIA))
    lines.append("ATTR collection media-col-default " + _collection(MEDIA[0]))
    return "\n".join(lines) + "\n"


def _size(medium: Medium) -> str:
    return f"{{ MEMBER integer x-dimension {medium.width} MEMBER integer y-dimension {medium.height} }}"


def _collection(medium: Medium) -> str:
    margins = " ".join(f"MEMBER integer media-{side}-margin {MARGIN}" for side in ("bottom", "left", "right", "top"))
    return (
        f"{{ MEMBER collection media-size {_size(medium)} MEMBER keyword media-size-name {medium.name} {margins} "
        "MEMBER keyword media-source main MEMBER keyword media-type stationery }"
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
    ("keyword", "media-source-supported", "main"),
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
    (
        "octetString",
        "printer-input-tray",
        '"type=sheetFeedAutoRemovableTray;mediafeed=0;mediaxfeed=0;maxcapacity=250;level=100;status=0;name=main"',
    ),
    ("resolution", "printer-resolution-default", "600dpi"),
    ("resolution", "printer-resolution-supported", "600dpi"),
    ("text", "printer-make-and-model", '"Simulated Certificate Printer"'),
    ("text", "printer-device-id", '"MFG:Simulated;MDL:Certificate Printer;CMD:PDF;"'),
    ("integer", "pages-per-minute", "20"),
    ("keyword", "sides-default", "one-sided"),
    ("keyword", "sides-supported", "one-sided"),
)
