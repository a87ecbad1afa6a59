"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path

import click

config_option = click.option(
    "--config",
    "config_path",
    type=click.Path(path_type=Path, dir_okay=False),
    default=Path("config.toml"),
    show_default=True,
    help="The terminal's settings.",
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON for programs.")
