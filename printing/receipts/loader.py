"""Reads the layouts: strict, so that a slip is either right or refused before anybody waits for it."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from printing.errors import ContentError, FormError
from printing.receipts.block_reader import BlockReader
from printing.receipts.kinds import ReceiptKind
from printing.receipts.layout import Placed, ReceiptLayout
from printing.receipts.values import Choice, Key, KeyKind, Kind, Rows, check_values
from printing.strict_toml import StrictTable

HERE: Final = Path(__file__).parent
COMMON: Final = "common"
"""The file with what every slip begins and ends with."""
TITLE: Final = Key("title", Kind.TEXT)
_OPTIONAL: Final = "optional "


class ReceiptLayouts:
    """The layouts of all kinds, each read once. ``folder`` is where the files are."""

    def __init__(self, *, folder: Path = HERE) -> None:
        self._folder = folder
        self._read: dict[ReceiptKind, ReceiptLayout] = {}

    def get(self, kind: ReceiptKind) -> ReceiptLayout:
        """Return the layout of a kind. Raises FormError naming file, block and field of a fault."""
        if kind not in self._read:
            self._read[kind] = read_layout(self._folder, kind)
        return self._read[kind]


def read_layout(folder: Path, kind: ReceiptKind) -> ReceiptLayout:
    """Read ``<kind>.toml`` and what all slips share; raises FormError as :meth:`ReceiptLayouts.get` does."""
    shared = _LayoutFile(folder, COMMON)
    own = _LayoutFile(folder, kind.value)
    keys = (*shared.keys, *own.keys)
    if len({key.name for key in (*keys, TITLE)}) <= len(keys):
        raise own.table.fail("a key is declared twice, here or in common.toml, or is called title", "keys")
    blocks = (
        *shared.blocks("opening", (*shared.keys, TITLE)),
        *own.blocks("block", keys),
        *shared.blocks("ending", shared.keys),
    )
    version, title = own.table.whole("version", low=1), own.table.text("title")
    own.table.done()
    shared.table.done()
    try:
        sample = check_values(keys, {**shared.sample, **own.sample})
    except ContentError as err:
        raise own.table.fail(err.detail, "sample") from err
    return ReceiptLayout(kind=kind, version=version, title=title, keys=keys, blocks=blocks, sample=sample)


class _LayoutFile:
    """One file: its declared keys, its sample, and the table with the rest."""

    def __init__(self, folder: Path, name: str) -> None:
        rest = _toml(folder / f"{name}.toml")
        declared, sample = rest.pop("keys", {}), rest.pop("sample", {})
        self.table = StrictTable(rest, form=f"receipts/{name}")
        self.keys = self._declared(declared, "keys")
        if not isinstance(sample, dict):
            raise self.table.fail("wanted a table", "sample")
        self.sample: Mapping[str, object] = sample

    def blocks(self, where: str, keys: tuple[Key, ...]) -> tuple[Placed, ...]:
        """Read the list of blocks of a name."""
        return BlockReader({key.name: key for key in keys}).blocks(self.table.tables(where), where)

    def _declared(self, table: object, where: str) -> tuple[Key, ...]:
        if not isinstance(table, dict):
            raise self.table.fail("wanted a table", where)
        return tuple(self._key(name, wanted, f"{where}.{name}") for name, wanted in table.items())

    def _key(self, name: str, wanted: object, where: str) -> Key:
        if isinstance(wanted, str):
            optional = wanted.startswith(_OPTIONAL)
            try:
                return Key(name, Kind(wanted.removeprefix(_OPTIONAL)), optional)
            except ValueError:
                kinds = ", ".join(kind.value for kind in Kind)
                raise self.table.fail(f"wanted one of {kinds}, found {wanted!r}", where) from None
        return Key(name, self._compound(wanted, where), optional=False)

    def _compound(self, wanted: object, where: str) -> KeyKind:
        match wanted:
            case {"choice": [_, *_] as names, **rest} if not rest and all(isinstance(name, str) for name in names):
                return Choice(tuple(names))
            case {"list": dict() as columns, **rest} if not rest and columns:
                return Rows(self._declared(columns, where))
            case _:
                raise self.table.fail("wanted a kind, { choice = [names] } or { list = { key = kind } }", where)


def _toml(path: Path) -> dict[str, object]:
    name = f"receipts/{path.stem}"
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as err:
        raise FormError("FORM_UNKNOWN", form=name, problem="there is no such file") from err
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as err:
        raise FormError("FORM_INVALID", form=name, problem=str(err)) from err
