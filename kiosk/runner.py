"""Carries the effects of a visit out on real devices, the portal and the records; results come back as events."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Final, Protocol, assert_never

from devices.ports import CardReader
from devices.status import DeviceKind
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
    AskPortal,
    CallAttention,
    CallStaff,
    CountTaken,
    Cue,
    Effect,
    HideInLog,
    NoteResume,
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
from kiosk.visit.events import Event, HandlerFailed, PortalAnswered, PortalFailed, Timer, TimerFired, Wiped

log = logging.getLogger("runner")

QUESTIONS_AT_ONCE: Final = 2
"""A visit asks one question at a time; the second place is for one that an ended visit has left hanging."""


class Attention(Protocol):
    """Bell, lamps and voice."""

    def call(self, cue: Cue) -> None:
        """Call the resident's attention; returns at once."""


class Wipeable(Protocol):
    """Something that holds personal data of a visit: clipboard, keyboard memory, previews."""

    def wipe(self) -> None:
        """Let go of everything personal; returns when it is gone."""


class EffectRunner:
    """The real runner.

    Args of the constructor:
        readers: the card readers of this terminal.
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
        self._wiper = ThreadPoolExecutor(1, thread_name_prefix="wipe")
        self._timers: Timers[Timer] = Timers(fire=lambda timer, ticket: post_timer(post, timer, ticket))

    def open(self) -> None:
        """Begin to keep time."""
        self._timers.open()

    def close(self) -> None:
        """Stop; questions that hang are left to their time-outs."""
        self._timers.close()
        self._questions.shutdown(wait=False, cancel_futures=True)
        self._wiper.shutdown(wait=True)

    def carry_out(self, effect: Effect, visit: str) -> None:
        """Begin an effect."""
        match effect:
            case ReadCard(insertion):
                self._readers[insertion.reader].read(insertion)
            case HideInLog(words):
                self._redactor.hide(words)
            case AskPortal():
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

    def _wipe(self, number: int) -> None:
        self._press.wipe(number)
        for wipeable in self._wipeables:
            wipeable.wipe()
        self._redactor.forget()
        self._post(Wiped(number, self._new_key()))
        self._note(Happening.VISIT_ENDED)

    def _note(self, what: Happening, code: str = "") -> None:
        """Note in the audit; records that cannot be written must neither end a visit nor keep the next one out."""
        try:
            self._audit.note(what, code=code)
        except RecordsError as error:
            log.error("%s %s could not be noted: %s", what.value, code, error)


def post_timer(post: Callable[[Event], None], timer: Timer, ticket: int) -> None:
    """Turn a timer that ran out into its event."""
    post(TimerFired(timer, ticket))


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
