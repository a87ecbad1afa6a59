"""The commands of the ``kiosk`` program that need a screen. Qt is imported only when one of them runs."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kiosk.commands.options import config_option


@click.command()
@config_option
def run(config_path: Path) -> None:
    """Run the terminal with its window."""
    from ui.interpreter import prepare_interpreter

    prepare_interpreter()
    from ui.errors import UiError
    from ui.main import run_terminal

    try:
        sys.exit(run_terminal(config_path))
    except UiError as error:
        # The window's own hook for exceptions only writes to the log.
        raise click.ClickException(str(error)) from error
