from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from printing.calibration import STRAIGHT, Affine, Calibration, Shift
from printing.errors import CalibrationError
from printing.form.form import Turn
from printing.overlay import form_to_sheet
from tests.printing.making import form_of

small = st.floats(-0.02, 0.02)
offsets = st.floats(-10, 10)
errors = st.builds(
    lambda sx, b, c, sy, e, f: Affine(1 + sx, b, c, 1 + sy, e, f), small, small, small, small, offsets, offsets
)
shifts = st.builds(Shift, st.integers(-300, 300), st.integers(-300, 300))
spots = st.tuples(st.floats(0, 420), st.floats(0, 420))


@settings(deadline=None)
@given(errors, spots)
def test_a_corrected_mark_lands_where_it_was_meant(error: Affine, spot: tuple[float, float]) -> None:
    corrected = Calibration(error).correction().apply(*spot)
    assert error.apply(*corrected) == pytest.approx(spot, abs=1e-6)


@settings(deadline=None)
@given(errors, st.sampled_from(Turn), st.tuples(shifts, shifts), spots)
def test_shifts_of_the_form_and_of_the_pack_move_marks_on_the_form_as_it_is_read(
    error: Affine, turn: Turn, moved: tuple[Shift, Shift], spot: tuple[float, float]
) -> None:
    form = form_of(turn=turn, shift=moved[0])
    landed = error.apply(*form_to_sheet(form, moved[1], Calibration(error)).apply(*spot))
    read = {Turn.NONE: landed, Turn.RIGHT: (landed[1], 148 - landed[0]), Turn.LEFT: (210 - landed[1], landed[0])}[turn]
    right, down = (sum(getattr(each, side) for each in moved) / 100 for side in ("right", "down"))
    assert read == pytest.approx((spot[0] + right, spot[1] + down), abs=1e-6)


@settings(deadline=None)
@given(errors, errors, spots)
def test_one_map_after_another_is_both(first: Affine, second: Affine, spot: tuple[float, float]) -> None:
    assert second.after(first).apply(*spot) == pytest.approx(second.apply(*first.apply(*spot)), abs=1e-6)


def test_a_printer_that_errs_nowhere_needs_no_correction() -> None:
    assert STRAIGHT.correction() == Affine()


@pytest.mark.parametrize(
    "measured",
    [
        Affine(a=1.05),
        Affine(d=0.9),
        Affine(b=0.04),
        Affine(e=16),
        Affine(f=-20),
        Affine(a=0, d=0),
        *(Affine(**{number: bad}) for number in "abcdef" for bad in (math.nan, math.inf, -math.inf)),
    ],
)
def test_what_no_sound_printer_does_is_refused(measured: Affine) -> None:
    with pytest.raises(CalibrationError, match="CALIBRATION_UNUSABLE"):
        Calibration(measured)


def test_a_map_that_flattens_everything_cannot_be_undone() -> None:
    with pytest.raises(CalibrationError):
        Affine(a=0, d=0).inverse()
