"""The demo for a person: the terminal in its window, and beside it the panel."""

from __future__ import annotations

import contextlib
import shutil
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import Final

import click

from devices.errors import DeviceError
from devices.simulators.world_client import WorldClient
from kiosk.simulate import default_state
from tests.journeys.processes import ProgramFailed
from tests.journeys.stage import Pace, Size, Stage

ASK_SCREEN: Final = (
    "from PySide6.QtGui import QGuiApplication as A; "
    "a = A([]); s = a.primaryScreen().availableSize(); print(s.width(), s.height())"
)
UPRIGHT: Final = Size(1080, 1920)
FRAME_PX: Final = 40
"""What a window manager puts around a window, at most."""
LEAST_PANEL_PX: Final = 560


def show() -> int:
    """Show both windows until the terminal's is closed; returns an exit status.

    Raises :class:`ProgramFailed` when the user's world is being played already, since its folder would be taken away
    from it, and when the terminal fails.
    """
    world = default_state()
    if _is_played(world):
        raise ProgramFailed(
            f"a demo is running already, with its world under {world}; close its terminal's window first"
        )
    screen = _screen()
    size = Size(screen.height * UPRIGHT.width // UPRIGHT.height, screen.height)
    left = size.width + FRAME_PX
    room = Size(max(screen.width - left, LEAST_PANEL_PX), screen.height)
    shutil.rmtree(world, ignore_errors=True)
    with ExitStack() as stack:
        root = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="hall-")))
        stage = stack.enter_context(Stage(root=root, pace=Pace(motor_s=2.0), display="", world=world, size=size))
        stage.open_panel(room=room, left=left)
        click.echo("Lay a card down in the panel, or here: .venv/bin/kiosk sim card place zhang-guilan")
        click.echo(f"The clerk of this hall signs in with badge {stage.badge.number}, PIN {stage.badge.pin}.")
        click.echo("Close the terminal's window, or press Ctrl-C, to end.")
        with contextlib.suppress(KeyboardInterrupt):
            if status := stage.terminal.wait():
                raise ProgramFailed(f"the terminal ended with {status}:\n{stage.terminal.last_words().strip()}")
    return 0


def _is_played(world: Path) -> bool:
    try:
        WorldClient(state=world).close()
    except DeviceError:
        return False
    return True


def _screen() -> Size:
    """Ask Qt how much of the screen windows may take; a terminal as large as its design when it cannot tell."""
    asked = subprocess.run([sys.executable, "-c", ASK_SCREEN], capture_output=True, text=True, check=False)
    match asked.stdout.split():
        case [width, height]:
            return Size(int(width), min(int(height) - FRAME_PX, UPRIGHT.height))
        case _:
            return Size(2 * UPRIGHT.height, UPRIGHT.height)
