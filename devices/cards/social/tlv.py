"""The records of social security cards: tag, length, value, one byte each for the first two (LD/T 32-2015)."""

from __future__ import annotations

from typing import Final

from devices.errors import CardUnreadable

HEAD_BYTES: Final = 2
LONGEST_VALUE: Final = 0xFF


class RecordMalformed(CardUnreadable):
    """An answer that is not the record that was asked for. The detail names the rule, never the bytes."""

    def __init__(self, detail: str) -> None:
        super().__init__("CARD_ANSWERS_WRONGLY", detail)


def record_value(data: bytes, tag: int) -> bytes:
    """Return the value of the record that a card sent.

    The length inside counts, whatever length was asked for: cards fill their answers up.

    Raises:
        RecordMalformed: another record, or one that is cut off.
    """
    if len(data) < HEAD_BYTES:
        raise RecordMalformed(f"tag {tag:02X}: {len(data)} bytes")
    if data[0] != tag:
        raise RecordMalformed(f"tag {tag:02X}: another record came")
    end = HEAD_BYTES + data[1]
    if len(data) < end:
        raise RecordMalformed(f"tag {tag:02X}: {end - len(data)} bytes are missing")
    return data[HEAD_BYTES:end]


def record(tag: int, value: bytes) -> bytes:
    """Write a record, for simulated cards and tests.

    Raises:
        ValueError: the value is longer than 255 bytes.
    """
    if len(value) > LONGEST_VALUE:
        raise ValueError(f"tag {tag:02X}: {len(value)} bytes")
    return bytes([tag, len(value)]) + value
