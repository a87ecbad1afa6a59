"""IPP messages as bytes and as frozen values (RFC 8010, section 3), bounded in both directions.

Only what a terminal needs from a printer is given a type of its own; every other value stays as its tag and bytes, so
that decoding and encoding again gives the same bytes.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Final, TypeAlias, assert_never

from devices.errors import DeviceProtocolError

LARGEST_MESSAGE_BYTES: Final = 1 << 20
"""Bound for a whole answer; ippeveprinter's full attribute list has 6 kB."""
MOST_VALUES: Final = 10_000
LARGEST_FIELD_BYTES: Final = 0x7FFF
"""Lengths are SIGNED-SHORT (RFC 8010, section 3.1.4)."""

TAG_END_OF_ATTRIBUTES: Final = 0x03
LAST_DELIMITER_TAG: Final = 0x0F
TAG_INTEGER: Final = 0x21
TAG_BOOLEAN: Final = 0x22
TAG_ENUM: Final = 0x23
FIRST_TEXT_TAG: Final = 0x40
LAST_TEXT_TAG: Final = 0x5F


class GroupTag(IntEnum):
    """Which kind of attributes a group holds (RFC 8010, section 3.5.1)."""

    OPERATION = 0x01
    JOB = 0x02
    PRINTER = 0x04
    UNSUPPORTED = 0x05
    SUBSCRIPTION = 0x06
    EVENT = 0x07
    RESOURCE = 0x08
    DOCUMENT = 0x09
    SYSTEM = 0x0A


class TextTag(IntEnum):
    """Character-string values that we write ourselves (RFC 8010, section 3.5.2)."""

    TEXT = 0x41
    NAME = 0x42
    KEYWORD = 0x44
    URI = 0x45
    CHARSET = 0x47
    LANGUAGE = 0x48
    MIME_TYPE = 0x49


@dataclass(frozen=True)
class Integer:
    """A signed 32-bit number."""

    value: int


@dataclass(frozen=True)
class EnumNumber:
    """A number of an IPP enum, such as a job-state."""

    value: int


@dataclass(frozen=True)
class Boolean:
    """True or false."""

    value: bool


@dataclass(frozen=True)
class Text:
    """Any character string; ``tag`` tells which (0x40 to 0x5f)."""

    tag: int
    text: str


@dataclass(frozen=True)
class Opaque:
    """A value that the terminal does not read, kept as it came. Collections are a run of these."""

    tag: int
    data: bytes


Value: TypeAlias = Integer | EnumNumber | Boolean | Text | Opaque


@dataclass(frozen=True)
class Attribute:
    """A named attribute with at least one value."""

    name: str
    values: tuple[Value, ...]


@dataclass(frozen=True)
class Group:
    """Attributes of one object or of the operation."""

    tag: GroupTag
    attributes: tuple[Attribute, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Message:
    """A request or a response; ``code`` is the operation in the one and the status in the other."""

    code: int
    request: int
    groups: tuple[Group, ...] = ()
    data: bytes = field(default=b"", repr=False)
    version: tuple[int, int] = (2, 0)


def encode(message: Message) -> bytes:
    """Return the bytes of a message; raises :class:`DeviceProtocolError` when a field does not fit its length."""
    try:
        parts = [struct.pack(">bbhi", *message.version, message.code, message.request)]
        for group in message.groups:
            parts.append(bytes([group.tag]))
            for attribute in group.attributes:
                parts += _encode_attribute(attribute)
    except (struct.error, ValueError) as error:
        raise DeviceProtocolError("IPP_MALFORMED", "a field of the request does not fit") from error
    return b"".join((*parts, bytes([TAG_END_OF_ATTRIBUTES]), message.data))


def _encode_attribute(attribute: Attribute) -> list[bytes]:
    if not attribute.values or not attribute.name:
        raise ValueError
    parts = []
    name = attribute.name.encode("ascii")
    for value in attribute.values:
        tag, data = _encode_value(value)
        parts.append(struct.pack(">Bh", tag, len(name)) + name + struct.pack(">h", len(data)) + data)
        name = b""
    return parts


def _encode_value(value: Value) -> tuple[int, bytes]:
    match value:
        case Integer(number):
            return TAG_INTEGER, struct.pack(">i", number)
        case EnumNumber(number):
            return TAG_ENUM, struct.pack(">i", number)
        case Boolean(truth):
            return TAG_BOOLEAN, bytes([truth])
        case Text(tag, text):
            return tag, text.encode()
        case Opaque(tag, data):
            return tag, data
        case _:
            assert_never(value)


def decode(data: bytes) -> Message:
    """Return the message in these bytes; raises :class:`DeviceProtocolError` for anything that is not one."""
    if len(data) > LARGEST_MESSAGE_BYTES:
        raise DeviceProtocolError("IPP_MALFORMED", "longer than allowed")
    reader = _Reader(data)
    major, minor, code, request = struct.unpack(">bbhi", reader.take(8))
    groups = _decode_groups(reader)
    return Message(version=(major, minor), code=code, request=request, groups=groups, data=reader.rest())


class _Reader:
    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0
        self.values_left = MOST_VALUES

    def take(self, count: int) -> bytes:
        end = self._at + count
        if count < 0 or end > len(self._data):
            raise DeviceProtocolError("IPP_MALFORMED", f"cut short at byte {self._at}")
        part = self._data[self._at : end]
        self._at = end
        return part

    def byte(self) -> int:
        return self.take(1)[0]

    def sized(self) -> bytes:
        """Take a field with its length before it."""
        return self.take(struct.unpack(">h", self.take(2))[0])

    def rest(self) -> bytes:
        return self._data[self._at :]


def _decode_groups(reader: _Reader) -> tuple[Group, ...]:
    groups: list[Group] = []
    tag = reader.byte()
    while tag != TAG_END_OF_ATTRIBUTES:
        try:
            group_tag = GroupTag(tag)
        except ValueError as error:
            raise DeviceProtocolError("IPP_MALFORMED", f"unknown group tag {tag:#04x}") from error
        attributes, tag = _decode_attributes(reader)
        groups.append(Group(group_tag, attributes))
    return tuple(groups)


def _decode_attributes(reader: _Reader) -> tuple[tuple[Attribute, ...], int]:
    """Return the attributes up to the next delimiter, and that delimiter."""
    named: list[tuple[str, list[Value]]] = []
    while (tag := reader.byte()) > LAST_DELIMITER_TAG:
        reader.values_left -= 1
        if reader.values_left < 0:
            raise DeviceProtocolError("IPP_MALFORMED", "more values than allowed")
        name = reader.sized()
        value = _decode_value(tag, reader.sized())
        if name:
            named.append((_text(name, "ascii"), [value]))
        elif named:
            named[-1][1].append(value)
        else:
            raise DeviceProtocolError("IPP_MALFORMED", "a value without an attribute")
    return tuple(Attribute(name, tuple(values)) for name, values in named), tag


def _decode_value(tag: int, data: bytes) -> Value:
    if tag in (TAG_INTEGER, TAG_ENUM):
        if len(data) != 4:
            raise DeviceProtocolError("IPP_MALFORMED", f"a number of {len(data)} bytes")
        number = struct.unpack(">i", data)[0]
        return Integer(number) if tag == TAG_INTEGER else EnumNumber(number)
    if tag == TAG_BOOLEAN:
        if data not in (b"\0", b"\1"):
            raise DeviceProtocolError("IPP_MALFORMED", "a boolean that is neither 0 nor 1")
        return Boolean(data == b"\1")
    if FIRST_TEXT_TAG <= tag <= LAST_TEXT_TAG:
        return Text(tag, _text(data, "utf-8"))
    return Opaque(tag, data)


def _text(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise DeviceProtocolError("IPP_MALFORMED", f"text that is not {encoding}") from error
