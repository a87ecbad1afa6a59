"""Cards: what the terminal adds to the wire, how soon it sees and heals, and what many rounds leave behind."""

from __future__ import annotations

from tests.bench import card_emrtd, card_sam, card_social
from tests.bench.figure import Measured, joined


def measure_cards(*, runs: int) -> Measured:
    """Measure every kind of card over its own transport, one after the other."""
    return joined(card_sam.measure(runs), card_social.measure(runs), card_emrtd.measure(runs))


def measure_growth(*, runs: int) -> Measured:
    """Measure what rounds of laying down, reading and lifting leave behind; ``runs`` changes nothing here."""
    return joined(card_sam.measure_growth(), card_social.measure_growth(), card_social.measure_real_growth())
