"""Carries the effects of a visit out on real devices, the portal and the records; results come back as events."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Final, Protocol, assert_never

from devices.cards.access import AccessKey, CanKey, MrzKey
from devices.cards.events import Insertion
from devices.cards.evidence import CardEvidence
from devices.errors import DeviceError
from devices.ports import CardReader, CodeScanner, MatchOutcome, PersonMatcher
from devices.status import DeviceKind
from kiosk.errors import KioskError
from kiosk.log import Redactor
from kiosk.portal.errors import PortalError
from kiosk.portal.parcels import Parcel, RatingParcel, ResumeNoted
from kiosk.portal.port import Portal
from kiosk.press.ports import ReportSink
from kiosk.press.press import Press
from kiosk.records.audit import Audit, Happening
from kiosk.records.errors import RecordsError
from kiosk.timers import Timers
from kiosk.visit.effects import (
    ArmScanner,
    AskPortal,
    CallAttention,
    CallStaff,
    CheckClerk,
    CountTaken,
    Cue,
    DisarmScanner,
    Effect,
    HideInLog,
    MatchPerson,
    NoteResume,
    NoteVouching,
    PrintCertificate,
    PrintProof,
    PrintSlip,
    ReadCard,
    SendRating,
    StartTimer,
    StopTerminal,
    StopTimer,
    Wipe,
)
from kiosk.visit.events import (
    ClerkKnown,
    ClerkRefused,
    Event,
    HandlerFailed,
    MatchFailed,
    PersonMatched,
    PortalAnswered,
    PortalFailed,
    Timer,
    TimerFired,
    Wiped,
)
from kiosk.visit.identity import Clerk, Factor
from kiosk.visit.register import CheckOneTimeCode, FindPerson, LookUpCode, Question, VerifyCredential

log = logging.getLogger("runner")

QUESTIONS_AT_ONCE: Final = 2
"""A visit asks one question at a time; the second place is for one that an ended visit has left hanging."""
MATCHER_OF: Final[Mapping[Factor, DeviceKind]] = {
    Factor.FINGERPRINT: DeviceKind.FINGERPRINT_READER,
    Factor.FACE: DeviceKind.FACE_CAMERA,
}


class Attention(Protocol):
    """Bell, lamps and voice."""

    def call(self, cue: Cue) -> None:
        """Call the resident's attention; returns at once."""


class Wipeable(Protocol):
    """Something that holds personal data of a visit: clipboard, keyboard memory, previews."""

    def wipe(self) -> None:
        """Let go of everything personal; returns when it is gone."""


class SignInDesk(Protocol):
    """Who may vouch for residents."""

    def sign_in(self, number: str, pin: str, *, visit: str) -> Clerk:
        """Return the clerk; raises :class:`kiosk.errors.KioskError` when nobody is signed in."""


class EffectRunner:
    """The real runner.

    Args of the constructor:
        readers: the card readers of this terminal.
        scanner: the code scanner; absent on a terminal without one.
        matchers: the fingerprint and face devices of this terminal.
        evidence: what the card of an insertion carries of its holder's body; none when it has gone. May block.
        staff: who may vouch.
        portal, press, outbox, audit, redactor: where the effects go.
        attention: bell, lamps and voice.
        wipeables: who else holds something of a visit.
        alarm: stops the terminal for a failure code.
        post: gives an event back to the terminal.
        new_key: makes the random key of the next visit.
        new_support_code: makes the code under which an unforeseen failure stands in the log.
    """

    def __init__(
        self,
        *,
        readers: Mapping[DeviceKind, CardReader],
        scanner: CodeScanner | None,
        matchers: Mapping[DeviceKind, PersonMatcher],
        evidence: Callable[[Insertion], CardEvidence | None],
        staff: SignInDesk,
        portal: Portal,
        press: Press,
        outbox: ReportSink,
        audit: Audit,
        redactor: Redactor,
        attention: Attention,
        wipeables: tuple[Wipeable, ...],
        alarm: Callable[[str], None],
        post: Callable[[Event], None],
        new_key: Callable[[], str],
        new_support_code: Callable[[], str],
    ) -> None:
        self._readers = readers
        self._scanner = scanner
        self._matchers = matchers
        self._evidence = evidence
        self._staff = staff
        self._portal = portal
        self._press = press
        self._outbox = outbox
        self._audit = audit
        self._redactor = redactor
        self._attention = attention
        self._wipeables = wipeables
        self._alarm = alarm
        self._post = post
        self._new_key = new_key
        self._new_support_code = new_support_code
        self._questions = ThreadPoolExecutor(QUESTIONS_AT_ONCE, thread_name_prefix="portal")
        self._proofs = ThreadPoolExecutor(1, thread_name_prefix="proof")
        self._wiper = ThreadPoolExecutor(1, thread_name_prefix="wipe")
        self._timers: Timers[Timer] = Timers(fire=lambda timer, ticket: post_timer(post, timer, ticket))

    def open(self) -> None:
        """Begin to keep time."""
        self._timers.open()

    def close(self) -> None:
        """Stop; questions that hang are left to their time-outs."""
        self._timers.close()
        self._questions.shutdown(wait=False, cancel_futures=True)
        self._proofs.shutdown(wait=True, cancel_futures=True)
        self._wiper.shutdown(wait=True)

    def carry_out(self, effect: Effect, visit: str) -> None:
        """Begin an effect."""
        match effect:
            case ReadCard(insertion, key):
                self._redactor.hide_typed(typed_in_key(key))
                self._readers[insertion.reader].read(insertion, key=key)
            case ArmScanner():
                if self._scanner is not None:
                    self._scanner.arm()
            case DisarmScanner():
                if self._scanner is not None:
                    self._scanner.disarm()
            case CheckClerk():
                self._redactor.hide_typed((effect.number, effect.pin))
                self._proofs.submit(self._guarded, lambda: self._check(effect, visit))
            case MatchPerson():
                self._proofs.submit(self._guarded, lambda: self._match(effect))
            case NoteVouching(clerk):
                self._note(Happening.PERSON_VOUCHED, about=visit, who=clerk)
            case HideInLog(words):
                self._redactor.hide(words)
            case AskPortal():
                self._redactor.hide_typed(typed_in_question(effect.question))
                self._questions.submit(self._guarded, lambda: self._ask(effect))
            case PrintProof():
                self._press.print_proof(effect, visit=visit)
            case PrintCertificate():
                self._press.print_certificate(effect, visit=visit)
            case PrintSlip():
                self._press.print_slip(effect)
            case StartTimer(timer, ticket, seconds):
                self._timers.start(timer, ticket, seconds)
            case StopTimer(timer):
                self._timers.stop(timer)
            case CallAttention(cue):
                self._attention.call(cue)
            case CallStaff(reason):
                self._note(Happening.STAFF_CALLED, reason)
            case Wipe(number):
                self._wiper.submit(self._guarded, lambda: self._wipe(number))
            case CountTaken(outlet):
                self._press.taken(outlet)
            case StopTerminal(code):
                self._alarm(code)
            case SendRating():
                self._store(_rating(effect))
            case NoteResume():
                self._store(_resume(effect, visit))
            case unreachable:
                assert_never(unreachable)

    def _store(self, parcel: Parcel) -> None:
        """Hand a parcel over; what the resident sees does not hang on whether it can be stored."""
        try:
            self._outbox.put(parcel)
        except RecordsError as error:
            log.error("a %s is lost: %s", type(parcel).__name__, error)

    def _guarded(self, task: Callable[[], None]) -> None:
        """Run a task in a pool; what nobody foresaw ends the visit safely."""
        try:
            task()
        except Exception:
            support_code = self._new_support_code()
            log.exception("support code %s: an effect failed", support_code)
            self._post(HandlerFailed(support_code))

    def _ask(self, effect: AskPortal) -> None:
        try:
            answer = self._portal.ask(effect.question, line=effect.line, idempotency_key=effect.idempotency_key)
        except PortalError as error:
            log.warning("%s got no answer: %s %s", type(effect.question).__name__, error.code, error.detail)
            self._post(PortalFailed(effect.ticket, error.code))
        else:
            self._post(PortalAnswered(effect.ticket, answer))

    def _check(self, effect: CheckClerk, visit: str) -> None:
        try:
            clerk = self._staff.sign_in(effect.number, effect.pin, visit=visit)
        except KioskError as error:
            log.warning("nobody was signed in: %s %s", error.code, error.detail)
            self._post(ClerkRefused(effect.ticket, error.code))
        else:
            log.info("a clerk has signed in")
            self._post(ClerkKnown(effect.ticket, clerk))

    def _match(self, effect: MatchPerson) -> None:
        """Begin a comparison; the device's own thread tells how it went."""
        evidence = self._evidence(effect.insertion)
        reference = reference_for(effect.factor, evidence)
        if reference is None:
            self._post(PersonMatched(effect.ticket, MatchOutcome.NOTHING_TO_COMPARE))
            return
        matcher = self._matchers[MATCHER_OF[effect.factor]]
        matcher.match(reference).add_done_callback(lambda done: self._guarded(lambda: self._matched(effect, done)))

    def _matched(self, effect: MatchPerson, done: Future[MatchOutcome]) -> None:
        try:
            outcome = done.result()
        except DeviceError as error:
            log.warning("%s could not compare: %s %s", effect.factor.value, error.code, error.detail)
            self._post(MatchFailed(effect.ticket, error.code))
        else:
            self._post(PersonMatched(effect.ticket, outcome))

    def _wipe(self, number: int) -> None:
        for matcher in self._matchers.values():
            # Else the next resident's face would be compared with what this one's card carries.
            matcher.leave_off()
        self._press.wipe(number)
        for wipeable in self._wipeables:
            wipeable.wipe()
        self._redactor.forget()
        self._post(Wiped(number, self._new_key()))
        self._note(Happening.VISIT_ENDED)

    def _note(self, what: Happening, code: str = "", *, about: str = "", who: str = "") -> None:
        """Note in the audit; records that cannot be written must neither end a visit nor keep the next one out."""
        try:
            self._audit.note(what, code=code, about=about, who=who)
        except RecordsError as error:
            log.error("%s %s could not be noted: %s", what.value, code, error)


def post_timer(post: Callable[[Event], None], timer: Timer, ticket: int) -> None:
    """Turn a timer that ran out into its event."""
    post(TimerFired(timer, ticket))


def typed_in_key(key: AccessKey | None) -> tuple[str, ...]:
    """Return what was typed to open a travel document."""
    match key:
        case None:
            return ()
        case CanKey(can):
            return (can,)
        case MrzKey(number, birth, expiry):
            return number, birth, expiry
        case never:
            assert_never(never)


def typed_in_question(question: Question) -> tuple[str, ...]:
    """Return what was scanned or typed to put a question."""
    match question:
        case VerifyCredential(code) | LookUpCode(code) | CheckOneTimeCode(_, code):
            return (code,)
        case FindPerson(id_number, _):
            return (id_number,)
        case _:
            return ()


def reference_for(factor: Factor, evidence: CardEvidence | None) -> bytes | None:
    """Return what a device compares a person with; none when the card has nothing of the kind."""
    if evidence is None:
        return None
    if factor is Factor.FACE:
        return evidence.photo.data if evidence.photo else None
    return b"".join(evidence.fingerprints) or None


def _rating(effect: SendRating) -> RatingParcel:
    # By now the visit is wiped and its key is the next resident's, with whom the rating has nothing to do.
    key = f"rating-{hashlib.sha256(effect.token.encode()).hexdigest()}"
    return RatingParcel(idempotency_key=key, visit=key, token=effect.token, level=effect.level)


def _resume(effect: NoteResume, visit: str) -> ResumeNoted:
    return ResumeNoted(
        idempotency_key=f"resume-{effect.resume_code}-{visit}",
        visit=visit,
        resume_code=effect.resume_code,
        service=effect.service,
        step=effect.step,
        failure=effect.failure,
        case_number=effect.case_number,
    )
