"""Elements that are pictures: a photo, a seal."""

from __future__ import annotations

from printing.errors import PictureUnusable
from printing.form.elements import PhotoElement, SealElement
from printing.overlay.drawing import Drawing
from printing.pictures import open_photo, open_seal


def draw_photo(drawing: Drawing, element: PhotoElement) -> None:
    """Draw a photo that fills its box; one too coarse for it is refused with ``PICTURE_TOO_COARSE``."""
    value = drawing.picture(element)
    if value is None:
        return
    photo = open_photo(value.data, element=element.id)
    x, y, width, height = (n / 100 for n in (element.box.x, element.box.y, element.box.width, element.box.height))
    dots = photo.dots_per_inch(width, height)
    if dots < element.min_dpi:
        detail = f"{dots:.0f} dots per inch, the place needs {element.min_dpi}"
        raise PictureUnusable("PICTURE_TOO_COARSE", element=element.id, detail=detail)
    drawing.sheets.picture(photo, x, y, width, height)


def draw_seal(drawing: Drawing, element: SealElement) -> None:
    """Draw a seal whole and in the middle of its box."""
    value = drawing.picture(element)
    if value is None:
        return
    seal = open_seal(value.data, element=element.id)
    x, y, width, height = (n / 100 for n in (element.box.x, element.box.y, element.box.width, element.box.height))
    drawing.sheets.seal(seal, x, y, width, height)
