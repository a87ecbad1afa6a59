"""The county's records as messages of the contract."""

from __future__ import annotations

from datetime import date
from typing import Final

from kiosk.bilingual import Bilingual
from kiosk.portal import identity_messages as who
from kiosk.portal import messages as m
from kiosk.sandbox.matters import NATURAL_RESOURCES, PROPERTY_DETAIL_PROOF, PROPERTY_PROOF
from kiosk.sandbox.records import CaseRecord, Envelope, HeldLicence, LicenceKind, Unit
from kiosk.sandbox.store import AcceptedMatter, StoppedMatter
from kiosk.visit.register import CaseStage

_PROOFS: Final = {
    PROPERTY_PROOF: Bilingual("房产套数证明", "Proof of property count"),
    PROPERTY_DETAIL_PROOF: Bilingual("不动产登记信息查询证明", "Proof of registered property"),
}
_CONCLUDED: Final = Bilingual("已办结", "Concluded")
_PRINTING: Final = Bilingual("已受理，等待打印", "Accepted, waiting for the print")


def property_message(key: str, unit: Unit) -> m.PropertyMessage:
    """Show a unit with its address masked."""
    return m.PropertyMessage(
        key=key,
        use=_text(unit.use),
        area_m2=unit.area_m2,
        masked_address=unit.masked_address,
        co_owners=len(unit.owners) - 1,
        registered=unit.registered,
        obstacle=_text(unit.obstacle) if unit.obstacle else None,
    )


def licence_message(key: str, held: HeldLicence) -> m.LicenceMessage:
    """Show a licence."""
    return m.LicenceMessage(
        key=key, form=held.kind.form, title=_text(held.kind.title), granted=held.granted, state=held.state
    )


def case_message(case: CaseRecord) -> m.CaseMessage:
    """Show a case of the county."""
    return m.CaseMessage(
        number=case.number,
        title=_text(case.title),
        stages=_stages(case.accepted, case.reviewed, case.concluded),
        promised=case.promised,
        portal_state=_text(case.portal_state),
        department=_text(case.department),
        department_state=_text(case.department_state) if case.department_state else None,
        systems_agree=case.systems_agree,
        rating_token=case.rating_token,
    )


def matter_message(matter: AcceptedMatter, kind: LicenceKind | None) -> m.CaseMessage:
    """Show a matter that a terminal brought; it is promised for the day on which it came (即办件).

    ``kind`` is what was printed; absent for a proof.
    """
    title = kind.case if kind else _PROOFS[matter.service]
    department = kind.department if kind else NATURAL_RESOURCES
    return m.CaseMessage(
        number=matter.case_number,
        title=_text(title),
        stages=_stages(matter.accepted, matter.concluded, matter.concluded),
        promised=matter.accepted,
        portal_state=_text(_CONCLUDED if matter.concluded else _PRINTING),
        department=_text(department),
        department_state=None,
        systems_agree=True,
        rating_token=matter.rating_token if matter.concluded else None,
    )


def stopped_message(stopped: StoppedMatter, title: Bilingual) -> who.CodeLookedUpMessage:
    """Show a matter that can go on."""
    return who.CodeLookedUpMessage(
        meaning=who.MatterFoundMessage(service=stopped.service, title=_text(title), stopped_on=stopped.noted)
    )


def envelope_message(envelope: Envelope, today: date) -> who.CodeLookedUpMessage:
    """Show a document that waits in the locker, or will; it names nobody."""
    place = Bilingual(f"取件柜 {envelope.cell} 号格", f"Pick-up locker, cell {envelope.cell}")
    return who.CodeLookedUpMessage(
        meaning=who.PickupFoundMessage(
            title=_text(envelope.contents), ready=envelope.since <= today, place=_text(place), until=envelope.until
        )
    )


def _stages(accepted: date, reviewed: date | None, concluded: date | None) -> tuple[m.StageMessage, ...]:
    return (
        m.StageMessage(stage=CaseStage.ACCEPTED, on=accepted),
        m.StageMessage(stage=CaseStage.IN_REVIEW, on=reviewed),
        m.StageMessage(stage=CaseStage.CONCLUDED, on=concluded),
    )


def _text(text: Bilingual) -> m.TextMessage:
    return m.TextMessage(zh=text.zh, en=text.en)
