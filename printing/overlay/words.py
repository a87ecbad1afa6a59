"""Elements of running text: a line, a block of lines, a constant."""

from __future__ import annotations

from printing.fit import fit_block, fit_line, fit_text
from printing.form.elements import ConstantElement, LinesElement, TextElement
from printing.overlay.drawing import Drawing


def draw_text(drawing: Drawing, element: TextElement) -> None:
    """Draw a value, or the mark of its absence, on one line or on its wrapped ones."""
    text = drawing.text(element) or element.blank
    if text:
        lines = fit_text(element, text, drawing.voice(element.id, element.lettering))
        drawing.put_in_box(lines, element.box, element.align)


def draw_lines(drawing: Drawing, element: LinesElement) -> None:
    """Draw a value as a block of lines, or the mark of its absence on the first."""
    text, voice = drawing.text(element), drawing.voice(element.id, element.lettering)
    if text:
        drawing.put_in_box(fit_block(element, text, voice), element.box, element.align)
    elif element.blank:
        line = fit_line(element.blank, voice, width=element.box.width, baseline=element.baseline)
        drawing.put_in_box([line], element.box, element.align)


def draw_constant(drawing: Drawing, element: ConstantElement) -> None:
    """Draw a text that stands on every paper of the form."""
    voice = drawing.voice(element.id, element.lettering)
    line = fit_line(element.text, voice, width=element.box.width, baseline=element.baseline)
    drawing.put_in_box([line], element.box, element.align)
