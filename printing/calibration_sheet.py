"""The sheet that a technician measures: five crosses with verniers, on paper as large as the medium.

A calibration sheet is printed as it stands, so that the printer's own error shows; a test sheet is printed through the
correction, so that every cross comes out at the place that is written beside it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from printing.calibration import Affine, Calibration
from printing.calibration_plan import (
    ARM_MM,
    CODE_MODULES,
    SHEETS_OF_A_RUN,
    TEST_SHEET,
    VERNIER_DIVISIONS,
    VERNIER_MM,
    Area,
    Mark,
    SheetId,
    SheetPlan,
    code_place,
    free_areas,
    plan_sheet,
)
from printing.fonts import FontLibrary, FontRole
from printing.pdf import POINTS_PER_MM, PdfSheets, TextStyle
from printing.qr import QUIET_ZONE, encode_qr
from printing.setter import Align, Setter

_ARM_LINE: Final = 0.18
_TICK_LINE: Final = 0.12
"""mm; three dots of 600 dpi, as thin as the lines of a steel ruler."""
_TICK: Final = 2.2
_LONG_TICK: Final = 3.4
_TOUCH: Final = 0.5
"""mm that the arms go on beyond the verniers."""
_TINY: Final = TextStyle(size=5)
_SMALL: Final = TextStyle(size=6)
_HOW_TO: Final = (
    "怎么读：钢尺放在十字横线下面，尺边贴住横线，0 对齐纸的左边。竖线在 20 和 21 毫米之间，整数就是 20；"
    "竖线算 0，往右数第 3 根小线正好对上尺子的一根线，就是 0.3，合起来 20.3 毫米。"
    "离上边的数：钢尺竖着放在竖线左边，0 对齐纸的上边，同样读。"
)
_TEST_HOW_TO: Final = "怎么看：用钢尺量每个十字离左边、上边的距离，跟旁边印的数相差不超过 0.5 毫米就是合格。"


@dataclass(frozen=True, kw_only=True)
class SheetOrder:
    """What a sheet belongs to.

    Attributes:
        printer: the printer's UUID.
        source: the tray, an IPP ``media-source`` keyword; empty leaves the choice to the printer.
        medium: PWG name.
        printed: the day.
    """

    printer: str
    source: str
    medium: str
    printed: date

    def sheet_id(self, number: int) -> SheetId:
        """Return what the code on one of its sheets says."""
        return SheetId.of(
            printer=self.printer, source=self.source, medium=self.medium, number=number, printed=self.printed
        )


def render_calibration_sheets(
    order: SheetOrder, fonts: FontLibrary, *, sheets: int = SHEETS_OF_A_RUN, only: int | None = None
) -> bytes:
    """Return a PDF of the numbered calibration sheets of a run, 1 to 9 or ``only`` one, without any correction.

    Raises CalibrationError for a medium that is too small, MissingGlyph and FontError.
    """
    plan = plan_sheet(order.medium)
    pdf = PdfSheets(width=plan.width, height=plan.height, title="打印校准页")
    numbers = range(1, sheets + 1) if only is None else (only,)
    for count, number in enumerate(numbers):
        if count:
            pdf.next_sheet()
        _draw_sheet(pdf, plan, order, number, fonts, f"打印校准页　第 {number} 张，共 {sheets} 张", _HOW_TO)
    return pdf.finish()


def render_test_sheet(order: SheetOrder, calibration: Calibration, fonts: FontLibrary) -> bytes:
    """Return a PDF of one sheet with the correction; raises as :func:`render_calibration_sheets`."""
    plan = plan_sheet(order.medium)
    pdf = PdfSheets(width=plan.width, height=plan.height, title="校准试印页")
    correction = calibration.correction()
    if correction != Affine():
        pdf.transform(correction)
    _draw_sheet(pdf, plan, order, TEST_SHEET, fonts, "校准试印页", _TEST_HOW_TO)
    setter = Setter(fonts, FontRole.HEI, "calibration sheet")
    for mark in plan.marks:
        setter.put(pdf, mark.x - 1.0, mark.y + 3.4, f"左 {mark.x:g}", _SMALL, Align.RIGHT)
        setter.put(pdf, mark.x - 1.0, mark.y + 6.2, f"上 {mark.y:g}", _SMALL, Align.RIGHT)
    return pdf.finish()


def _draw_sheet(
    pdf: PdfSheets, plan: SheetPlan, order: SheetOrder, number: int, fonts: FontLibrary, title: str, how_to: str
) -> None:
    setter = Setter(fonts, FontRole.HEI, "calibration sheet")
    for mark in plan.marks:
        _draw_cross(pdf, mark)
        _draw_verniers(pdf, mark, setter)
    above, below = free_areas(plan)
    _draw_code(pdf, plan, order.sheet_id(number))
    _draw_facts(pdf, plan, above, order, title, setter)
    _draw_arrow(pdf, plan, setter)
    _draw_how_to(pdf, below, how_to, setter)


def _draw_cross(pdf: PdfSheets, mark: Mark) -> None:
    reach = VERNIER_MM + _TOUCH
    pdf.line([(mark.x - ARM_MM, mark.y), (mark.x + reach, mark.y)], thickness=_ARM_LINE)
    pdf.line([(mark.x, mark.y - ARM_MM), (mark.x, mark.y + reach)], thickness=_ARM_LINE)


def _draw_verniers(pdf: PdfSheets, mark: Mark, setter: Setter) -> None:
    """Draw the ticks above the right arm and right of the lower one: a ruler covers the other side of each."""
    pitch = VERNIER_MM / VERNIER_DIVISIONS
    for division in range(1, VERNIER_DIVISIONS + 1):
        long = division % 5 == 0
        along, length = pitch * division, _LONG_TICK if long else _TICK
        pdf.line([(mark.x + along, mark.y), (mark.x + along, mark.y - length)], thickness=_TICK_LINE)
        pdf.line([(mark.x, mark.y + along), (mark.x + length, mark.y + along)], thickness=_TICK_LINE)
        if long:
            setter.put(pdf, mark.x + along, mark.y - length - 0.5, str(division), _TINY, Align.CENTRE)
            setter.put(pdf, mark.x + length + 0.4, mark.y + along + 0.65, str(division), _TINY)
    setter.put(pdf, mark.x - 4.6, mark.y - 2.6, str(mark.number), TextStyle(size=15), Align.CENTRE)


def _draw_code(pdf: PdfSheets, plan: SheetPlan, sheet: SheetId) -> None:
    place, symbol = code_place(plan), encode_qr(sheet.text())
    side = place.module
    left, top = place.x - QUIET_ZONE * side, place.y - QUIET_ZONE * side
    pdf.areas((left + x * side, top + y * side, length * side, side) for x, y, length in symbol.bars())


def _draw_facts(pdf: PdfSheets, plan: SheetPlan, area: Area, order: SheetOrder, title: str, setter: Setter) -> None:
    place = code_place(plan)
    side = place.module * CODE_MODULES
    left = place.x + side + 5 * place.module
    room = area.x + area.width - left
    facts = (
        f"打印机　{order.printer.removeprefix('urn:uuid:')}",
        f"纸盒　{order.source or '由打印机选'}",
        f"纸张　{order.medium}",
        f"日期　{order.printed:%Y-%m-%d}",
    )
    step = side / (len(facts) + 1.3)
    size = step * POINTS_PER_MM / 1.4
    baseline = place.y + 1.1 * step
    _put_within(pdf, setter, left, baseline, title, TextStyle(size=size * 1.3), room)
    for number, fact in enumerate(facts, start=1):
        _put_within(pdf, setter, left, baseline + step * (number + 0.1), fact, TextStyle(size=size), room)


def _draw_arrow(pdf: PdfSheets, plan: SheetPlan, setter: Setter) -> None:
    """Draw which edge is the top one, fed first; beside the middle cross, where every medium has room."""
    x, top = 9.0, plan.height / 2 - 3.2
    pdf.line([(x - 1.6, top + 2.2), (x, top), (x + 1.6, top + 2.2)], thickness=0.4)
    pdf.line([(x, top), (x, top + 6.4)], thickness=0.4)
    setter.put(pdf, x + 2.4, top + 2.6, "上边", _SMALL)
    setter.put(pdf, x + 2.4, top + 5.4, "进纸", _SMALL)


def _draw_how_to(pdf: PdfSheets, area: Area, text: str, setter: Setter) -> None:
    """Set the words as large as they fit, in the middle of the area."""
    width = min(area.width - 2.0, 120.0)
    size = 9.5
    while True:
        style = TextStyle(size=size)
        step = size * 1.45 / POINTS_PER_MM
        lines = setter.lines(text, style, width)
        if len(lines) * step <= area.height or size <= 3.5:
            break
        size -= 0.5
    left = area.x + (area.width - width) / 2
    top = area.y + min(6.0, max(0.0, area.height - len(lines) * step) / 2)
    for number, line in enumerate(lines):
        setter.put_justified(pdf, left, top + step * (number + 0.8), line, style, width)


def _put_within(
    pdf: PdfSheets, setter: Setter, x: float, baseline: float, text: str, style: TextStyle, room: float
) -> None:
    """Draw a line, squeezed where it would run out of its room."""
    width = setter.width(text, style)
    squeezed = replace(style, squeeze=min(1.0, room / width)) if width else style
    setter.put(pdf, x, baseline, text, squeezed)
