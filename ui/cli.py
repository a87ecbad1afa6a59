"""The installed ``kiosk`` program: the application's own commands and those that need a screen."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from kiosk.cli import OWN, call

WITH_SCREEN: Final[Mapping[str, str]] = {
    "panel": "ui.panel.command:panel",
    "run": "ui.commands:run",
}
COMMANDS: Final[Mapping[str, str]] = {**OWN, **WITH_SCREEN}


def main() -> None:
    """Run the command that the program was called with."""
    call(COMMANDS)
