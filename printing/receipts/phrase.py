"""Texts of a layout with places for values: ``{key}``, or ``{key:style}`` for another way to write it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import Final, TypeAlias

from printing.code_groups import groups_of_four
from printing.form.values import Money
from printing.money_words import money_words
from printing.receipts.values import Key, Kind, Value, Values


class Style(Enum):
    """How a value is written."""

    PLAIN = "plain"
    """Text, code and number as they are."""
    DAY = "day"
    """2026年3月18日"""
    WEEKDAY = "weekday"
    """2026年3月18日 星期三"""
    CLOCK = "clock"
    """上午9:00, as it is said"""
    MINUTE = "minute"
    """2026-03-18 09:41"""
    SECOND = "second"
    """2026-03-18 09:41:07"""
    YUAN = "yuan"
    """￥1,234.50; the full-width sign, since no Chinese printer's ROM has U+00A5"""
    CAPITALS = "capitals"
    """壹万贰仟叁佰肆拾伍元陆角"""
    GROUPS = "groups"
    """7Q4K 29MX"""


STYLES: Final[Mapping[Kind, tuple[Style, ...]]] = {
    Kind.TEXT: (Style.PLAIN,),
    Kind.DATE: (Style.DAY, Style.WEEKDAY),
    Kind.MOMENT: (Style.MINUTE, Style.SECOND, Style.DAY, Style.WEEKDAY, Style.CLOCK),
    Kind.MONEY: (Style.YUAN, Style.CAPITALS),
    Kind.NUMBER: (Style.PLAIN,),
    Kind.CODE: (Style.PLAIN, Style.GROUPS),
}
"""How each kind may be written, the usual way first. Choices and lists are not written, a URL only goes into a QR."""

_WEEKDAYS: Final = "一二三四五六日"
_SLOT: Final = re.compile(r"\{([a-z_]+)(?::([a-z]+))?\}")


@dataclass(frozen=True)
class Slot:
    """The place of a value."""

    key: str
    style: Style


Phrase: TypeAlias = tuple[str | Slot, ...]


def parse_phrase(text: str, keys: Mapping[str, Key]) -> Phrase:
    """Read a text with its places. Raises ValueError saying what is wrong, for the loader."""
    parts: list[str | Slot] = []
    end = 0
    for found in _SLOT.finditer(text):
        parts.append(_literal(text[end : found.start()]))
        parts.append(_slot(found[1], found[2], keys))
        end = found.end()
    parts.append(_literal(text[end:]))
    return tuple(part for part in parts if part)


def _literal(text: str) -> str:
    if "{" in text or "}" in text:
        raise ValueError("a brace that begins or ends no {key} or {key:style}")
    return text


def _slot(name: str, style: str | None, keys: Mapping[str, Key]) -> Slot:
    key = keys.get(name)
    if key is None:
        raise ValueError(f"{{{name}}} is not declared; the keys are {', '.join(keys)}")
    allowed = STYLES.get(key.kind, ()) if isinstance(key.kind, Kind) else ()
    if not allowed:
        raise ValueError(f"{{{name}}} cannot be written")
    if style is None:
        return Slot(name, allowed[0])
    for each in allowed:
        if each.value == style:
            return Slot(name, each)
    raise ValueError(f"{{{name}:{style}}}: wanted one of {', '.join(each.value for each in allowed)}")


def keys_of(phrase: Phrase) -> tuple[str, ...]:
    """Return the keys whose values stand in a phrase."""
    return tuple(part.key for part in phrase if isinstance(part, Slot))


def write(phrase: Phrase, values: Values) -> str:
    """Return the text with its values."""
    return "".join(part if isinstance(part, str) else _written(part.style, values[part.key]) for part in phrase)


def _written(style: Style, value: Value) -> str:
    if isinstance(value, date):
        return _written_time(style, value)
    match style:
        case Style.YUAN if isinstance(value, int):
            return f"{'-' if value < 0 else ''}￥{abs(value) // 100:,}.{abs(value) % 100:02}"
        case Style.CAPITALS if isinstance(value, int):
            return ("负" if value < 0 else "") + money_words(Money(abs(value)))
        case Style.GROUPS:
            return " ".join(groups_of_four(str(value)))
        case _:
            return str(value)


def _written_time(style: Style, value: date | datetime) -> str:
    match style:
        case Style.MINUTE:
            return f"{value:%Y-%m-%d %H:%M}"
        case Style.SECOND:
            return f"{value:%Y-%m-%d %H:%M:%S}"
        case Style.CLOCK if isinstance(value, datetime):
            return _clock(value)
        case Style.WEEKDAY:
            return f"{_day(value)} 星期{_WEEKDAYS[value.weekday()]}"
        case _:
            return _day(value)


def _day(value: date) -> str:
    return f"{value.year}年{value.month}月{value.day}日"


_PARTS_OF_DAY: Final = ((5, "凌晨"), (12, "上午"), (13, "中午"), (19, "下午"), (24, "晚上"))
"""Until which hour a part of the day lasts."""


def _clock(value: datetime) -> str:
    part = next(name for until, name in _PARTS_OF_DAY if value.hour < until)
    hour = value.hour if value.hour <= 12 else value.hour - 12
    return f"{part}{hour}:{value.minute:02}"
