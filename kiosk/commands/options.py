"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import click

from kiosk.private_patterns import hide_private

LONGEST_NAME: Final = 40
"""Characters of the name of a member of staff."""

config_option = click.option(
    "--config",
    "config_path",
    type=click.Path(path_type=Path, dir_okay=False),
    default=Path("config.toml"),
    show_default=True,
    help="The terminal's settings.",
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON for programs.")


def _staff_name(_: click.Context, __: click.Parameter, name: str) -> str:
    name = name.strip()
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        raise click.BadParameter(f"wanted the name of a member of staff, at most {LONGEST_NAME} characters")
    if hide_private(name) != name:
        raise click.BadParameter("wanted a name, and no number of a person or a phone")
    return name


who_option = click.option(
    "--who", required=True, callback=_staff_name, help="Which member of staff; kept in the audit, never a resident."
)
