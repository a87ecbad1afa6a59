"""The calibration sheet as a PDF: as large as its medium, crosses where the plan says, corrected only when asked to."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from PIL import Image

from printing.calibration import STRAIGHT, Affine, Calibration
from printing.calibration_plan import ARM_MM, SheetId, SheetPlan, plan_sheet
from printing.calibration_sheet import SheetOrder, render_calibration_sheets, render_test_sheet
from printing.errors import CalibrationError
from printing.fonts import FontLibrary
from printing.preview.picture import rasterise
from tests.printing.pdf_reader import codes_of, media_box, text_of

DPI = 600
MEDIA = ("iso_a4_210x297mm", "iso_a5_148x210mm", "custom_card_54x85.6mm", "custom_booklet_95x128mm")


def order(medium: str) -> SheetOrder:
    return SheetOrder(
        printer="urn:uuid:6ba7b810-9dad-4111-80b4-00c04fd430c8",
        source="tray-2",
        medium=medium,
        printed=date(2026, 3, 18),
    )


def crosses_of(pdf: bytes, plan: SheetPlan) -> Iterator[tuple[int, float, float]]:
    """Find the crosses by another way than the scan reader: the darkest row and column of ink near each."""
    picture = rasterise(pdf, dots_per_inch=DPI).convert("L")
    across, down = plan.width / picture.width, plan.height / picture.height
    for mark in plan.marks:
        reach = 3.0
        left, top = round((mark.x - ARM_MM) / across), round((mark.y - reach) / down)
        flat = picture.crop((left, top, round((mark.x - 1.0) / across), round((mark.y + reach) / down)))
        y = (top + _middle_of_darkest(flat.resize((1, flat.height), Image.Resampling.BOX)) + 0.5) * down
        left, top = round((mark.x - reach) / across), round((mark.y - ARM_MM) / down)
        upright = picture.crop((left, top, round((mark.x + reach) / across), round((mark.y - 4.6) / down)))
        x = (left + _middle_of_darkest(upright.resize((upright.width, 1), Image.Resampling.BOX)) + 0.5) * across
        yield mark.number, x, y


def _middle_of_darkest(line: Image.Image) -> float:
    values = line.tobytes()
    dark = [n for n, value in enumerate(values) if value < 100]
    return sum(dark) / len(dark)


@pytest.mark.parametrize("medium", MEDIA)
class TestACalibrationSheet:
    def test_is_exactly_as_large_as_its_medium(self, fonts: FontLibrary, medium: str) -> None:
        plan = plan_sheet(medium)
        assert media_box(render_calibration_sheets(order(medium), fonts)) == pytest.approx(
            (plan.width, plan.height), abs=0.001
        )

    def test_has_its_crosses_where_the_plan_says(self, fonts: FontLibrary, medium: str) -> None:
        plan = plan_sheet(medium)
        for number, x, y in crosses_of(render_calibration_sheets(order(medium), fonts), plan):
            assert (x, y) == pytest.approx((plan.mark(number).x, plan.mark(number).y), abs=0.05)

    def test_says_in_its_code_which_one_it_is(self, fonts: FontLibrary, medium: str) -> None:
        pdf = render_calibration_sheets(order(medium), fonts)
        for page in range(3):
            (code,) = codes_of(pdf, page=page)
            assert SheetId.read(code) == order(medium).sheet_id(page + 1)

    def test_says_to_people_what_it_is_and_how_to_read_it(self, fonts: FontLibrary, medium: str) -> None:
        text = text_of(render_calibration_sheets(order(medium), fonts)).replace("\r\n", "").replace(" ", "")
        for words in ("第1张，共3张", "第3张", "6ba7b810", "tray-2", medium, "2026-03-18", "怎么读：", "钢尺", "进纸"):
            assert words in text

    def test_keeps_all_ink_inside_the_rim_that_printers_leave(self, fonts: FontLibrary, medium: str) -> None:
        picture = rasterise(render_calibration_sheets(order(medium), fonts), dots_per_inch=150).convert("L")
        inked = picture.point(lambda value: 255 - value).getbbox()
        assert inked is not None
        rim = 3.6 / 25.4 * 150
        assert inked[0] >= rim
        assert inked[1] >= rim
        assert picture.width - inked[2] >= rim
        assert picture.height - inked[3] >= rim


def test_a_calibration_sheet_has_no_correction_and_a_test_sheet_has(fonts: FontLibrary) -> None:
    printer = Affine(a=1.004, b=0.003, c=-0.002, d=0.997, e=1.2, f=-0.7)
    plan = plan_sheet("iso_a5_148x210mm")
    pdf = render_test_sheet(order(plan.medium), Calibration(printer), fonts)
    undone = printer.inverse()
    for number, x, y in crosses_of(pdf, plan):
        mark = plan.mark(number)
        assert (x, y) == pytest.approx(undone.apply(mark.x, mark.y), abs=0.06)
    (code,) = codes_of(pdf)
    sheet = SheetId.read(code)
    assert sheet is not None
    assert sheet.number == 0


def test_a_test_sheet_says_what_should_be_read_at_each_cross(fonts: FontLibrary) -> None:
    text = text_of(render_test_sheet(order("iso_a4_210x297mm"), STRAIGHT, fonts))
    assert text.count("左 190") == 2
    assert text.count("上 277") == 2
    assert "相差不超过 0.5" in text


def test_the_same_order_gives_the_same_bytes(fonts: FontLibrary) -> None:
    once, again = (render_calibration_sheets(order("iso_a5_148x210mm"), fonts) for _ in range(2))
    assert once == again


def test_a_medium_that_is_too_small_is_refused(fonts: FontLibrary) -> None:
    with pytest.raises(CalibrationError, match="CALIBRATION_MEDIUM_UNFIT"):
        render_calibration_sheets(order("custom_slip_40x90mm"), fonts)
