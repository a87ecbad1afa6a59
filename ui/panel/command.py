"""``kiosk panel``: open the panel for a running world."""

from __future__ import annotations

import os
import signal
import sys
import tempfile
from datetime import datetime
from pathlib import Path

import click

from kiosk.simulate import STATE_VARIABLE, default_state


@click.command()
@click.option(
    "--state",
    type=click.Path(file_okay=False, path_type=Path),
    envvar=STATE_VARIABLE,
    default=default_state,
    help=f"Folder of the simulated world; also from {STATE_VARIABLE}.",
    show_default="a folder of yours under the system's temporary folder",
)
@click.option("--width", type=click.IntRange(480), default=1120, show_default=True, help="Room for it, in pixels.")
@click.option("--height", type=click.IntRange(480), default=960, show_default=True, help="Room for it, in pixels.")
@click.option("--left", type=int, default=0, show_default=True, help="Where the window stands, in pixels.")
def panel(state: Path, width: int, height: int, left: int) -> None:
    """Open the panel, a window in which a person plays the world around a terminal."""
    os.environ.setdefault("QT_QUICK_BACKEND", "software")
    from PySide6.QtGui import QGuiApplication

    from devices.simulators.wallet import load_wallet
    from ui.panel.link import WorldLink
    from ui.panel.model import PanelModel
    from ui.panel.window import PanelWindow

    signal.signal(signal.SIGINT, signal.SIG_DFL)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    application = QGuiApplication(sys.argv[:1])
    with tempfile.TemporaryDirectory(prefix="panel-") as pictures:
        link = WorldLink(state=state, pictures=Path(pictures))
        model = PanelModel(holders=load_wallet(), link=link, today=datetime.now().astimezone().date())
        window = PanelWindow(model=model, width=width, height=height, left=left)
        link.open()
        window.show()
        status = application.exec()
        link.close()
        window.close()
    sys.exit(status)
