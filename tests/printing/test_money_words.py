from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from printing.form.values import Money
from printing.money_words import LARGEST_YUAN, money_words

DIGITS = "零壹贰叁肆伍陆柒捌玖"


@pytest.mark.parametrize(
    ("fen", "words"),
    [
        # 《支付结算办法》 annex 1, article 4, the examples of (1) to (4).
        (1_409_50, "壹仟肆佰零玖元伍角"),
        (6_007_14, "陆仟零柒元壹角肆分"),
        (1_680_32, "壹仟陆佰捌拾元零叁角贰分"),
        (107_000_53, "壹拾万柒仟元零伍角叁分"),
        (16_409_02, "壹万陆仟肆佰零玖元零贰分"),
        (325_04, "叁佰贰拾伍元零肆分"),
        # Article 2: 整 behind 元, none behind 角 and 分.
        (100_0000_00, "壹佰万元整"),
        (50, "伍角"),
        (5, "伍分"),
        (55, "伍角伍分"),
        (0, "零元整"),
        # Article 1: 10 is 壹拾, never 拾.
        (10_00, "壹拾元整"),
        (15_00, "壹拾伍元整"),
        (100_000_00, "壹拾万元整"),
        # Zeros inside a group, between groups, and at the ends.
        (1_00, "壹元整"),
        (1_05, "壹元零伍分"),
        (20_00, "贰拾元整"),
        (20_05, "贰拾元零伍分"),
        (20_50, "贰拾元零伍角"),
        (21_50, "贰拾壹元伍角"),
        (101_00, "壹佰零壹元整"),
        (110_00, "壹佰壹拾元整"),
        (1001_00, "壹仟零壹元整"),
        (1010_00, "壹仟零壹拾元整"),
        (1100_00, "壹仟壹佰元整"),
        (1_0001_00, "壹万零壹元整"),
        (1_0500_00, "壹万零伍佰元整"),
        (1_5000_00, "壹万伍仟元整"),
        (10_5000_00, "壹拾万伍仟元整"),
        (10_0500_00, "壹拾万零伍佰元整"),
        (1_0000_0000_00, "壹亿元整"),
        (1_0000_0001_00, "壹亿零壹元整"),
        (1_0000_5000_00, "壹亿零伍仟元整"),
        (1_0005_0000_00, "壹亿零伍万元整"),
        (1_5000_0000_00, "壹亿伍仟万元整"),
        (1_5000_0005_00, "壹亿伍仟万零伍元整"),
        (10_5000_0000_00, "壹拾亿伍仟万元整"),
        (1_0005_0500_50, "壹亿零伍万零伍佰元零伍角"),
        (9999_9999_9999_99, "玖仟玖佰玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分"),
    ],
)
def test_an_amount_in_words(fen: int, words: str) -> None:
    assert money_words(Money(fen)) == words


def read_back(words: str) -> int:
    """Return the fen of an amount in words, read the way a teller reads: digit and place, digit and place."""
    found = re.fullmatch(r"(?:(?P<yuan>.+)元)?(?:整|零?(?:(?P<jiao>.)角)?(?:(?P<fen>.)分)?)", words)
    assert found
    jiao, fen = (DIGITS.index(found[part] or "零") for part in ("jiao", "fen"))
    return group_sum(found["yuan"] or "") * 100 + jiao * 10 + fen


def group_sum(words: str) -> int:
    if "亿" in words:
        head, _, tail = words.partition("亿")
        return group_sum(head) * 1_0000_0000 + group_sum(tail)
    if "万" in words:
        head, _, tail = words.partition("万")
        return group_sum(head) * 1_0000 + group_sum(tail)
    places = {"仟": 1000, "佰": 100, "拾": 10, "": 1}
    return sum(
        DIGITS.index(digit) * places[place] for digit, place in re.findall(f"([{DIGITS[1:]}])([仟佰拾]?)", words)
    )


@given(
    st.one_of(
        st.integers(0, LARGEST_YUAN * 100 + 99),
        st.integers(0, 200_000_00),
        st.lists(st.sampled_from("0000015"), min_size=1, max_size=14).map(lambda digits: int("".join(digits))),
    )
)
def test_words_read_back_give_the_amount(fen: int) -> None:
    words = money_words(Money(fen))
    assert read_back(words) == fen
    assert "零零" not in words
    assert ("整" in words) == (fen % 100 == 0)


def test_an_amount_beyond_all_words_is_refused() -> None:
    with pytest.raises(ValueError, match="亿"):
        money_words(Money((LARGEST_YUAN + 1) * 100))
