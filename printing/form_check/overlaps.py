"""Do elements keep apart from each other?"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from printing.form.condition import Condition, Test
from printing.form.elements import Box, Code128Element, Element, QrElement, SealElement
from printing.form.form import Form
from printing.form_check.faults import Fault


def check_overlaps(form: Form) -> Iterator[Fault]:
    """Yield every two elements that could print over each other. A seal may lie over anything that people read."""
    for first, second in combinations(form.elements, 2):
        if _may_share(first, second) or _may_share(second, first):
            continue
        if overlap(first.box, second.box) and not exclude_each_other(first.when, second.when):
            yield Fault(form=form.id, element=second.id, field="box", problem=f"overlaps element {first.id}")


def _may_share(seal: Element, other: Element) -> bool:
    return isinstance(seal, SealElement) and not isinstance(other, QrElement | Code128Element | SealElement)


def overlap(first: Box, second: Box, *, slack: int = 0) -> bool:
    """Tell whether two boxes share an area that is wider and higher than ``slack`` (0.01 mm)."""
    across = min(first.right, second.right) - max(first.x, second.x)
    down = min(first.bottom, second.bottom) - max(first.y, second.y)
    return across > slack and down > slack


def exclude_each_other(first: Condition | None, second: Condition | None) -> bool:
    """Tell whether two conditions on one key can never both hold."""
    if first is None or second is None or first.key != second.key:
        return False
    return _excludes(first, second) or _excludes(second, first)


def _excludes(first: Condition, second: Condition) -> bool:
    values = set(first.values)
    match first.test, second.test:
        case (Test.PRESENT, Test.ABSENT) | (Test.ABSENT, Test.ONE_OF):
            return True
        case Test.ONE_OF, Test.ONE_OF:
            return values.isdisjoint(second.values)
        case Test.ONE_OF, Test.NONE_OF:
            return values.issubset(second.values)
        case _:
            return False
