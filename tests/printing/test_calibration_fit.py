"""From readings to a calibration: exact where readings are, honest where they are not."""

from __future__ import annotations

import math
import random
from dataclasses import replace

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from printing.calibration import Affine
from printing.calibration_fit import CalibrationFit, Verdict, fit_calibration
from printing.calibration_misreads import Side
from printing.calibration_plan import Mark, Reading, plan_sheet
from printing.errors import CalibrationError
from tests.bench.calibration import Feed, p95, simulate

PLAN = plan_sheet("iso_a4_210x297mm")
SMALL = plan_sheet("custom_card_54x85.6mm")

slips = st.floats(-0.02, 0.02)
printers = st.builds(
    lambda sx, b, c, sy, e, f: Affine(1 + sx, b, c, 1 + sy, e, f),
    slips,
    slips,
    slips,
    slips,
    st.floats(-10, 10),
    st.floats(-10, 10),
)
Sheet = dict[int, Reading]


def read(printer: Affine, *, marks: tuple[Mark, ...] = PLAN.marks, right: float = 0.0, down: float = 0.0) -> Sheet:
    """Read the crosses of a sheet that lay a little off, without any error of reading."""
    moved = Affine(e=right, f=down).after(printer)
    return {mark.number: Reading(*moved.apply(mark.x, mark.y)) for mark in marks}


def close(one: Affine, other: Affine) -> bool:
    corners = [(0.0, 0.0), (297.0, 0.0), (0.0, 420.0), (297.0, 420.0)]
    return all(math.dist(one.apply(*corner), other.apply(*corner)) < 1e-6 for corner in corners)


class TestExactReadings:
    @settings(deadline=None)
    @given(printers, st.sampled_from([PLAN, SMALL]), st.integers(1, 4))
    def test_give_back_any_sound_printer(self, printer: Affine, plan: object, sheets: int) -> None:
        assert plan in (PLAN, SMALL)
        marks = PLAN.marks if plan is PLAN else SMALL.marks
        fit = fit_calibration(marks, [read(printer, marks=marks)] * sheets)
        assert close(fit.measured, printer)
        assert fit.residual_max < 1e-9
        assert fit.misreads == ()

    @settings(deadline=None)
    @given(printers, st.sets(st.integers(1, 5), min_size=3))
    def test_of_any_three_crosses_not_on_a_line_do(self, printer: Affine, numbers: set[int]) -> None:
        assume(numbers not in ({1, 3, 5}, {2, 3, 4}))
        whole = read(printer)
        fit = fit_calibration(PLAN.marks, [{number: whole[number] for number in numbers}])
        assert close(fit.measured, printer)

    @settings(deadline=None)
    @given(printers, st.tuples(st.floats(0, 210), st.floats(0, 297)))
    def test_make_a_correction_that_undoes_the_printer(self, printer: Affine, spot: tuple[float, float]) -> None:
        correction = fit_calibration(PLAN.marks, [read(printer)]).calibration().correction()
        assert printer.apply(*correction.apply(*spot)) == pytest.approx(spot, abs=1e-6)


class TestTooFew:
    @pytest.mark.parametrize("numbers", [(), (1,), (1, 2), (1, 3, 5), (2, 3, 4)])
    def test_crosses_or_crosses_on_a_line_are_refused(self, numbers: tuple[int, ...]) -> None:
        whole = read(Affine())
        with pytest.raises(CalibrationError, match="sheet 2") as refused:
            fit_calibration(PLAN.marks, [whole, {number: whole[number] for number in numbers}])
        assert refused.value.code == "CALIBRATION_TOO_FEW_MARKS"

    def test_sheets_are_refused(self) -> None:
        with pytest.raises(CalibrationError, match="CALIBRATION_TOO_FEW_MARKS"):
            fit_calibration(PLAN.marks, [])


class TestVerdict:
    def test_a_printer_that_feeds_evenly_is_green_however_far_off_it_is(self) -> None:
        fit = fit_calibration(PLAN.marks, [read(Affine(a=1.01, e=6, f=-7))] * 3)
        assert fit.verdict is Verdict.GREEN
        assert fit.jitter == pytest.approx(0)

    @pytest.mark.parametrize(
        ("by", "verdict"), [(0.45, Verdict.GREEN), (0.55, Verdict.AMBER), (0.95, Verdict.AMBER), (1.05, Verdict.OFF)]
    )
    def test_sheets_that_jump_count_although_their_mean_is_right(self, by: float, verdict: Verdict) -> None:
        fit = fit_calibration(PLAN.marks, [read(Affine(), right=by), read(Affine(), right=-by), read(Affine())])
        assert close(fit.measured, Affine())
        assert fit.residual_max == pytest.approx(by)
        assert fit.jitter == pytest.approx(by / math.sqrt(2))
        assert fit.verdict is verdict

    def test_a_feed_that_bends_the_sheet_counts_as_far_as_six_numbers_cannot_follow(self) -> None:
        bent = read(Affine())
        bent[3] = Reading(bent[3].left + 2.0, bent[3].top)
        fit = fit_calibration(PLAN.marks, [bent] * 3)
        assert fit.residual_max == pytest.approx(1.6)
        assert fit.jitter == pytest.approx(0)
        assert fit.verdict is Verdict.OFF

    def test_the_eye_at_the_ruler_moves_no_certificate(self) -> None:
        dice = random.Random(3)
        sheets = [
            {n: Reading(r.left + dice.gauss(0, 0.15), r.top + dice.gauss(0, 0.15)) for n, r in read(Affine()).items()}
            for _ in range(3)
        ]
        fit = fit_calibration(PLAN.marks, sheets)
        assert fit.reading == pytest.approx(0.15, rel=0.4)
        assert fit.residual_max < 0.3

    def test_one_sheet_alone_proves_no_more_than_amber(self) -> None:
        fit = fit_calibration(PLAN.marks, [read(Affine())])
        assert (fit.verdict, fit.jitter, fit.reading) == (Verdict.AMBER, None, None)

    def test_three_crosses_prove_no_more_than_amber(self) -> None:
        three = {number: reading for number, reading in read(Affine()).items() if number in (1, 2, 4)}
        assert fit_calibration(PLAN.marks, [three] * 3).verdict is Verdict.AMBER

    def test_a_map_that_no_sound_printer_has_is_off(self) -> None:
        fit = fit_calibration(PLAN.marks, [read(Affine(a=1.05))] * 3)
        assert (fit.verdict, fit.is_sound) == (Verdict.OFF, False)
        with pytest.raises(CalibrationError, match="CALIBRATION_UNUSABLE"):
            fit.calibration()


class TestMisreads:
    PRINTER = Affine(a=1.003, b=0.002, c=-0.002, d=0.998, e=0.4, f=-0.8)

    def fit(self, *changes: tuple[int, int, Side, float]) -> CalibrationFit:
        """Read three sheets of a lifelike printer with changed readings: sheet, cross, side, by how much."""
        dice = random.Random(5)
        sheets = []
        for _ in range(3):
            sheet = read(self.PRINTER, right=dice.gauss(0, 0.15), down=dice.gauss(0, 0.25))
            sheets.append(
                {n: Reading(r.left + dice.gauss(0, 0.1), r.top + dice.gauss(0, 0.1)) for n, r in sheet.items()}
            )
        for sheet_number, mark, side, by in changes:
            was = sheets[sheet_number - 1][mark]
            sheets[sheet_number - 1][mark] = (
                replace(was, left=was.left + by) if side is Side.LEFT else replace(was, top=was.top + by)
            )
        return fit_calibration(PLAN.marks, sheets)

    @pytest.mark.parametrize("by", [-170.0, -10.0, -2.0, 1.5, 5.0, 90.0])
    @pytest.mark.parametrize(("sheet", "mark"), [(1, 1), (2, 4), (3, 3), (3, 5)])
    @pytest.mark.parametrize("side", list(Side))
    def test_the_one_mistyped_reading_is_named_with_what_was_expected(
        self, sheet: int, mark: int, side: Side, by: float
    ) -> None:
        fit = self.fit((sheet, mark, side, by))
        (misread,) = fit.misreads
        assert (misread.sheet, misread.mark, misread.side) == (sheet, mark, side)
        assert misread.expected == pytest.approx(misread.read - by, abs=0.5)

    def test_left_and_top_swapped_are_two(self) -> None:
        fit = self.fit((2, 4, Side.LEFT, 250.0), (2, 4, Side.TOP, -250.0))
        assert {(m.sheet, m.mark, m.side) for m in fit.misreads} == {(2, 4, Side.LEFT), (2, 4, Side.TOP)}

    def test_two_on_different_sheets_are_both_named_the_farthest_first(self) -> None:
        fit = self.fit((1, 2, Side.LEFT, 3.0), (3, 4, Side.LEFT, -10.0))
        assert [(m.sheet, m.mark) for m in fit.misreads] == [(3, 4), (1, 2)]

    def test_readings_as_good_as_an_eye_can_make_them_are_not_suspected(self) -> None:
        assert self.fit().misreads == ()

    def test_on_a_single_sheet_of_five_a_slip_in_the_middle_is_still_seen(self) -> None:
        sheet = read(self.PRINTER)
        sheet[3] = replace(sheet[3], top=sheet[3].top - 10)
        (misread,) = fit_calibration(PLAN.marks, [sheet]).misreads
        assert (misread.sheet, misread.mark, misread.side) == (1, 3, Side.TOP)
        assert misread.expected == pytest.approx(misread.read + 10)

    def test_where_either_of_two_corners_may_be_wrong_neither_is_blamed(self) -> None:
        sheet = read(self.PRINTER)
        sheet[4] = replace(sheet[4], top=sheet[4].top - 10)
        assert fit_calibration(PLAN.marks, [sheet]).misreads == ()

    def test_three_crosses_leave_nothing_to_compare_with(self) -> None:
        three = {number: reading for number, reading in read(self.PRINTER).items() if number in (1, 2, 4)}
        assert fit_calibration(PLAN.marks, [three]).misreads == ()

    def test_a_sheet_that_was_laid_in_askew_is_named_as_a_whole(self) -> None:
        sheets = [read(self.PRINTER), read(self.PRINTER, right=2.5), read(self.PRINTER, down=0.2)]
        fit = fit_calibration(PLAN.marks, sheets)
        assert fit.misreads == ()
        assert fit.odd_sheet is not None
        assert fit.odd_sheet.sheet == 2
        assert fit.odd_sheet.by == pytest.approx(2.5, abs=0.1)


def test_five_crosses_on_three_sheets_put_nearly_every_field_within_a_millimetre() -> None:
    trials = [simulate(random.Random(seed), Feed()) for seed in range(300)]
    assert p95(trial.affine for trial in trials) <= 0.85
    assert sum(trial.affine <= 1.0 for trial in trials) >= 0.98 * len(trials)
    assert sum(trial.affine < trial.offset for trial in trials) > 0.8 * len(trials)
