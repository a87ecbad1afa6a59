"""The overlay: a resident's values where the pre-printed form has its blanks, and nothing else.

One module draws each kind of element; :mod:`printing.overlay.render` puts them on the sheet.
"""

from printing.overlay.dates import chinese_number
from printing.overlay.order import OverlayOrder, Pdf
from printing.overlay.render import form_to_sheet, render_overlay
from printing.overlay.samples import sample_values

__all__ = ["OverlayOrder", "Pdf", "chinese_number", "form_to_sheet", "render_overlay", "sample_values"]
