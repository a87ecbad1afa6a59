"""A slip's layout as it is read from its file: blocks with places for values, and what each value must be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias, assert_never

from printing.errors import ElementMissing
from printing.receipts.blocks import Block, Ends, Gap, Qr, QrWithCode, Rule, Side, Size, Words
from printing.receipts.kinds import ReceiptKind
from printing.receipts.phrase import Phrase, write
from printing.receipts.values import Key, Values


@dataclass(frozen=True)
class Present:
    """``key present``: the value is there; a list has rows."""

    key: str


@dataclass(frozen=True)
class Absent:
    """``key absent``: the value is not there; a list has no rows."""

    key: str


@dataclass(frozen=True)
class Chosen:
    """``key is name``, of a choice."""

    key: str
    name: str


Condition: TypeAlias = Present | Absent | Chosen


@dataclass(frozen=True, kw_only=True)
class WordsPlan:
    """A text; a label before it makes further lines stand under the text."""

    text: Phrase
    size: Size
    side: Side
    bold: bool
    hang: int


@dataclass(frozen=True, kw_only=True)
class EndsPlan:
    """A text at either end."""

    left: Phrase
    right: Phrase
    bold: bool


@dataclass(frozen=True, kw_only=True)
class QrPlan:
    """A QR symbol of a URL."""

    url: str


@dataclass(frozen=True, kw_only=True)
class QrWithCodePlan:
    """A QR symbol of a URL and beside it a code."""

    url: str
    label: str
    code: str


@dataclass(frozen=True, kw_only=True)
class EachPlan:
    """Blocks once for every row of a list; they see the row's keys and the slip's."""

    rows: str
    blocks: tuple[Placed, ...]


Plan: TypeAlias = WordsPlan | EndsPlan | QrPlan | QrWithCodePlan | EachPlan | Rule | Gap


@dataclass(frozen=True, kw_only=True)
class Placed:
    """A block in its place.

    Attributes:
        element: its number and kind, for errors.
        when: all must hold for the block to be printed.
    """

    element: str
    when: tuple[Condition, ...]
    plan: Plan


@dataclass(frozen=True, kw_only=True)
class ReceiptLayout:
    """What a kind of slip says, and where.

    Attributes:
        kind: of slip.
        version: grows with every change that a reader would notice.
        title: as it is printed.
        keys: the values it wants, those of every slip first.
        blocks: from top to bottom.
        sample: values with the longest that really occur.
    """

    kind: ReceiptKind
    version: int
    title: str
    keys: tuple[Key, ...]
    blocks: tuple[Placed, ...]
    sample: Values

    def fill(self, values: Values) -> Iterator[Block]:
        """Lay a slip out; ``values`` come from :func:`printing.receipts.values.check_values` with these keys."""
        return _fill(self.blocks, {**values, "title": self.title})


def _fill(blocks: tuple[Placed, ...], values: Values) -> Iterator[Block]:
    for placed in blocks:
        if all(_holds(condition, values) for condition in placed.when):
            yield from _blocks(placed, values)


def _holds(condition: Condition, values: Values) -> bool:
    there = values.get(condition.key) not in (None, ())
    match condition:
        case Present():
            return there
        case Absent():
            return not there
        case Chosen(key=key, name=name):
            return values.get(key) == name
        case _:
            assert_never(condition)


def _blocks(placed: Placed, values: Values) -> Iterator[Block]:
    plan, element = placed.plan, placed.element
    match plan:
        case WordsPlan():
            text = write(plan.text, values)
            yield Words(text=text, size=plan.size, side=plan.side, bold=plan.bold, hang=plan.hang, element=element)
        case EndsPlan():
            yield Ends(left=write(plan.left, values), right=write(plan.right, values), bold=plan.bold, element=element)
        case QrPlan():
            yield Qr(url=_text(values, plan.url), element=element)
        case QrWithCodePlan():
            url, code = _text(values, plan.url), _text(values, plan.code)
            yield QrWithCode(url=url, label=plan.label, code=code, element=element)
        case EachPlan():
            for row in _rows(values, plan.rows):
                yield from _fill(plan.blocks, {**values, **row})
        case Rule() | Gap():
            yield plan
        case _:
            assert_never(plan)


def _text(values: Values, key: str) -> str:
    value = values[key]
    if not isinstance(value, str):
        raise ElementMissing(element=key, wanted="a text")
    return value


def _rows(values: Values, key: str) -> tuple[Values, ...]:
    rows = values.get(key, ())
    if not isinstance(rows, tuple):
        raise ElementMissing(element=key, wanted="a list")
    return rows
