"""Saying who one is: every way, what leads back, and what is never kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from devices.cards.access import CanKey, MrzKey
from devices.cards.contents import CardKind
from devices.cards.events import CardLifted, CardLocked, CardNotRead, CardPlaced, CardRead, Insertion
from devices.ports import CodeScanned
from devices.status import DeviceKind
from kiosk.catalogue.service import IdentityLevel
from kiosk.visit import screens as s
from kiosk.visit.actions import Back, ChooseWay, EnterCan, EnterMrz, Forward, NameResident, SignIn, ToggleAll
from kiosk.visit.effects import (
    ArmScanner,
    AskPortal,
    CheckClerk,
    DisarmScanner,
    HideInLog,
    NoteVouching,
    PrintProof,
    ReadCard,
)
from kiosk.visit.events import ClerkKnown, ClerkRefused, PortalAnswered, PortalFailed, Timer, TimerFired, Touched
from kiosk.visit.identity import Way
from kiosk.visit.person import Person
from kiosk.visit.register import FindPerson, OneTimeCodeChecked, PersonKnown, VerifyCredential
from kiosk.visit.state import Checking, Consent, Identify, NamePerson, ScanCode, Serving, SignInClerk, StepState
from kiosk.visit.surroundings import Surroundings
from tests.kiosk.visit.playing import (
    ALL_WELL,
    CLERK,
    MRZ,
    OTHER,
    SLOT,
    STAFFED,
    ZHANG,
    ZHANG_PASSPORT,
    ZHANG_SOCIAL,
    Play,
)

PROOF, PROGRESS = "property-count-proof", "case-progress"
KEY = MrzKey(number="E00000017", birth="500101", expiry="350101")
CARDS_ONLY = replace(
    ALL_WELL, devices=tuple(status for status in ALL_WELL.devices if status.kind is not DeviceKind.CODE_SCANNER)
)
CARDLESS = replace(
    STAFFED,
    devices=tuple(
        status for status in STAFFED.devices if status.kind not in (DeviceKind.IDENTITY_READER, DeviceKind.CARD_READER)
    ),
)
CLERKS_ONLY = replace(
    CARDLESS, devices=tuple(status for status in CARDLESS.devices if status.kind is not DeviceKind.CODE_SCANNER)
)


def asked(service: str = PROGRESS, now: Surroundings = STAFFED) -> Play:
    return Play(now=now).asked_who(service)


def scanning() -> Play:
    play = asked()
    play.touch(ChooseWay(Way.PHONE_CODE))
    return play


def scanned(text: str = "code-1") -> Play:
    play = scanning()
    play.happen(CodeScanned(text))
    return play


def locked() -> Play:
    play = asked(PROOF)
    play.happen(CardPlaced(SLOT))
    play.happen(CardLocked(SLOT))
    return play


def signing_in(service: str = PROOF) -> Play:
    play = asked(service)
    play.touch(ChooseWay(Way.CLERK))
    return play


def naming(service: str = PROOF) -> Play:
    play = signing_in(service)
    play.touch(SignIn(CLERK.number, "1234"))
    play.happen(ClerkKnown(play.only(CheckClerk).ticket, CLERK))
    return play


# Cards.


def test_the_page_asks_for_the_best_card_and_offers_every_other_way() -> None:
    page = asked().showing(s.IdentifyScreen)
    assert page.way is Way.IDENTITY_CARD
    assert page.others == (Way.SOCIAL_CARD, Way.TRAVEL_DOCUMENT, Way.PHONE_CODE, Way.CLERK)


def test_another_card_can_be_asked_for_and_what_is_laid_down_is_read_all_the_same() -> None:
    play = asked()
    play.touch(ChooseWay(Way.SOCIAL_CARD))
    page = play.showing(s.IdentifyScreen)
    assert page.way is Way.SOCIAL_CARD
    assert Way.IDENTITY_CARD in page.others
    play.place(ZHANG)
    assert play.showing(s.ConfirmScreen).way is Way.IDENTITY_CARD


def test_a_refused_card_leaves_the_page_at_the_card_it_asks_for() -> None:
    play = asked()
    play.touch(ChooseWay(Way.SOCIAL_CARD))
    play.happen(CardPlaced(SLOT))
    play.happen(CardNotRead(SLOT, "CARD_WRONG_KIND"))
    page = play.showing(s.IdentifyScreen)
    assert page.way is Way.SOCIAL_CARD
    assert page.notice is not None


def test_while_a_card_is_read_no_other_way_is_offered() -> None:
    play = asked()
    play.happen(CardPlaced(SLOT))
    page = play.showing(s.IdentifyScreen)
    assert page.reading
    assert page.others == ()


def test_readers_that_break_while_a_card_is_asked_for_are_told_of() -> None:
    play = asked()
    play.now = CARDLESS
    page = play.showing(s.IdentifyScreen)
    assert page.notice is not None
    assert page.notice.code == "NO_CARD_READER"
    assert page.others == (Way.PHONE_CODE, Way.CLERK)


@pytest.mark.parametrize(
    ("now", "step", "screen"),
    [(CARDLESS, ScanCode, s.ScanCodeScreen), (CLERKS_ONLY, SignInClerk, s.SignInScreen)],
)
def test_where_no_card_can_be_read_the_next_best_way_is_asked_for(
    now: Surroundings, step: type[StepState], screen: type[s.Screen]
) -> None:
    play = asked(now=now)
    assert isinstance(play.visit.phase, Serving)
    assert type(play.visit.phase.step) is step
    assert type(play.screen) is screen
    play.touch(Back())
    assert play.step(Consent)


def test_everything_that_a_card_says_of_its_holder_is_kept_out_of_the_log() -> None:
    play = asked()
    play.place(replace(ZHANG, latin_name="ZHANG GUILAN", address="桃花江镇1号", permit_number="H12345678"))
    assert set(play.only(HideInLog).words) >= {ZHANG.name, ZHANG.id_number, "ZHANG GUILAN", "桃花江镇1号", "H12345678"}


# Phone codes.


def test_a_phone_code_is_asked_about_at_once_and_tells_who_it_is() -> None:
    play = scanning()
    play.happen(CodeScanned("code-1"))
    question = play.only(AskPortal).question
    assert question == VerifyCredential("code-1")
    assert play.showing(s.ScanCodeScreen).checking
    play.answer()
    page = play.showing(s.ConfirmScreen)
    assert (page.way, page.card) == (Way.PHONE_CODE, None)
    assert ZHANG.id_number in play.only(HideInLog).words
    assert isinstance(play.visit.phase, Serving)
    person = play.visit.phase.dossier.person
    assert person is not None
    assert (person.level, play.visit.phase.dossier.insertion) == (IdentityLevel.CODE, None)


def test_a_phone_code_reaches_no_service_that_wants_a_card() -> None:
    play = asked(PROOF)
    assert Way.PHONE_CODE not in play.showing(s.IdentifyScreen).others


def test_a_code_that_failed_is_never_asked_about_again_and_another_one_is() -> None:
    play = scanned("code-1")
    play.happen(PortalFailed(play.only(AskPortal).ticket, "PORTAL_TIMEOUT"))
    page = play.showing(s.ScanCodeScreen)
    assert page.notice is not None
    assert not page.checking
    play.happen(CodeScanned("code-1"))
    assert play.none(AskPortal)
    play.touch(Back())
    play.touch(ChooseWay(Way.PHONE_CODE))
    play.happen(CodeScanned("code-1"))
    assert play.none(AskPortal)
    play.happen(CodeScanned("code-2"))
    assert play.only(AskPortal).question == VerifyCredential("code-2")


@pytest.mark.parametrize("text", [MRZ, "https://zwfw.example/resume/ABCDEFGH", "12345678"])
def test_what_is_plainly_no_electronic_card_is_sent_to_nobody(text: str) -> None:
    play = scanned(text)
    assert play.none(AskPortal)
    assert play.showing(s.ScanCodeScreen).notice is not None


def test_a_scanner_that_is_gone_is_told_where_a_code_is_wanted() -> None:
    play = scanning()
    play.now = replace(
        STAFFED, devices=tuple(one for one in STAFFED.devices if one.kind is not DeviceKind.CODE_SCANNER)
    )
    notice = play.showing(s.ScanCodeScreen).notice
    assert notice is not None
    assert notice.code == "CODE_SCANNER_NOT_CONNECTED"


def test_the_scanner_rests_while_a_code_is_checked() -> None:
    play = scanning()
    assert play.only(ArmScanner)
    play.happen(CodeScanned("code-1"))
    assert play.only(DisarmScanner)
    ticket = play.only(AskPortal).ticket
    play.happen(CodeScanned("code-2"))
    assert play.none(AskPortal)
    play.happen(PortalFailed(ticket, "PORTAL_TIMEOUT"))
    assert play.only(ArmScanner)


def test_a_portal_that_is_silent_for_long_says_so_and_the_code_still_counts() -> None:
    play = scanned()
    asked_for = play.only(AskPortal)
    play.happen(TimerFired(Timer.PATIENCE, asked_for.ticket))
    assert play.showing(s.WaitingScreen).long
    play.happen(PortalAnswered(asked_for.ticket, OneTimeCodeChecked(True, 1)))
    notice = play.showing(s.ScanCodeScreen).notice
    assert notice is not None
    assert notice.code == "PORTAL_ANSWER_UNUSABLE"


def test_a_card_laid_down_beside_a_code_is_read_and_the_late_answer_is_nobody() -> None:
    for given in (scanning, scanned):
        play = given()
        waiting = [effect for effect in play.effects if isinstance(effect, AskPortal)]
        play.happen(CardPlaced(SLOT))
        assert play.only(ReadCard).insertion == SLOT
        for asked_for in waiting:
            play.effects = [asked_for]
            play.answer()
        assert play.step(Identify).reading == SLOT


def test_who_came_by_phone_goes_on_without_a_card() -> None:
    play = scanned()
    play.answer()
    play.touch(Forward())
    play.answer()
    assert play.showing(s.ChooseOneScreen)


def test_whom_a_clerk_vouches_for_gets_their_paper_without_a_card() -> None:
    play = naming(PROOF)
    play.touch(NameResident(ZHANG.id_number))
    play.answer()
    play.touch(Forward())
    play.answer()
    play.touch(ToggleAll())
    play.touch(Forward())
    play.touch(Forward())
    play.answer()
    assert play.only(PrintProof)


# Travel documents.


def test_a_travel_document_wants_its_key() -> None:
    page = locked().showing(s.UnlockScreen)
    assert page.scanner
    assert not page.reading
    assert page.notice is None


@pytest.mark.parametrize("key", [KEY, CanKey("123456")])
def test_a_typed_key_opens_the_document(key: MrzKey | CanKey) -> None:
    play = locked()
    play.touch(EnterMrz(key) if isinstance(key, MrzKey) else EnterCan(key))
    assert play.only(ReadCard) == ReadCard(SLOT, key)
    assert play.showing(s.UnlockScreen).reading
    play.happen(CardRead(SLOT, ZHANG_PASSPORT))
    page = play.showing(s.ConfirmScreen)
    assert (page.way, page.card) == (Way.TRAVEL_DOCUMENT, CardKind.PASSPORT)


def test_the_printed_lines_can_be_scanned_instead() -> None:
    play = locked()
    assert play.only(ArmScanner)
    play.happen(CodeScanned(MRZ))
    assert play.only(ReadCard) == ReadCard(SLOT, KEY)


@pytest.mark.parametrize("text", ["code-1", MRZ.replace("E00000017", "E00000018"), MRZ.replace("5001013", "<<<<<<0")])
def test_another_code_opens_nothing_and_says_so(text: str) -> None:
    play = locked()
    play.happen(CodeScanned(text))
    assert play.none(ReadCard)
    notice = play.showing(s.UnlockScreen).notice
    assert notice is not None
    assert notice.code == "CODE_WITHOUT_DOCUMENT_LINES"


def test_the_third_wrong_key_leads_back_to_where_another_card_can_be_laid() -> None:
    play = locked()
    for _ in range(2):
        play.touch(EnterMrz(KEY))
        play.happen(CardNotRead(SLOT, "CARD_NOT_READABLE"))
        assert play.showing(s.UnlockScreen).notice is not None
    play.touch(EnterMrz(KEY))
    play.happen(CardNotRead(SLOT, "CARD_NOT_READABLE"))
    assert play.showing(s.IdentifyScreen).notice is not None


def test_a_document_that_nobody_vouches_for_is_not_asked_for_its_key_again() -> None:
    play = locked()
    play.touch(EnterMrz(KEY))
    play.happen(CardNotRead(SLOT, "TRAVEL_DOCUMENT_ISSUER_UNKNOWN"))
    assert play.step(Identify).notice == "TRAVEL_DOCUMENT_ISSUER_UNKNOWN"


def test_a_document_that_wants_a_key_once_more_gets_another_chance() -> None:
    play = locked()
    play.touch(EnterMrz(KEY))
    play.happen(CardLocked(SLOT))
    assert not play.showing(s.UnlockScreen).reading


@pytest.mark.parametrize(("reading", "notice"), [(False, None), (True, "CARD_LIFTED_TOO_EARLY")])
def test_a_document_that_is_taken_away_is_asked_for_again(reading: bool, notice: str | None) -> None:
    play = locked()
    if reading:
        play.touch(EnterMrz(KEY))
    play.lift(SLOT)
    assert play.step(Identify).notice == notice


def test_back_from_a_document_leaves_it_lying_and_asks_for_a_card() -> None:
    play = locked()
    play.touch(Back())
    assert play.step(Identify).reading is None
    play.happen(CardPlaced(Insertion(DeviceKind.IDENTITY_READER, 5)))
    assert play.step(Identify).reading == Insertion(DeviceKind.IDENTITY_READER, 5)


def test_back_while_a_document_is_being_read_leads_on_whatever_the_reader_still_tells() -> None:
    play = locked()
    play.touch(EnterMrz(KEY))
    play.touch(Back())
    play.happen(CardRead(SLOT, ZHANG_PASSPORT))
    assert play.step(Identify).reading is None


def test_a_card_laid_beside_a_locked_document_is_read() -> None:
    play = locked()
    play.place(ZHANG)
    assert play.showing(s.ConfirmScreen).way is Way.IDENTITY_CARD


# Clerks.


def test_a_clerk_signs_in_names_the_resident_and_is_noted() -> None:
    play = naming()
    assert play.showing(s.NamePersonScreen).clerk == CLERK.name
    play.touch(NameResident(f" {ZHANG.id_number.lower()} "))
    assert play.only(AskPortal).question == FindPerson(ZHANG.id_number, CLERK.number)
    assert play.showing(s.NamePersonScreen).checking
    play.answer()
    assert play.only(NoteVouching).clerk == CLERK.number
    assert isinstance(play.visit.phase, Serving)
    person = play.visit.phase.dossier.person
    assert person is not None
    assert (person.way, person.level, person.clerk) == (Way.CLERK, IdentityLevel.VOUCHED, CLERK.number)
    assert play.showing(s.ConfirmScreen).card is None


def test_a_clerk_who_is_refused_may_try_again() -> None:
    play = signing_in()
    play.touch(SignIn("0007", "0000"))
    assert play.showing(s.SignInScreen).checking
    play.happen(ClerkRefused(play.only(CheckClerk).ticket, "STAFF_NOT_RECOGNISED"))
    page = play.showing(s.SignInScreen)
    assert page.notice is not None
    assert not page.person_known


def test_an_old_word_of_the_staff_book_counts_for_nothing() -> None:
    play = signing_in()
    play.touch(SignIn("0007", "0000"))
    play.happen(ClerkKnown(play.only(CheckClerk).ticket - 1, CLERK))
    assert play.step(Checking)


def test_nobody_but_the_person_of_the_typed_number_is_taken() -> None:
    play = naming()
    play.touch(NameResident(ZHANG.id_number))
    play.happen(PortalAnswered(play.only(AskPortal).ticket, PersonKnown(Person.from_card(OTHER))))
    notice = play.showing(s.NamePersonScreen).notice
    assert notice is not None
    assert notice.code == "PORTAL_ANSWER_UNUSABLE"
    assert play.none(NoteVouching)


def test_a_number_that_the_portal_does_not_know_can_be_typed_again() -> None:
    play = naming()
    play.touch(NameResident("430922195001010026"))
    play.happen(PortalFailed(play.only(AskPortal).ticket, "PERSON_NOT_FOUND"))
    assert play.step(NamePerson).clerk == CLERK
    assert play.showing(s.NamePersonScreen).notice is not None


@pytest.mark.parametrize("given", [signing_in, naming])
def test_a_card_laid_down_is_better_than_a_clerks_word(given: Callable[[], Play]) -> None:
    play = given()
    play.place(ZHANG_SOCIAL, SLOT)
    assert play.showing(s.ConfirmScreen).way is Way.SOCIAL_CARD


@pytest.mark.parametrize("given", [signing_in, naming, scanning])
def test_back_leads_to_the_cards(given: Callable[[], Play]) -> None:
    play = given()
    play.touch(Back())
    assert play.step(Identify)


def test_a_way_that_has_gone_is_not_taken() -> None:
    play = asked(PROGRESS, CARDS_ONLY)
    play.happen(Touched(ChooseWay(Way.PHONE_CODE)))
    assert play.step(Identify)


def test_a_card_lifted_before_its_reading_began_asks_for_it_again() -> None:
    play = scanning()
    play.happen(CardPlaced(SLOT))
    play.happen(CardLifted(SLOT))
    assert play.step(Identify).notice == "CARD_LIFTED_TOO_EARLY"
    assert OTHER.name not in repr(play.visit)


def test_a_number_typed_for_a_badge_shows_in_no_repr() -> None:
    """A resident may take the page for theirs, and type their own number."""
    play = signing_in()
    signing = SignIn("430922195", "604172")
    play.touch(signing)
    assert "430922195" not in repr((signing, play.effects, play.visit))
