"""What is wrong with a card on a given day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from devices.cards.contents import CardContents, CardKind, Sex
from devices.cards.validity import refusal_on

TODAY = date(2026, 3, 18)
CARD = CardContents(
    kind=CardKind.IDENTITY_CARD,
    name="张桂兰",
    id_number="430922195001010025",
    sex=Sex.FEMALE,
    birth=date(1950, 1, 1),
    valid_from=date(2010, 1, 1),
)


@pytest.mark.parametrize(
    ("birth", "valid_from", "valid_until", "code"),
    [
        (date(1950, 1, 1), date(2010, 1, 1), None, ""),
        (date(1950, 1, 1), None, None, ""),
        (date(1950, 1, 1), date(2010, 1, 1), date(2026, 3, 18), ""),
        (date(1950, 1, 1), date(2010, 1, 1), date(2026, 3, 17), "CARD_EXPIRED"),
        (date(1950, 1, 1), date(2026, 3, 18), date(2036, 3, 18), ""),
        (date(1950, 1, 1), date(2026, 3, 19), date(2036, 3, 19), "CARD_NOT_YET_VALID"),
        (date(2026, 3, 18), date(2026, 3, 18), date(2031, 3, 18), ""),
        (date(2026, 3, 19), None, None, "CARD_NOT_YET_VALID"),
        (date(2026, 3, 19), None, date(2026, 3, 17), "CARD_NOT_YET_VALID"),
    ],
)
def test_a_card_holds_from_its_first_day_to_its_last(
    birth: date, valid_from: date | None, valid_until: date | None, code: str
) -> None:
    card = replace(CARD, birth=birth, valid_from=valid_from, valid_until=valid_until)
    assert refusal_on(TODAY, card) == code
