"""Whether the living program still holds certain words: for tests that a visit has been forgotten.

Python's collector knows every container; the texts and bytes that lie directly in one are looked at. What Qt holds on
its own side is not seen; pages and their views are containers and are.
"""

from __future__ import annotations

import gc
from collections.abc import Sequence

ENCODINGS = ("utf-8", "utf-16-le", "gb18030")


def holders_of(words: Sequence[str], *, besides: Sequence[object] = ()) -> list[str]:
    """Return the types of the containers that hold one of the words, each once; ``besides`` are not looked into."""
    gc.collect()
    forms = [word.encode(encoding) for word in words for encoding in ENCODINGS]
    passed_over = {id(words), id(forms), *(id(thing) for thing in besides)}
    found = set()
    for container in gc.get_objects():
        if id(container) in passed_over:
            continue
        for part in gc.get_referents(container):
            if _holds(part, words, forms):
                found.add(f"{type(container).__module__}.{type(container).__name__}")
    return sorted(found)


def _holds(part: object, words: Sequence[str], forms: Sequence[bytes]) -> bool:
    if isinstance(part, str):
        return any(word in part for word in words)
    if isinstance(part, bytes | bytearray):
        return any(form in part for form in forms)
    return False
