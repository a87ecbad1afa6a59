"""What every kind of element draws with: the sheet, the values and the fonts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from printing.errors import ElementMissing
from printing.fit import SetLine, Voice
from printing.fonts import FontLibrary
from printing.form.elements import Align, Box, Filled, Lettering
from printing.form.values import FieldValue, Money, PictureValue, RowsValue, Values
from printing.pdf import PdfSheets, TextStyle

_V = TypeVar("_V", bound=FieldValue)


@dataclass(frozen=True)
class Drawing:
    """One blank being printed."""

    sheets: PdfSheets
    values: Values
    fonts: FontLibrary

    def voice(self, element_id: str, lettering: Lettering) -> Voice:
        """Return how an element speaks; raises FontError when its fonts cannot be read."""
        return Voice(element_id, self.fonts.stack(lettering.role), lettering)

    def text(self, element: Filled) -> str:
        """Return an element's text without white at its ends, empty for an optional one that is absent.

        Raises ElementMissing.
        """
        text = self._value(element, str, "a text") or ""
        if element.required and not text.strip():
            raise ElementMissing(element=element.id, wanted="a text")
        return text.strip()

    def day(self, element: Filled) -> date | None:
        """Return an element's date, none for an optional one that is absent; raises ElementMissing."""
        return self._value(element, date, "a date")

    def money(self, element: Filled) -> Money | None:
        """Return an element's amount, none for an optional one that is absent; raises ElementMissing."""
        return self._value(element, Money, "an amount")

    def picture(self, element: Filled) -> PictureValue | None:
        """Return an element's picture, none for an optional one that is absent; raises ElementMissing."""
        return self._value(element, PictureValue, "a picture")

    def rows(self, element: Filled) -> tuple[tuple[str, ...], ...]:
        """Return an element's rows, empty for an optional one that is absent; raises ElementMissing."""
        value = self._value(element, RowsValue, "rows")
        if element.required and not (value and value.rows):
            raise ElementMissing(element=element.id, wanted="rows")
        return value.rows if value else ()

    def put(self, line: SetLine, left: float) -> None:
        """Draw a line whose first character begins at ``left`` mm."""
        at = line.setting
        style = TextStyle(size=at.size, squeeze=at.squeeze, spacing=at.spacing)
        self.sheets.text(left, line.baseline / 100, line.runs, style)

    def put_within(self, line: SetLine, x: int, width: int, align: Align) -> None:
        """Draw a line in a place that begins at ``x`` and is ``width`` wide, in 0.01 mm."""
        slack = width / 100 - line.width
        self.put(line, x / 100 + align.share * slack)

    def put_in_box(self, lines: list[SetLine], box: Box, align: Align) -> None:
        """Draw lines across a box."""
        for line in lines:
            self.put_within(line, box.x, box.width, align)

    def _value(self, element: Filled, kind: type[_V], wanted: str) -> _V | None:
        value = self.values.get(element.data)
        if value is None and not element.required:
            return None
        if not isinstance(value, kind):
            raise ElementMissing(element=element.id, wanted=wanted)
        return value
