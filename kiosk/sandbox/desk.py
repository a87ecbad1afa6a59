"""The sandbox portal's business, free of HTTP: each method answers one operation of the contract."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable
from datetime import date, timedelta
from typing import Final

from kiosk.catalogue.resuming import RESUME_DAYS
from kiosk.catalogue.service import Catalogue
from kiosk.portal import identity_messages as who
from kiosk.portal import messages as m
from kiosk.portal.errors import RefusalReason
from kiosk.sandbox.answers import (
    case_message,
    envelope_message,
    licence_message,
    matter_message,
    property_message,
    stopped_message,
)
from kiosk.sandbox.faults import Fault, Faults
from kiosk.sandbox.identity_desk import demand_level, identify, key_of
from kiosk.sandbox.matters import LEAST_LEVEL, NATURAL_RESOURCES
from kiosk.sandbox.numbers import case_number, holder_hash
from kiosk.sandbox.papers import CertificateWriter, as_of, verification_code
from kiosk.sandbox.proofs import PROOFS
from kiosk.sandbox.records import County, HeldLicence, LicenceKind, Resident, Unit
from kiosk.sandbox.refused import Refused
from kiosk.sandbox.store import AcceptedMatter, CertificatePrint, Grant, Paper, SandboxStore, StoppedMatter
from kiosk.visit.person import mask_name
from kiosk.visit.register import LicenceState

FIRST_SERIAL: Final = 5001
"""Cases that terminals bring begin here, above those of the invented county."""
RECEIVED: Final = m.ReceivedMessage(received=True)


class Desk:
    """Answers in the name of the invented county.

    ``catalogue`` knows the services by name. ``verify_url`` is the public address below which ``/verify/{code}``
    confirms a paper. Codes and keys come of the county's seed and the idempotency key, so that the same journey gets
    the same papers.
    """

    def __init__(
        self,
        *,
        county: County,
        catalogue: Catalogue,
        store: SandboxStore,
        faults: Faults,
        today: Callable[[], date],
        verify_url: Callable[[], str],
    ) -> None:
        self._county = county
        self._catalogue = catalogue
        self._store = store
        self._faults = faults
        self._today = today
        self._verify_url = verify_url
        self._writer = CertificateWriter()
        self._secret = hashlib.sha256(f"sandbox {county.seed}".encode()).digest()
        self._units = {self._handle("unit", unit.number): unit for unit in county.units}
        self._licences = {self._handle("licence", held.id): held for held in county.licences}
        self._cases = {case.number: case for case in county.cases}
        self._tokens = {case.rating_token for case in county.cases if case.rating_token}

    def health(self) -> m.HealthMessage:
        """Say that the sandbox answers."""
        return m.HealthMessage(portal="桃江县模拟平台 (sandbox)", specimen=True, today=self._today())

    def find_properties(self, ask: m.FindPropertiesMessage) -> m.PropertiesFoundMessage:
        """List the units of a person."""
        self._identify(ask.person)
        units = self._county.units_of(key_of(ask.person))
        found = tuple(property_message(self._handle("unit", unit.number), unit) for unit in units)
        return m.PropertiesFoundMessage(properties=found, data_as_of=as_of(self._today()))

    def find_licences(self, ask: m.FindLicencesMessage) -> m.LicencesFoundMessage:
        """List the licences of a person for a form."""
        self._identify(ask.person)
        held = self._county.licences_of(key_of(ask.person), ask.form)
        return m.LicencesFoundMessage(
            licences=tuple(licence_message(self._handle("licence", one.id), one) for one in held)
        )

    def find_cases(self, ask: m.FindCasesMessage) -> m.CasesFoundMessage:
        """List the cases of a person: those that terminals brought, and the county's, newest first."""
        self._identify(ask.person)
        key = key_of(ask.person)
        brought = (self._matter(matter) for matter in self._store.matters_of(key))
        return m.CasesFoundMessage(cases=(*brought, *(case_message(case) for case in self._county.cases_of(key))))

    def issue_proof(self, ask: m.IssueProofMessage, key: str) -> m.ProofIssuedMessage:
        """Accept the matter, which is concluded at once, and issue the proof."""
        proof = PROOFS.get(ask.service)
        if proof is None:
            raise Refused(RefusalReason.SERVICE_NOT_OFFERED, ask.service)
        self._identify(ask.person)
        demand_level(ask.person, LEAST_LEVEL[ask.service])
        chosen = self._chosen(ask)
        today = self._today()
        acceptance = self._accept(ask.service, ask.person, key, concluded=today)
        code = verification_code(self._secret, key)
        paper = Paper(
            code=code,
            kind=m.PaperKind.PROOF,
            title=proof.title,
            masked_name=mask_name(ask.person.name),
            issuer=NATURAL_RESOURCES.zh,
            issued=today,
        )
        self._store.issue(paper)
        columns, rows = proof.table(chosen)
        everything = self._county.units_of(key_of(ask.person))
        return m.ProofIssuedMessage(
            acceptance=acceptance,
            title=paper.title,
            paragraphs=proof.paragraphs(ask.person, everything, chosen, today),
            columns=columns,
            rows=rows,
            verification_code=code,
            verify_url=self._verify(code),
            issuer=paper.issuer,
            issued=today,
            data_as_of=as_of(today),
            holder_hash=self._holder_hash(key_of(ask.person)),
            specimen=True,
        )

    def grant_certificate(self, ask: m.GrantCertificateMessage, key: str) -> m.CertificateGrantedMessage:
        """Accept the matter and give leave to print the licence once; it is concluded when the print is reported."""
        kind = self._county.licence_kinds.get(ask.service)
        if kind is None:
            raise Refused(RefusalReason.SERVICE_NOT_OFFERED, ask.service)
        self._identify(ask.person)
        demand_level(ask.person, kind.identity)
        held, holder = self._held(ask, kind)
        today = self._today()
        acceptance = self._accept(ask.service, ask.person, key, concluded=None)
        grant = f"g{self._handle('grant', key)}"
        granted = Grant(id=grant, licence=ask.licence, holder=held.holder, case_number=acceptance.case_number)
        self._store.grant(granted)
        code = verification_code(self._secret, key)
        self._store.issue(
            Paper(
                code=code,
                kind=m.PaperKind.CERTIFICATE,
                title=kind.title.zh,
                masked_name=mask_name(holder.name),
                issuer=kind.issuer,
                issued=today,
            )
        )
        contents = self._writer.fill(held, holder, self._verify(code))
        return m.CertificateGrantedMessage(
            acceptance=acceptance,
            grant=grant,
            licence=ask.licence,
            form=kind.form,
            title=m.TextMessage(zh=kind.title.zh, en=kind.title.en),
            values=contents.values,
            pictures=contents.pictures,
            tables=contents.tables,
            holder_hash=self._holder_hash(held.holder),
            specimen=True,
        )

    def check_grant(self, grant: str) -> m.GrantStateMessage:
        """Say what the register says at this moment."""
        found = self._granted(grant)
        held = self._licences.get(found.licence)
        state = held.state if held else LicenceState.OTHER
        if self._faults.now is Fault.REVOKED:
            state = LicenceState.REVOKED
        return m.GrantStateMessage(state=state, holder_hash=self._holder_hash(found.holder))

    def report_certificate(self, report: m.CertificatePrintedMessage) -> m.ReceivedMessage:
        """Bind a blank to a licence. A grant is printed on one blank, and a blank carries one grant."""
        grant = self._granted(report.grant)
        if grant.licence != report.licence:
            raise Refused(RefusalReason.GRANT_UNKNOWN, "the grant is for another licence")
        earlier = self._store.certificate_print(grant=report.grant)
        if earlier is not None and earlier.blank_serial != report.blank_serial:
            raise Refused(RefusalReason.GRANT_ALREADY_PRINTED, "on another blank")
        if earlier is not None:
            return RECEIVED
        if self._store.certificate_print(blank_serial=report.blank_serial) is not None:
            raise Refused(RefusalReason.BLANK_ALREADY_USED, "it carries another grant")
        self._store.report_certificate(
            CertificatePrint(
                grant=report.grant,
                licence=report.licence,
                blank_serial=report.blank_serial,
                print_key=report.print_key,
                sheet_sha256=report.sheet_sha256,
                printed_at=report.printed_at.isoformat(),
            )
        )
        self._store.conclude(grant.case_number, self._today())
        return RECEIVED

    def report_proof(self, report: m.ProofPrintedMessage) -> m.ReceivedMessage:
        """Keep that a proof came out."""
        self._known_case(report.case_number)
        self._store.report_proof(
            report.print_key,
            report.case_number,
            report.verification_code,
            report.copies,
            report.sheet_sha256,
            report.printed_at.isoformat(),
        )
        return RECEIVED

    def report_uncertain(self, report: m.PrintUncertainMessage) -> m.ReceivedMessage:
        """Keep that a print must be settled by a person."""
        self._known_case(report.case_number)
        self._store.report_uncertain(
            report.print_key,
            report.case_number,
            report.grant,
            report.blank_serial,
            report.failure,
            report.noted_at.isoformat(),
        )
        return RECEIVED

    def rate(self, rating: m.RatingMessage) -> m.ReceivedMessage:
        """Keep a rating, one for each case."""
        if rating.token not in self._tokens and not self._store.knows_token(rating.token):
            raise Refused(RefusalReason.RATING_UNKNOWN)
        if self._store.rating(rating.token) is not None:
            raise Refused(RefusalReason.RATING_ALREADY_GIVEN)
        self._store.rate(rating.token, rating.level)
        return RECEIVED

    def note_resume(self, note: m.ResumeMessage) -> m.ReceivedMessage:
        """Keep where a matter stopped."""
        stopped = StoppedMatter(
            code=_plain(note.resume_code),
            service=note.service,
            step=note.step,
            failure=note.failure,
            case_number=note.case_number,
            noted=self._today(),
        )
        self._store.note_resume(stopped)
        return RECEIVED

    def case(self, number: str) -> m.CaseMessage:
        """Show a case to whoever has its number; it names nobody."""
        brought = self._store.matter(number.upper())
        if brought is not None:
            return self._matter(brought)
        case = self._cases.get(number.upper())
        if case is None:
            raise Refused(RefusalReason.NOT_FOUND, "no case has this number")
        return case_message(case)

    def stopped(self, code: str) -> StoppedMatter:
        """Show where a matter stopped, as long as its resume code works; hyphens and small letters do not matter."""
        stopped = self._store.stopped(_plain(code))
        if stopped is None or self._today() > resumable_until(stopped):
            raise Refused(RefusalReason.NOT_FOUND, "no resume code that works")
        return stopped

    def verify(self, code: str) -> m.PaperConfirmedMessage:
        """Confirm a paper by its code; hyphens and small letters do not matter."""
        signs = _plain(code)
        paper = self._store.paper("-".join(signs[at : at + 4] for at in range(0, len(signs), 4)))
        if paper is None:
            raise Refused(RefusalReason.NOT_FOUND, "no paper has this code")
        return m.PaperConfirmedMessage(
            code=paper.code,
            kind=paper.kind,
            title=paper.title,
            masked_name=paper.masked_name,
            issuer=paper.issuer,
            issued=paper.issued,
            specimen=True,
        )

    def look_up_code(self, ask: who.LookUpCodeMessage) -> who.CodeLookedUpMessage:
        """Say what a slip's or pick-up code stands for; hyphens and small letters do not matter."""
        today = self._today()
        stopped = self._store.stopped(_plain(ask.code))
        service = self._catalogue.find(stopped.service) if stopped else None
        if stopped is not None and service is not None and today <= resumable_until(stopped):
            return stopped_message(stopped, service.name)
        envelope = self._county.envelope(_plain(ask.code))
        if envelope is None or today > envelope.until:
            raise Refused(RefusalReason.CODE_NOT_FOUND)
        return envelope_message(envelope, today)

    def _matter(self, matter: AcceptedMatter) -> m.CaseMessage:
        return matter_message(matter, self._county.licence_kinds.get(matter.service))

    def _identify(self, person: m.PersonMessage) -> None:
        identify(self._county, person)

    def _chosen(self, ask: m.IssueProofMessage) -> tuple[Unit, ...]:
        found = [self._units.get(key) for key in dict.fromkeys(ask.properties)]
        chosen = tuple(unit for unit in found if unit is not None and key_of(ask.person) in unit.owners)
        if len(chosen) != len(found):
            raise Refused(RefusalReason.NOT_FOUND, "a unit is not the person's")
        if any(unit.obstacle for unit in chosen):
            raise Refused(RefusalReason.PROPERTY_NOT_PROVABLE)
        return chosen

    def _held(self, ask: m.GrantCertificateMessage, kind: LicenceKind) -> tuple[HeldLicence, Resident]:
        held = self._licences.get(ask.licence)
        holder = self._county.resident(key_of(ask.person))
        if held is None or holder is None or held.holder != holder.key or held.kind != kind:
            raise Refused(RefusalReason.NOT_FOUND, "the licence is not the person's")
        if held.state is not LicenceState.VALID:
            raise Refused(RefusalReason.LICENCE_NOT_VALID, held.state.name)
        return held, holder

    def _granted(self, grant: str) -> Grant:
        found = self._store.granted(grant)
        if found is None:
            raise Refused(RefusalReason.GRANT_UNKNOWN)
        return found

    def _known_case(self, number: str) -> None:
        if self._store.matter(number) is None:
            raise Refused(RefusalReason.CASE_UNKNOWN)

    def _accept(self, service: str, person: m.PersonMessage, key: str, concluded: date | None) -> m.AcceptanceMessage:
        today = self._today()
        number = case_number(today, self._store.next_serial(today, FIRST_SERIAL))
        token = f"r{self._handle('rating', key)}"
        self._store.accept(
            AcceptedMatter(
                case_number=number,
                service=service,
                applicant=key_of(person),
                accepted=today,
                concluded=concluded,
                rating_token=token,
            )
        )
        return m.AcceptanceMessage(case_number=number, rating_token=token)

    def _holder_hash(self, key: str) -> str:
        if self._faults.now is Fault.WRONG_HOLDER:
            key = next(person.key for person in self._county.residents if person.key != key)
        return holder_hash(key)

    def _verify(self, code: str) -> str:
        return f"{self._verify_url()}/verify/{code}"

    def _handle(self, kind: str, name: str) -> str:
        return hmac.new(self._secret, f"{kind} {name}".encode(), hashlib.sha256).hexdigest()[:24]


def resumable_until(stopped: StoppedMatter) -> date:
    """Return the last day on which a resume code works, counted from the day on which the portal heard of it."""
    return stopped.noted + timedelta(days=RESUME_DAYS)


def _plain(code: str) -> str:
    """Return a code that people type, without hyphens and in capital letters."""
    return code.upper().replace("-", "")
