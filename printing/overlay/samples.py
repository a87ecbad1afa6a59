"""A form's own samples as values."""

from __future__ import annotations

from datetime import date

from printing.form.condition import Test
from printing.form.element_reading import money_of
from printing.form.elements import (
    CellsElement,
    Code128Element,
    DateElement,
    DayElement,
    Filled,
    LinesElement,
    MoneyCellsElement,
    MoneyWordsElement,
    PhotoElement,
    QrElement,
    SealElement,
    TableElement,
    TextElement,
    TickElement,
    VerticalElement,
)
from printing.form.form import Form
from printing.form.values import FieldValue, PictureValue, RowsValue

_SEAL_TEXT = "样张专用章"
"""On the seals of samples; no office has such a one."""

_OTHER = "其他"


def sample_values(form: Form) -> dict[str, FieldValue]:
    """Return the form's own samples, for proofs of the form and for the calibration check.

    Where elements share a key the first one's sample counts, and a key that only conditions ask for gets a value that
    fulfils the first of them.
    """
    values: dict[str, FieldValue] = {}
    for element in form.filled():
        values.setdefault(element.data, _sample(element))
    conditions = [element.when for element in form.elements if element.when]
    for condition in conditions:
        if condition.test is Test.ONE_OF:
            values.setdefault(condition.key, condition.values[0])
        elif condition.test is Test.PRESENT:
            values.setdefault(condition.key, "有")
    for condition in conditions:
        if condition.test is Test.NONE_OF:
            values.setdefault(condition.key, _OTHER)
    return values


def _sample(element: Filled) -> FieldValue:
    match element:
        case DateElement() | DayElement():
            return date.fromisoformat(element.sample)
        case MoneyCellsElement() | MoneyWordsElement():
            return money_of(element.sample)
        case TableElement():
            return RowsValue(element.sample)
        case PhotoElement():
            from printing.samples import sample_photo  # draws with Pillow, which no real paper needs

            return PictureValue(sample_photo(element.box.width / 100, element.box.height / 100))
        case SealElement():
            from printing.samples import sample_seal

            return PictureValue(sample_seal(_SEAL_TEXT))
        case (
            TextElement()
            | LinesElement()
            | VerticalElement()
            | CellsElement()
            | TickElement()
            | QrElement()
            | Code128Element()
        ):
            return element.sample
