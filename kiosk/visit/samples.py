"""Samples of what cards, phones and registers say: one of each, about nobody."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Final

from devices.cards.access import MrzKey
from devices.cards.contents import CardContents, CardKind, Numbering, Sex
from devices.status import DeviceKind, DeviceState, DeviceStatus, Supply
from kiosk.bilingual import Bilingual
from kiosk.catalogue.service import Choice, Service, StepKind
from kiosk.visit.identity import Clerk
from kiosk.visit.person import Person
from kiosk.visit.register import (
    Acceptance,
    Answer,
    Case,
    CasesFound,
    CaseStage,
    CertificateGrant,
    IssuedProof,
    Licence,
    LicencesFound,
    LicenceState,
    OneTimeCodeSent,
    PropertiesFound,
    Property,
    StageReached,
)
from kiosk.visit.state import Serving, Visit

SOME_DAY: Final = date(2026, 11, 21)
SOME_TIME: Final = datetime(2026, 11, 21, tzinfo=UTC)
READER: Final = DeviceKind.IDENTITY_READER
OTHER_READER: Final = DeviceKind.CARD_READER
DEVICES: Final = tuple(
    DeviceStatus(kind=kind, state=DeviceState.ONLINE, paper=Supply.FULL, since=SOME_TIME)
    for kind in DeviceKind
    if kind is not DeviceKind.INPUT_BOARD
)
"""Every device works, and no sensor watches the outlets, so that every screen offers all its keys."""
BARE: Final = frozenset({READER, OTHER_READER, DeviceKind.CERTIFICATE_PRINTER, DeviceKind.RECEIPT_PRINTER})
CARDLESS: Final = frozenset(DeviceKind) - {READER, OTHER_READER}
RESIDENT: Final = CardContents(
    kind=CardKind.IDENTITY_CARD, name="甲", id_number="430922195001010025", sex=Sex.FEMALE, birth=date(1950, 1, 1)
)
SOMEBODY_ELSE: Final = CardContents(
    kind=CardKind.IDENTITY_CARD, name="乙", id_number="430922198503151235", sex=Sex.MALE, birth=date(1985, 3, 15)
)
DOCUMENT: Final = replace(RESIDENT, kind=CardKind.PASSPORT, numbering=Numbering.DOCUMENT, issuing_state="UTO")
"""The resident's travel document."""
ANOTHER: Final = Person.from_card(SOMEBODY_ELSE)
ACCEPTANCE: Final = Acceptance(case_number="K1", rating_token="token")  # noqa: S106 - a sample
ANY: Final = Bilingual("甲", "Any")
MRZ_KEY: Final = MrzKey(number="E00000000", birth="500101", expiry="350101")
PRINTED_LINES: Final = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10"
"""The specimen of ICAO Doc 9303-4, appendix B."""
CODE_SENT: Final = OneTimeCodeSent(challenge="challenge", masked_phone="138****0000")
CLERK: Final = Clerk(number="0001", name="甲")


def resident_of(visit: Visit) -> Person:
    """Return the resident of a visit, or the one who could be."""
    person = visit.phase.dossier.person if isinstance(visit.phase, Serving) else None
    return person or Person.from_card(RESIDENT)


def found(service: Service) -> Iterator[tuple[str, Answer]]:
    """Yield what the register can say of what a service lets one choose."""
    for name, keys in (("none found", ()), ("one found", ("first",)), ("several found", ("first", "second"))):
        match service.choice:
            case Choice.LICENCES:
                yield name, LicencesFound(tuple(_licence(key, service.form or "") for key in keys))
            case Choice.CASES:
                yield name, CasesFound(tuple(_case(key) for key in keys))
            case _:
                yield name, PropertiesFound(tuple(_property(key) for key in keys), SOME_DAY)


def _property(key: str) -> Property:
    return Property(key=key, use=ANY, area_m2=Decimal("80.00"), masked_address="", co_owners=0, registered=2014)


def _licence(key: str, form: str) -> Licence:
    return Licence(key=key, form=form, title=ANY, granted=SOME_DAY, state=LicenceState.VALID)


def _case(number: str) -> Case:
    return Case(
        number=number,
        title=ANY,
        stages=tuple(StageReached(stage=stage, on=SOME_DAY) for stage in CaseStage),
        promised=SOME_DAY,
        portal_state=ANY,
        department=ANY,
        department_state=None,
        systems_agree=True,
        rating_token=ACCEPTANCE.rating_token,
    )


def issued(kind: StepKind, service: Service, holder: Person) -> Answer:
    """Return leave to print, for a holder."""
    if kind is StepKind.CERTIFICATE:
        return CertificateGrant(
            acceptance=ACCEPTANCE,
            grant="G1",
            licence="first",
            form=service.form or "",
            title=ANY,
            values=(),
            holder_hash=holder.holder_hash,
            specimen=True,
        )
    return IssuedProof(
        acceptance=ACCEPTANCE,
        title=ANY.zh,
        paragraphs=(),
        columns=(),
        rows=(),
        verification_code="V1",
        verify_url="https://verify.example/V1",
        issuer=ANY.zh,
        issued=SOME_DAY,
        data_as_of=SOME_DAY,
        holder_hash=holder.holder_hash,
        specimen=True,
    )
