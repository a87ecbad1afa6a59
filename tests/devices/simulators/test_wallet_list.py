"""The list of the wallet: what each card is, without anything personal but the invented names."""

from __future__ import annotations

from datetime import date

import pytest

from devices.simulators.wallet import load_holder, load_wallet
from devices.simulators.wallet_list import card_lines, name_of

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("slug", "line"),
    [
        ("zhang-guilan", "identity card: citizen, valid for ever"),
        ("chan-wing-man", "identity card: residence permit of 2018"),
        ("expired-card", "refused with CARD_EXPIRED"),
        ("not-yet-valid", "refused with CARD_NOT_YET_VALID"),
        ("wrong-sex", "refused with CARD_CONTRADICTS_ITSELF"),
        ("unknown-layout", "identity card: unknown layout Q"),
        ("he-ping", "4 appended addresses"),
        ("chen-hao", "fingerprints: 2"),
        ("lu-wei", "rare character"),
        ("nurbiye", "name of 13 characters"),
        ("reordered-social-card", "social security card: generation 1, records in another order"),
        ("missing-name-on-social-card", "without name"),
        ("passport-te-aroha", "passport: PACE and BAC"),
        ("permit-lam-ka-yan", "travel permit: BAC"),
        ("bank-card", "bank card: without"),
    ],
)
def test_a_card_is_named_with_what_makes_it_worth_trying(slug: str, line: str) -> None:
    assert line in "\n".join(card_lines(load_holder(slug), today=TODAY))


def test_every_holder_has_a_line_and_none_tells_a_number() -> None:
    for holder in load_wallet():
        lines = card_lines(holder, today=TODAY)
        assert lines
        cards = (holder.identity_card, holder.social_card, holder.travel_document)
        numbers = [card.number for card in cards if card is not None and card.number]
        assert not any(number in line for number in numbers for line in lines)


def test_a_name_is_found_on_whatever_card_has_one() -> None:
    assert name_of(load_holder("zhang-guilan")) == "张桂兰"
    assert name_of(load_holder("passport-cao-lei")) == "CAO LEI"
    assert name_of(load_holder("bank-card")) == ""
