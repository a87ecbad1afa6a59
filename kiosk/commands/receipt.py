"""``kiosk receipt``: the slips as the receipt printer would print them."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from devices.errors import DeviceError
from kiosk.commands.options import json_option
from kiosk.settings import HanRepertoire

if TYPE_CHECKING:
    from printing.receipts.layout import ReceiptLayout
    from printing.receipts.values import Key, KeyKind, Values


@click.group()
def receipt() -> None:
    """See the layouts of slips, draw one, and check them all."""


@receipt.command()
@json_option
def kinds(as_json: bool) -> None:
    """List the kinds of slips with the keys of their values."""
    with _told():
        layouts = _layouts()
    if as_json:
        click.echo(json.dumps([_described(layout) for layout in layouts], ensure_ascii=False, indent=1))
        return
    for layout in layouts:
        click.echo(f"{layout.kind.value}: {layout.title}, version {layout.version}")
        for line in _key_lines(layout.keys, "    "):
            click.echo(line)


@receipt.command()
@click.argument("kind")
def sample(kind: str) -> None:
    """Print the sample values of KIND as JSON, to change and draw with render --data."""
    with _told():
        layout = _layout(kind)
    click.echo(json.dumps(_plain(layout.sample), ensure_ascii=False, indent=1))


@receipt.command()
@click.argument("kind")
@click.option("--data", type=click.Path(path_type=Path, dir_okay=False), help="JSON or TOML with the values.")
@click.option("--sample", "use_sample", is_flag=True, help="The layout's own sample values instead.")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), required=True, help="The PNG to write.")
@click.option(
    "--dots", type=click.IntRange(240, 832), default=576, show_default=True, help="Printable dots across the paper."
)
@click.option(
    "--han",
    type=click.Choice([each.value for each in HanRepertoire]),
    default=HanRepertoire.GBK.value,
    show_default=True,
    help="The Chinese characters in the printer's own font.",
)
def render(kind: str, data: Path | None, use_sample: bool, out: Path, dots: int, han: str) -> None:
    """Draw a slip of KIND through the very bytes that the printer gets."""
    from devices.simulators.escpos_paper import draw_slip
    from printing.dots import DotFonts
    from printing.fonts import DEBIAN_FONTS
    from printing.receipt import ReceiptPaper, print_blocks
    from printing.receipts.values import check_values
    from printing.repertoire import HanRepertoire as Repertoire

    if (data is None) != use_sample:
        raise click.UsageError("wanted either --data FILE or --sample")
    with _told():
        layout = _layout(kind)
        values = check_values(layout.keys, _read(data)) if data else layout.sample
        paper = ReceiptPaper(dots=dots, han=Repertoire(han))
        job = print_blocks(layout.fill(values), paper=paper, fonts=DotFonts(book=DEBIAN_FONTS))
        picture = draw_slip(job, dots=dots)
    try:
        picture.save(out, format="PNG")
    except OSError as error:
        raise click.ClickException(f"{out}: {error.strerror or type(error).__name__}") from error
    click.echo(f"{out}: {picture.width} x {picture.height} dots, {len(job)} bytes to the printer")


@receipt.command()
def check() -> None:
    """Draw every kind with its longest values on every width of paper and for every printer's font."""
    from printing.dots import DotFonts
    from printing.fonts import DEBIAN_FONTS
    from printing.receipts.check import check_layouts
    from printing.receipts.loader import ReceiptLayouts

    faults = check_layouts(ReceiptLayouts(), DotFonts(book=DEBIAN_FONTS))
    for fault in faults:
        click.echo(str(fault))
    if faults:
        raise click.ClickException(f"{len(faults)} faults")
    click.echo("every slip fits")


@contextmanager
def _told() -> Iterator[None]:
    """Say what is wrong with a layout, a value or a font in one line."""
    from printing.errors import PrintingError

    try:
        yield
    except (PrintingError, DeviceError) as error:
        raise click.ClickException(str(error)) from error


def _layouts() -> list[ReceiptLayout]:
    from printing.receipts.kinds import ReceiptKind
    from printing.receipts.loader import ReceiptLayouts

    layouts = ReceiptLayouts()
    return [layouts.get(kind) for kind in ReceiptKind]


def _layout(name: str) -> ReceiptLayout:
    from printing.receipts.kinds import ReceiptKind
    from printing.receipts.loader import ReceiptLayouts

    try:
        kind = ReceiptKind(name)
    except ValueError:
        names = ", ".join(each.value for each in ReceiptKind)
        raise click.UsageError(f"no slip is called {name}; the kinds are {names}") from None
    return ReceiptLayouts().get(kind)


def _read(path: Path) -> Mapping[str, object]:
    """Return the top table of a JSON or TOML file."""
    try:
        text = path.read_text(encoding="utf-8")
        read = tomllib.loads(text) if path.suffix == ".toml" else json.loads(text)
    except OSError as error:
        raise click.ClickException(f"{path}: {error.strerror or type(error).__name__}") from error
    except ValueError as error:
        raise click.ClickException(f"{path}: {error}") from error
    if not isinstance(read, dict):
        raise click.ClickException(f"{path}: wanted a table of values")
    return read


def _described(layout: ReceiptLayout) -> dict[str, object]:
    return {
        "kind": layout.kind.value,
        "version": layout.version,
        "title": layout.title,
        "keys": {key.name: _described_key(key) for key in layout.keys},
    }


def _described_key(key: Key) -> object:
    return _described_kind(key.kind, "optional " if key.optional else "")


def _described_kind(kind: KeyKind, prefix: str) -> object:
    from printing.receipts.values import Choice, Rows

    match kind:
        case Choice(names=names):
            return {"choice": list(names)}
        case Rows(keys=keys):
            return {"list": {key.name: _described_key(key) for key in keys}}
        case _:
            return prefix + kind.value


def _key_lines(keys: tuple[Key, ...], indent: str) -> Iterator[str]:
    from printing.receipts.values import Choice, Rows

    for key in keys:
        match key.kind:
            case Choice(names=names):
                yield f"{indent}{key.name}: one of {', '.join(names)}"
            case Rows(keys=inner):
                yield f"{indent}{key.name}: list of"
                yield from _key_lines(inner, indent + "    ")
            case single:
                yield f"{indent}{key.name}: {'optional ' if key.optional else ''}{single.value}"


def _plain(values: Values) -> dict[str, object]:
    """Return values as JSON can hold them."""
    plain: dict[str, object] = {}
    for name, value in values.items():
        if isinstance(value, tuple):
            plain[name] = [_plain(row) for row in value]
        else:
            plain[name] = value.isoformat() if isinstance(value, date) else value
    return plain
