"""What looks personal in a line of the log, by its shape alone, and what stands there instead.

Shapes are judged wide: a technician who misses a number asks for it, a number that is out cannot be taken back.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable
from datetime import date
from typing import Final

HIDDEN: Final = "＊"
MOST_BYTES: Final = 12
"""So many bytes may stand in a line as they are: a status word, a UID, the header of a frame."""
HEAD_BYTES: Final = 5
TAIL_BYTES: Final = 2
"""What stays of a command: class to length, and its last two bytes (cards.md section 5, point 9)."""
FRAME_HEAD: Final = "AAAAAA9669"
"""The preamble of the SAM's frames."""
COMMAND: Final = re.compile(r"(?:0[0-7]|8[0-7])(?:A4|B0|B2|C0|20|82|84|86|88|CA|CB|22)")
"""Class and instruction of a command APDU (ISO/IEC 7816-4, table 4); answers begin otherwise and are hidden whole."""

_DIGITS_AND_CHECK: Final = re.compile(r"(?<![0-9A-Za-z])\d{17}[\dXx](?![0-9A-Za-z])")
"""Citizens (GB 11643-1999), residence permits and foreigners' cards of 2023, right check character or not."""
_GLUED: Final = re.compile(r"(?<!\d)([1-9]\d{16}[\dXx])(?!\d)")
"""The same within letters, such as ``id430922…``; counts where birth and check character are right."""
_GROUPED: Final = re.compile(r"(?<!\d)(\d{6})[ -](\d{4}[ -]?\d{2}[ -]?\d{2})[ -](\d{3}[\dXx])(?![0-9A-Za-z])")
_FOREIGNER_2017: Final = re.compile(r"(?<![0-9A-Za-z])[A-Z]{3}\d{12}(?![0-9A-Za-z])")
_MOBILE: Final = re.compile(r"(?<!\d)1[3-9]\d(?:[ -]?\d{4}){2}(?!\d)")
"""Mobile numbers of the mainland."""
_ZONE: Final = re.compile(
    r"(?<![0-9A-Za-z<])(?=[0-9A-Z<]*<)[0-9A-Z<]{20,}|(?<![0-9A-Za-z<])[0-9A-Z]{44}(?![0-9A-Za-z<])"
)
"""Lines of a machine-readable zone (ICAO Doc 9303-3, 4.3): 30, 36 or 44 characters, nearly always with fillers."""
_HEX: Final = re.compile(
    r"(?i)(?<![0-9a-z])(?<!print )(?:0x)?[0-9a-f]{2}(?:(?:, ?|[ :])?(?:0x)?[0-9a-f]{2}){12,}(?![0-9a-z])"
)
"""More than 12 bytes; a print's key, by which technicians find it, is not one of them and follows its word."""
_BYTES: Final = re.compile(r"""b(?:'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*")""")
_LIST: Final = re.compile(r"[\[(]\d{1,3}(?:, \d{1,3}){12,},?[\])]")
"""Bytes as lists of numbers, as pyscard gives them."""
_ONE_TIME: Final = re.compile(
    r"(?i)(\bpin\b|\botp\b|one[- ]time code|verification code|验证码|密码|口令|(?<!support )\bcode\b)"
    r"(\W{0,4}|[是为：:]\W?)\d{4,8}(?![0-9A-Za-z])"
)


def hide_private(text: str) -> str:
    """Return a text with everything that looks personal hidden."""
    for pattern, instead in _RULES:
        text = pattern.sub(instead, text)
    return text


def _glued(found: re.Match[str]) -> str:
    return HIDDEN if _is_number(found[1]) else found[0]


def _grouped(found: re.Match[str]) -> str:
    number = re.sub("[ -]", "", "".join(found.groups()))
    return HIDDEN if _is_number(number) else found[0]


def _is_number(number: str) -> bool:
    try:
        date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return False
    # With the first such number: the library takes in pydoc and TLS, which the attract page need not wait for.
    from stdnum.iso7064 import mod_11_2

    return bool(mod_11_2.is_valid(number.upper()))


def _hex(found: re.Match[str]) -> str:
    """Keep of a command what tells which one it was; of everything else only its length."""
    digits = re.sub(r"(?i)0x|[^0-9a-f]", "", found[0]).upper()
    length = len(digits) // 2
    if digits.startswith(FRAME_HEAD) or COMMAND.match(digits):
        return f"{digits[: 2 * HEAD_BYTES]}…{digits[-2 * TAIL_BYTES :]} ({length} bytes)"
    return f"{HIDDEN} ({length} bytes)"


def _bytes(found: re.Match[str]) -> str:
    try:
        length = len(ast.literal_eval(found[0]))
    except (ValueError, SyntaxError):
        return HIDDEN
    return found[0] if length <= MOST_BYTES else f"{HIDDEN} ({length} bytes)"


def _list(found: re.Match[str]) -> str:
    return f"{HIDDEN} ({found[0].count(',') + 1} bytes)"


_RULES: Final[tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...]] = (
    (_BYTES, _bytes),
    (_LIST, _list),
    (_HEX, _hex),
    (_ZONE, HIDDEN),
    (_DIGITS_AND_CHECK, HIDDEN),
    (_GLUED, _glued),
    (_GROUPED, _grouped),
    (_FOREIGNER_2017, HIDDEN),
    (_MOBILE, HIDDEN),
    (_ONE_TIME, rf"\1\2{HIDDEN}"),
)
"""In this order: the wider shape before the one that it may hold."""
