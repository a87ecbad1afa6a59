"""The client against the real sandbox portal, over TLS."""

from __future__ import annotations

import http.client
import uuid
from dataclasses import replace
from datetime import date
from decimal import Decimal
from urllib.parse import urlsplit

import pytest

from kiosk.portal.errors import PortalBroken, PortalRefused, RefusalReason
from kiosk.portal.parcels import (
    CertificatePrinted,
    PrintUncertainNoted,
    ProofPrinted,
    RatingParcel,
    ResumeNoted,
)
from kiosk.portal.port import GrantCheck
from kiosk.sandbox.faults import Fault
from kiosk.visit.actions import RatingLevel
from kiosk.visit.register import (
    Answer,
    CasesFound,
    CertificateGrant,
    FindCases,
    FindLicences,
    FindProperties,
    GrantCertificate,
    IssuedProof,
    IssueProof,
    LicencesFound,
    LicenceState,
    PropertiesFound,
    Question,
)
from tests.kiosk.portal.running import NOW, Sandbox, Terminal, person

ZHANG = person("zhang-guilan")
SHEET = "ab" * 32


def new_key() -> str:
    return uuid.uuid4().hex


def ask(terminal: Terminal, question: Question, key: str | None = None) -> Answer:
    return terminal.portal.ask(question, line="extranet", idempotency_key=key or new_key())


def ask_for_proof(terminal: Terminal, key: str | None = None) -> IssuedProof:
    found = ask(terminal, FindProperties(ZHANG))
    assert isinstance(found, PropertiesFound)
    proof = ask(terminal, IssueProof("property-count-proof", ZHANG, (found.properties[0].key,), 1), key)
    assert isinstance(proof, IssuedProof)
    return proof


def ask_for_grant(terminal: Terminal, key: str | None = None) -> CertificateGrant:
    found = ask(terminal, FindLicences(ZHANG, "senior-card"))
    assert isinstance(found, LicencesFound)
    grant = ask(terminal, GrantCertificate("senior-card", ZHANG, found.licences[0].key), key)
    assert isinstance(grant, CertificateGrant)
    return grant


def printed(grant: CertificateGrant, blank: str, key: str | None = None) -> CertificatePrinted:
    return CertificatePrinted(
        idempotency_key=key or new_key(),
        visit="visit-one",
        grant=grant.grant,
        licence=grant.licence,
        blank_serial=blank,
        print_key=new_key(),
        sheet_sha256=SHEET,
        printed_at=NOW,
    )


def test_finds_the_three_units_of_a_resident_with_masked_addresses(terminal: Terminal) -> None:
    found = ask(terminal, FindProperties(ZHANG))
    assert isinstance(found, PropertiesFound)
    assert [(unit.use.zh, unit.area_m2, unit.co_owners, unit.registered) for unit in found.properties] == [
        ("住宅", Decimal("112.40"), 0, 2014),
        ("住宅", Decimal("98.00"), 1, 2009),
        ("车位", Decimal("13.20"), 0, 2014),
    ]
    assert found.properties[0].masked_address == "桃花江镇芙蓉路 ＊＊ 号 2 栋 ＊01 室"
    assert found.data_as_of == date(2026, 3, 17)


def test_says_why_a_unit_cannot_be_proved(terminal: Terminal) -> None:
    xie = person("xie-yan")
    found = ask(terminal, FindProperties(xie))
    assert isinstance(found, PropertiesFound)
    (unit,) = found.properties
    assert unit.obstacle is not None
    with pytest.raises(PortalRefused) as refusal:
        ask(terminal, IssueProof("property-count-proof", xie, (unit.key,), 1))
    assert refusal.value.reason is RefusalReason.PROPERTY_NOT_PROVABLE


def test_issues_a_proof_that_is_the_visitors_and_a_specimen(terminal: Terminal) -> None:
    proof = ask_for_proof(terminal)
    assert proof.holder_hash == ZHANG.holder_hash
    assert proof.specimen
    assert proof.title == "房产套数证明"
    assert ZHANG.name in proof.paragraphs[0]
    assert "不动产3处，其中住宅2套" in proof.paragraphs[0]
    assert [len(row) for row in proof.rows] == [len(proof.columns)]
    assert proof.rows[0][2] == "桃花江镇芙蓉路16号2栋301室"
    assert ZHANG.id_number not in proof.verify_url
    assert ZHANG.name not in proof.verify_url


def test_proves_that_nothing_is_registered_to_a_resident_without_units(terminal: Terminal) -> None:
    proof = ask(terminal, IssueProof("property-count-proof", person("chen-hao"), (), 1))
    assert isinstance(proof, IssuedProof)
    assert "无不动产登记记录" in proof.paragraphs[0]
    assert (proof.columns, proof.rows) == ((), ())


def test_never_proves_a_unit_of_somebody_else(terminal: Terminal) -> None:
    found = ask(terminal, FindProperties(ZHANG))
    assert isinstance(found, PropertiesFound)
    with pytest.raises(PortalRefused) as refusal:
        ask(terminal, IssueProof("property-count-proof", person("chen-hao"), (found.properties[0].key,), 1))
    assert refusal.value.reason is RefusalReason.NOT_FOUND


def test_grants_a_senior_card_with_every_value_of_its_form(terminal: Terminal) -> None:
    grant = ask_for_grant(terminal)
    values = dict(grant.values)
    assert (grant.form, grant.specimen, grant.holder_hash) == ("senior-card", True, ZHANG.holder_hash)
    assert values["holder_name"] == "张桂兰"
    assert values["holder_sex"] == "女"
    assert values["holder_birth"] == "1950-01-01"
    assert values["holder_id_number"] == ZHANG.id_number
    assert values["issued_on"] == "2026-03-18"
    check = terminal.portal.check_grant(grant.grant, line="extranet")
    assert check == GrantCheck(LicenceState.VALID, ZHANG.holder_hash)


def test_refuses_to_grant_a_licence_that_is_not_valid(terminal: Terminal) -> None:
    wang = person("wang-xiuying")
    found = ask(terminal, FindLicences(wang, "senior-card"))
    assert isinstance(found, LicencesFound)
    (licence,) = found.licences
    assert licence.state is LicenceState.CANCELLED
    with pytest.raises(PortalRefused) as refusal:
        ask(terminal, GrantCertificate("senior-card", wang, licence.key))
    assert refusal.value.code == "LICENCE_NOT_VALID"


def test_shows_cases_in_all_three_stages_and_both_systems(terminal: Terminal) -> None:
    found = ask(terminal, FindCases(ZHANG))
    assert isinstance(found, CasesFound)
    accepted, in_review, concluded = [case for case in found.cases if not case.number.startswith("430922-260318")]
    assert [stage.on for stage in accepted.stages] == [date(2026, 3, 17), None, None]
    assert [stage.on for stage in concluded.stages] == [date(2026, 2, 26), date(2026, 2, 27), date(2026, 2, 28)]
    assert (in_review.systems_agree, in_review.stages[2].on) == (False, None)
    assert in_review.department_state is not None
    assert concluded.rating_token is not None


def test_a_proof_becomes_a_concluded_case_and_a_grant_waits_for_its_print(terminal: Terminal) -> None:
    proof, grant = ask_for_proof(terminal), ask_for_grant(terminal)
    before = case_stages(terminal)
    assert before[proof.acceptance.case_number][2] == date(2026, 3, 18)
    assert before[grant.acceptance.case_number] == [date(2026, 3, 18), None, None]
    terminal.portal.deliver(printed(grant, "TJ-2026-000801"))
    assert case_stages(terminal)[grant.acceptance.case_number][2] == date(2026, 3, 18)


def case_stages(terminal: Terminal) -> dict[str, list[date | None]]:
    found = ask(terminal, FindCases(ZHANG))
    assert isinstance(found, CasesFound)
    return {case.number: [stage.on for stage in case.stages] for case in found.cases}


def test_a_repeated_question_gets_the_same_proof_and_one_case(terminal: Terminal, sandbox: Sandbox) -> None:
    key = new_key()
    first = ask_for_proof(terminal, key)
    matters = sandbox.remote.reported().counts["matters"]
    assert ask_for_proof(terminal, key) == first
    assert sandbox.remote.reported().counts["matters"] == matters


def test_a_key_with_another_question_is_refused(terminal: Terminal) -> None:
    key = new_key()
    ask_for_proof(terminal, key)
    with pytest.raises(PortalRefused) as refusal:
        ask_for_grant(terminal, key)
    assert refusal.value.reason is RefusalReason.KEY_REUSED


def test_an_answer_that_was_lost_is_found_again_under_its_key(terminal: Terminal, sandbox: Sandbox) -> None:
    key = new_key()
    sandbox.remote.set_fault(Fault.ANSWER_LOST)
    question = IssueProof("property-count-proof", ZHANG, (), 1)
    with pytest.raises(PortalBroken):
        ask(terminal, question, key)
    matters = sandbox.remote.reported().counts["matters"]
    sandbox.remote.set_fault(Fault.NONE)
    assert isinstance(ask(terminal, question, key), IssuedProof)
    assert sandbox.remote.reported().counts["matters"] == matters


def test_a_card_that_names_somebody_else_is_refused(terminal: Terminal) -> None:
    with pytest.raises(PortalRefused) as refusal:
        ask(terminal, FindProperties(replace(ZHANG, name="张桂花")))
    assert refusal.value.code == "PERSON_NOT_MATCHED"


def test_a_service_that_the_county_does_not_offer_is_refused(terminal: Terminal) -> None:
    with pytest.raises(PortalRefused) as refusal:
        ask(terminal, IssueProof("dog-licence", ZHANG, (), 1))
    assert refusal.value.code == "SERVICE_NOT_OFFERED"


def test_a_message_that_breaks_the_contract_never_leaves(terminal: Terminal, sandbox: Sandbox) -> None:
    matters = sandbox.remote.reported().counts["matters"]
    with pytest.raises(PortalRefused) as refusal:
        ask(terminal, IssueProof("property-count-proof", ZHANG, (), 0))
    assert refusal.value.reason is RefusalReason.MESSAGE_UNUSABLE
    assert sandbox.remote.reported().counts["matters"] == matters


@pytest.mark.parametrize(
    ("fault", "expected"),
    [
        (Fault.REVOKED, GrantCheck(LicenceState.REVOKED, ZHANG.holder_hash)),
        (Fault.NONE, GrantCheck(LicenceState.VALID, ZHANG.holder_hash)),
    ],
)
def test_a_grant_is_checked_at_this_moment(
    terminal: Terminal, sandbox: Sandbox, fault: Fault, expected: GrantCheck
) -> None:
    grant = ask_for_grant(terminal)
    sandbox.remote.set_fault(fault)
    assert terminal.portal.check_grant(grant.grant, line="extranet") == expected


def test_a_wrong_holder_shows_in_the_papers_and_in_the_check(terminal: Terminal, sandbox: Sandbox) -> None:
    sandbox.remote.set_fault(Fault.WRONG_HOLDER)
    grant = ask_for_grant(terminal)
    assert grant.holder_hash != ZHANG.holder_hash
    assert terminal.portal.check_grant(grant.grant, line="extranet").holder_hash != ZHANG.holder_hash
    assert ask_for_proof(terminal).holder_hash != ZHANG.holder_hash


def test_an_unknown_grant_is_refused(terminal: Terminal) -> None:
    with pytest.raises(PortalRefused) as refusal:
        terminal.portal.check_grant("g-unknown", line="extranet")
    assert refusal.value.code == "GRANT_UNKNOWN"


def test_a_licence_is_reported_on_one_blank_only(terminal: Terminal, sandbox: Sandbox) -> None:
    grant, other = ask_for_grant(terminal), ask_for_grant(terminal)
    report = printed(grant, "TJ-2026-000811")
    terminal.portal.deliver(report)
    terminal.portal.deliver(report)
    with pytest.raises(PortalRefused) as second_blank:
        terminal.portal.deliver(printed(grant, "TJ-2026-000812"))
    with pytest.raises(PortalRefused) as second_licence:
        terminal.portal.deliver(printed(other, "TJ-2026-000811"))
    assert second_blank.value.code == "GRANT_ALREADY_PRINTED"
    assert second_licence.value.code == "BLANK_ALREADY_USED"
    assert sandbox.remote.reported().blanks.count((grant.grant, "TJ-2026-000811")) == 1


def test_a_case_is_rated_once(terminal: Terminal) -> None:
    token = ask_for_proof(terminal).acceptance.rating_token
    rating = RatingParcel(idempotency_key=new_key(), visit="v", token=token, level=RatingLevel.SATISFIED)
    again = RatingParcel(idempotency_key=new_key(), visit="v", token=token, level=RatingLevel.DISSATISFIED)
    terminal.portal.deliver(rating)
    terminal.portal.deliver(rating)
    with pytest.raises(PortalRefused) as refusal:
        terminal.portal.deliver(again)
    assert refusal.value.code == "RATING_ALREADY_GIVEN"


def test_everything_that_could_wait_arrives(terminal: Terminal, sandbox: Sandbox) -> None:
    proof = ask_for_proof(terminal)
    case = proof.acceptance.case_number
    before = sandbox.remote.reported().counts
    terminal.portal.deliver(
        ProofPrinted(
            idempotency_key=new_key(),
            visit="v",
            case_number=case,
            verification_code=proof.verification_code,
            copies=2,
            print_key=new_key(),
            sheet_sha256=SHEET,
            printed_at=NOW,
        )
    )
    terminal.portal.deliver(
        PrintUncertainNoted(
            idempotency_key=new_key(),
            visit="v",
            case_number=case,
            grant=None,
            blank_serial=None,
            print_key=new_key(),
            failure="PRINT_UNKNOWN",
            noted_at=NOW,
        )
    )
    terminal.portal.deliver(
        ResumeNoted(
            idempotency_key=new_key(),
            visit="v",
            resume_code=f"{new_key()[:4]}-{new_key()[:4]}",
            service="property-count-proof",
            step="proof",
            failure="SHEET_PRINTER_JAMMED",
            case_number=case,
        )
    )
    after = sandbox.remote.reported().counts
    kinds = ("proof_prints", "uncertain_prints", "resumes")
    assert [after[kind] - before[kind] for kind in kinds] == [1, 1, 1]


def test_anyone_can_confirm_a_paper_and_learns_no_more_than_the_masked_name(terminal: Terminal) -> None:
    proof = ask_for_proof(terminal)
    status, page = public_get(proof.verify_url, "text/html")
    assert status == 200
    assert "张＊＊" in page
    assert "SPECIMEN" in page
    assert ZHANG.name not in page
    assert ZHANG.id_number not in page
    typed = proof.verify_url.replace(proof.verification_code, proof.verification_code.replace("-", "").lower())
    assert public_get(typed, "application/json")[0] == 200


def test_a_code_that_stands_for_nothing_is_not_confirmed(sandbox: Sandbox) -> None:
    status, page = public_get(f"{sandbox.ready.public_url}/verify/AAAA-BBBB-CCCC", "text/html")
    assert status == 404
    assert "没有查到" in page


def public_get(url: str, accept: str) -> tuple[int, str]:
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.netloc, timeout=20)
    try:
        connection.request("GET", parts.path, headers={"Accept": accept})
        response = connection.getresponse()
        return response.status, response.read().decode()
    finally:
        connection.close()
