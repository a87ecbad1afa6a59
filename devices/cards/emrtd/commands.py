"""Commands to the chip of a travel document (ISO/IEC 7816-4), and the two ways to send them: plain and protected."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, Protocol

from devices.cards.apdu import Response, Transmit, exchange
from devices.errors import CardUnreadable

CHAINED: Final = 0x10
"""Class of a command that is not the last of its chain."""


@dataclass(frozen=True, kw_only=True)
class Command:
    """A command with short lengths.

    Attributes:
        data: at most 255 bytes.
        expected: bytes wanted in the answer, up to 256; nothing when none are.
    """

    instruction: int
    p1: int = 0
    p2: int = 0
    data: bytes = field(default=b"", repr=False)
    expected: int | None = None
    command_class: int = 0

    def to_bytes(self) -> bytes:
        """Write the command as it goes to a chip without protection."""
        header = bytes([self.command_class, self.instruction, self.p1, self.p2])
        data = bytes([len(self.data)]) + self.data if self.data else b""
        return header + data + (b"" if self.expected is None else bytes([self.expected & 0xFF]))


class Channel(Protocol):
    """A way to send commands."""

    def send(self, command: Command) -> Response:
        """Send a command and return the whole answer."""


class PlainChannel:
    """Sends commands as they are."""

    def __init__(self, transmit: Transmit) -> None:
        self._transmit = transmit

    def send(self, command: Command) -> Response:
        """Send a command and return the whole answer.

        Raises:
            CardUnreadable: ``CARD_ANSWERS_WRONGLY``.
        """
        return exchange(self._transmit, command.to_bytes())


def demand(answer: Response, doing: str) -> bytes:
    """Return the data of an answer that must have succeeded.

    Raises:
        CardUnreadable: ``CARD_ANSWERS_WRONGLY`` with what was being done and the status.
    """
    if not answer.succeeded:
        raise CardUnreadable("CARD_ANSWERS_WRONGLY", f"{doing}: {answer.status:04X}")
    return answer.data
