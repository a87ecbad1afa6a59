"""What is wrong with a form."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from printing.errors import FormError


class Severity(Enum):
    """How much it matters."""

    FAULT = "fault"
    """The form must not be used."""
    WARNING = "warning"
    """A person should look at it."""


@dataclass(frozen=True, kw_only=True)
class Fault:
    """One thing that is wrong.

    Attributes:
        element: the element's id; empty when it is not in an element.
        field: the key at fault; empty when it is not one key.
        problem: a sentence for whoever wrote the form.
    """

    form: str
    element: str = ""
    field: str = ""
    problem: str
    severity: Severity = Severity.FAULT

    @classmethod
    def of(cls, error: FormError) -> Fault:
        """Return what a reader found."""
        return cls(form=error.form, element=error.element, field=error.field, problem=error.problem)

    def __str__(self) -> str:
        """Return it as one line for a technician."""
        place = f"form {self.form}"
        place += f" element {self.element}" if self.element else ""
        place += f" field {self.field}" if self.field else ""
        return f"{self.severity.value}: {place}: {self.problem}"
