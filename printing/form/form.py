"""A form as a whole."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from printing.calibration import Shift
from printing.form.elements import ConstantElement, Element, Filled
from printing.form.media import Medium


class Turn(Enum):
    """How a form lies on its sheet as fed, in degrees clockwise. Sheets are fed short edge first."""

    NONE = 0
    RIGHT = 90
    """The form's top is the sheet's right edge."""
    LEFT = 270
    """The form's top is the sheet's left edge."""


class Holder(Enum):
    """Who can hold a certificate."""

    PERSON = "person"
    ENTERPRISE = "enterprise"
    """Companies, organisations and one-person businesses."""
    EITHER = "either"


@dataclass(frozen=True)
class Choice:
    """A data key of the form whose value comes out of a closed list."""

    key: str
    values: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Form:
    """The template of a certificate.

    Attributes:
        number: of the certificate type in the county's list, from 1; several forms may share one.
        title: as on the certificate.
        part: which part of it, such as 正本 or 副本; empty when there is one only.
        department: the folder's name.
        revision: raised with every change of the geometry.
        sha256: of the file, for the print record.
        medium: the sheet as fed.
        turn: how the form lies on it.
        width: of the form as it is read, in 0.01 mm; height likewise.
        shift: how far the pre-print of this printing house lies from the form; a pack's own shift is added.
        source: where the size of the sheet is published; empty where it is our assumption.
        measured: False while the places are not confirmed on real blanks.
        choices: the closed lists of the values that are printed, ticked or tested here.
    """

    id: str
    number: int
    title: str
    part: str
    department: str
    holder: Holder
    revision: int
    sha256: str
    medium: Medium
    turn: Turn
    width: int
    height: int
    shift: Shift
    source: str
    measured: bool
    elements: tuple[Element, ...]
    choices: tuple[Choice, ...] = ()

    @property
    def name(self) -> str:
        """The title with its part, as staff say it."""
        return f"{self.title}（{self.part}）" if self.part else self.title

    def asking(self, key: str) -> str:
        """Return the id of the first element that prints or tests a data key; raises KeyError when none does."""
        for element in self.elements:
            printed = not isinstance(element, ConstantElement) and element.data == key
            if printed or (element.when is not None and element.when.key == key):
                return element.id
        raise KeyError(key)

    def filled(self) -> tuple[Filled, ...]:
        """Return the elements that take a value."""
        return tuple(element for element in self.elements if not isinstance(element, ConstantElement))
