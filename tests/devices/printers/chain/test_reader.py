"""Finding the ink on pages of known make."""

from __future__ import annotations

import io
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.printers.chain.page import ink_of, two_marks
from devices.printers.chain.reader import HEADER_BYTES, find_in_pdf, find_in_raster
from devices.printers.media import Medium

A5 = Medium(14800, 21000)
WIDTH, HEIGHT, DPI = 80, 60, 254


def header(*, order: str, bits: int, pwg: bool, line_bytes: int) -> bytes:
    """The fields of a raster header that matter; a dot is 0.1 mm."""
    raw = bytearray(HEADER_BYTES)
    if pwg:
        raw[:9] = b"PwgRaster"
    struct.pack_into(order + "II", raw, 276, DPI, DPI)
    struct.pack_into(order + "II", raw, 372, WIDTH, HEIGHT)
    struct.pack_into(order + "II", raw, 388, bits, line_bytes)
    page = (WIDTH / DPI * 72, HEIGHT / DPI * 72)
    struct.pack_into(order + "ff", raw, 428, *page)
    struct.pack_into(order + "ffff", raw, 436, 0.0, 0.0, *page)
    return bytes(raw)


def lines_with(box: tuple[int, int, int, int], *, bits: int) -> list[bytes]:
    """White lines with a black box (first dot, first line, one past the last dot, one past the last line)."""
    first, upper, last, lower = box
    dots = ["1" * bits] * first + ["0" * bits] * (last - first) + ["1" * bits] * (WIDTH - last)
    black = "".join(dots)
    row = int(black, 2).to_bytes(len(black) // 8, "big")
    white = b"\xff" * len(row)
    return [row if upper <= line < lower else white for line in range(HEIGHT)]


def compressed(lines: list[bytes], step: int) -> bytes:
    """Pack lines as PWG 5102.4 has it: equal lines once, each as literal pixels."""
    out = bytearray()
    at = 0
    while at < len(lines):
        same = next((to for to in range(at, len(lines)) if lines[to] != lines[at]), len(lines)) - at
        out.append(same - 1)
        pixels = [lines[at][place : place + step] for place in range(0, len(lines[at]), step)]
        for place in range(0, len(pixels), 128):
            part = pixels[place : place + 128]
            if len(set(part)) == 1:
                out += bytes([len(part) - 1]) + part[0]
            else:
                out += bytes([257 - len(part)]) + b"".join(part)
        at += same
    return bytes(out)


BOXES = st.tuples(
    st.integers(0, WIDTH // 2), st.integers(1, HEIGHT // 2), st.integers(WIDTH // 2 + 1, WIDTH), st.integers(40, HEIGHT)
)


@given(box=BOXES, bits=st.sampled_from([1, 8, 24]), order=st.sampled_from(["<", ">"]), packed=st.booleans())
def test_ink_is_found_in_any_raster(box: tuple[int, int, int, int], bits: int, order: str, packed: bool) -> None:
    lines = lines_with(box, bits=bits)
    word = {("<", True): b"2SaR", (">", True): b"RaS2", ("<", False): b"3SaR", (">", False): b"RaS3"}[order, packed]
    body = compressed(lines, max(1, bits // 8)) if packed else b"".join(lines)
    head = header(order=order, bits=bits, pwg=packed, line_bytes=len(lines[0]))
    found = find_in_raster(word + head + body)
    first, upper, last, lower = box
    assert found["pages"] == 1
    assert found["page"] == pytest.approx([8.0, 6.0], abs=1e-5)
    wanted = [first / 10, 6 - lower / 10, last / 10, 6 - upper / 10]
    assert found["ink"] == pytest.approx(wanted, abs=1e-5)


def test_a_blank_raster_has_no_ink() -> None:
    lines = [b"\xff" * WIDTH] * HEIGHT
    found = find_in_raster(b"RaS3" + header(order=">", bits=8, pwg=False, line_bytes=WIDTH) + b"".join(lines))
    assert "ink" not in found


def test_a_second_page_of_a_raster_is_seen() -> None:
    lines = b"".join(lines_with((10, 10, 60, 50), bits=8))
    head = header(order=">", bits=8, pwg=False, line_bytes=WIDTH)
    assert find_in_raster(b"RaS3" + head + lines + head + lines)["pages"] == 2


def test_the_marks_are_found_in_their_own_page() -> None:
    found = find_in_pdf(two_marks(A5))
    ink = ink_of(A5)
    assert found["page"] == pytest.approx([148, 210], abs=0.01)
    assert found["ink"] == pytest.approx([ink.left, ink.bottom, ink.right, ink.top], abs=0.08)


def test_the_marks_lie_at_four_different_distances() -> None:
    ink = ink_of(A5)
    distances = {ink.left, ink.bottom, 148 - ink.right, 210 - ink.top}
    assert len(distances) == 4


def test_a_pdf_of_two_pages_is_seen() -> None:
    import pypdfium2

    with pypdfium2.PdfDocument.new() as pdf:
        pdf.new_page(100, 100)
        pdf.new_page(100, 100)
        out = io.BytesIO()
        pdf.save(out)
    assert find_in_pdf(out.getvalue())["pages"] == 2
