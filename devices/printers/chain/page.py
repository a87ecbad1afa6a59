"""The page of the self-test: two marks in opposite corners, at four different distances from the edges."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from devices.printers.media import Medium

LEFT, BOTTOM, RIGHT, TOP = 14.0, 15.0, 18.0, 16.5
"""Distances in mm between edge and ink. No two are the same, so that a turned or mirrored page shows; none is within
the half inch that some printers leave blank."""
MARK: Final = (5.0, 3.0)
POINTS_PER_MM: Final = 72 / 25.4


@dataclass(frozen=True)
class Box:
    """A rectangle in mm, from the bottom left of the page."""

    left: float
    bottom: float
    right: float
    top: float


def ink_of(medium: Medium) -> Box:
    """Return where the ink of the page lies."""
    width, height = medium.width / 100, medium.height / 100
    return Box(LEFT, BOTTOM, width - RIGHT, height - TOP)


def two_marks(medium: Medium) -> bytes:
    """Return the page as a PDF 1.3 (ISO 32000-1, annex H.2 is its pattern)."""
    ink = ink_of(medium)
    across, up = MARK
    first = (ink.left, ink.bottom, across, up)
    second = (ink.right - across, ink.top - up, across, up)
    drawn = b"\n".join(_numbers(*mark) + b" re f" for mark in (first, second))
    size = _numbers(medium.width / 100, medium.height / 100)
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 " + size + b"] /Resources << >> /Contents 4 0 R >>",
        b"<< /Length " + str(len(drawn)).encode() + b" >>\nstream\n" + drawn + b"\nendstream",
    )
    return _file(objects)


def _numbers(*lengths_mm: float) -> bytes:
    return b" ".join(f"{length * POINTS_PER_MM:.4f}".encode() for length in lengths_mm)


def _file(objects: tuple[bytes, ...]) -> bytes:
    out = bytearray(b"%PDF-1.3\n")
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + content + b"\nendobj\n"
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010} 00000 n \n".encode() for place in places)
    out += f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(out)
