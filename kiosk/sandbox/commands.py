"""``kiosk portal``: run the sandbox portal, and write its contract."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import click


@click.group()
def portal() -> None:
    """The sandbox portal, with invented residents only."""


@portal.command()
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="TCP port for terminals; 0 takes a free one.")
@click.option(
    "--state",
    type=click.Path(path_type=Path, file_okay=False),
    required=True,
    help="Folder for certificates and everything that the portal remembers.",
)
@click.option("--seed", type=int, default=None, help="Of the invented county; the same seed gives the same county.")
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), default=None, help="The day that the portal lives in.")
@click.option("--terminal", "terminals", multiple=True, default=("01",), help="A terminal that gets a certificate.")
@click.option(
    "--ready-file",
    type=click.Path(path_type=Path, dir_okay=False),
    default=None,
    help="Written once the portal answers: where it stands, as JSON.",
)
def serve(
    port: int,
    state: Path,
    seed: int | None,
    today: datetime | None,
    terminals: tuple[str, ...],
    ready_file: Path | None,
) -> None:
    """Run the sandbox portal until it is told to end."""
    from kiosk.sandbox.county import SEED
    from kiosk.sandbox.ready import Ready, write_ready
    from kiosk.sandbox.serve import SandboxServer, SandboxSetup

    fixed = today.date() if today else None

    def the_day() -> date:
        return fixed or datetime.now(UTC).astimezone().date()

    def tell(ready: Ready) -> None:
        if ready_file is not None:
            write_ready(ready_file, ready)
        click.echo(f"portal   {ready.portal_url}\npublic   {ready.public_url}\nadmin    {ready.admin_url}")

    setup = SandboxSetup(
        state=state, today=the_day, port=port, seed=SEED if seed is None else seed, terminals=terminals
    )
    SandboxServer(setup=setup, on_ready=tell).run(until_signal=True)


@portal.command()
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), default=None, help="Write here instead.")
def openapi(out: Path | None) -> None:
    """Print the portal contract as OpenAPI 3.1."""
    from kiosk.portal.contract import openapi_document

    if out is None:
        click.echo(openapi_document(), nl=False)
    else:
        out.write_text(openapi_document(), encoding="utf-8")
