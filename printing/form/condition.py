"""When an element is printed: a closed set of named tests on one value. Nothing in a form is ever executed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from printing.form.values import Values


class Test(Enum):
    """What is asked of a value."""

    __test__ = False
    """Keeps pytest from taking the class for a test."""

    PRESENT = "present"
    ABSENT = "absent"
    """Missing, or an empty text."""
    ONE_OF = "one-of"
    """One of the values; a value that is missing refuses the print, as does NONE_OF."""
    NONE_OF = "none-of"


@dataclass(frozen=True, kw_only=True)
class Condition:
    """An element with a condition is printed only when it holds.

    Attributes:
        key: data key of the value that is tested.
        values: what it is compared with; empty unless the test is ONE_OF or NONE_OF.
    """

    key: str
    test: Test
    values: tuple[str, ...] = ()

    def holds(self, values: Values) -> bool:
        """Tell whether the element is to be printed."""
        value = values.get(self.key)
        there = bool(value.strip()) if isinstance(value, str) else value is not None
        match self.test:
            case Test.PRESENT:
                return there
            case Test.ABSENT:
                return not there
            case Test.ONE_OF:
                return value in self.values
            case Test.NONE_OF:
                return value not in self.values
