"""Where the crosses of a calibration sheet stand, and which readings cannot be right."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from printing.calibration_plan import (
    ARM_MM,
    CODE_MODULES,
    VERNIER_MM,
    Reading,
    ReadingDoubt,
    SheetId,
    code_place,
    free_areas,
    plan_sheet,
)
from printing.errors import CalibrationError

MEDIA = (
    "iso_a3_297x420mm",
    "iso_a4_210x297mm",
    "iso_a5_148x210mm",
    "iso_a5_210x148mm",
    "custom_booklet_95x128mm",
    "custom_booklet_128x95mm",
    "custom_card_54x85.6mm",
    "custom_card_85.6x54mm",
    "om_senior-card_148.5x210mm",
)
A4 = plan_sheet("iso_a4_210x297mm")


@pytest.mark.parametrize("medium", MEDIA)
class TestEveryMedium:
    def test_crosses_with_their_verniers_lie_on_the_sheet_and_not_in_the_rim_that_printers_leave(
        self, medium: str
    ) -> None:
        plan = plan_sheet(medium)
        assert [mark.number for mark in plan.marks] == [1, 2, 3, 4, 5]
        for mark in plan.marks:
            assert mark.x - ARM_MM >= 4
            assert mark.y - ARM_MM >= 4
            assert mark.x + VERNIER_MM <= plan.width - 4.5
            assert mark.y + VERNIER_MM <= plan.height - 4.5

    def test_crosses_and_code_keep_clear_of_each_other(self, medium: str) -> None:
        plan = plan_sheet(medium)
        boxes = [(m.x - ARM_MM, m.y - ARM_MM, m.x + VERNIER_MM + 1, m.y + VERNIER_MM + 1) for m in plan.marks]
        code = code_place(plan)
        side = code.module * CODE_MODULES
        boxes.append((code.x, code.y, code.x + side, code.y + side))
        boxes.extend((a.x, a.y, a.x + a.width, a.y + a.height) for a in free_areas(plan)[1:])
        for n, one in enumerate(boxes):
            for other in boxes[n + 1 :]:
                assert one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]

    def test_the_code_is_coarse_enough_for_200_dpi(self, medium: str) -> None:
        assert code_place(plan_sheet(medium)).module > 3 * 25.4 / 200


@pytest.mark.parametrize("medium", ["iso_a4", "a4", "", "custom_slip_40x90mm"])
def test_a_medium_without_size_or_room_is_refused(medium: str) -> None:
    with pytest.raises(CalibrationError) as refused:
        plan_sheet(medium)
    assert refused.value.code == "CALIBRATION_MEDIUM_UNFIT"


@pytest.mark.parametrize(
    ("number", "left", "top", "doubt"),
    [
        (2, 190.1, 20.4, None),
        (2, 188.0, 24.0, None),
        (2, 20.4, 190.1, ReadingDoubt.SWAPPED),
        (4, 277.0, 20.4, ReadingDoubt.SWAPPED),
        (2, 20.3, 20.4, ReadingDoubt.OTHER_MARK),
        (2, 19.01, 150.0, ReadingDoubt.TOO_FAR),
        (2, 1901.0, 20.4, ReadingDoubt.OUT_OF_SHEET),
        (2, -3.0, 20.4, ReadingDoubt.OUT_OF_SHEET),
        (1, 20.0, 20.0, None),
    ],
)
def test_a_reading_is_doubted_for_a_reason(number: int, left: float, top: float, doubt: ReadingDoubt | None) -> None:
    assert A4.doubt(number, Reading(left, top)) is doubt


@given(
    st.text(max_size=20),
    st.text(max_size=20),
    st.integers(0, 9),
    st.dates(date(2000, 1, 1), date(2099, 12, 31)),
)
def test_a_sheets_id_reads_back_and_fits_the_smallest_code(printer: str, source: str, number: int, day: date) -> None:
    sheet = SheetId.of(printer=printer, source=source, medium="iso_a4_210x297mm", number=number, printed=day)
    assert SheetId.read(sheet.text()) == sheet
    assert len(sheet.text()) == 17


@pytest.mark.parametrize(
    "text", ["", "https://example.org/", "C1ABCDEFGH1260231", "C1ABCDEFG11260230", "C2ABCDEFGH1260318"]
)
def test_another_code_is_no_sheets_id(text: str) -> None:
    assert SheetId.read(text) is None


def test_ids_of_another_tray_differ() -> None:
    one, other = (
        SheetId.of(printer="p", source=source, medium="m", number=1, printed=date(2026, 3, 18)) for source in ("a", "b")
    )
    assert one.place != other.place
