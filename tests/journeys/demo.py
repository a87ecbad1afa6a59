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

from kiosk.simulate import default_state
from tests.journeys.stage import Pace, Size, Stage

ASK_SCREEN: Final = (
    "from PySide6.QtGui import QGuiApplication as A; a = A([]); print(a.primaryScreen().availableGeometry().height())"
)
UPRIGHT: Final = Size(1080, 1920)
FRAME_PX: Final = 40
"""What a window manager puts around a window, at most."""


def show() -> int:
    """Show both windows until the terminal's is closed; returns an exit status."""
    height = _height()
    size = Size(height * UPRIGHT.width // UPRIGHT.height, height)
    world = default_state()
    shutil.rmtree(world, ignore_errors=True)
    with ExitStack() as stack:
        root = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="hall-")))
        stage = stack.enter_context(Stage(root=root, pace=Pace(motor_s=2.0), display="", world=world, size=size))
        stage.open_panel(height=height, left=size.width + FRAME_PX)
        click.echo("Lay a card down in the panel, or here: .venv/bin/kiosk sim card place zhang-guilan")
        click.echo("Close the terminal's window, or press Ctrl-C, to end.")
        with contextlib.suppress(KeyboardInterrupt):
            return stage.terminal.wait()
    return 0


def _height() -> int:
    asked = subprocess.run([sys.executable, "-c", ASK_SCREEN], capture_output=True, text=True, check=False)
    text = asked.stdout.strip()
    return min(int(text) - FRAME_PX if text.isdecimal() else UPRIGHT.height, UPRIGHT.height)
