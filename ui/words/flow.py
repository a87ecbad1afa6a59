"""Where a line may break: at meaning, not at width (look.md section 3).

Chinese may break between any two characters; so a name is torn apart and one character is left on a line. Here a short
stretch between two marks stays together. A long one may break within, but leaves no scrap at either end. A number keeps
its unit (30 秒, A4 纸). In English the last short word takes the one before along.
"""

from __future__ import annotations

import re
from typing import Final

from kiosk.bilingual import Language

JOINER: Final = "\u2060"
FIXED_SPACE: Final = "\u00a0"

SHORT: Final = 8
"""Characters that fit into a line of every page, also at the largest text size."""
HEAD: Final = 2
TAIL: Final = 3

HAN: Final = "\u4e00-\u9fff"
STRETCH: Final = re.compile(f"[{HAN}]+")
NUMBER_AND_HAN: Final = re.compile(f"(?<=[0-9A-Za-z]) (?=[{HAN}])|(?<=[{HAN}]) (?=[0-9A-Za-z])")
LAST_SHORT_WORD: Final = re.compile(r"(?<= )(\S+) (?=\S{1,5}$)")
"""Only with a word before the two: two words alone must stay free to part, or a narrow key breaks within one."""


def flow(text: str, language: Language) -> str:
    """Return a text with its line breaks allowed only where it reads well."""
    if language is Language.CHINESE:
        return NUMBER_AND_HAN.sub(FIXED_SPACE, STRETCH.sub(lambda found: _glue(found[0]), text))
    return LAST_SHORT_WORD.sub(rf"\1{FIXED_SPACE}", text)


def plain(text: str) -> str:
    """Return a text as it was written."""
    return text.replace(JOINER, "").replace(FIXED_SPACE, " ")


def _glue(stretch: str) -> str:
    if len(stretch) <= SHORT:
        return JOINER.join(stretch)
    return JOINER.join(stretch[:HEAD]) + stretch[HEAD:-TAIL] + JOINER.join(stretch[-TAIL:])
