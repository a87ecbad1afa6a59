"""Codes in groups, as they are read aloud and typed in."""

from __future__ import annotations


def groups_of_four(code: str) -> list[str]:
    """Return a code's characters four by four; the last group may be shorter."""
    return [code[n : n + 4] for n in range(0, len(code), 4)]
