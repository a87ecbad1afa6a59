"""The ``kiosk`` command.

Commands that need a screen live in the ui package, which this package must not import: :mod:`ui.cli` adds them to the
group and is what the installed program calls. Every command is loaded only when it is called, so that ``kiosk run``
does not wait for what the others need.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from importlib import import_module
from typing import Final

import click

from kiosk.errors import ConfigError, KioskError

OWN: Final[Mapping[str, str]] = {
    "blanks": "kiosk.commands.blanks:blanks",
    "card": "kiosk.commands.card:card",
    "diagnose": "kiosk.commands.diagnose:diagnose",
    "form": "kiosk.commands.form:form",
    "handbook": "kiosk.commands.handbook:handbook",
    "parcels": "kiosk.commands.parcels:parcels",
    "portal": "kiosk.sandbox.commands:portal",
    "printer": "kiosk.commands.printer:printer",
    "prints": "kiosk.commands.prints:prints",
    "receipt": "kiosk.commands.receipt:receipt",
    "sim": "kiosk.simulate:sim",
    "staff": "kiosk.commands.staff:staff",
    "transitions": "kiosk.commands.transitions:transitions",
}
EXIT_CONFIG: Final = 2
EXIT_FAILED: Final = 1


class LazyCommands(click.Group):
    """Knows the commands by name and loads one when it is called.

    ``places`` gives each command's module and name there, as ``module:name``.
    """

    def __init__(self, *, places: Mapping[str, str]) -> None:
        super().__init__(
            "kiosk",
            context_settings={"help_option_names": ["-h", "--help"]},
            help="The hall terminal: run it, look into it, play the world around it.",
        )
        self._places = places

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return every command's name."""
        return sorted(self._places)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load one command; none when there is no such one."""
        place = self._places.get(cmd_name)
        if place is None:
            return None
        module, _, name = place.partition(":")
        command = getattr(import_module(module), name)
        if not isinstance(command, click.Command):
            raise TypeError(f"{place} is not a command")
        return command


def call(places: Mapping[str, str]) -> None:
    """Run one of these commands; a failure that has a name is one line, not a traceback."""
    try:
        # click returns the status of its own ``Exit`` instead of raising it; commands themselves return nothing.
        if status := LazyCommands(places=places).main(prog_name="kiosk", standalone_mode=False):
            sys.exit(status)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except click.Abort:
        sys.exit(EXIT_FAILED)
    except ConfigError as error:
        click.echo(error.detail, err=True)
        sys.exit(EXIT_CONFIG)
    except KioskError as error:
        click.echo(str(error), err=True)
        sys.exit(EXIT_FAILED)
