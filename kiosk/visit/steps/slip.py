"""Receipt, and the slip of a matter that stopped."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import replace
from typing import Final

from kiosk.visit.actions import EndVisit, Forward
from kiosk.visit.actions import PrintSlip as PrintSlipTouched
from kiosk.visit.effects import AcceptedSlip, PrintSlip, ProgressSlip, ResumeSlip, Slip
from kiosk.visit.events import Event, PaperPresented, PrintFailed, PrintUncertain, Touched
from kiosk.visit.outcome import Context, Ignore, Leave, Outcome, Proceed, Remain
from kiosk.visit.state import EndReason, PrintingSlip, SlipFailed, Stopped

RESUME_CODE_LENGTH: Final = 8
_LOOKALIKES: Final = str.maketrans("IO", "89")
"""RFC 4648 base32 has neither 0, 1, 8 nor 9; its I and O look like 1 and 0, so they become 8 and 9."""


def enter_receipt(context: Context) -> Outcome:
    """Print the receipt of the finished matter."""
    return Remain(PrintingSlip(context.ticket), context.dossier, (PrintSlip(context.ticket, _receipt(context)),))


def _receipt(context: Context) -> Slip:
    dossier = context.dossier
    if dossier.case is not None:
        return ProgressSlip(case=dossier.case, masked_name=context.person.masked_name)
    return AcceptedSlip(
        service=context.service.name,
        case_number=dossier.acceptance.case_number if dossier.acceptance else "",
        masked_name=context.person.masked_name,
        papers=dossier.papers,
    )


def handle_printing_slip(context: Context, step: PrintingSlip, event: Event) -> Outcome:
    """Follow the slip; a slip that fails never undoes what was done."""
    match event:
        case PaperPresented(ticket, _) if ticket == step.ticket:
            return Leave(EndReason.STOPPED, context.dossier) if step.stopped else Proceed(context.dossier)
        case PrintFailed(ticket, code) | PrintUncertain(ticket, code) if ticket == step.ticket:
            if step.stopped:
                return Remain(replace(step.stopped, slip_code=code), context.dossier)
            return Remain(SlipFailed(code), context.dossier)
        case _:
            return Ignore()


def handle_slip_failed(context: Context, event: Event) -> Outcome:
    """The resident has noted the case number."""
    return Proceed(context.dossier) if event == Touched(Forward()) else Ignore()


def handle_stopped(context: Context, step: Stopped, event: Event) -> Outcome:
    """Print the slip with which the matter goes on elsewhere, or end."""
    match event:
        case Touched(PrintSlipTouched()):
            effect = PrintSlip(context.ticket, _resume_slip(context, step))
            return Remain(PrintingSlip(context.ticket, step), context.dossier, (effect,))
        case Touched(EndVisit() | Forward()):
            return Leave(EndReason.STOPPED, context.dossier)
        case _:
            return Ignore()


def _resume_slip(context: Context, step: Stopped) -> ResumeSlip:
    person, acceptance = context.dossier.person, context.dossier.acceptance
    return ResumeSlip(
        service=context.service.name,
        reached=step.at.value,
        masked_name=person.masked_name if person else "",
        id_tail=person.id_tail if person else "",
        resume_code=step.resume_code,
        case_number=acceptance.case_number if acceptance else None,
        failure=step.code,
        uncertain=step.uncertain,
    )


def resume_code(key: str, ticket: int) -> str:
    """Eight characters that people can read to each other; they follow from the visit's random key alone."""
    digest = hashlib.sha256(f"resume {key} {ticket}".encode()).digest()
    return base64.b32encode(digest)[:RESUME_CODE_LENGTH].decode("ascii").translate(_LOOKALIKES)
