"""Text as chips store it: GB 18030 in the edition of 2022, padded to the end of its field.

Python's codec is the edition of 2000. It has no place in Unicode yet for 32 characters of two bytes and maps them to
private use, where no font has a glyph; the later editions moved them.
"""

from __future__ import annotations

from typing import Final

CODEC: Final = "gb18030"
PADDING: Final = b"\x00\xff "
"""What fields are filled up with: NUL by the standard, FF and space by some issuers."""

OF_PRIVATE_USE: Final[dict[int, int]] = {
    # Amended in 2005, code A8BC.
    0xE7C7: 0x1E3F,
    # Amended in 2022: vertical punctuation, codes A6D9 to A6DF, A6EC, A6ED and A6F3.
    0xE78D: 0xFE10,
    0xE78E: 0xFE12,
    0xE78F: 0xFE11,
    0xE790: 0xFE13,
    0xE791: 0xFE14,
    0xE792: 0xFE15,
    0xE793: 0xFE16,
    0xE794: 0xFE17,
    0xE795: 0xFE18,
    0xE796: 0xFE19,
    # Amended in 2005: ideographs outside the basic plane, codes FE51 to FE53, FE6C, FE76 and FE91.
    0xE816: 0x20087,
    0xE817: 0x20089,
    0xE818: 0x200CC,
    0xE831: 0x215D7,
    0xE83B: 0x2298F,
    0xE855: 0x241FE,
    # Amended in 2022: ideographs, codes FE59, FE61, FE66, FE67, FE6D, FE7E, FE90 and FEA0.
    0xE81E: 0x9FB4,
    0xE826: 0x9FB5,
    0xE82B: 0x9FB6,
    0xE82C: 0x9FB7,
    0xE832: 0x9FB8,
    0xE843: 0x9FB9,
    0xE854: 0x9FBA,
    0xE864: 0x9FBB,
}
"""Where the edition of 2000 has a character in private use, and where Unicode has it since."""
TO_PRIVATE_USE: Final = {moved: private for private, moved in OF_PRIVATE_USE.items()}


class NotText(ValueError):
    """Bytes that are no GB 18030. The message tells the place, never the bytes."""


def decode_gb18030(data: bytes) -> str:
    """Read text, padding and all.

    Raises:
        NotText: a sequence that the standard does not have, or one that is cut off.
    """
    try:
        return data.decode(CODEC).translate(OF_PRIVATE_USE)
    except UnicodeDecodeError as error:
        raise NotText(f"byte {error.start}") from None


def encode_gb18030(text: str) -> bytes:
    """Write text with the codes of 2022, for simulated cards and tests.

    Text in private use that was moved out of it comes back at its new place.

    Raises:
        NotText: half of a surrogate pair, which no encoding has.
    """
    try:
        return text.translate(TO_PRIVATE_USE).encode(CODEC)
    except UnicodeEncodeError as error:
        raise NotText(f"character {error.start}") from None


def without_padding(data: bytes) -> bytes:
    """Take the padding off the end of a field. No other character of GB 18030 ends in a byte of it."""
    return data.rstrip(PADDING)
