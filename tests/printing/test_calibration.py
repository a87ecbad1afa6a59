from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from printing.calibration import IN_PLACE, STRAIGHT, Affine, Calibration, Shift
from printing.errors import CalibrationError

small = st.floats(-0.02, 0.02)
offsets = st.floats(-10, 10)
errors = st.builds(
    lambda sx, b, c, sy, e, f: Affine(1 + sx, b, c, 1 + sy, e, f), small, small, small, small, offsets, offsets
)
spots = st.tuples(st.floats(0, 420), st.floats(0, 420))


@settings(deadline=None)
@given(errors, spots)
def test_a_corrected_mark_lands_where_it_was_meant(error: Affine, spot: tuple[float, float]) -> None:
    corrected = Calibration(error).correction(IN_PLACE).apply(*spot)
    assert error.apply(*corrected) == pytest.approx(spot, abs=1e-6)


@settings(deadline=None)
@given(errors, spots)
def test_a_batch_shift_moves_marks_by_itself_on_the_paper(error: Affine, spot: tuple[float, float]) -> None:
    x, y = Calibration(error).correction(Shift(right=35, down=-120)).apply(*spot)
    assert error.apply(x, y) == pytest.approx((spot[0] + 0.35, spot[1] - 1.2), abs=1e-6)


@settings(deadline=None)
@given(errors, errors, spots)
def test_one_map_after_another_is_both(first: Affine, second: Affine, spot: tuple[float, float]) -> None:
    assert second.after(first).apply(*spot) == pytest.approx(second.apply(*first.apply(*spot)), abs=1e-6)


def test_a_printer_that_errs_nowhere_needs_no_correction() -> None:
    assert STRAIGHT.correction(IN_PLACE) == Affine()


@pytest.mark.parametrize(
    "measured",
    [
        Affine(a=1.05),
        Affine(d=0.9),
        Affine(b=0.04),
        Affine(e=16),
        Affine(f=-20),
        Affine(a=0, d=0),
        Affine(a=math.nan),
        Affine(e=math.nan),
    ],
)
def test_what_no_sound_printer_does_is_refused(measured: Affine) -> None:
    with pytest.raises(CalibrationError, match="CALIBRATION_UNUSABLE"):
        Calibration(measured)


def test_a_map_that_flattens_everything_cannot_be_undone() -> None:
    with pytest.raises(CalibrationError):
        Affine(a=0, d=0).inverse()
