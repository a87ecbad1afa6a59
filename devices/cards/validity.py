"""What is wrong with a card on a given day, however well it was read."""

from __future__ import annotations

from datetime import date

from devices.cards.contents import CardContents


def refusal_on(today: date, contents: CardContents) -> str:
    """Return the failure code of a card that does not hold on this day, empty for one that does.

    ``CARD_NOT_YET_VALID`` when holder or card come from after today, which a terminal with a wrong date sees too;
    ``CARD_EXPIRED`` after the card's last day.

    Args:
        today: the day at the terminal's place, not in UTC.
        contents: what the card says.
    """
    if any(day is not None and day > today for day in (contents.birth, contents.valid_from)):
        return "CARD_NOT_YET_VALID"
    if contents.valid_until is not None and contents.valid_until < today:
        return "CARD_EXPIRED"
    return ""
