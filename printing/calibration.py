"""A plane affine map, and the calibration of a printer that is one.

Form geometry, batch shift and printer calibration stay three separate things until the last step, where
:func:`printing.overlay.render.form_to_sheet` makes one matrix of them. Six parameters from five marks on three sheets
halve the worst error of the usual two-number offset (printing.md, section 6).
"""

from __future__ import annotations

from dataclasses import dataclass

from printing.errors import CalibrationError

_MAX_STRETCH = 0.03
"""A laser engine's length error stays below 3 %; more is a mistake of measuring."""

_MAX_OFFSET_MM = 15.0
"""Further than this the paper was laid in the wrong way."""


@dataclass(frozen=True)
class Affine:
    """``x' = a x + c y + e``, ``y' = b x + d y + f``; lengths in mm, origin at the sheet's top left, y downwards."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0

    def apply(self, x: float, y: float) -> tuple[float, float]:
        """Return where a point goes."""
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def after(self, first: Affine) -> Affine:
        """Return the map that does ``first`` and then this one."""
        e, f = self.apply(first.e, first.f)
        return Affine(
            a=self.a * first.a + self.c * first.b,
            b=self.b * first.a + self.d * first.b,
            c=self.a * first.c + self.c * first.d,
            d=self.b * first.c + self.d * first.d,
            e=e,
            f=f,
        )

    def inverse(self) -> Affine:
        """Return the map that undoes this one; raises CalibrationError when there is none."""
        size = self.a * self.d - self.b * self.c
        if abs(size) < 1e-9:
            raise CalibrationError("CALIBRATION_UNUSABLE", "the map has no inverse")
        a, b, c, d = self.d / size, -self.b / size, -self.c / size, self.a / size
        return Affine(a=a, b=b, c=c, d=d, e=-(a * self.e + c * self.f), f=-(b * self.e + d * self.f))


@dataclass(frozen=True)
class Shift:
    """How far the pre-print of a batch of blanks lies from the form, in 0.01 mm, right and down positive."""

    right: int = 0
    down: int = 0


@dataclass(frozen=True)
class Calibration:
    """What a printer does to a sheet: where a mark meant for one place lands.

    One belongs to a printer, a tray and a form. The default is a printer that errs nowhere.

    Attributes:
        measured: intended mm to printed mm.
    """

    measured: Affine = Affine()

    def __post_init__(self) -> None:
        """Refuse what no sound printer does; raises CalibrationError."""
        m = self.measured
        # Each by itself: the largest of numbers that hold a NaN may be any of them.
        for stretch in (m.a - 1, m.d - 1, m.b, m.c):
            if not abs(stretch) <= _MAX_STRETCH:
                detail = f"stretch or skew of {abs(stretch):.4f}, limit {_MAX_STRETCH}"
                raise CalibrationError("CALIBRATION_UNUSABLE", detail)
        for offset in (m.e, m.f):
            if not abs(offset) <= _MAX_OFFSET_MM:
                detail = f"offset of {abs(offset):.2f} mm, limit {_MAX_OFFSET_MM} mm"
                raise CalibrationError("CALIBRATION_UNUSABLE", detail)

    def correction(self) -> Affine:
        """Return the map from where a mark is to land to what the printer is told, in mm."""
        return self.measured.inverse()


IN_PLACE = Shift()
"""A batch of blanks whose pre-print lies where the form says."""

STRAIGHT = Calibration()
"""A printer that errs nowhere; what stands in until one has been measured."""
