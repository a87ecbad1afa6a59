"""The files of a travel document (ICAO Doc 9303-10, 4.6) and how they are read: piece by piece, never without end."""

from __future__ import annotations

from enum import Enum
from typing import Final

from devices.cards.apdu import Response
from devices.cards.emrtd.commands import Channel, Command, demand
from devices.cards.emrtd.tlv import find, read_header, write_object
from devices.errors import CardUnreadable

LARGEST_FILE: Final = 64 * 1024
"""Bytes. Face images take 10 to 40 KiB; whatever says it is larger is not read."""
PIECE: Final = 0xDF
"""Bytes asked for at once: with secure messaging around them the answer still fits into 256."""
HEADER: Final = 4
"""Bytes read to learn how long a file is; every file is longer."""
MOST_PIECES: Final = 2 * LARGEST_FILE // PIECE
"""Chips may hand out less than was asked for, but not so little that reading never ends."""
LAST_SHORT_OFFSET: Final = 0x7FFF
"""Beyond it the offset no longer fits into the header of the command (ISO/IEC 7816-4, 11.2.3)."""

SELECT: Final = 0xA4
READ: Final = 0xB0
READ_FAR: Final = 0xB1
OFFSET: Final = 0x54
DISCRETIONARY_DATA: Final = 0x53
FAR_OVERHEAD: Final = 4
"""Tag and length that a far read puts around its data, inside the piece."""
NOT_THERE: Final = frozenset({0x6A82, 0x6A83, 0x6A88})
CLOSED: Final = frozenset({0x6982, 0x6985})
UNKNOWN_COMMAND: Final = frozenset({0x6A81, 0x6A86, 0x6D00, 0x6E00})
"""How other chips than those of travel documents answer; they have none of these files."""
END_OF_FILE: Final = 0x6282


class File(Enum):
    """Files that are read, as identifier and tag of their content."""

    CARD_ACCESS = (0x011C, 0x31)
    HOLDER = (0x0101, 0x61)
    """Data group 1: the machine-readable zone."""
    FACE = (0x0102, 0x75)
    """Data group 2: the holder's face."""
    SECURITY = (0x011D, 0x77)
    """EF.SOD: what the issuing state signed. It lists the data groups too, as EF.COM does without a signature."""

    @property
    def identifier(self) -> int:
        """The name that it is selected by."""
        return self.value[0]

    @property
    def tag(self) -> int:
        """The tag around its whole content."""
        return self.value[1]


def find_file(channel: Channel, file: File) -> bytes | None:
    """Return a file with its outermost tag; nothing when the chip does not have it or keeps it closed.

    Raises:
        CardUnreadable: ``CARD_ANSWERS_WRONGLY``.
    """
    select = Command(instruction=SELECT, p1=0x02, p2=0x0C, data=file.identifier.to_bytes(2, "big"))
    answer = channel.send(select)
    if answer.status in NOT_THERE | CLOSED | UNKNOWN_COMMAND:
        return None
    demand(answer, f"select {file.name.lower()}")
    content = bytearray(_piece(channel, file, 0, HEADER))
    tag, start, length = read_header(bytes(content))
    size = start + length
    if tag != file.tag or size > LARGEST_FILE:
        raise CardUnreadable("CARD_ANSWERS_WRONGLY", f"head of {file.name.lower()}")
    for _ in range(MOST_PIECES):
        if len(content) >= size:
            return bytes(content[:size])
        content += _piece(channel, file, len(content), min(PIECE, size - len(content)))
    raise CardUnreadable("CARD_ANSWERS_WRONGLY", f"{file.name.lower()} without end")


def read_file(channel: Channel, file: File) -> bytes:
    """Return a file with its outermost tag.

    Raises:
        CardUnreadable: ``CARD_RECORD_MISSING`` when the chip does not have it or keeps it closed, or
            ``CARD_ANSWERS_WRONGLY``.
    """
    content = find_file(channel, file)
    if content is None:
        raise CardUnreadable("CARD_RECORD_MISSING", file.name.lower())
    return content


def _piece(channel: Channel, file: File, offset: int, size: int) -> bytes:
    far = offset > LAST_SHORT_OFFSET
    answer = channel.send(_far_read(offset, size) if far else _near_read(offset, size))
    data = _data(answer, file)
    return find(data, DISCRETIONARY_DATA) if far else data


def _near_read(offset: int, size: int) -> Command:
    return Command(instruction=READ, p1=offset >> 8, p2=offset & 0xFF, expected=size)


def _far_read(offset: int, size: int) -> Command:
    size = min(size + FAR_OVERHEAD, PIECE)
    return Command(instruction=READ_FAR, data=write_object(OFFSET, offset.to_bytes(2, "big")), expected=size)


def _data(answer: Response, file: File) -> bytes:
    if answer.status != END_OF_FILE:
        demand(answer, f"read {file.name.lower()}")
    if not answer.data:
        raise CardUnreadable("CARD_ANSWERS_WRONGLY", f"{file.name.lower()} ends too early")
    return answer.data
