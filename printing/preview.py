"""What a resident would hold: the overlay laid over a schematic of the pre-printed form, as a picture.

For the screen, the demo and the proof of a form. The pre-print is drawn here and nowhere else; nothing in this module
makes a file for a printer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from printing.fonts import FontLibrary, FontRole
from printing.form.form import Form
from printing.form.library import PACKAGED_FORMS
from printing.overlay import Pdf
from printing.pdf import POINTS_PER_MM, Colour, PdfSheets, TextStyle
from printing.strict_toml import StrictTable, read_table
from printing.water import water_lines

if TYPE_CHECKING:
    from PIL.Image import Image

_RULE = Colour.of("#8FA49E")
_LABEL_SIZE = 1350


@dataclass(frozen=True, kw_only=True)
class Frame:
    """A rectangle of the pre-print; lengths in 0.01 mm."""

    x: int
    y: int
    width: int
    height: int
    thickness: int
    colour: Colour


@dataclass(frozen=True)
class Rule:
    """A hairline of the pre-print from one point to another, in 0.01 mm."""

    x1: int
    y1: int
    x2: int
    y2: int


@dataclass(frozen=True, kw_only=True)
class Cells:
    """A row of cells of the pre-print, in 0.01 mm."""

    x: int
    y: int
    width: int
    height: int
    count: int


@dataclass(frozen=True, kw_only=True)
class Label:
    """Pre-printed words; place in 0.01 mm, size in 0.01 pt."""

    text: str
    x: int
    baseline: int
    size: int
    bold: bool
    centred: bool
    colour: Colour


@dataclass(frozen=True, kw_only=True)
class Background:
    """The schematic of a blank."""

    paper: Colour
    water: Colour
    frames: tuple[Frame, ...]
    rules: tuple[Rule, ...]
    cells: tuple[Cells, ...]
    labels: tuple[Label, ...]


def load_background(form: Form, *, folder: Path = PACKAGED_FORMS) -> Background:
    """Read ``<form id>.background.toml``; raises FormError."""
    table = read_table(folder / form.department / f"{form.id}.background.toml").within(form=f"{form.id} background")
    table.whole("schema", low=1, high=1)
    if table.text("id") != form.id:
        raise table.fail("belongs to another form", "id")
    paper = table.table("paper")
    background = Background(
        paper=_colour(paper, "colour"),
        water=_colour(paper, "water"),
        frames=tuple(_frame(each) for each in table.tables("frame")),
        rules=tuple(_rule(each) for each in table.tables("rule")),
        cells=tuple(_cells(each) for each in table.tables("cells")),
        labels=tuple(_label(each) for each in table.tables("label")),
    )
    paper.done()
    table.done()
    return background


def rasterise(pdf: bytes, *, page: int = 0, dots_per_inch: int = 150) -> Image:
    """Return one page of a PDF as a picture on white paper."""
    import pypdfium2  # the sandbox's and the tests' need, not the hall's

    document = pypdfium2.PdfDocument(pdf)
    try:
        picture: Image = document[page].render(scale=dots_per_inch / 72).to_pil().convert("RGB")
        return picture
    finally:
        document.close()


def sheet_as_held(pdf: Pdf, form: Form, fonts: FontLibrary, *, dots_per_inch: int = 150) -> Image:
    """Return the printed form as a person holds it: ink multiplied onto the schematic of the blank.

    Raises FormError when the form has no background file.
    """
    from PIL import ImageChops

    blank = rasterise(draw_blank(form, load_background(form), fonts), dots_per_inch=dots_per_inch)
    ink = rasterise(pdf.data, dots_per_inch=dots_per_inch)
    return ImageChops.multiply(blank, ink)


def draw_blank(form: Form, background: Background, fonts: FontLibrary) -> bytes:
    """Return the schematic of a blank as a PDF for the screen."""
    width, height = form.width / 100, form.height / 100
    sheets = PdfSheets(width=width, height=height, title=f"{form.title} 空白证（示意）")
    sheets.areas([(0, 0, width, height)], colour=background.paper)
    inset = 9.0
    lines = water_lines(left=inset, top=inset, width=width - 2 * inset, height=height - 2 * inset)
    sheets.curves(lines, thickness=0.12, colour=background.water)
    for frame in background.frames:
        x, y, w, h = (n / 100 for n in (frame.x, frame.y, frame.width, frame.height))
        sheets.box(x, y, w, h, thickness=frame.thickness / 100, colour=frame.colour)
    for rule in background.rules:
        ends = [(rule.x1 / 100, rule.y1 / 100), (rule.x2 / 100, rule.y2 / 100)]
        sheets.line(ends, thickness=0.15, colour=_RULE)
    for row in background.cells:
        _draw_cells(sheets, row)
    _draw_labels(sheets, background.labels, fonts)
    return sheets.finish()


def _draw_cells(sheets: PdfSheets, row: Cells) -> None:
    x, y, width, height = (n / 100 for n in (row.x, row.y, row.width, row.height))
    sheets.box(x, y, width, height, thickness=0.15, colour=_RULE)
    for n in range(1, row.count):
        at = x + width * n / row.count
        sheets.line([(at, y), (at, y + height)], thickness=0.1, colour=_RULE)


def _draw_labels(sheets: PdfSheets, labels: Sequence[Label], fonts: FontLibrary) -> None:
    stack = fonts.stack(FontRole.SONG)
    for label in labels:
        runs = stack.runs(label.text, element="background")
        style = TextStyle(size=label.size / 100, bold=0.035 if label.bold else 0, colour=label.colour)
        length = sum(run.width for run in runs) / 1000 * style.size / POINTS_PER_MM
        sheets.text(label.x / 100 - (length / 2 if label.centred else 0), label.baseline / 100, runs, style)


def _frame(table: StrictTable) -> Frame:
    x, y, width, height = table.wholes("box", count=4)
    frame = Frame(
        x=x, y=y, width=width, height=height, thickness=table.whole("thickness"), colour=_colour(table, "colour")
    )
    table.done()
    return frame


def _rule(table: StrictTable) -> Rule:
    rule = Rule(*table.wholes("from", count=2), *table.wholes("to", count=2))
    table.done()
    return rule


def _cells(table: StrictTable) -> Cells:
    x, y, width, height = table.wholes("box", count=4)
    cells = Cells(x=x, y=y, width=width, height=height, count=table.whole("count", low=1))
    table.done()
    return cells


def _label(table: StrictTable) -> Label:
    label = Label(
        text=table.text("text"),
        x=table.whole("x"),
        baseline=table.whole("baseline"),
        size=table.whole("size", _LABEL_SIZE, low=300),
        bold=table.flag("bold", False),
        centred=table.flag("centred", False),
        colour=_colour(table, "colour", "#2A3B41"),
    )
    table.done()
    return label


def _colour(table: StrictTable, key: str, default: str | None = None) -> Colour:
    try:
        return Colour.of(table.text(key, default))
    except ValueError as err:
        raise table.fail(str(err), key) from None
