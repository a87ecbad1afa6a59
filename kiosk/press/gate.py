"""The gate before every sheet (domain.md section 10): the right holder, and a licence that is valid now."""

from __future__ import annotations

from typing import Final

from kiosk.press.errors import HolderMismatch, LicenceNotValid
from kiosk.press.orders import CertificateOrder, Order, ProofOrder
from kiosk.press.ports import Clock, GrantChecker
from kiosk.records.ledger import PrintLedger
from kiosk.visit.register import LicenceState

FRESH_S: Final = 60.0
"""Seconds that an answer of the register may be old when the sheet is handed over (domain.md section 11)."""


class Gate:
    """Lets an order pass, once before a blank is taken and again at the moment of the hand-over."""

    def __init__(self, *, checker: GrantChecker, ledger: PrintLedger, clock: Clock) -> None:
        self._checker = checker
        self._ledger = ledger
        self._clock = clock

    def enter(self, order: Order) -> float:
        """Compare holders and ask the register; return when it answered.

        Raises:
            HolderMismatch, LicenceNotValid: the order must not print.
            PortalError: the register cannot be asked.
        """
        _compare("order", order.effect.holder_hash, order.order_holder)
        match order:
            case ProofOrder():
                pass
            case CertificateOrder():
                self._ask_register(order)
        return self._clock()

    def leave(self, order: Order, *, key: str, asked_at: float) -> None:
        """Compare again at the hand-over, also with the ledger, and ask again when the answer has grown old.

        Raises as :meth:`enter` does.
        """
        if self._clock() - asked_at > FRESH_S:
            self.enter(order)
        _compare("order", order.effect.holder_hash, order.order_holder)
        if not self._ledger.belongs_to(key, order.effect.holder_hash):
            raise HolderMismatch("ledger")

    def _ask_register(self, order: CertificateOrder) -> None:
        found = self._checker.check_grant(order.effect.grant.grant, line=order.effect.line)
        _compare("register", order.effect.holder_hash, found.holder_hash)
        if found.state is not LicenceState.VALID:
            raise LicenceNotValid(f"state {found.state.value}")


def _compare(where: str, visit: str, other: str) -> None:
    # Two empty hashes are equal and name nobody.
    if not visit or visit != other:
        raise HolderMismatch(where)
