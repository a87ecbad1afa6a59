"""What stands where on a social security card, and the commands that reach it (LD/T 32-2015)."""

from __future__ import annotations

from enum import Enum
from typing import Final

from devices.cards.social.tlv import HEAD_BYTES

ENVIRONMENT: Final = b"sx1.sh." + "社会保障".encode("gbk")
"""Name of the social security environment."""
SELECT_ENVIRONMENT: Final = bytes([0x00, 0xA4, 0x04, 0x00, len(ENVIRONMENT)]) + ENVIRONMENT

UNDER_CURRENT_DIRECTORY: Final = 0x02
BY_FILE_ID: Final = 0x00
"""How a file is selected, P1 of SELECT (ISO/IEC 7816-4, 11.2.2). The standard says the first; some cards know only the
second."""


class File(Enum):
    """Elementary files with free read access."""

    CARD = 0xEF05
    HOLDER = 0xEF06

    def select(self, how: int) -> bytes:
        """Return the command that selects it."""
        return bytes([0x00, 0xA4, how, 0x00, 0x02]) + self.value.to_bytes(2, "big")


class Record(Enum):
    """Records that are read, as file, tag and length of the value in bytes."""

    VERSION = (File.CARD, 0x03, 4)
    ISSUED = (File.CARD, 0x05, 4)
    VALID_UNTIL = (File.CARD, 0x06, 4)
    NUMBER = (File.HOLDER, 0x08, 18)
    NAME = (File.HOLDER, 0x09, 30)
    NAME_EXTENSION = (File.HOLDER, 0x4E, 20)
    SEX = (File.HOLDER, 0x0A, 1)
    NATION = (File.HOLDER, 0x0B, 1)
    BIRTH = (File.HOLDER, 0x0D, 4)

    @property
    def file(self) -> File:
        """The file that holds it."""
        return self.value[0]

    @property
    def tag(self) -> int:
        """The tag that it is read by."""
        return self.value[1]

    @property
    def size(self) -> int:
        """Bytes of its value."""
        return self.value[2]

    @property
    def read(self) -> bytes:
        """The command that reads it by tag in the file that is selected."""
        return bytes([0x00, 0xB2, self.tag, 0x00, self.size + HEAD_BYTES])
