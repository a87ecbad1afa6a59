"""Lines break at meaning."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.bilingual import Language
from ui.words.flow import FIXED_SPACE, JOINER, flow, plain

JOINED = JOINER


@pytest.mark.parametrize(
    ("written", "flowing"),
    [
        ("请看一遍，没错", f"请{JOINED}看{JOINED}一{JOINED}遍，没{JOINED}错"),
        ("30 秒", f"30{FIXED_SPACE}秒"),
        ("A4 纸", f"A4{FIXED_SPACE}纸"),
        ("住宅　112.40", f"住{JOINED}宅　112.40"),
    ],
)
def test_a_short_stretch_and_a_number_with_its_unit_stay_together(written: str, flowing: str) -> None:
    assert flow(written, Language.CHINESE) == flowing


def test_a_long_stretch_may_break_but_leaves_no_scrap() -> None:
    flowing = flow("这台机器暂时不能用了", Language.CHINESE)
    assert flowing == f"这{JOINED}台机器暂时不{JOINED}能{JOINED}用{JOINED}了".replace(f"不{JOINED}能", "不能")


def test_the_last_short_english_word_is_not_alone() -> None:
    assert flow("What do you need?", Language.ENGLISH) == f"What do you{FIXED_SPACE}need?"


def test_two_english_words_may_part_so_that_no_key_breaks_within_one() -> None:
    assert flow("Choose one", Language.ENGLISH) == "Choose one"


@given(text=st.text(alphabet="请看一遍，没错。就 打印A4纸30秒（）", max_size=40))
def test_nothing_but_the_breaks_changes(text: str) -> None:
    assert plain(flow(text, Language.CHINESE)) == text
