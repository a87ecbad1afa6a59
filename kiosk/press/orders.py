"""What is to be printed: one order an effect, one sheet a copy."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias, assert_never

from kiosk.records.prints import PrintRequest, ReportFacts, SheetKind, print_key
from kiosk.visit.effects import PrintCertificate, PrintProof


@dataclass(frozen=True, kw_only=True)
class ProofOrder:
    """Copies of a proof on plain paper; ``visit`` is the key of the visit that wants them."""

    effect: PrintProof
    visit: str = field(repr=False)

    @property
    def copies(self) -> int:
        """How many sheets print one after the other."""
        return self.effect.copies

    @property
    def order_holder(self) -> str:
        """Whose paper the portal issued."""
        return self.effect.proof.holder_hash


@dataclass(frozen=True, kw_only=True)
class CertificateOrder:
    """One certificate onto one blank; ``visit`` as above."""

    effect: PrintCertificate
    visit: str = field(repr=False)

    @property
    def copies(self) -> int:
        """A grant is leave for one copy."""
        return 1

    @property
    def order_holder(self) -> str:
        """Whose licence the portal granted."""
        return self.effect.grant.holder_hash


Order: TypeAlias = ProofOrder | CertificateOrder


def request_for(order: Order, copy: int) -> PrintRequest:
    """Return what the ledger keeps of one copy of an order; copies count from 1."""
    match order:
        case ProofOrder(effect=effect):
            proof = effect.proof
            case_number = proof.acceptance.case_number
            return PrintRequest(
                kind=SheetKind.PROOF,
                key=print_key(SheetKind.PROOF, subject=proof.verification_code, copy=copy, grant=case_number),
                grant="",
                form="",
                holder_hash=effect.holder_hash,
                facts=ReportFacts(visit=order.visit, case_number=case_number, subject=proof.verification_code),
            )
        case CertificateOrder(effect=certificate):
            grant = certificate.grant
            return PrintRequest(
                kind=SheetKind.CERTIFICATE,
                key=print_key(SheetKind.CERTIFICATE, subject=grant.licence, copy=copy, grant=grant.grant),
                grant=grant.grant,
                form=grant.form,
                holder_hash=certificate.holder_hash,
                facts=ReportFacts(visit=order.visit, case_number=grant.acceptance.case_number, subject=grant.licence),
            )
        case never:
            assert_never(never)
