"""Tables: rows of texts under pre-printed headings."""

from __future__ import annotations

from printing.errors import ElementMissing, ElementOverflow
from printing.fit import fit_line
from printing.form.elements import Column, TableElement
from printing.overlay.drawing import Drawing


def draw_table(drawing: Drawing, element: TableElement) -> None:
    """Draw rows, one line a cell, and the closing mark in the next row where one is free.

    More rows than the table has are refused, and so is a row with another number of texts than there are columns.
    """
    rows = drawing.rows(element)
    if len(rows) > element.count:
        raise ElementOverflow(element=element.id, detail=f"{element.count} rows cannot take {len(rows)}")
    for n, row in enumerate(rows):
        if len(row) != len(element.columns):
            raise ElementMissing(element=element.id, wanted=f"{len(element.columns)} texts a row")
        for column, text in zip(element.columns, row, strict=True):
            _put(drawing, element, column, text, n)
    if element.closing and len(rows) < element.count:
        _put(drawing, element, element.columns[0], element.closing, len(rows))


def _put(drawing: Drawing, element: TableElement, column: Column, text: str, row: int) -> None:
    if not text.strip():
        return
    voice = drawing.voice(element.id, element.lettering)
    baseline = element.baseline + row * element.pitch
    line = fit_line(text.strip(), voice, width=column.width, baseline=baseline)
    drawing.put_within(line, column.x, column.width, column.align)
