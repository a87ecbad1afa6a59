"""Amounts in the capital numerals of the banks: 壹佰万元整.

Rules of 《支付结算办法》 (银发〔1997〕393 号), annex 1 正确填写票据和结算凭证的基本规定, articles 1 to 4. Where
article 4 leaves a choice, 零 is written between 元 and 角, and left out between 万 and 仟, as in its first wordings:
1 680.32 is 壹仟陆佰捌拾元零叁角贰分, 107 000.53 is 壹拾万柒仟元零伍角叁分.
"""

from __future__ import annotations

from typing import Final

from printing.form.values import Money

_DIGITS: Final = "零壹贰叁肆伍陆柒捌玖"
_PLACES: Final = ("", "拾", "佰", "仟")

LARGEST_YUAN: Final = 9999_9999_9999
"""玖仟玖佰玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元; a certificate with more is a mistake."""


def money_words(money: Money) -> str:
    """Return an amount in words; raises ValueError beyond :data:`LARGEST_YUAN`."""
    yuan, fen = divmod(money.fen, 100)
    if yuan > LARGEST_YUAN:
        raise ValueError("more than 9999 亿 yuan")
    jiao, fen = divmod(fen, 10)
    head = f"{_whole(yuan)}元" if yuan else ""
    if not jiao and not fen:
        return f"{head or '零元'}整"
    # Article 4 (3) and (4): a zero that the reader would miss is said once, behind 元.
    gap = "零" if head and (not jiao or yuan % 10 == 0) else ""
    return head + gap + (f"{_DIGITS[jiao]}角" if jiao else "") + (f"{_DIGITS[fen]}分" if fen else "")


def _whole(number: int) -> str:
    """Return a number above zero in groups of four digits: 亿, 万 and ones."""
    words = ""
    for unit, size in (("亿", 1_0000_0000), ("万", 1_0000), ("", 1)):
        group = number // size % 1_0000
        if not group:
            continue
        skipped = number // size // 1_0000 and number // (size * 1_0000) % 1_0000 == 0
        if words and (group < 1000 or skipped):
            words += "零"
        words += _group(group) + unit
    return words


def _group(group: int) -> str:
    """Return 1 to 9999; zeros inside are said once, zeros at its ends are left to the caller."""
    words = ""
    for place in (3, 2, 1, 0):
        digit = group // 10**place % 10
        if digit:
            words += _DIGITS[digit] + _PLACES[place]
        elif words and group % 10**place and not words.endswith("零"):
            words += "零"
    return words
