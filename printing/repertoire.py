"""Which characters a receipt printer has in its ROM, and their bytes there."""

from __future__ import annotations

import re
from enum import Enum
from typing import Final, assert_never


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


_NOBODYS: Final = re.compile("[\x00-\x1f\x7f\ue000-\uf8ff]")
"""Control characters, and private ones: GB 18030 has codes for these, under which every ROM has something else."""

_TWO_BYTES: Final = re.compile(rb"(?:[\x20-\x7e]|[\x81-\xfe][\x40-\x7e\x80-\xfe])*")
"""ASCII and two-byte codes; the second byte of a four-byte code is a digit (GB 18030-2022, section 6)."""


def rom_bytes(text: str, han: HanRepertoire) -> bytes | None:
    """Return the bytes of a text in the printer's Chinese mode, or None when its ROM lacks a character."""
    if _NOBODYS.search(text):
        return None
    match han:
        case HanRepertoire.NONE:
            return text.encode("ascii") if text.isascii() else None
        case HanRepertoire.GB2312:
            return _gb2312(text)
        case HanRepertoire.GBK:
            return _encoded(text, "gbk")
        case HanRepertoire.GB18030:
            coded = _encoded(text, "gb18030")
            return coded if coded is not None and _TWO_BYTES.fullmatch(coded) else None
        case _:
            assert_never(han)


def _gb2312(text: str) -> bytes | None:
    """Encode as GBK and see whether every code is one of GB/T 2312-1980.

    Python's own gb2312 writes the codes of · and — for their Japanese likes only.
    """
    coded = _encoded(text, "gbk")
    if coded is None:
        return None
    try:
        coded.decode("gb2312")
    except UnicodeDecodeError:
        return None
    return coded


def _encoded(text: str, codec: str) -> bytes | None:
    try:
        return text.encode(codec)
    except UnicodeEncodeError:
        return None
