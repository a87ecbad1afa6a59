"""Media by their PWG 5101.1 self-describing names, which end in the size: ``iso_a5_148x210mm``."""

from __future__ import annotations

import re
from dataclasses import dataclass

_NAME = re.compile(r"[a-z][a-z0-9]*_[a-z0-9.-]+_(\d{1,3}(?:\.\d{1,2})?)x(\d{1,3}(?:\.\d{1,2})?)mm")


@dataclass(frozen=True)
class Medium:
    """A sheet as the printer is told of it; size in 0.01 mm, short edge first as it is fed."""

    name: str
    width: int
    height: int


def medium_named(name: str) -> Medium:
    """Return the medium of a name; raises ValueError when the name does not end in its size in mm."""
    found = _NAME.fullmatch(name)
    if not found:
        raise ValueError(f"{name!r} is not a PWG media name that ends in its size in mm")
    width, height = (round(float(side) * 100) for side in found.groups())
    return Medium(name, width, height)
