"""Which characters a receipt printer has in its ROM, and their bytes there."""

from __future__ import annotations

from enum import Enum


class HanRepertoire(Enum):
    """The Chinese character set of a printer's ROM.

    A printer told to print what it lacks prints garbage or nothing and says nothing, so a line with a character from
    outside goes to it as dots.
    """

    GB2312 = "gb2312"
    GBK = "gbk"
    GB18030 = "gb18030-2byte"
    """GB 18030's two-byte part. No ROM is known to have the four-byte characters (GB 18030-2022 level 2)."""
    NONE = "none"
    """No Chinese at all: every line with a character beyond ASCII goes as dots."""


def rom_bytes(text: str, han: HanRepertoire) -> bytes | None:
    """Return the bytes of a text in the printer's Chinese mode, or None when its ROM lacks a character."""
    codes = [_code(char, han) for char in text]
    if any(code is None for code in codes):
        return None
    return b"".join(code for code in codes if code is not None)


def _code(char: str, han: HanRepertoire) -> bytes | None:
    if " " <= char <= "~":
        return char.encode("ascii")
    match han:
        case HanRepertoire.NONE:
            return None
        case HanRepertoire.GB2312:
            code = _encoded(char, "gbk")
            return code if code and _in_gb2312(code) else None
        case HanRepertoire.GBK:
            return _encoded(char, "gbk")
        case HanRepertoire.GB18030:
            return _encoded(char, "gb18030")


def _encoded(char: str, codec: str) -> bytes | None:
    try:
        code = char.encode(codec)
    except UnicodeEncodeError:
        return None
    return code if len(code) == 2 else None


def _in_gb2312(code: bytes) -> bool:
    """Tell whether a GBK code lies in the rows that GB/T 2312-1980 fills: marks 1 to 9, characters 16 to 87."""
    row, cell = code
    return cell >= 0xA1 and (0xA1 <= row <= 0xA9 or 0xB0 <= row <= 0xF7)
