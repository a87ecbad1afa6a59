"""Reads the blocks of a layout file, and refuses what could not be printed for some values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import Enum
from typing import Final, assert_never

from printing.receipts.blocks import Gap, Rule, Side, Size
from printing.receipts.layout import (
    Absent,
    Chosen,
    Condition,
    EachPlan,
    EndsPlan,
    Placed,
    Plan,
    Present,
    QrPlan,
    QrWithCodePlan,
    WordsPlan,
)
from printing.receipts.phrase import Phrase, keys_of, parse_phrase
from printing.receipts.values import Choice, Key, Kind, Rows
from printing.strict_toml import StrictTable
from printing.wrap import columns

TALLEST_GAP: Final = 200
"""Dots, 25 mm."""
DEEPEST_HANG: Final = 12
"""Columns; the narrowest paper has 32."""


class BlockKind(Enum):
    """What a block can be; nothing else is ever printed."""

    WORDS = "words"
    FIELD = "field"
    ENDS = "ends"
    RULE = "rule"
    GAP = "gap"
    QR = "qr"
    QR_WITH_CODE = "qr-with-code"
    EACH = "each"


class BlockReader:
    """Reads blocks that may use these keys; ``sure`` are the optional keys that are there wherever they stand."""

    def __init__(self, keys: Mapping[str, Key], *, sure: frozenset[str] = frozenset()) -> None:
        self._keys = keys
        self._sure = sure

    def blocks(self, tables: Sequence[StrictTable], where: str) -> tuple[Placed, ...]:
        """Read blocks in their order. Raises FormError naming block and field."""
        return tuple(self._placed(table, f"{where} {number}") for number, table in enumerate(tables, 1))

    def _placed(self, table: StrictTable, where: str) -> Placed:
        kind = table.within(element=where).choice("kind", BlockKind)
        element = f"{where} ({kind.value})"
        table = table.within(element=element)
        when = self._conditions(table)
        sure = self._sure | {condition.key for condition in when if isinstance(condition, Present)}
        plan = BlockReader(self._keys, sure=sure)._plan(kind, table, where)
        table.done()
        return Placed(element=element, when=when, plan=plan)

    def _plan(self, kind: BlockKind, table: StrictTable, where: str) -> Plan:
        match kind:
            case BlockKind.WORDS:
                return self._words(table)
            case BlockKind.FIELD:
                return self._field(table)
            case BlockKind.ENDS:
                left, right = self._phrase(table, "left"), self._phrase(table, "right")
                return EndsPlan(left=left, right=right, bold=table.flag("bold", False))
            case BlockKind.RULE:
                return Rule(heavy=table.flag("heavy", False))
            case BlockKind.GAP:
                return Gap(dots=table.whole("dots", low=1, high=TALLEST_GAP))
            case BlockKind.QR:
                return QrPlan(url=self._key(table, "url", Kind.URL))
            case BlockKind.QR_WITH_CODE:
                url, code = self._key(table, "url", Kind.URL), self._key(table, "code", Kind.CODE)
                return QrWithCodePlan(url=url, label=table.text("label"), code=code)
            case BlockKind.EACH:
                return self._each(table, where)
            case _:
                assert_never(kind)

    def _words(self, table: StrictTable) -> WordsPlan:
        size = table.text("size", Size.NORMAL.name.lower())
        if size not in (each.name.lower() for each in Size):
            raise table.fail(f"wanted normal or large, found {size!r}", "size")
        side = table.text("side", Side.LEFT.name.lower())
        if side not in ("left", "centre"):
            raise table.fail(f"wanted left or centre, found {side!r}", "side")
        return WordsPlan(
            text=self._phrase(table, "text"),
            size=Size[size.upper()],
            side=Side[side.upper()],
            bold=table.flag("bold", False),
            hang=table.whole("hang", 0, high=DEEPEST_HANG),
        )

    def _field(self, table: StrictTable) -> WordsPlan:
        label = self._phrase(table, "label")
        text = (*label, "：", *self._phrase(table, "text"))
        # A label that holds a value may have any length; lines after the first then begin at the margin.
        plain = len(label) == 1 and isinstance(label[0], str)
        hang = columns(f"{label[0]}：") if plain else 0
        if hang > DEEPEST_HANG:
            raise table.fail(f"wanted at most {DEEPEST_HANG} columns with its colon, found {hang}", "label")
        bold = table.flag("bold", False)
        return WordsPlan(text=text, size=Size.NORMAL, side=Side.LEFT, bold=bold, hang=hang)

    def _each(self, table: StrictTable, where: str) -> EachPlan:
        name = table.text("list")
        key = self._keys.get(name)
        if key is None or not isinstance(key.kind, Rows):
            raise table.fail(f"wanted a declared list, found {name!r}", "list")
        hidden = [row.name for row in key.kind.keys if row.name in self._keys]
        if hidden:
            raise table.fail(f"a row has the key {hidden[0]}, and so has the slip", "list")
        inner = {**self._keys, **{row.name: row for row in key.kind.keys}}
        blocks = BlockReader(inner, sure=self._sure).blocks(table.tables("block"), f"{where}.block")
        if not blocks:
            raise table.fail("this key is missing", "block")
        return EachPlan(rows=name, blocks=blocks)

    def _phrase(self, table: StrictTable, field: str) -> Phrase:
        try:
            phrase = parse_phrase(table.text(field), self._keys)
        except ValueError as err:
            raise table.fail(str(err), field) from err
        for name in keys_of(phrase):
            self._demand(name, table, field)
        return phrase

    def _key(self, table: StrictTable, field: str, kind: Kind) -> str:
        name = table.text(field)
        key = self._keys.get(name)
        if key is None or key.kind is not kind:
            raise table.fail(f"wanted a declared key of kind {kind.value}, found {name!r}", field)
        self._demand(name, table, field)
        return name

    def _demand(self, name: str, table: StrictTable, field: str) -> None:
        """Refuse an optional value that could be missing here."""
        if self._keys[name].optional and name not in self._sure:
            raise table.fail(f'{name} is optional; the block wants when = "{name} present"', field)

    def _conditions(self, table: StrictTable) -> tuple[Condition, ...]:
        text = table.text("when", "")
        return tuple(self._condition(part, table) for part in text.split(" and ")) if text else ()

    def _condition(self, text: str, table: StrictTable) -> Condition:
        words = text.split(" ")
        key = self._keys.get(words[0])
        if key is None:
            raise table.fail(f"{words[0]!r} is not declared; the keys are {', '.join(self._keys)}", "when")
        match words[1:]:
            case ["present"] if key.optional or isinstance(key.kind, Rows):
                return Present(key.name)
            case ["absent"] if key.optional or isinstance(key.kind, Rows):
                return Absent(key.name)
            case ["is", name] if isinstance(key.kind, Choice) and name in key.kind.names:
                return Chosen(key.name, name)
            case _:
                raise table.fail(
                    f"wanted 'key present' or 'key absent' of an optional key or a list, or 'key is name' of a choice,"
                    f" joined by ' and '; found {text!r}",
                    "when",
                )
