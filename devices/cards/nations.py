"""Codes of the peoples of China and of countries, as cards carry them."""

import re
from typing import Final

NATIONS: Final = frozenset([*(f"{code:02d}" for code in range(1, 57)), "97", "98"])
"""56 peoples, 97 others, 98 naturalised (GB/T 3304)."""
_NATIONALITY: Final = re.compile(r"[A-Z]{3}")


def is_nationality(text: str) -> bool:
    """Whether this looks like a country's three letters (ISO 3166-1).

    Which codes exist is not checked: the list changes more often than cards and terminals do.
    """
    return _NATIONALITY.fullmatch(text) is not None
