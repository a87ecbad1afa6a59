"""The second proof: every proof, every way in which it is not given, and where none is left."""

from __future__ import annotations

from dataclasses import replace

import pytest

from devices.ports import MatchOutcome
from devices.status import DeviceKind
from kiosk.catalogue.service import IdentityLevel
from kiosk.visit import screens as s
from kiosk.visit.actions import Back, ChooseFactor, EnterOneTimeCode, Forward, SendAgain, SignIn
from kiosk.visit.effects import AskPortal, CheckClerk, MatchPerson, NoteVouching
from kiosk.visit.events import ClerkKnown, ClerkRefused, MatchFailed, PersonMatched, PortalAnswered, PortalFailed
from kiosk.visit.identity import Factor
from kiosk.visit.register import CheckOneTimeCode, FindProperties, OneTimeCodeChecked, SendOneTimeCode
from kiosk.visit.state import AskingFor, Checking, ConfirmPerson, Matching, ProveIt, Serving, Stopped, TypeOneTimeCode
from kiosk.visit.surroundings import Surroundings
from tests.kiosk.visit.playing import ALL_WELL, CLERK, PLACE, RIGHT_CODE, SLOT, STAFFED, ZHANG_SOCIAL, Play

DETAIL = "property-detail-proof"
BIOMETRIC = (DeviceKind.FINGERPRINT_READER, DeviceKind.FACE_CAMERA)
NO_BIOMETRIC = replace(ALL_WELL, devices=tuple(status for status in ALL_WELL.devices if status.kind not in BIOMETRIC))
NO_PHONE = "NO_PHONE_REGISTERED"


def proving(now: Surroundings = STAFFED) -> Play:
    play = Play(now=now).identify(DETAIL)
    play.touch(Forward())
    return play


def typing(now: Surroundings = STAFFED) -> Play:
    play = proving(now)
    if now is not NO_BIOMETRIC:
        play.touch(ChooseFactor(Factor.ONE_TIME_CODE))
    play.answer()
    return play


def matching(factor: Factor = Factor.FINGERPRINT) -> Play:
    play = proving()
    play.touch(ChooseFactor(factor))
    return play


def level(play: Play) -> IdentityLevel:
    assert isinstance(play.visit.phase, Serving)
    person = play.visit.phase.dossier.person
    assert person is not None
    return person.level


def wrong(play: Play, *, tries_left: int) -> None:
    play.touch(EnterOneTimeCode("000000"))
    play.happen(PortalAnswered(play.only(AskPortal).ticket, OneTimeCodeChecked(False, tries_left)))


def notice(play: Play) -> str:
    screen = play.screen
    assert isinstance(screen, s.ProveItScreen | s.OneTimeCodeScreen | s.SignInScreen)
    assert screen.notice is not None
    return screen.notice.code


def test_the_proofs_are_offered_once_the_resident_has_said_that_it_is_them() -> None:
    play = Play(now=STAFFED).identify(DETAIL)
    assert play.showing(s.ConfirmScreen)
    play.touch(Forward())
    assert play.showing(s.ProveItScreen).factors == tuple(Factor)


def test_the_only_proof_is_begun_at_once() -> None:
    play = proving(NO_BIOMETRIC)
    assert isinstance(play.only(AskPortal).question, SendOneTimeCode)
    assert play.showing(s.ProveItScreen).checking


def test_who_has_proved_it_already_goes_on() -> None:
    play = typing()
    play.touch(EnterOneTimeCode(RIGHT_CODE))
    play.answer()
    play.answer()
    play.touch(Back())
    assert play.step(ConfirmPerson)
    play.touch(Forward())
    assert play.showing(s.ChoosePropertiesScreen)


# One-time codes.


def test_the_right_code_leads_on() -> None:
    play = typing()
    page = play.showing(s.OneTimeCodeScreen)
    assert page.masked_phone.endswith("0001")
    assert page.others == (Factor.FINGERPRINT, Factor.FACE, Factor.CLERK)
    play.touch(EnterOneTimeCode(RIGHT_CODE))
    assert play.only(AskPortal).question == CheckOneTimeCode("challenge-1", RIGHT_CODE)
    assert play.showing(s.OneTimeCodeScreen).checking
    play.answer()
    assert level(play) is IdentityLevel.CARD_AND_FACTOR
    assert isinstance(play.only(AskPortal).question, FindProperties)


def test_a_wrong_code_says_how_many_tries_are_left() -> None:
    play = typing()
    wrong(play, tries_left=2)
    assert notice(play) == "ONE_TIME_CODE_WRONG"
    assert play.showing(s.OneTimeCodeScreen).tries_left == 2


def test_when_no_try_is_left_another_proof_is_asked_for() -> None:
    play = typing()
    wrong(play, tries_left=0)
    assert notice(play) == "ONE_TIME_CODE_NO_TRIES_LEFT"
    assert Factor.ONE_TIME_CODE not in play.showing(s.ProveItScreen).factors
    assert level(play) is IdentityLevel.CARD


def test_without_any_other_proof_the_matter_stops() -> None:
    play = typing(NO_BIOMETRIC)
    wrong(play, tries_left=0)
    assert play.step(Stopped).code == "SECOND_PROOF_NOT_POSSIBLE"


def test_where_only_a_finger_or_face_is_left_the_matter_stops() -> None:
    play = typing(ALL_WELL)
    wrong(play, tries_left=0)
    assert play.step(Stopped).code == "SECOND_PROOF_NOT_POSSIBLE"


@pytest.mark.parametrize(
    ("code", "offered"), [(NO_PHONE, False), ("PORTAL_TIMEOUT", True), ("PORTAL_UNREACHABLE", True)]
)
def test_a_code_that_cannot_be_sent_may_be_tried_again_unless_that_will_not_help(code: str, offered: bool) -> None:
    play = proving()
    play.touch(ChooseFactor(Factor.ONE_TIME_CODE))
    play.happen(PortalFailed(play.only(AskPortal).ticket, code))
    assert notice(play) == code
    assert (Factor.ONE_TIME_CODE in play.showing(s.ProveItScreen).factors) is offered


def test_the_only_proof_that_could_not_be_begun_is_not_begun_again_by_itself() -> None:
    play = proving(NO_BIOMETRIC)
    play.happen(PortalFailed(play.only(AskPortal).ticket, "PORTAL_TIMEOUT"))
    assert play.none(AskPortal)
    assert play.showing(s.ProveItScreen).factors == (Factor.ONE_TIME_CODE,)


def test_another_code_can_be_sent() -> None:
    play = typing()
    wrong(play, tries_left=1)
    play.touch(SendAgain())
    assert isinstance(play.only(AskPortal).question, SendOneTimeCode)
    play.answer()
    page = play.showing(s.OneTimeCodeScreen)
    assert (page.notice, page.tries_left) == (None, None)


def test_a_check_that_got_no_answer_can_be_made_again() -> None:
    play = typing()
    play.touch(EnterOneTimeCode(RIGHT_CODE))
    play.happen(PortalFailed(play.only(AskPortal).ticket, "PORTAL_TIMEOUT"))
    assert notice(play) == "PORTAL_TIMEOUT"
    play.touch(EnterOneTimeCode(RIGHT_CODE))
    play.happen(PortalFailed(play.only(AskPortal).ticket, NO_PHONE))
    assert play.step(ProveIt).failed == {Factor.ONE_TIME_CODE}


def test_an_answer_to_another_question_proves_nothing() -> None:
    play = proving(NO_BIOMETRIC)
    play.happen(PortalAnswered(play.only(AskPortal).ticket, OneTimeCodeChecked(True, 1)))
    assert notice(play) == "PORTAL_ANSWER_UNUSABLE"
    assert level(play) is IdentityLevel.CARD


# Fingers and faces.


@pytest.mark.parametrize("factor", [Factor.FINGERPRINT, Factor.FACE])
def test_the_person_of_the_card_leads_on(factor: Factor) -> None:
    play = matching(factor)
    effect = play.only(MatchPerson)
    assert (effect.factor, effect.insertion) == (factor, PLACE)
    page = play.showing(s.MatchingScreen)
    assert page.factor is factor
    assert factor not in page.others
    play.happen(PersonMatched(effect.ticket, MatchOutcome.SAME_PERSON))
    assert level(play) is IdentityLevel.CARD_AND_FACTOR


@pytest.mark.parametrize(
    ("outcome", "code"),
    [
        (MatchOutcome.OTHER_PERSON, "MATCH_OTHER_PERSON"),
        (MatchOutcome.NOTHING_TO_COMPARE, "MATCH_NOTHING_TO_COMPARE"),
    ],
)
def test_a_finger_that_proves_nothing_is_not_asked_for_again(outcome: MatchOutcome, code: str) -> None:
    play = matching()
    play.happen(PersonMatched(play.only(MatchPerson).ticket, outcome))
    assert notice(play) == code
    assert play.showing(s.ProveItScreen).factors == (Factor.ONE_TIME_CODE, Factor.FACE, Factor.CLERK)


def test_a_finger_that_was_not_caught_may_be_laid_on_three_times() -> None:
    play = matching()
    for _ in range(2):
        play.happen(PersonMatched(play.only(MatchPerson).ticket, MatchOutcome.NOT_CAPTURED))
        assert notice(play) == "MATCH_NOT_CAPTURED"
        play.touch(ChooseFactor(Factor.FINGERPRINT))
    play.happen(PersonMatched(play.only(MatchPerson).ticket, MatchOutcome.NOT_CAPTURED))
    assert Factor.FINGERPRINT not in play.showing(s.ProveItScreen).factors


def test_a_device_that_breaks_leads_back_to_the_choice() -> None:
    play = matching(Factor.FACE)
    play.happen(MatchFailed(play.only(MatchPerson).ticket, "FACE_CAMERA_LOST"))
    assert notice(play) == "FACE_CAMERA_LOST"


def test_another_proof_can_be_chosen_meanwhile_and_the_late_word_of_the_device_proves_nothing() -> None:
    play = matching()
    ticket = play.only(MatchPerson).ticket
    play.touch(ChooseFactor(Factor.ONE_TIME_CODE))
    play.happen(PersonMatched(ticket, MatchOutcome.SAME_PERSON))
    assert play.step(Checking)
    assert level(play) is IdentityLevel.CARD


def test_a_social_card_has_no_finger_to_compare() -> None:
    play = Play(now=STAFFED).asked_who(DETAIL)
    play.place(ZHANG_SOCIAL, SLOT)
    play.touch(Forward())
    assert play.showing(s.ProveItScreen).factors == (Factor.ONE_TIME_CODE, Factor.CLERK)


# Clerks.


def test_a_clerk_vouches_for_the_person_who_is_known() -> None:
    play = matching(Factor.CLERK)
    assert play.showing(s.SignInScreen).person_known
    play.touch(SignIn(CLERK.number, "1234"))
    play.happen(ClerkKnown(play.only(CheckClerk).ticket, CLERK))
    assert play.only(NoteVouching).clerk == CLERK.number
    assert level(play) is IdentityLevel.VOUCHED
    assert play.step(AskingFor)


def test_a_clerk_who_is_refused_and_goes_back_finds_the_other_proofs() -> None:
    play = matching(Factor.CLERK)
    play.touch(SignIn(CLERK.number, "0000"))
    play.happen(ClerkRefused(play.only(CheckClerk).ticket, "STAFF_LOCKED_OUT"))
    assert notice(play) == "STAFF_LOCKED_OUT"
    play.touch(Back())
    assert play.showing(s.ProveItScreen).factors == tuple(Factor)


def test_what_was_tried_in_vain_stays_so_when_the_clerk_goes_back() -> None:
    play = proving(replace(NO_BIOMETRIC, clerks=True))
    play.touch(ChooseFactor(Factor.ONE_TIME_CODE))
    play.happen(PortalFailed(play.only(AskPortal).ticket, NO_PHONE))
    play.touch(ChooseFactor(Factor.CLERK))
    play.touch(Back())
    assert play.step(ProveIt).failed == {Factor.ONE_TIME_CODE}


def test_back_from_the_only_proof_leads_to_the_person() -> None:
    nobody_sends = replace(
        NO_BIOMETRIC,
        clerks=True,
        lines=tuple(replace(line, up=line.name != "registry") for line in NO_BIOMETRIC.lines),
    )
    play = Play(now=STAFFED).identify(DETAIL)
    play.now = nobody_sends
    play.touch(Forward())
    assert play.showing(s.SignInScreen)
    play.touch(Back())
    assert play.step(ConfirmPerson)


def test_the_card_must_stay_while_it_is_proved() -> None:
    for play in (proving(), typing(), matching()):
        play.lift()
        assert play.showing(s.CardBackScreen)
    play = matching()
    step = play.step(Matching)
    play.lift()
    play.happen(PersonMatched(step.ticket, MatchOutcome.OTHER_PERSON))
    assert play.showing(s.CardBackScreen)
    assert play.step(ProveIt)


def test_a_typed_code_is_held_nowhere() -> None:
    play = typing()
    play.touch(EnterOneTimeCode(RIGHT_CODE))
    assert isinstance(play.step(Checking).before, TypeOneTimeCode)
    assert RIGHT_CODE not in repr(play.visit)
    assert RIGHT_CODE not in repr(play.effects)
