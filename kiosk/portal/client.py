"""The portal over HTTPS: one session a line, mutual TLS, and answers taken only when they keep the contract."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from typing import Final, TypeAlias, TypeVar, assert_never

from pydantic import ValidationError

from kiosk.portal import identity_messages as who
from kiosk.portal import messages as m
from kiosk.portal import operations as op
from kiosk.portal import parcel_json as told
from kiosk.portal import translate
from kiosk.portal.errors import (
    LineDown,
    PortalAnswerUnusable,
    PortalBroken,
    PortalError,
    PortalRefused,
    RefusalReason,
)
from kiosk.portal.lines import Line
from kiosk.portal.parcels import (
    CertificatePrinted,
    Parcel,
    PrintUncertainNoted,
    ProofPrinted,
    RatingParcel,
    ResumeNoted,
)
from kiosk.portal.port import GrantCheck
from kiosk.portal.switchboard import Switchboard
from kiosk.portal.wire import Reply, Wire
from kiosk.visit.identity import Way
from kiosk.visit.person import Person
from kiosk.visit.register import (
    Answer,
    CheckOneTimeCode,
    FindCases,
    FindLicences,
    FindPerson,
    FindProperties,
    GrantCertificate,
    IssueProof,
    LookUpCode,
    Question,
    SendOneTimeCode,
    VerifyCredential,
)

IdentityQuestion: TypeAlias = VerifyCredential | SendOneTimeCode | CheckOneTimeCode | FindPerson | LookUpCode

BROKEN_STATUS: Final = 500
"""HTTP answers from here on say that the portal failed itself (RFC 9110, section 15.6)."""
OK_STATUS: Final = 200

AskT = TypeVar("AskT", bound=m.Message)
AnswerT = TypeVar("AnswerT", bound=m.Message)


class HttpPortal:
    """The county platform over its lines. Safe to use from several threads.

    ``parcel_line`` is the line over which parcels go. Every call reports to the switchboard; a call over a line whose
    breaker is open fails at once with the code that opened it. ``health`` asks in any case.
    """

    def __init__(
        self,
        *,
        lines: Iterable[Line],
        parcel_line: str,
        switchboard: Switchboard,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._wires = {line.name: Wire(line=line, monotonic=monotonic) for line in lines}
        self._parcel_line = parcel_line
        self._switchboard = switchboard

    def close(self) -> None:
        """Give up all connections."""
        for wire in self._wires.values():
            wire.close()

    def health(self, line: str) -> None:
        """Return when the portal answers over this line; an open breaker does not keep it from asking."""
        self._settle(line, op.HEALTH.answer, lambda: self._wires[line].get(op.HEALTH.path))

    def ask(self, question: Question, *, line: str, idempotency_key: str) -> Answer:
        """Put a question over a line. Raises ``PortalError``."""
        key = idempotency_key
        match question:
            case FindProperties(person):
                find = m.FindPropertiesMessage(person=_person(person, line))
                return translate.properties_found(self._post(line, op.FIND_PROPERTIES, find, key))
            case FindLicences(person, form):
                licences = _build(line, lambda: m.FindLicencesMessage(person=_person(person, line), form=form))
                return translate.licences_found(self._post(line, op.FIND_LICENCES, licences, key))
            case FindCases(person):
                cases = m.FindCasesMessage(person=_person(person, line))
                return translate.cases_found(self._post(line, op.FIND_CASES, cases, key))
            case IssueProof():
                issue = _build(line, lambda: _issue(question, _person(question.person, line)))
                return translate.proof_issued(self._post(line, op.ISSUE_PROOF, issue, key))
            case GrantCertificate():
                grant = _build(line, lambda: _grant(question, _person(question.person, line)))
                return translate.certificate_granted(self._post(line, op.GRANT_CERTIFICATE, grant, key))
            case VerifyCredential() | SendOneTimeCode() | CheckOneTimeCode() | FindPerson() | LookUpCode():
                return self._ask_who(question, line, key)
            case never:
                assert_never(never)

    def _ask_who(self, question: IdentityQuestion, line: str, key: str) -> Answer:
        """Ask what tells who somebody is, or what a code stands for.

        What a resident scanned or typed may be anything; what cannot be a code is refused as one that nobody knows.
        """
        match question:
            case VerifyCredential(code):
                unknown = RefusalReason.CREDENTIAL_NOT_ACCEPTED
                verify = _build(line, lambda: who.VerifyCredentialMessage(code=code), unknown)
                known = self._post(line, op.VERIFY_CREDENTIAL, verify, key)
                return translate.person_known(known, Way.PHONE_CODE)
            case SendOneTimeCode(person):
                send = who.SendOneTimeCodeMessage(person=_person(person, line))
                return translate.code_sent(self._post(line, op.SEND_ONE_TIME_CODE, send, key))
            case CheckOneTimeCode(challenge, code):
                check = _build(line, lambda: who.CheckOneTimeCodeMessage(challenge=challenge, code=code))
                return translate.code_checked(self._post(line, op.CHECK_ONE_TIME_CODE, check, key))
            case FindPerson(id_number, clerk):
                nobody = RefusalReason.PERSON_NOT_FOUND
                find = _build(line, lambda: who.FindPersonMessage(id_number=id_number, clerk=clerk), nobody)
                return translate.person_known(self._post(line, op.FIND_PERSON, find, key), Way.CLERK, clerk)
            case LookUpCode(code):
                look = _build(line, lambda: who.LookUpCodeMessage(code=code), RefusalReason.CODE_NOT_FOUND)
                return translate.code_meaning(self._post(line, op.LOOK_UP_CODE, look, key))
            case never:
                assert_never(never)

    def check_grant(self, grant: str, *, line: str) -> GrantCheck:
        """Ask again for state and holder. Raises ``PortalError``."""
        path = op.CHECK_GRANT.path.format(handle=grant)
        answer = self._through(line, op.CHECK_GRANT.answer, lambda: self._wires[line].get(path))
        return translate.grant_check(answer)

    def deliver(self, parcel: Parcel) -> None:
        """Hand over a parcel. Raises ``PortalError``."""
        line, key = self._parcel_line, parcel.idempotency_key
        match parcel:
            case RatingParcel():
                self._post(line, op.RATE, _build(line, lambda: told.rating_message(parcel)), key)
            case CertificatePrinted():
                printed = _build(line, lambda: told.certificate_message(parcel))
                self._post(line, op.REPORT_CERTIFICATE, printed, key)
            case ProofPrinted():
                self._post(line, op.REPORT_PROOF, _build(line, lambda: told.proof_message(parcel)), key)
            case ResumeNoted():
                self._post(line, op.NOTE_RESUME, _build(line, lambda: told.resume_message(parcel)), key)
            case PrintUncertainNoted():
                self._post(line, op.REPORT_UNCERTAIN, _build(line, lambda: told.uncertain_message(parcel)), key)
            case never:
                assert_never(never)

    def _post(self, line: str, operation: op.Post[AskT, AnswerT], message: AskT, key: str) -> AnswerT:
        body = message.model_dump_json().encode()
        header = key if operation.writes else None

        def send() -> Reply:
            return self._wires[line].post(operation.path, body, header, once=operation.once)

        return self._through(line, operation.answer, send)

    def _through(self, line: str, answer: type[AnswerT], send: Callable[[], Reply]) -> AnswerT:
        if not self._switchboard.admit(line):
            status = self._switchboard.status(line)
            raise LineDown(line, "not asked: the line is down", code=status.code)
        return self._settle(line, answer, send)

    def _settle(self, line: str, answer: type[AnswerT], send: Callable[[], Reply]) -> AnswerT:
        try:
            read = _read(line, answer, send())
        except PortalRefused:
            self._switchboard.answered(line)
            raise
        except PortalError as error:
            self._switchboard.failed(line, error.code, certain=isinstance(error, LineDown))
            raise
        self._switchboard.answered(line)
        return read


def _read(line: str, answer: type[AnswerT], reply: Reply) -> AnswerT:
    """Take an answer apart. Raises ``PortalBroken``, ``PortalRefused`` and ``PortalAnswerUnusable``."""
    if reply.status >= BROKEN_STATUS:
        raise PortalBroken(line, f"HTTP {reply.status}")
    if not reply.is_json:
        raise PortalAnswerUnusable(line, f"HTTP {reply.status} without JSON")
    if reply.status != OK_STATUS:
        raise PortalRefused(line, _parse(line, m.RefusalMessage, reply.body).reason)
    return _parse(line, answer, reply.body)


def _parse(line: str, message: type[AnswerT], body: bytes) -> AnswerT:
    try:
        return message.model_validate_json(body)
    except ValidationError as error:
        # The values are personal, and pydantic's text shows them: tell places and kinds only.
        places = [f"{'.'.join(map(str, e['loc']))} {e['type']}" for e in error.errors(include_input=False)]
        raise PortalAnswerUnusable(line, f"{message.__name__}: {'; '.join(places[:5])}") from None


def _build(line: str, make: Callable[[], AskT], refusal: RefusalReason = RefusalReason.MESSAGE_UNUSABLE) -> AskT:
    """Make a message. One that breaks the contract never leaves; it is refused as the portal would."""
    try:
        return make()
    except ValidationError:
        raise PortalRefused(line, refusal) from None


def _person(person: Person, line: str) -> m.PersonMessage:
    return _build(line, lambda: translate.person_message(person))


def _issue(question: IssueProof, person: m.PersonMessage) -> m.IssueProofMessage:
    return m.IssueProofMessage(
        service=question.service, person=person, properties=question.properties, copies=question.copies
    )


def _grant(question: GrantCertificate, person: m.PersonMessage) -> m.GrantCertificateMessage:
    return m.GrantCertificateMessage(service=question.service, person=person, licence=question.licence)
