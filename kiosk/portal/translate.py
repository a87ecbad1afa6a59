"""Between the portal's messages and the words of a visit."""

from __future__ import annotations

from typing import assert_never

from kiosk.bilingual import Bilingual
from kiosk.portal import identity_messages as who
from kiosk.portal import messages as m
from kiosk.portal.port import GrantCheck
from kiosk.visit import register as r
from kiosk.visit.identity import LEVEL_OF_WAY, Way
from kiosk.visit.person import Person


def person_message(person: Person) -> m.PersonMessage:
    """Take from a person what the portal needs."""
    return m.PersonMessage(
        name=person.name,
        id_number=person.id_number,
        numbering=person.numbering,
        issuing_state=person.issuing_state,
        way=person.way,
        level=person.level,
        card=person.card,
        clerk=person.clerk,
    )


def person_known(answer: who.PersonFoundMessage, way: Way, clerk: str | None = None) -> r.PersonKnown:
    """Read whom a phone's code or a clerk's word stands for."""
    known = answer.person
    return r.PersonKnown(
        Person(
            name=known.name,
            id_number=known.id_number,
            numbering=known.numbering,
            issuing_state=known.issuing_state,
            sex=known.sex,
            birth=known.birth,
            way=way,
            level=LEVEL_OF_WAY[way],
            clerk=clerk,
        )
    )


def code_sent(answer: who.OneTimeCodeSentMessage) -> r.OneTimeCodeSent:
    """Read that a one-time code is on its way."""
    return r.OneTimeCodeSent(challenge=answer.challenge, masked_phone=answer.masked_phone)


def code_checked(answer: who.OneTimeCodeCheckedMessage) -> r.OneTimeCodeChecked:
    """Read whether a one-time code was right."""
    return r.OneTimeCodeChecked(right=answer.right, tries_left=answer.tries_left)


def code_meaning(answer: who.CodeLookedUpMessage) -> r.CodeMeaning:
    """Read what a slip's or pick-up code stands for."""
    match answer.meaning:
        case who.MatterFoundMessage(service=service, title=title, stopped_on=stopped_on):
            return r.MatterFound(service, bilingual(title), stopped_on)
        case who.PickupFoundMessage(title=title, ready=ready, place=place, until=until):
            return r.PickupFound(bilingual(title), ready, bilingual(place), until)
        case never:
            assert_never(never)


def bilingual(text: m.TextMessage) -> Bilingual:
    """Read a text for people."""
    return Bilingual(text.zh, text.en)


def maybe_bilingual(text: m.TextMessage | None) -> Bilingual | None:
    """Read a text that may be absent."""
    return None if text is None else bilingual(text)


def properties_found(answer: m.PropertiesFoundMessage) -> r.PropertiesFound:
    """Read the units of a person."""
    return r.PropertiesFound(tuple(_property(unit) for unit in answer.properties), answer.data_as_of)


def _property(unit: m.PropertyMessage) -> r.Property:
    return r.Property(
        key=unit.key,
        use=bilingual(unit.use),
        area_m2=unit.area_m2,
        masked_address=unit.masked_address,
        co_owners=unit.co_owners,
        registered=unit.registered,
        obstacle=maybe_bilingual(unit.obstacle),
    )


def licences_found(answer: m.LicencesFoundMessage) -> r.LicencesFound:
    """Read the licences of a person."""
    return r.LicencesFound(
        tuple(
            r.Licence(
                key=licence.key,
                form=licence.form,
                title=bilingual(licence.title),
                granted=licence.granted,
                state=licence.state,
            )
            for licence in answer.licences
        )
    )


def cases_found(answer: m.CasesFoundMessage) -> r.CasesFound:
    """Read the cases of a person."""
    return r.CasesFound(tuple(_case(case) for case in answer.cases))


def _case(case: m.CaseMessage) -> r.Case:
    return r.Case(
        number=case.number,
        title=bilingual(case.title),
        stages=tuple(r.StageReached(stage=stage.stage, on=stage.on) for stage in case.stages),
        promised=case.promised,
        portal_state=bilingual(case.portal_state),
        department=bilingual(case.department),
        department_state=maybe_bilingual(case.department_state),
        systems_agree=case.systems_agree,
        rating_token=case.rating_token,
    )


def proof_issued(answer: m.ProofIssuedMessage) -> r.IssuedProof:
    """Read an issued proof."""
    return r.IssuedProof(
        acceptance=_acceptance(answer.acceptance),
        title=answer.title,
        paragraphs=answer.paragraphs,
        columns=answer.columns,
        rows=answer.rows,
        verification_code=answer.verification_code,
        verify_url=answer.verify_url,
        issuer=answer.issuer,
        issued=answer.issued,
        data_as_of=answer.data_as_of,
        holder_hash=answer.holder_hash,
        specimen=answer.specimen,
    )


def certificate_granted(answer: m.CertificateGrantedMessage) -> r.CertificateGrant:
    """Read the leave to print a certificate."""
    return r.CertificateGrant(
        acceptance=_acceptance(answer.acceptance),
        grant=answer.grant,
        licence=answer.licence,
        form=answer.form,
        title=bilingual(answer.title),
        values=tuple((value.key, value.text) for value in answer.values),
        pictures=tuple((picture.key, picture.data) for picture in answer.pictures),
        tables=tuple((table.key, table.rows) for table in answer.tables),
        holder_hash=answer.holder_hash,
        specimen=answer.specimen,
    )


def grant_check(answer: m.GrantStateMessage) -> GrantCheck:
    """Read state and holder of a grant."""
    return GrantCheck(answer.state, answer.holder_hash)


def _acceptance(answer: m.AcceptanceMessage) -> r.Acceptance:
    return r.Acceptance(case_number=answer.case_number, rating_token=answer.rating_token)
