"""IPP values by kind, for a printer that answers: what :mod:`devices.printers.ipp_codec` keeps as bytes for a driver.

A collection is a run of values (RFC 8010, section 3.1.6): its begin, then each member's name and value, then its end.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Mapping
from typing import Final, assert_never

from devices.printers.ipp_codec import Attribute, Boolean, EnumNumber, Integer, Opaque, Text, TextTag, Value

OCTET_STRING: Final = 0x30
RESOLUTION: Final = 0x32
RANGE: Final = 0x33
BEGIN_COLLECTION: Final = 0x34
END_COLLECTION: Final = 0x37
MEMBER_NAME: Final = 0x4A
DOTS_PER_INCH: Final = 3

TEXT_KINDS: Final = {
    "keyword": TextTag.KEYWORD,
    "text": TextTag.TEXT,
    "name": TextTag.NAME,
    "uri": TextTag.URI,
    "charset": TextTag.CHARSET,
    "naturalLanguage": TextTag.LANGUAGE,
    "mimeMediaType": TextTag.MIME_TYPE,
}

Member = Value | Mapping[str, "Member"]


def keyword(*words: str) -> tuple[Value, ...]:
    """Return keywords."""
    return tuple(Text(TextTag.KEYWORD, word) for word in words)


def collection(members: Mapping[str, Member]) -> tuple[Value, ...]:
    """Return one collection."""
    run: list[Value] = [Opaque(BEGIN_COLLECTION, b"")]
    for name, member in members.items():
        run.append(Text(MEMBER_NAME, name))
        run += collection(member) if isinstance(member, Mapping) else (member,)
    return (*run, Opaque(END_COLLECTION, b""))


def members_of(values: Iterable[Value]) -> dict[str, Value]:
    """Return the members of one collection and of those inside it, flat, by their names."""
    found: dict[str, Value] = {}
    name = ""
    for value in values:
        match value:
            case Text(tag, text) if tag == MEMBER_NAME:
                name = text
            case Opaque(tag, _) if tag in (BEGIN_COLLECTION, END_COLLECTION):
                continue
            case Integer() | EnumNumber() | Boolean() | Text() | Opaque():
                found[name] = value
            case _:
                assert_never(value)
    return found


def attribute(kind: str, name: str, words: str) -> Attribute:
    """Return an attribute from its line in the attributes file of ippeveprinter: kind, name, comma-separated values."""
    if kind == "octetString":
        parts = [part.strip('"') for part in words.split(",")]
    elif words.startswith('"'):
        parts = [words.strip('"')]
    else:
        parts = words.split(",")
    return Attribute(name, tuple(_value(kind, part) for part in parts))


def _value(kind: str, word: str) -> Value:
    match kind:
        case "integer":
            return Integer(int(word))
        case "enum":
            return EnumNumber(int(word))
        case "boolean":
            return Boolean(word == "true")
        case "rangeOfInteger":
            least, most = word.split("-")
            return Opaque(RANGE, struct.pack(">ii", int(least), int(most)))
        case "resolution":
            dots = int(word.removesuffix("dpi"))
            return Opaque(RESOLUTION, struct.pack(">iib", dots, dots, DOTS_PER_INCH))
        case "octetString":
            return Opaque(OCTET_STRING, word.encode())
        case _:
            return Text(TEXT_KINDS[kind], word)
