"""Commands that make a scanner look for codes and stop again."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Final, assert_never


class Trigger(Enum):
    """The makers whose commands are known."""

    NEWLAND = "newland"
    NONE = "none"
    """The scanner looks for codes all the time, or by itself when something is held before it."""


PREFIX: Final = b"\x7e\x010000"
SUFFIX: Final = b";\x03"
TEMPORARY: Final = b"#"
"""The setting is lost with the power, and so wears no flash memory out; ``@`` would be the lasting kind."""

LEVEL_MODE: Final = "SCNMOD0"
START: Final = "SCNTRG1"
STOP: Final = "SCNTRG0"


@dataclass(frozen=True)
class TriggerCommands:
    """What to send; nothing where a scanner takes no commands.

    Attributes:
        prepare: light on command only, and be dark.
        start: light up until a code is read, or the scanner's own time is over.
        stop: go dark.
    """

    prepare: bytes = b""
    start: bytes = b""
    stop: bytes = b""


def command_frame(*commands: str) -> bytes:
    """Return commands of Newland's unified command set as one frame: prefix, storage type, tags with data, suffix.

    Source: Newland Auto-ID, user manuals of the NLS series, "Use of Programming Command".
    """
    return PREFIX + TEMPORARY + ";".join(commands).encode("ascii") + SUFFIX


def trigger_commands(trigger: Trigger) -> TriggerCommands:
    """Return the commands of a maker."""
    match trigger:
        case Trigger.NEWLAND:
            return TriggerCommands(
                prepare=command_frame(LEVEL_MODE, STOP), start=command_frame(START), stop=command_frame(STOP)
            )
        case Trigger.NONE:
            return TriggerCommands()
        case unreachable:
            assert_never(unreachable)
