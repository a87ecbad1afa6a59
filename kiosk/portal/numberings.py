"""What numbers of each register look like."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from pydantic import JsonValue

from devices.cards.contents import Numbering

SHAPES: Final[Mapping[Numbering, str]] = {
    Numbering.CITIZEN: r"[1-8][0-9]{16}[0-9X]",
    Numbering.RESIDENCE_PERMIT: r"8[123][0-9]{15}[0-9X]",
    Numbering.PERMANENT_RESIDENT: r"9[0-9]{16}[0-9X]",
    Numbering.PERMANENT_RESIDENT_2017: r"[A-Z]{3}[0-9]{12}",
    Numbering.DOCUMENT: r"[0-9A-Z][0-9A-Z<]{0,13}",
}
"""GB 11643-1999, the measures on residence permits of 2018, GA 2102-2023, the card of 2017, ICAO Doc 9303-3."""


def fits(number: str, numbering: Numbering, issuing_state: str) -> bool:
    """Whether a number can be one of its register; only travel documents, and all of them, name who issued them."""
    stated = bool(issuing_state) == (numbering is Numbering.DOCUMENT)
    return stated and re.fullmatch(SHAPES[numbering], number) is not None


def shapes_in_schema() -> list[JsonValue]:
    """Say the same in JSON Schema (draft 2020-12), for the contract's document."""
    return [_shape(numbering) for numbering in Numbering]


def _shape(numbering: Numbering) -> JsonValue:
    state: dict[str, JsonValue] = {"minLength": 1} if numbering is Numbering.DOCUMENT else {"maxLength": 0}
    return {
        "if": {"properties": {"numbering": {"const": numbering.value}}},
        "then": {"properties": {"id_number": {"pattern": f"^{SHAPES[numbering]}$"}, "issuing_state": state}},
    }
