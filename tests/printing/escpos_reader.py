"""Reads a slip's bytes back, strictly: a byte that no known command explains fails the test."""

from __future__ import annotations

from dataclasses import dataclass

from PIL import Image

TWO_BYTE_ARGUMENTS = {
    b"\x1bt": "code page",
    b"\x1b3": "line spacing",
    b"\x1ba": "align",
    b"\x1bE": "bold",
    b"\x1d!": "size",
    b"\x1cW": "han size",
    b"\x1bJ": "feed",
}


@dataclass(frozen=True)
class Command:
    name: str
    value: int = 0


@dataclass(frozen=True)
class Line:
    coded: bytes

    @property
    def text(self) -> str:
        return self.coded.decode("gb18030")


@dataclass(frozen=True)
class Dots:
    picture: Image.Image


Part = Command | Line | Dots


def read_slip(data: bytes) -> list[Part]:
    parts: list[Part] = []
    at = 0
    while at < len(data):
        part, at = _part(data, at)
        parts.append(part)
    return parts


def dots_of(parts: list[Part]) -> list[Image.Image]:
    return [part.picture for part in parts if isinstance(part, Dots)]


def lines_of(parts: list[Part]) -> list[str]:
    return [part.text for part in parts if isinstance(part, Line)]


def _part(data: bytes, at: int) -> tuple[Part, int]:
    head = data[at : at + 2]
    if head == b"\x1b@":
        return Command("initialise"), at + 2
    if head == b"\x1c&":
        return Command("han mode"), at + 2
    if head in TWO_BYTE_ARGUMENTS:
        return Command(TWO_BYTE_ARGUMENTS[head], data[at + 2]), at + 3
    if data[at : at + 3] == b"\x1dV\x42":
        return Command("cut", data[at + 3]), at + 4
    if data[at : at + 4] == b"\x1dv0\x00":
        return _dots(data, at + 4)
    end = data.index(b"\n", at)
    coded = data[at:end]
    assert coded and min(coded) >= 0x20, f"unknown byte at {at}: {coded[:4].hex(' ')}"
    return Line(coded), end + 1


def _dots(data: bytes, at: int) -> tuple[Part, int]:
    across = int.from_bytes(data[at : at + 2], "little")
    height = int.from_bytes(data[at + 2 : at + 4], "little")
    end = at + 4 + across * height
    assert end <= len(data)
    picture = Image.frombytes("1", (across * 8, height), data[at + 4 : end])
    return Dots(picture.point(lambda dark: 0 if dark else 255, "L")), end
