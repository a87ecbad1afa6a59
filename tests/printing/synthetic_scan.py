"""A printer that errs as told, and a scanner with lid, blur, noise and dust: the true readings are known exactly."""

from __future__ import annotations

import math
import random
from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from printing.calibration import Affine
from printing.calibration_plan import Reading, SheetPlan
from printing.preview.picture import rasterise
from printing.scan import Scan

DRAWN_DPI = 600


@dataclass(frozen=True, kw_only=True)
class Scanner:
    """How a sheet is scanned: lengths in mm, turn in degrees clockwise, grey values 0 to 255."""

    dots_per_inch: int = 300
    lid: int = 30
    paper: int = 246
    shadow: int | None = None
    turn: float = 0.0
    shift: tuple[float, float] = (0.0, 0.0)
    margin: float = 15.0
    noise: float = 3.0
    blur: float = 0.7
    specks: int = 60
    jpeg: int | None = 85

    def scan(self, pdf: bytes, plan: SheetPlan, printer: Affine, *, page: int = 0) -> Image.Image:
        """Print a page with this printer's error and scan it."""
        ink = rasterise(pdf, page=page, dots_per_inch=DRAWN_DPI).convert("L")
        fine = self.dots_per_inch * 2
        glass = self._glass(plan, fine)
        on_glass = self._lay(plan)
        paper = Image.new("L", ink.size, 255)
        # The raster has a whole number of dots, the page need not.
        dots = Affine(a=plan.width / ink.width, d=plan.height / ink.height)
        mask = _moved(paper, on_glass.after(dots), glass.size, fine, background=0)
        printed = _moved(ink, on_glass.after(printer).after(dots), glass.size, fine, background=255)
        sheet = ImageChops.multiply(printed, Image.new("L", glass.size, self.paper))
        if self.shadow is not None:
            glass = self._with_shadow(glass, mask)
        picture = Image.composite(sheet, glass, mask).reduce(2)
        return self._spoilt(picture)

    def open(self, picture: Image.Image) -> Scan:
        """Return the picture as a program gets it."""
        if self.jpeg is None:
            return Scan(picture, dots_per_inch=(self.dots_per_inch, self.dots_per_inch))
        kept = BytesIO()
        picture.save(kept, "JPEG", quality=self.jpeg)
        return Scan(Image.open(kept), dots_per_inch=(self.dots_per_inch, self.dots_per_inch))

    def _lay(self, plan: SheetPlan) -> Affine:
        """Return sheet mm to glass mm: turned about the middle of the sheet, which lies in the middle of the glass."""
        width, height = self._size(plan)
        t = math.radians(self.turn)
        a, b = math.cos(t), math.sin(t)
        x, y = plan.width / 2, plan.height / 2
        return Affine(
            a=a,
            b=b,
            c=-b,
            d=a,
            e=width / 2 + self.shift[0] - a * x + b * y,
            f=height / 2 + self.shift[1] - b * x - a * y,
        )

    def _size(self, plan: SheetPlan) -> tuple[float, float]:
        t = math.radians(self.turn)
        a, b = abs(math.cos(t)), abs(math.sin(t))
        return (
            a * plan.width + b * plan.height + 2 * self.margin,
            b * plan.width + a * plan.height + 2 * self.margin,
        )

    def _glass(self, plan: SheetPlan, dots_per_inch: int) -> Image.Image:
        width, height = (round(mm / 25.4 * dots_per_inch / 2) * 2 for mm in self._size(plan))
        return Image.new("L", (width, height), self.lid)

    def _with_shadow(self, glass: Image.Image, mask: Image.Image) -> Image.Image:
        """Darken the lid along the sheet, as a lamp from one side does."""
        assert self.shadow is not None
        wide = mask.filter(ImageFilter.GaussianBlur(8))
        return Image.composite(Image.new("L", glass.size, self.shadow), glass, wide.point(lambda v: min(255, v * 2)))

    def _spoilt(self, picture: Image.Image) -> Image.Image:
        dice = random.Random(11)
        draw = ImageDraw.Draw(picture)
        for _ in range(self.specks):
            x, y, r = dice.uniform(0, picture.width), dice.uniform(0, picture.height), dice.uniform(0.5, 2.5)
            draw.ellipse((x - r, y - r, x + r, y + r), fill=dice.choice((20, 120, 255)))
        picture = picture.filter(ImageFilter.GaussianBlur(self.blur))
        if self.noise:
            grain = Image.effect_noise(picture.size, self.noise)
            picture = ImageChops.add(picture, grain, offset=-128)
        return picture


def true_readings(plan: SheetPlan, printer: Affine) -> dict[int, Reading]:
    """Return what a perfect ruler reads."""
    return {mark.number: Reading(*printer.apply(mark.x, mark.y)) for mark in plan.marks}


def _moved(
    picture: Image.Image, to_glass: Affine, size: tuple[int, int], dots_per_inch: int, *, background: int
) -> Image.Image:
    """Resample a picture of a sheet onto the glass; the map is from its dots to mm."""
    back, k = to_glass.inverse(), 25.4 / dots_per_inch
    data = (back.a * k, back.c * k, back.e, back.b * k, back.d * k, back.f)
    return picture.transform(
        size, Image.Transform.AFFINE, data, resample=Image.Resampling.BICUBIC, fillcolor=background
    )
