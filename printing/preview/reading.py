"""Reading a background file: strict, every fault told with form, element and field."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeVar

from printing.errors import FormError
from printing.fonts import FontRole
from printing.form.elements import (
    Align,
    Box,
    CellsElement,
    Element,
    MoneyCellsElement,
    TableElement,
    TickElement,
)
from printing.form.form import Form
from printing.form.library import PACKAGED_FORMS
from printing.pdf import Colour
from printing.preview.background import (
    Area,
    Background,
    Caption,
    CellRow,
    Emblem,
    EmptyPlace,
    Frame,
    FrameStyle,
    Grid,
    Ground,
    Label,
    Paragraph,
    Rule,
    SealPlace,
    Side,
    TableHead,
    Words,
)
from printing.preview.palette import Palette, Scheme, palette_of
from printing.strict_toml import StrictTable, read_table

SCHEMA: Final = 2
"""The version of the background file's own rules."""

_T = TypeVar("_T")


@dataclass(frozen=True)
class BackgroundReading:
    """What reading a file gave: the background, unless it has faults, and every fault found."""

    background: Background | None
    faults: tuple[FormError, ...]


def load_background(form: Form, *, folder: Path = PACKAGED_FORMS) -> Background:
    """Read ``<department>/<form id>.background.toml``; raises FormError with its first fault."""
    reading = read_background(form, folder=folder)
    if reading.background is None:
        raise reading.faults[0]
    return reading.background


def read_background(form: Form, *, folder: Path = PACKAGED_FORMS) -> BackgroundReading:
    """Read a form's background file and go on after a fault, so that all are told at once."""
    name = f"{form.id} background"
    try:
        table = read_table(folder / form.department / f"{form.id}.background.toml").within(form=name)
        table.whole("schema", low=SCHEMA, high=SCHEMA)
        if table.text("id") != form.id:
            raise table.fail("belongs to another form", "id")
        reader = _Reader(form, table)
    except FormError as fault:
        return BackgroundReading(None, (fault,))
    background = reader.background(table)
    try:
        table.done()
    except FormError as fault:
        reader.faults.append(fault)
    return BackgroundReading(None if reader.faults else background, tuple(reader.faults))


class _Reader:
    """Reads the parts of one file; knows the form, the colours and the lettering that hold for all of them."""

    def __init__(self, form: Form, table: StrictTable) -> None:
        self.faults: list[FormError] = []
        self._form = form
        self._elements: dict[str, Element] = {element.id: element for element in form.elements}
        self._palette: Palette = palette_of(table.choice("scheme", Scheme, Scheme.GOLD))
        self._ground = table.choice("ground", Ground, Ground.WAVES)
        self._size = table.whole("size", 1200, low=400, high=4000)
        self._font = table.choice("font", FontRole, FontRole.SONG)

    def background(self, table: StrictTable) -> Background:
        """Read all parts."""
        frames = self._plain(table, "frame", self._frame)
        areas = self._plain(table, "area", self._area)
        labels = (*self._heads(table), *self._plain(table, "label", self._label))
        return Background(
            palette=self._palette,
            ground=self._ground,
            size=self._size,
            font=self._font,
            frames=frames,
            areas=areas,
            labels=labels,
            captions=self._attached(table, "caption", self._caption),
            rules=self._plain(table, "rule", self._rule),
            grids=self._plain(table, "grid", self._grid),
            cells=self._attached(table, "cells", self._cells),
            tables=self._attached(table, "table", self._table),
            paragraphs=self._plain(table, "paragraph", self._paragraph),
            emblems=self._plain(table, "emblem", self._emblem),
            seals=self._plain(table, "seal", self._seal),
            places=self._plain(table, "place", self._place),
        )

    def _every(self, table: StrictTable, key: str, read: Callable[[StrictTable], _T]) -> tuple[_T, ...]:
        parts: list[_T] = []
        try:
            tables = table.tables(key)
        except FormError as fault:
            self.faults.append(fault)
            return ()
        for each in tables:
            try:
                parts.append(read(each))
            except FormError as fault:
                self.faults.append(fault)
        return tuple(parts)

    def _plain(self, table: StrictTable, key: str, read: Callable[[StrictTable], _T]) -> tuple[_T, ...]:
        """Read parts that stand for themselves."""

        def plain(each: StrictTable) -> _T:
            part = read(each)
            each.done()
            return part

        return self._every(table, key, plain)

    def _attached(self, table: StrictTable, key: str, read: Callable[[StrictTable, Element], _T]) -> tuple[_T, ...]:
        """Read parts that belong to an element; their faults name it."""

        def attached(each: StrictTable) -> _T:
            name = each.text("element")
            each = each.within(element=name)
            element = self._elements.get(name)
            if element is None:
                raise each.fail("the form has no such element", "element")
            part = read(each, element)
            each.done()
            return part

        return self._every(table, key, attached)

    def _heads(self, table: StrictTable) -> list[Label]:
        """Read ``[title]`` and ``[part]``, whose words are the form's own unless they say others."""
        heads = []
        part = f"（{self._form.part}）" if self._form.part else ""
        for key, text, size in (("title", self._form.title, 2800), ("part", part, 1600)):
            if not table.has(key):
                continue
            try:
                heads.append(self._head(table.table(key), text, size))
            except FormError as fault:
                self.faults.append(fault)
        return heads

    def _head(self, table: StrictTable, text: str, size: int) -> Label:
        label = Label(
            words=self._words(table, text or None, size=size, bold=True, colour="title"),
            x=table.whole("x", self._form.width // 2, high=self._form.width),
            baseline=self._baseline(table),
            align=table.choice("align", Align, Align.CENTRE),
        )
        table.done()
        return label

    def _label(self, table: StrictTable) -> Label:
        align = table.choice("align", Align, Align.LEFT)
        middle = self._form.width // 2 if align is Align.CENTRE else None
        return Label(
            words=self._words(table),
            x=table.whole("x", middle, high=self._form.width),
            baseline=self._baseline(table),
            align=align,
        )

    def _caption(self, table: StrictTable, element: Element) -> Caption:
        value = table.text("value", "")
        if value and not (isinstance(element, TickElement) and value in {each.value for each in element.places}):
            raise table.fail("no place of the element has this value", "value")
        side = table.choice("side", Side, Side.RIGHT if value else Side.LEFT)
        if value and side in (Side.ABOVE, Side.BELOW):
            raise table.fail("a tick's words stand beside it", "side")
        return Caption(
            element=element.id,
            value=value,
            words=self._words(table),
            side=side,
            gap=table.whole("gap", 200, high=20_000),
            x=table.whole("x", high=self._form.width) if table.has("x") else None,
            align=table.choice("align", Align, Align.CENTRE),
            underline=table.flag("underline", False),
        )

    def _frame(self, table: StrictTable) -> Frame:
        style = table.choice("style", FrameStyle, FrameStyle.PLAIN)
        band = {FrameStyle.ORNAMENT: 700, FrameStyle.CORNERS: 1200}.get(style, 100)
        return Frame(
            style=style,
            box=self._frame_box(table),
            thickness=table.whole("thickness", 60 if style is FrameStyle.DOUBLE else 30, low=5, high=500),
            band=table.whole("band", band, low=50, high=4000),
            colour=self._colour(table, "frame"),
        )

    def _frame_box(self, table: StrictTable) -> Box:
        """Read a frame's box, or its distance from all four edges."""
        if table.has("box"):
            return self._box(table)
        form = self._form
        inset = table.whole("inset", 700, high=min(form.width, form.height) // 3)
        return Box(inset, inset, form.width - 2 * inset, form.height - 2 * inset)

    def _area(self, table: StrictTable) -> Area:
        return Area(box=self._box(table), colour=self._colour(table, "water"))

    def _rule(self, table: StrictTable) -> Rule:
        x1, y1 = self._point(table, "from")
        x2, y2 = self._point(table, "to")
        thickness = table.whole("thickness", 15, low=5, high=500)
        return Rule(x1=x1, y1=y1, x2=x2, y2=y2, thickness=thickness, colour=self._colour(table, "line"))

    def _grid(self, table: StrictTable) -> Grid:
        box = self._box(table)
        columns, rows = table.wholes("columns", default=()), table.wholes("rows", default=())
        if not all(box.x < x < box.right for x in columns):
            raise table.fail("lies outside the box", "columns")
        if not all(box.y < y < box.bottom for y in rows):
            raise table.fail("lies outside the box", "rows")
        thickness = table.whole("thickness", 18, low=5, high=500)
        return Grid(box=box, columns=columns, rows=rows, thickness=thickness, colour=self._colour(table, "line"))

    def _cells(self, table: StrictTable, element: Element) -> CellRow:
        if not isinstance(element, CellsElement | MoneyCellsElement):
            raise table.fail("has no cells", "element")
        headings = table.flag("headings", isinstance(element, MoneyCellsElement))
        if headings and isinstance(element, CellsElement):
            raise table.fail("only an amount has headings", "headings")
        return CellRow(element=element.id, headings=headings, colour=self._colour(table, "line"))

    def _table(self, table: StrictTable, element: Element) -> TableHead:
        if not isinstance(element, TableElement):
            raise table.fail("is no table", "element")
        headings = table.texts("headings")
        if len(headings) != len(element.columns):
            raise table.fail(f"wanted {len(element.columns)} headings, found {len(headings)}", "headings")
        height = table.whole("height", element.pitch, low=200, high=5000)
        size, font, bold = self._voice(table)
        ink, line = self._palette.ink, self._colour(table, "line")
        words = tuple(Words(text=each, font=font, size=size, bold=bold, colour=ink) for each in headings)
        return TableHead(element=element.id, headings=words, height=height, colour=line)

    def _paragraph(self, table: StrictTable) -> Paragraph:
        words = self._words(table, size=900)
        leading = table.whole("leading", round(words.size * 0.55), low=150, high=5000)
        return Paragraph(words=words, box=self._box(table), leading=leading, indent=table.whole("indent", 0, high=8))

    def _emblem(self, table: StrictTable) -> Emblem:
        x, y = self._point(table, "at")
        return Emblem(x=x, y=y, diameter=table.whole("diameter", 2600, low=800, high=8000))

    def _seal(self, table: StrictTable) -> SealPlace:
        x, y = self._point(table, "at")
        diameter = table.whole("diameter", 4000, low=800, high=6000)
        return SealPlace(x=x, y=y, diameter=diameter, text=table.text("text", "盖章处"))

    def _place(self, table: StrictTable) -> EmptyPlace:
        return EmptyPlace(box=self._box(table), text=table.text("text"))

    def _words(
        self,
        table: StrictTable,
        text: str | None = None,
        *,
        size: int | None = None,
        bold: bool = False,
        colour: str = "ink",
    ) -> Words:
        size, font, bold = self._voice(table, size, bold)
        return Words(
            text=table.text("text", text),
            font=font,
            size=size,
            bold=bold,
            colour=self._colour(table, colour),
            spread=table.whole("spread", 0, high=self._form.width),
        )

    def _voice(self, table: StrictTable, size: int | None = None, bold: bool = False) -> tuple[int, FontRole, bool]:
        return (
            table.whole("size", size or self._size, low=400, high=9000),
            table.choice("font", FontRole, self._font),
            table.flag("bold", bold),
        )

    def _box(self, table: StrictTable) -> Box:
        box = Box(*table.wholes("box", count=4))
        if box.width == 0 or box.height == 0:
            raise table.fail("an empty box", "box")
        if box.right > self._form.width or box.bottom > self._form.height:
            raise table.fail("reaches beyond the form", "box")
        return box

    def _point(self, table: StrictTable, key: str) -> tuple[int, int]:
        x, y = table.wholes(key, count=2)
        if x > self._form.width or y > self._form.height:
            raise table.fail("lies beyond the form", key)
        return x, y

    def _baseline(self, table: StrictTable) -> int:
        return table.whole("baseline", high=self._form.height)

    def _colour(self, table: StrictTable, default: str) -> Colour:
        try:
            return self._palette.named(table.text("colour", default))
        except ValueError as err:
            raise table.fail(str(err), "colour") from None
