"""Who somebody is, and what a code stands for: the client against the real sandbox portal, over TLS."""

from __future__ import annotations

import gc
import logging
import uuid
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from devices.cards.contents import Numbering
from kiosk.bilingual import Bilingual
from kiosk.catalogue.service import IdentityLevel
from kiosk.portal.errors import PortalRefused
from kiosk.portal.parcels import ResumeNoted
from kiosk.sandbox.county import build_county
from kiosk.sandbox.faults import Fault
from kiosk.sandbox.remote import NoSuchResident
from kiosk.visit.identity import Way
from kiosk.visit.person import Person
from kiosk.visit.register import (
    Answer,
    CasesFound,
    CheckOneTimeCode,
    FindCases,
    FindPerson,
    FindProperties,
    GrantCertificate,
    IssuedProof,
    IssueProof,
    LookUpCode,
    MatterFound,
    OneTimeCodeChecked,
    OneTimeCodeSent,
    PersonKnown,
    PickupFound,
    PropertiesFound,
    Question,
    SendOneTimeCode,
    VerifyCredential,
)
from tests.kiosk.portal.running import TODAY, Sandbox, Terminal, person

ZHANG = person("zhang-guilan")
DETAIL = "property-detail-proof"
ELSEWHERE = ("chan-wing-man", "kim-tae-hyun", "anna-lindqvist", "maria-aguirre", "passport-te-aroha")


def ask(terminal: Terminal, question: Question, key: str | None = None) -> Answer:
    return terminal.portal.ask(question, line="extranet", idempotency_key=key or uuid.uuid4().hex)


def refusal(terminal: Terminal, question: Question) -> str:
    with pytest.raises(PortalRefused) as refused:
        ask(terminal, question)
    return refused.value.code


def send_code(terminal: Terminal, sandbox: Sandbox, who: Person = ZHANG) -> tuple[OneTimeCodeSent, str]:
    sent = ask(terminal, SendOneTimeCode(who))
    code = sandbox.remote.latest_one_time_code(who.id_number)
    assert isinstance(sent, OneTimeCodeSent)
    assert code is not None
    return sent, code


def other_than(code: str) -> str:
    return f"{(int(code) + 1) % 10**6:06d}"


def test_a_phones_code_tells_who_somebody_is_and_is_used_up_by_that(terminal: Terminal, sandbox: Sandbox) -> None:
    code = sandbox.remote.issue_phone_code(ZHANG.id_number)
    known = ask(terminal, VerifyCredential(code))
    assert known == PersonKnown(replace(ZHANG, way=Way.PHONE_CODE, level=IdentityLevel.CODE, card=None))
    assert refusal(terminal, VerifyCredential(code)) == "CREDENTIAL_NOT_ACCEPTED"


def test_a_code_whose_answer_was_lost_is_used_up_and_never_asked_about_again(
    terminal: Terminal, sandbox: Sandbox
) -> None:
    code = sandbox.remote.issue_phone_code(ZHANG.id_number)
    sandbox.remote.set_fault(Fault.ANSWER_LOST)
    with pytest.raises(Exception, match="PORTAL_BROKEN"):
        ask(terminal, VerifyCredential(code))
    sandbox.remote.set_fault(Fault.NONE)
    assert refusal(terminal, VerifyCredential(code)) == "CREDENTIAL_NOT_ACCEPTED"


@pytest.mark.parametrize("code", ["", "no such code", "https://u.example/r/x", "二维码", "x" * 5000, "a\nb"])
def test_whatever_else_is_scanned_is_not_accepted(terminal: Terminal, code: str) -> None:
    assert refusal(terminal, VerifyCredential(code)) == "CREDENTIAL_NOT_ACCEPTED"


def test_a_code_stands_in_no_log(terminal: Terminal, sandbox: Sandbox, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        code = sandbox.remote.issue_phone_code(ZHANG.id_number)
        ask(terminal, VerifyCredential(code))
        sent, digits = send_code(terminal, sandbox)
        ask(terminal, CheckOneTimeCode(sent.challenge, digits))
    lines = [f"{record.getMessage()} {record.args}" for record in caplog.records]
    assert not [line for line in lines if code in line or digits in line or sent.challenge in line]


def holders_of(code: str) -> list[str]:
    """Name what holds a code besides this very test; bodies of messages are bytes."""
    gc.collect()
    needle = code.encode()
    found = []
    for container in gc.get_objects():
        for part in gc.get_referents(container):
            if isinstance(part, bytes | bytearray) and needle in part:
                found.append(type(container).__name__)
    return found


def test_the_bytes_of_a_message_with_a_code_are_let_go(terminal: Terminal, sandbox: Sandbox) -> None:
    code = sandbox.remote.issue_phone_code(ZHANG.id_number)
    ask(terminal, VerifyCredential(code))
    assert holders_of(code) == []


def test_a_one_time_code_goes_to_the_registered_phone_and_is_right_once(terminal: Terminal, sandbox: Sandbox) -> None:
    sent, code = send_code(terminal, sandbox)
    assert len(sent.masked_phone.replace("＊", "").replace(" ", "")) == 7
    assert ask(terminal, CheckOneTimeCode(sent.challenge, code)) == OneTimeCodeChecked(right=True, tries_left=0)
    assert refusal(terminal, CheckOneTimeCode(sent.challenge, code)) == "ONE_TIME_CODE_SPENT"


def test_three_wrong_tries_spend_a_one_time_code(terminal: Terminal, sandbox: Sandbox) -> None:
    sent, code = send_code(terminal, sandbox)
    for left in (2, 1, 0):
        checked = ask(terminal, CheckOneTimeCode(sent.challenge, other_than(code)))
        assert checked == OneTimeCodeChecked(right=False, tries_left=left)
    assert refusal(terminal, CheckOneTimeCode(sent.challenge, code)) == "ONE_TIME_CODE_SPENT"


def test_a_repeated_check_counts_as_one_try(terminal: Terminal, sandbox: Sandbox) -> None:
    sent, code = send_code(terminal, sandbox)
    for _ in range(5):
        checked = ask(terminal, CheckOneTimeCode(sent.challenge, other_than(code)), key=f"check-{sent.challenge}")
        assert checked == OneTimeCodeChecked(right=False, tries_left=2)


def test_a_newer_one_time_code_voids_the_older(terminal: Terminal, sandbox: Sandbox) -> None:
    first, code = send_code(terminal, sandbox)
    send_code(terminal, sandbox)
    assert refusal(terminal, CheckOneTimeCode(first.challenge, code)) == "ONE_TIME_CODE_SPENT"


@pytest.mark.parametrize("code", ["", "12345", "１２３４５６", "abcdef"])
def test_what_is_no_one_time_code_never_leaves(terminal: Terminal, sandbox: Sandbox, code: str) -> None:
    sent, right = send_code(terminal, sandbox)
    assert refusal(terminal, CheckOneTimeCode(sent.challenge, code)) == "PORTAL_MESSAGE_REFUSED"
    assert ask(terminal, CheckOneTimeCode(sent.challenge, right)) == OneTimeCodeChecked(right=True, tries_left=0)


def test_who_has_no_phone_gets_no_one_time_code(terminal: Terminal) -> None:
    assert refusal(terminal, SendOneTimeCode(person("wu-guifang"))) == "NO_PHONE_REGISTERED"


def test_a_phone_shows_nothing_before_a_code_was_sent(sandbox: Sandbox) -> None:
    assert sandbox.remote.latest_one_time_code(person("wu-guifang").id_number) is None
    with pytest.raises(NoSuchResident):
        sandbox.remote.issue_phone_code("000000000000000000")


@pytest.mark.parametrize("slug", ["zhang-guilan", *ELSEWHERE])
def test_a_clerk_finds_a_person_by_number_and_vouches(terminal: Terminal, slug: str) -> None:
    who = person(slug)
    known = ask(terminal, FindPerson(who.id_number, "1001"))
    assert known == PersonKnown(replace(who, way=Way.CLERK, level=IdentityLevel.VOUCHED, card=None, clerk="1001"))


@pytest.mark.parametrize("number", ["430922195001010024", "", "张桂兰", "4309221950010100251"])
def test_a_number_that_nobody_has_is_not_found(terminal: Terminal, number: str) -> None:
    assert refusal(terminal, FindPerson(number, "1001")) == "PERSON_NOT_FOUND"


@pytest.mark.parametrize("slug", ELSEWHERE)
def test_people_from_elsewhere_see_their_cases(terminal: Terminal, slug: str) -> None:
    found = ask(terminal, FindCases(person(slug)))
    assert isinstance(found, CasesFound)
    assert found.cases


def test_the_same_characters_in_another_register_are_another_person(terminal: Terminal) -> None:
    traveller = person("passport-te-aroha")
    elsewhere = replace(traveller, issuing_state="AUS")
    found = ask(terminal, FindCases(elsewhere))
    assert found == CasesFound(())


def test_a_travellers_name_may_stand_the_other_way_round(terminal: Terminal) -> None:
    traveller = person("passport-te-aroha")
    turned = replace(traveller, name="Aroha Mere, WHAREPAPA")
    assert isinstance(ask(terminal, FindCases(turned)), CasesFound)
    assert refusal(terminal, FindCases(replace(traveller, name="AROHA"))) == "PERSON_NOT_MATCHED"


@pytest.mark.parametrize(
    "wrong",
    [
        lambda who: replace(who, numbering=Numbering.RESIDENCE_PERMIT),
        lambda who: replace(who, issuing_state="CHN"),
        lambda who: replace(who, id_number="43092219500101002"),
        lambda who: replace(who, card=None),
        lambda who: replace(who, clerk="1001"),
        lambda who: replace(who, level=IdentityLevel.VOUCHED),
    ],
    ids=["register", "state", "number", "no card", "clerk without a word", "word without a clerk"],
)
def test_a_person_who_contradicts_themself_never_leaves(terminal: Terminal, wrong: Callable[[Person], Person]) -> None:
    assert refusal(terminal, FindCases(wrong(ZHANG))) == "PORTAL_MESSAGE_REFUSED"


def test_a_number_with_a_wrong_check_digit_is_nobodys(terminal: Terminal) -> None:
    assert refusal(terminal, FindCases(replace(ZHANG, id_number="430922195001010024"))) == "PERSON_NOT_MATCHED"


def units_of(terminal: Terminal, who: Person) -> tuple[str, ...]:
    found = ask(terminal, FindProperties(who))
    assert isinstance(found, PropertiesFound)
    return tuple(unit.key for unit in found.properties)


@pytest.mark.parametrize("level", list(IdentityLevel))
def test_a_proof_with_full_addresses_takes_a_card_and_a_second_proof(terminal: Terminal, level: IdentityLevel) -> None:
    who = replace(ZHANG, level=level, clerk="1001" if level is IdentityLevel.VOUCHED else None)
    question = IssueProof(DETAIL, who, units_of(terminal, who), 1)
    if not level.reaches(IdentityLevel.CARD_AND_FACTOR):
        assert refusal(terminal, question) == "IDENTITY_TOO_LOW"
        return
    proof = ask(terminal, question)
    assert isinstance(proof, IssuedProof)
    assert proof.holder_hash == ZHANG.holder_hash
    assert [row[1] for row in proof.rows] == [
        "湖南省益阳市桃江县桃花江镇芙蓉路16号2栋301室",
        "湖南省益阳市桃江县灰山港镇向阳街48号",
        "湖南省益阳市桃江县桃花江镇芙蓉路16号地下25号",
    ]
    assert {len(row) for row in proof.rows} == {len(proof.columns)}


def test_a_phones_code_alone_opens_no_paper(terminal: Terminal, sandbox: Sandbox) -> None:
    known = ask(terminal, VerifyCredential(sandbox.remote.issue_phone_code(ZHANG.id_number)))
    assert isinstance(known, PersonKnown)
    assert refusal(terminal, IssueProof("property-count-proof", known.person, (), 1)) == "IDENTITY_TOO_LOW"
    assert refusal(terminal, GrantCertificate("senior-card", known.person, "any")) == "IDENTITY_TOO_LOW"


def test_a_proof_for_somebody_from_elsewhere_names_their_own_number(terminal: Terminal) -> None:
    who = person("chan-wing-man")
    proof = ask(terminal, IssueProof("property-count-proof", who, (), 1))
    assert isinstance(proof, IssuedProof)
    assert f"居住证号码：{who.id_number}" in proof.paragraphs[0]
    assert proof.holder_hash == who.holder_hash


def test_a_slips_code_leads_back_to_its_matter(terminal: Terminal) -> None:
    note = ResumeNoted(
        idempotency_key=uuid.uuid4().hex,
        visit="v",
        resume_code="KM7P-W3QX",
        service="senior-card",
        step="certificate",
        failure="BLANK_OUT_OF_STOCK",
        case_number=None,
    )
    terminal.portal.deliver(note)
    for typed in ("KM7PW3QX", "km7p-w3qx"):
        found = ask(terminal, LookUpCode(typed))
        assert isinstance(found, MatterFound)
        assert (found.service, found.stopped_on) == ("senior-card", TODAY)


def test_a_pick_up_code_tells_what_lies_where_until_when(terminal: Terminal) -> None:
    envelopes = build_county(today=TODAY).envelopes
    for ready in (True, False):
        envelope = next(one for one in envelopes if (one.since <= TODAY) is ready)
        assert ask(terminal, LookUpCode(envelope.code)) == PickupFound(
            title=envelope.contents,
            ready=ready,
            place=Bilingual(f"取件柜 {envelope.cell} 号格", f"Pick-up locker, cell {envelope.cell}"),
            until=envelope.since + timedelta(days=30),
        )


@pytest.mark.parametrize("code", ["ZZZZ2222", "", "no code", "https://u.example/x", "码" * 3])
def test_a_code_that_stands_for_nothing_is_not_found(terminal: Terminal, code: str) -> None:
    assert refusal(terminal, LookUpCode(code)) == "CODE_NOT_FOUND"


@pytest.mark.parametrize("slug", ELSEWHERE)
def test_people_from_elsewhere_have_electronic_cards_too(terminal: Terminal, sandbox: Sandbox, slug: str) -> None:
    who = person(slug)
    known = ask(terminal, VerifyCredential(sandbox.remote.issue_phone_code(who.id_number)))
    assert isinstance(known, PersonKnown)
    assert known.person.holder_hash == who.holder_hash
