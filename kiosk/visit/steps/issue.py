"""Proof and certificate: the portal accepts the matter, then the sheet is printed for exactly this holder."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from kiosk.bilingual import Bilingual
from kiosk.catalogue.service import StepKind
from kiosk.visit.availability import paper_fault
from kiosk.visit.effects import PrintCertificate, PrintProof
from kiosk.visit.events import (
    Event,
    PaperPresented,
    PortalAnswered,
    PortalFailed,
    PrintAdvanced,
    PrintFailed,
    PrintUncertain,
)
from kiosk.visit.outcome import Context, Halt, Ignore, Outcome, Proceed, Remain
from kiosk.visit.person import Person
from kiosk.visit.register import (
    Answer,
    CertificateGrant,
    GrantCertificate,
    IssuedProof,
    IssueProof,
    Question,
)
from kiosk.visit.state import Issuing, Printing

HOLDER_MISMATCH: Final = "PRINT_HOLDER_MISMATCH"
"""The portal issued somebody else's paper: nothing may be printed here before staff have looked (design, section 6)."""

HOLDER_NUMBER: Final = "holder_id_number"
"""The data key of the holder's own number (printing/forms/keys.toml)."""


def enter_issue(context: Context) -> Outcome:
    """Ask the portal to accept the matter and to give leave to print: it must not grant what cannot be printed."""
    if code := paper_fault(context.service, context.now):
        return Halt(code, context.dossier)
    return Remain(Issuing(context.ticket, context.kind), context.dossier, (context.ask(_question(context)),))


def _question(context: Context) -> Question:
    dossier = context.dossier
    if context.kind is StepKind.CERTIFICATE:
        return GrantCertificate(context.service.id, context.person, dossier.licence.key if dossier.licence else "")
    return IssueProof(context.service.id, context.person, tuple(sorted(dossier.chosen)), dossier.copies)


def handle_issuing(context: Context, step: Issuing, event: Event) -> Outcome:
    """Wait for leave to print."""
    match event:
        case PortalAnswered(ticket, answer) if ticket == step.ticket:
            return _print(context, answer)
        case PortalFailed(ticket, code) if ticket == step.ticket:
            return Halt(code, context.dossier)
        case _:
            return Ignore()


def _print(context: Context, answer: Answer) -> Outcome:
    """Print what was issued, if it is this resident's and the card they came with, if any, still lies there."""
    match answer:
        case IssuedProof() if context.kind is StepKind.PROOF:
            dossier = replace(context.dossier, proof=answer, acceptance=answer.acceptance)
        case CertificateGrant() if context.kind is StepKind.CERTIFICATE:
            dossier = replace(context.dossier, grant=answer, acceptance=answer.acceptance)
        case _:
            return Halt("PORTAL_ANSWER_UNUSABLE", context.dossier)
    holder = context.person.holder_hash
    if answer.holder_hash != holder or _names_another(answer, context.person):
        return Halt(HOLDER_MISMATCH, dossier)
    if isinstance(answer, CertificateGrant) and answer.form != context.service.form:
        # Tray, stock and calibration were looked at for the service's form only.
        return Halt("PORTAL_ANSWER_UNUSABLE", dossier)
    if dossier.insertion is not None and dossier.insertion not in context.cards:
        return Halt("CARD_LIFTED_BEFORE_PRINT", dossier)
    effect: PrintProof | PrintCertificate
    if isinstance(answer, IssuedProof):
        effect = PrintProof(context.ticket, answer, dossier.copies, holder)
    else:
        effect = PrintCertificate(context.ticket, answer, context.service.line, holder)
    return Remain(Printing(context.ticket, context.kind), dossier, (effect,))


def _names_another(answer: IssuedProof | CertificateGrant, person: Person) -> bool:
    """Whether the number that would be printed as the holder's is not this resident's, whatever the hash says."""
    if not isinstance(answer, CertificateGrant):
        return False
    printed = [text for key, text in answer.values if key == HOLDER_NUMBER]
    return any(number.strip().upper() != person.id_number.upper() for number in printed)


def handle_printing(context: Context, step: Printing, event: Event) -> Outcome:
    """Follow the sheet until it lies in the outlet."""
    match event:
        case PrintAdvanced(ticket, stage, fact) if ticket == step.ticket:
            return Remain(replace(step, reached=(*step.reached, (stage, fact))), context.dossier)
        case PaperPresented(ticket, _) if ticket == step.ticket:
            return Proceed(replace(context.dossier, papers=(*context.dossier.papers, _paper(context))))
        case PrintFailed(ticket, code) if ticket == step.ticket:
            return Halt(code, context.dossier)
        case PrintUncertain(ticket, code) if ticket == step.ticket:
            return Halt(code, context.dossier, uncertain=True)
        case _:
            return Ignore()


def _paper(context: Context) -> Bilingual:
    """What came out, as the slip names it."""
    if context.kind is StepKind.CERTIFICATE and context.dossier.grant is not None:
        return context.dossier.grant.title
    return context.service.name
