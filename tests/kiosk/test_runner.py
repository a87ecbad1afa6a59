"""The runner: each effect reaches its collaborator, and what comes back is an event."""

from __future__ import annotations

import queue
import threading
from collections.abc import Iterator
from concurrent.futures import Future
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TypeVar, get_args

import pytest

from devices.cards.access import AccessKey, CanKey, MrzKey
from devices.cards.contents import Photo, PhotoFormat
from devices.cards.events import Insertion
from devices.cards.evidence import CardEvidence
from devices.errors import DeviceUnavailable
from devices.ports import MatchOutcome
from devices.status import DeviceKind, DeviceState, DeviceStatus, Outlet
from kiosk.bilingual import Bilingual
from kiosk.log import Redactor
from kiosk.portal.errors import PortalTimeout
from kiosk.portal.parcels import Parcel, RatingParcel, ResumeNoted
from kiosk.portal.port import GrantCheck
from kiosk.records.audit import Audit, Happening
from kiosk.records.database import Database
from kiosk.records.errors import RecordsUnavailable
from kiosk.records.steps import PrintState
from kiosk.runner import EffectRunner, typed_in_question
from kiosk.staff.errors import NotRecognised
from kiosk.visit.actions import RatingLevel
from kiosk.visit.effects import (
    AcceptedSlip,
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
    PaperPresented,
    PersonMatched,
    PortalAnswered,
    PortalFailed,
    PrintFailed,
    Timer,
    TimerFired,
    Wiped,
)
from kiosk.visit.identity import Clerk, Factor
from kiosk.visit.person import Person
from kiosk.visit.register import (
    Answer,
    CasesFound,
    CheckOneTimeCode,
    FindCases,
    FindPerson,
    LookUpCode,
    PropertiesFound,
    Question,
    VerifyCredential,
)
from tests.kiosk.press.test_press import Bench
from tests.kiosk.press.world import Register, Run, Spooler, certificate_order, proof_order
from tests.kiosk.visit.playing import ZHANG

PATIENCE_S = 20.0
BADGE, PIN = "1001", "604172"
CARD = Insertion(DeviceKind.IDENTITY_READER, 4)
QUESTION = FindCases(Person.from_card(ZHANG))
FOUND = CasesFound(())
HappenedT = TypeVar("HappenedT", bound=Event)


@dataclass
class Reader:
    """A card reader that only notes what it is to read."""

    asked: list[tuple[Insertion, AccessKey | None]] = field(default_factory=list)

    def open(self) -> None: ...

    def close(self) -> None: ...

    def status(self) -> DeviceStatus:
        return DeviceStatus(kind=DeviceKind.IDENTITY_READER, state=DeviceState.ONLINE, since=datetime.now(UTC))

    def read(self, insertion: Insertion, *, key: AccessKey | None = None) -> None:
        self.asked.append((insertion, key))


@dataclass
class Scanner(Reader):
    """A code scanner that only notes what it is told."""

    told: list[str] = field(default_factory=list)

    def arm(self) -> None:
        self.told.append("arm")

    def disarm(self) -> None:
        self.told.append("disarm")


@dataclass
class Matcher(Reader):
    """A fingerprint or face device whose answer the test gives."""

    references: list[bytes] = field(default_factory=list)
    answer: Future[MatchOutcome] = field(default_factory=Future)

    def match(self, reference: bytes) -> Future[MatchOutcome]:
        self.references.append(reference)
        return self.answer

    def leave_off(self) -> None:
        if not self.answer.done():
            self.answer.set_result(MatchOutcome.NOT_CAPTURED)


class Desk:
    """A staff book with one clerk."""

    def sign_in(self, number: str, pin: str, *, visit: str) -> Clerk:
        if (number, pin) == (BADGE, PIN):
            return Clerk(number, "周敏")
        raise NotRecognised


class County:
    """A portal that gives one answer, or raises one error."""

    def __init__(self) -> None:
        self.asked: queue.SimpleQueue[tuple[Question, str, str]] = queue.SimpleQueue()
        self.answers: Answer = FOUND
        self.error: Exception | None = None
        self.free = threading.Event()
        self.free.set()

    def ask(self, question: Question, *, line: str, idempotency_key: str) -> Answer:
        self.asked.put((question, line, idempotency_key))
        assert self.free.wait(PATIENCE_S)
        if self.error is not None:
            raise self.error
        return self.answers

    def check_grant(self, grant: str, *, line: str) -> GrantCheck:
        raise AssertionError("the runner never checks grants")

    def deliver(self, parcel: Parcel) -> None:
        raise AssertionError("the runner never delivers")

    def health(self, line: str) -> None:
        raise AssertionError("the runner never probes")


class Hands:
    """Bell, voice, outbox and window of a test."""

    def __init__(self) -> None:
        self.cues: list[Cue] = []
        self.alarms: list[str] = []
        self.parcels: list[Parcel] = []
        self.wiped = threading.Event()
        self.refuses: Exception | None = None

    def call(self, cue: Cue) -> None:
        self.cues.append(cue)

    def put(self, parcel: Parcel) -> None:
        if self.refuses is not None:
            raise self.refuses
        self.parcels.append(parcel)

    def wipe(self) -> None:
        if self.refuses is not None:
            raise self.refuses
        self.wiped.set()


class World:
    """A runner with everything that its effects reach; the press and the records are the real ones."""

    def __init__(self, folder: Path, bench: Bench) -> None:
        self.reader, self.county, self.hands, self.bench = Reader(), County(), Hands(), bench
        self.redactor = Redactor()
        self.database = Database(folder / "audit")
        self.audit = Audit(database=self.database, now=lambda: datetime(2026, 11, 21, tzinfo=UTC))
        self.events = bench.events
        self.scanner, self.finger, self.face = Scanner(), Matcher(), Matcher()
        self.evidence: CardEvidence | None = CardEvidence(
            photo=Photo(PhotoFormat.WLT, b"photo"), fingerprints=(b"left", b"right")
        )
        self.runner = EffectRunner(
            readers={DeviceKind.IDENTITY_READER: self.reader},
            scanner=self.scanner,
            matchers={DeviceKind.FINGERPRINT_READER: self.finger, DeviceKind.FACE_CAMERA: self.face},
            evidence=lambda insertion: self.evidence,
            staff=Desk(),
            portal=self.county,
            press=bench.press,
            outbox=self.hands,
            audit=self.audit,
            redactor=self.redactor,
            attention=self.hands,
            wipeables=(self.hands,),
            alarm=self.hands.alarms.append,
            post=self.events.put,
            new_key=lambda: "key-2",
            new_support_code=lambda: "A1B2C3",
        )

    def do(self, effect: Effect) -> None:
        self.runner.carry_out(effect, "visit-key")

    def until(self, kind: type[HappenedT]) -> HappenedT:
        """Wait for the next event of a kind; others are passed over."""
        while not isinstance(event := self.events.get(timeout=PATIENCE_S), kind):
            pass
        return event

    def audited(self) -> list[tuple[Happening, str]]:
        return [(entry.what, entry.code) for entry in self.audit.since(0)]


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    spooler, register = Spooler(), Register()
    run = Run(tmp_path / "press", spooler, register)
    run.blanks.load_pack("senior-card", first_serial="TJ-0001", count=3, who="test")
    bench = Bench(run, spooler, register)
    world = World(tmp_path, bench)
    bench.press.open()
    world.runner.open()
    yield world
    bench.press.close()
    world.runner.close()
    world.database.close()
    run.end()


def test_a_card_is_read_by_the_reader_on_which_it_lies(world: World) -> None:
    world.do(ReadCard(CARD))
    assert world.reader.asked == [(CARD, None)]


@pytest.mark.parametrize("key", [CanKey("735164"), MrzKey("EJ3071560", "870923", "310416")], ids=["can", "mrz"])
def test_a_travel_document_is_read_with_its_key_and_the_key_reaches_no_log(world: World, key: AccessKey) -> None:
    world.do(ReadCard(CARD, key))
    assert world.reader.asked == [(CARD, key)]
    for typed in vars(key).values():
        assert typed not in world.redactor.redact(f"opened with {typed}")


def test_the_scanner_is_armed_and_disarmed(world: World) -> None:
    world.do(ArmScanner())
    world.do(DisarmScanner())
    assert world.scanner.told == ["arm", "disarm"]


def test_a_clerk_is_signed_in_and_what_was_typed_reaches_no_log(world: World) -> None:
    world.do(CheckClerk(4, BADGE, PIN))
    assert world.until(ClerkKnown) == ClerkKnown(4, Clerk(BADGE, "周敏"))
    assert PIN not in world.redactor.redact(f"typed {PIN}")


def test_who_is_no_clerk_is_refused_by_the_code_of_the_desk(world: World) -> None:
    world.do(CheckClerk(4, BADGE, "000000"))
    assert world.until(ClerkRefused) == ClerkRefused(4, "STAFF_NOT_RECOGNISED")


def test_a_vouching_is_audited_with_the_clerk_and_the_visit_and_without_the_resident(world: World) -> None:
    world.do(NoteVouching(BADGE))
    (entry,) = world.audit.since(0)
    assert (entry.what, entry.who, entry.about, entry.code) == (Happening.PERSON_VOUCHED, BADGE, "visit-key", "")


@pytest.mark.parametrize(("factor", "reference"), [(Factor.FINGERPRINT, b"leftright"), (Factor.FACE, b"photo")])
@pytest.mark.parametrize("outcome", list(MatchOutcome))
def test_a_person_is_compared_with_what_the_card_carries(
    world: World, factor: Factor, reference: bytes, outcome: MatchOutcome
) -> None:
    device = world.finger if factor is Factor.FINGERPRINT else world.face
    device.answer.set_result(outcome)
    world.do(MatchPerson(5, factor, CARD))
    assert world.until(PersonMatched) == PersonMatched(5, outcome)
    assert device.references == [reference]


@pytest.mark.parametrize("evidence", [None, CardEvidence()])
@pytest.mark.parametrize("factor", [Factor.FINGERPRINT, Factor.FACE])
def test_a_card_that_carries_nothing_of_the_kind_says_so_without_the_device(
    world: World, factor: Factor, evidence: CardEvidence | None
) -> None:
    world.evidence = evidence
    world.do(MatchPerson(5, factor, CARD))
    assert world.until(PersonMatched) == PersonMatched(5, MatchOutcome.NOTHING_TO_COMPARE)
    assert world.finger.references == world.face.references == []


def test_a_device_that_cannot_compare_says_why(world: World) -> None:
    world.face.answer.set_exception(DeviceUnavailable("FACE_CAMERA_NOT_CONNECTED"))
    world.do(MatchPerson(5, Factor.FACE, CARD))
    assert world.until(MatchFailed) == MatchFailed(5, "FACE_CAMERA_NOT_CONNECTED")


def test_an_unforeseen_answer_of_a_device_ends_the_visit(world: World) -> None:
    world.face.answer.set_exception(ValueError("a picture of nobody"))
    world.do(MatchPerson(5, Factor.FACE, CARD))
    assert world.until(HandlerFailed) == HandlerFailed("A1B2C3")


@pytest.mark.parametrize(
    "question",
    [
        VerifyCredential("8f1c-opaque-code"),
        LookUpCode("ABCD2345"),
        CheckOneTimeCode("challenge", "735164"),
        FindPerson("H05713007", BADGE),
    ],
    ids=lambda question: type(question).__name__,
)
def test_what_was_scanned_or_typed_reaches_no_log_while_the_visit_lasts(world: World, question: Question) -> None:
    world.do(AskPortal(7, "extranet", question, "key-7"))
    world.until(PortalAnswered)
    (typed,) = typed_in_question(question)
    assert typed not in world.redactor.redact(f"sent {typed} off")
    world.do(Wipe(3))
    world.until(Wiped)
    assert typed in world.redactor.redact(f"sent {typed} off")


def test_a_question_goes_to_the_portal_with_its_key_and_the_answer_comes_back(world: World) -> None:
    world.do(AskPortal(7, "extranet", QUESTION, "key-7"))
    assert world.until(PortalAnswered) == PortalAnswered(7, FOUND)
    assert world.county.asked.get() == (QUESTION, "extranet", "key-7")


def test_a_portal_error_becomes_an_event_with_its_code(world: World) -> None:
    world.county.error = PortalTimeout("extranet")
    world.do(AskPortal(7, "extranet", QUESTION, "key-7"))
    assert world.until(PortalFailed) == PortalFailed(7, "PORTAL_TIMEOUT")


def test_an_unforeseen_error_ends_the_visit_and_can_be_found_in_the_log(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    world.county.error = KeyError("no such line")
    world.do(AskPortal(7, "extranet", QUESTION, "key-7"))
    assert world.until(HandlerFailed) == HandlerFailed("A1B2C3")
    assert "support code A1B2C3: an effect failed" in caplog.text


def test_a_question_left_hanging_does_not_hold_up_the_next_visit(world: World) -> None:
    world.county.free.clear()
    world.do(AskPortal(7, "extranet", QUESTION, "key-7"))
    world.do(AskPortal(8, "extranet", QUESTION, "key-8"))
    keys = {world.county.asked.get(timeout=PATIENCE_S)[2] for _ in range(2)}
    assert keys == {"key-7", "key-8"}
    world.county.free.set()


def test_a_proof_and_a_certificate_reach_the_press_with_the_key_of_their_visit(world: World) -> None:
    world.do(proof_order(1).effect)
    world.bench.idle()
    world.do(certificate_order(2).effect)
    world.bench.idle()
    names = [job.name for job in world.bench.spooler.jobs.values()]
    assert len(names) == 2
    kinds = {world.bench.run.ledger.find(name).kind.value for name in names}  # type: ignore[union-attr]
    assert kinds == {"proof", "certificate"}


def test_a_slip_reaches_the_receipt_printer(world: World) -> None:
    slip = AcceptedSlip(service=Bilingual("证明", "Proof"), case_number="C-1", masked_name="张＊＊", papers=())
    world.do(PrintSlip(5, slip))
    assert world.until(PaperPresented) == PaperPresented(5, Outlet.RECEIPT)
    assert world.bench.tape.jobs == [b"slip"]


def test_a_timer_fires_with_its_ticket_and_a_stopped_one_does_not(world: World) -> None:
    world.do(StartTimer(Timer.PATIENCE, 1, 3600))
    world.do(StartTimer(Timer.IDLE, 2, 0.02))
    world.do(StopTimer(Timer.IDLE))
    world.do(StartTimer(Timer.REMIND, 3, 0.04))
    assert world.until(TimerFired) == TimerFired(Timer.REMIND, 3)


def test_bell_and_staff_are_called(world: World) -> None:
    world.do(CallAttention(Cue.TAKE_YOUR_THINGS))
    world.do(CallStaff("PAPER_LEFT_IN_OUTLET"))
    assert world.hands.cues == [Cue.TAKE_YOUR_THINGS]
    assert world.audited() == [(Happening.STAFF_CALLED, "PAPER_LEFT_IN_OUTLET")]


def test_what_a_card_says_is_hidden_from_the_log_until_the_wipe(world: World) -> None:
    world.do(HideInLog(("张桂兰",)))
    assert "张桂兰" not in world.redactor.redact("张桂兰来了")


def test_wiping_gives_up_a_comparison_that_is_on(world: World) -> None:
    """Else a face camera would look at the next resident for the one before."""
    world.do(Wipe(3))
    assert world.until(Wiped)
    assert world.finger.answer.result(timeout=0) is MatchOutcome.NOT_CAPTURED
    assert world.face.answer.result(timeout=0) is MatchOutcome.NOT_CAPTURED


def test_papers_counted_as_taken_are_settled_in_the_ledger(world: World) -> None:
    world.do(proof_order(9).effect)
    world.bench.idle()
    world.bench.spooler.run()
    world.until(PaperPresented)
    world.do(CountTaken(Outlet.CERTIFICATE))
    world.bench.idle()
    assert [record.state for record in world.bench.run.ledger.in_state(*PrintState)] == [PrintState.TAKEN]


def test_a_paper_of_somebody_else_stops_the_terminal(world: World) -> None:
    world.do(StopTerminal("PRINT_HOLDER_MISMATCH"))
    assert world.hands.alarms == ["PRINT_HOLDER_MISMATCH"]


def test_wiping_reaches_everybody_who_holds_something_and_then_is_told(world: World) -> None:
    world.redactor.hide(("张桂兰",))
    world.do(Wipe(3))
    assert world.until(Wiped) == Wiped(3, "key-2")
    assert world.hands.wiped.is_set()
    assert world.bench.slips.forgotten == 1
    assert world.redactor.redact("张桂兰") == "张桂兰"
    world.runner.close()
    assert world.audited() == [(Happening.VISIT_ENDED, "")]


def test_what_cannot_be_wiped_is_never_told_as_wiped(world: World) -> None:
    world.hands.refuses = OSError("the clipboard clings")
    world.do(Wipe(3))
    assert world.until(HandlerFailed) == HandlerFailed("A1B2C3")
    assert world.events.empty()


def test_records_that_cannot_be_written_keep_nobody_out(world: World, caplog: pytest.LogCaptureFixture) -> None:
    with world.database.transaction():
        world.database.execute("DROP TABLE audit")
    world.do(CallStaff("HELP_WANTED"))
    world.do(Wipe(3))
    assert world.until(Wiped) == Wiped(3, "key-2")
    assert "staff-called HELP_WANTED could not be noted" in caplog.text


def test_a_rating_goes_into_the_outbox_once_for_each_token(world: World) -> None:
    for level in (RatingLevel.SATISFIED, RatingLevel.DISSATISFIED):
        world.do(SendRating("token-1", level))
    first, second = world.hands.parcels
    assert isinstance(first, RatingParcel)
    assert (first.token, first.level) == ("token-1", RatingLevel.SATISFIED)
    assert first.idempotency_key == second.idempotency_key
    assert "token-1" not in first.idempotency_key


def test_a_rating_is_not_kept_with_the_parcels_of_the_visit_that_follows(world: World) -> None:
    world.do(SendRating("token-1", RatingLevel.SATISFIED))
    (parcel,) = world.hands.parcels
    assert parcel.visit != "visit-key"


def test_a_rating_that_cannot_be_stored_troubles_nobody(world: World, caplog: pytest.LogCaptureFixture) -> None:
    world.hands.refuses = RecordsUnavailable("database or disk is full")
    world.do(SendRating("token-1", RatingLevel.SATISFIED))
    assert "a RatingParcel is lost: RECORDS_UNAVAILABLE" in caplog.text


def test_a_matter_that_stopped_is_told_with_its_resume_code(world: World) -> None:
    world.do(NoteResume("ABCDEFGH", "senior-card", "certificate", "BLANK_OUT_OF_STOCK", "K1"))
    (parcel,) = world.hands.parcels
    assert isinstance(parcel, ResumeNoted)
    assert (parcel.resume_code, parcel.step, parcel.failure, parcel.case_number) == (
        "ABCDEFGH",
        "certificate",
        "BLANK_OUT_OF_STOCK",
        "K1",
    )


def test_every_effect_has_a_test_here() -> None:
    carried = {
        ReadCard, AskPortal, PrintProof, PrintCertificate, PrintSlip, StartTimer, StopTimer, CallAttention, CallStaff,
        Wipe, SendRating, NoteResume, HideInLog, CountTaken, StopTerminal, ArmScanner, DisarmScanner, CheckClerk,
        MatchPerson, NoteVouching,
    }  # fmt: skip
    assert carried == set(get_args(Effect))


def test_a_reader_that_this_terminal_lacks_is_an_error_of_the_caller(world: World) -> None:
    with pytest.raises(KeyError):
        world.do(ReadCard(Insertion(DeviceKind.CARD_READER, 1)))


def test_a_print_that_is_refused_comes_back_as_failed(world: World) -> None:
    world.bench.run.renderer.error = ValueError("no such font")
    world.do(proof_order(9).effect)
    assert world.until(PrintFailed).ticket == 9


def test_it_closes_with_timers_and_questions_pending(world: World) -> None:
    world.do(StartTimer(Timer.IDLE, 1, 3600))
    world.county.answers = PropertiesFound((), date(2026, 11, 20))
    world.runner.close()
