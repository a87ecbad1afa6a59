"""A resident scans a code with a phone: the code is read off the paper, and the page behind it is fetched."""

from __future__ import annotations

import http.client
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import zxingcpp
from PIL import Image

from devices.simulators.escpos_commands import EscposReader
from devices.simulators.escpos_paper import Paper as SlipPaper
from devices.simulators.escpos_paper import find_rom_font
from kiosk.bilingual import Bilingual
from kiosk.catalogue.loader import load_catalogue
from kiosk.portal import messages as m
from kiosk.portal.parcels import ResumeNoted
from kiosk.press.paper import Paper
from kiosk.records.blanks import BlankStock
from kiosk.records.database import Database
from kiosk.sandbox.county import SEED, build_county
from kiosk.sandbox.desk import Desk, resumable_until
from kiosk.sandbox.faults import Faults
from kiosk.sandbox.pages import case_page, resume_page
from kiosk.sandbox.refused import Refused
from kiosk.sandbox.store import SandboxStore
from kiosk.settings import FontSettings, Profile, ReceiptPrinterSettings, TerminalSettings
from kiosk.visit.effects import AcceptedSlip, ResumeSlip, Slip
from kiosk.visit.register import (
    FindProperties,
    IssuedProof,
    IssueProof,
    PersonKnown,
    PropertiesFound,
    SendOneTimeCode,
    VerifyCredential,
)
from tests.kiosk.portal.running import TODAY, Sandbox, Terminal, person, running_sandbox, terminal_on
from tests.kiosk.press.world import readiness_in
from tests.printing.pdf_reader import codes_of

ZHANG = person("zhang-guilan")
SERVICE = Bilingual("房产套数证明", "Proof of homes")
CODE = "K7QP3M8X"


@pytest.fixture(scope="module")
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    with running_sandbox(tmp_path_factory.mktemp("sandbox")) as sandbox:
        yield sandbox


@pytest.fixture
def terminal(sandbox: Sandbox) -> Iterator[Terminal]:
    with terminal_on(sandbox.line) as terminal:
        yield terminal


@pytest.fixture
def paper(sandbox: Sandbox, tmp_path: Path) -> Iterator[Paper]:
    database = Database(tmp_path)
    stock = BlankStock(database=database, now=lambda: datetime.now(UTC))
    settings = TerminalSettings(
        id="TJ-024-01",
        place=Bilingual("桃江县政务大厅", "Taojiang county hall"),
        profile=Profile.SANDBOX,
        state_dir=Path(),
        public_url=sandbox.ready.public_url,
    )
    yield Paper(
        terminal=settings,
        receipt_printer=ReceiptPrinterSettings(host="localhost"),
        fonts=FontSettings(),
        readiness=readiness_in(database, stock),
        stock=stock,
        now=lambda: datetime(TODAY.year, TODAY.month, TODAY.day, 9, 41, tzinfo=UTC),
    )
    database.close()


def issue_proof(terminal: Terminal, key: str) -> IssuedProof:
    found = terminal.portal.ask(FindProperties(ZHANG), line="extranet", idempotency_key=key)
    assert isinstance(found, PropertiesFound)
    question = IssueProof("property-count-proof", ZHANG, (found.properties[0].key,), 1)
    proof = terminal.portal.ask(question, line="extranet", idempotency_key=key)
    assert isinstance(proof, IssuedProof)
    return proof


def scanned(slip: bytes) -> str:
    """Read the code off the dots that the receipt printer puts on paper."""
    drawn = SlipPaper(font=find_rom_font())
    for token in EscposReader().feed(slip):
        drawn.draw(token.step)
    (code,) = zxingcpp.read_barcodes(drawn.picture())
    return code.text


def fetched(url: str) -> tuple[int, str]:
    """Fetch a page as a phone does."""
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.netloc, timeout=20)
    try:
        connection.request("GET", parts.path, headers={"Accept": "text/html,*/*"})
        answer = connection.getresponse()
        page = answer.read().decode()
    finally:
        connection.close()
    # A borrowed phone keeps nothing, and nothing is loaded from elsewhere.
    assert answer.headers["Cache-Control"] == "no-store"
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    return answer.status, page


def accepted_slip(proof: IssuedProof) -> Slip:
    return AcceptedSlip(
        service=SERVICE, case_number=proof.acceptance.case_number, masked_name="张＊＊", papers=(SERVICE,)
    )


def resume_slip() -> Slip:
    return ResumeSlip(
        service=SERVICE,
        reached="proof",
        masked_name="张＊＊",
        id_tail="4525",
        resume_code=CODE,
        case_number=None,
        failure="TERMINAL_UNFORESEEN",
    )


def assert_names_nobody(page: str) -> None:
    assert [secret for secret in (ZHANG.name, ZHANG.id_number, ZHANG.masked_name, "4525") if secret in page] == []


def test_the_code_on_a_receipt_leads_to_the_case(terminal: Terminal, paper: Paper, sandbox: Sandbox) -> None:
    proof = issue_proof(terminal, "scan-receipt-1")
    url = scanned(paper.slip(accepted_slip(proof)))
    status, page = fetched(url)
    assert url.startswith(sandbox.ready.public_url)
    assert status == 200
    assert proof.acceptance.case_number in page
    assert page.count('<li class="done">') == 3
    assert "2026年3月18日" in page
    assert proof.acceptance.rating_token not in page
    assert_names_nobody(page)


def test_the_code_on_a_proof_leads_to_its_confirmation(terminal: Terminal, paper: Paper) -> None:
    proof = issue_proof(terminal, "scan-proof-1")
    (url,) = codes_of(paper.proof(proof).pdf)
    status, page = fetched(url)
    assert status == 200
    assert proof.verification_code in page
    assert proof.title in page
    assert ZHANG.id_number not in page


def test_the_code_on_a_slip_of_a_stopped_matter_leads_to_how_to_go_on(terminal: Terminal, paper: Paper) -> None:
    url = scanned(paper.slip(resume_slip()))
    assert fetched(url)[0] == 404
    terminal.portal.deliver(
        ResumeNoted(
            idempotency_key="resume-scan-1",
            visit="visit-one",
            resume_code=CODE,
            service="property-count-proof",
            step="proof",
            failure="TERMINAL_UNFORESEEN",
            case_number=None,
        )
    )
    status, page = fetched(url)
    assert status == 200
    for word in ("房产套数证明", "打印证明", "只要身份证或社保卡", "30 天，到2026年4月17日为止", "K7QP 3M8X"):
        assert word in page
    assert_names_nobody(page)


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/cases/430922-260318-9999-X", "没有查到这个办件号"),
        ("/cases/%3Cscript%3E", "没有查到这个办件号"),
        ("/resume/ZZZZZZZZ", "没有查到这个接续码"),
        ("/verify/AAAA-BBBB-CCCC", "没有查到这个验证码"),
    ],
)
def test_a_code_that_stands_for_nothing_is_told_so_in_both_languages(sandbox: Sandbox, path: str, words: str) -> None:
    status, page = fetched(sandbox.ready.public_url + path)
    assert status == 404
    assert words in page
    assert 'lang="en"' in page
    assert "script" not in page


class Clock:
    """The day that the portal lives in."""

    def __init__(self) -> None:
        self.today = TODAY

    def __call__(self) -> date:
        return self.today


def test_a_resume_code_works_for_thirty_days_however_it_is_typed() -> None:
    clock, store, county = Clock(), SandboxStore(None), build_county(seed=SEED, today=TODAY)
    desk = Desk(
        county=county, catalogue=load_catalogue(), store=store, faults=Faults(), today=clock, verify_url=lambda: ""
    )
    note = m.ResumeMessage(
        resume_code="K7QP-3M8X", service="a-newer-service", step="sign", failure="LINE_DOWN", case_number=None
    )
    desk.note_resume(note)
    stopped = [desk.stopped(typed) for typed in (CODE, "k7qp-3m8x")]
    assert stopped[0] == stopped[1]
    assert "身份证或社保卡" in resume_page(stopped[0], None, until=resumable_until(stopped[0]))
    clock.today = TODAY + timedelta(days=30)
    assert desk.stopped(CODE) == stopped[0]
    clock.today += timedelta(days=1)
    for typed in (CODE, CODE[:7]):
        with pytest.raises(Refused):
            desk.stopped(typed)
    store.close()


def test_every_case_of_the_county_has_a_page_that_names_nobody_and_shows_the_stage_that_goes_on() -> None:
    county = build_county(seed=SEED, today=TODAY)
    store = SandboxStore(None)
    desk = Desk(
        county=county,
        catalogue=load_catalogue(),
        store=store,
        faults=Faults(),
        today=lambda: TODAY,
        verify_url=lambda: "",
    )
    for case in county.cases:
        applicant = county.resident(case.applicant)
        assert applicant is not None
        page = case_page(desk.case(case.number.lower()))
        assert applicant.name not in page
        assert applicant.id_number not in page
        assert page.count('<li class="now">') == (case.concluded is None)
        assert ("两个系统" in page) is not case.systems_agree
    store.close()


def page_of(sandbox: Sandbox, slug: str) -> tuple[int, dict[str, str], str]:
    connection = http.client.HTTPConnection(urlsplit(sandbox.ready.public_url).netloc, timeout=20)
    try:
        connection.request("GET", f"/phone/{slug}")
        response = connection.getresponse()
        return response.status, dict(response.headers), response.read().decode()
    finally:
        connection.close()


def code_on(page: str) -> str:
    """Draw the bars of the page's code as a scanner sees them, four dots a module, and read it."""
    found = re.search(r'viewBox="0 0 (\d+) \1" width="48mm"', page)
    assert found is not None
    across = int(found[1])
    picture = Image.new("L", (across * 4, across * 4), 255)
    for x, y, length in re.findall(r"M(\d+) (\d+)h(\d+)v1", page):
        left, top, wide = int(x) * 4, int(y) * 4, int(length) * 4
        picture.paste(0, (left, top, left + wide, top + 4))
    (symbol,) = zxingcpp.read_barcodes(picture)
    return str(symbol.text)


def test_a_residents_phone_shows_a_code_that_the_portal_knows_and_each_time_another(
    sandbox: Sandbox, terminal: Terminal
) -> None:
    codes = set()
    for _ in range(2):
        status, headers, page = page_of(sandbox, "zhang-guilan")
        assert status == 200
        assert 0 < int(headers["refresh"]) < 60
        assert headers["cache-control"] == "no-store"
        codes.add(code_on(page))
    assert len(codes) == 2
    for number, code in enumerate(codes):
        known = terminal.portal.ask(VerifyCredential(code), line="extranet", idempotency_key=f"phone-page-{number}")
        assert isinstance(known, PersonKnown)
        assert known.person.holder_hash == ZHANG.holder_hash


def test_a_residents_phone_shows_the_one_time_code_that_came(sandbox: Sandbox, terminal: Terminal) -> None:
    terminal.portal.ask(SendOneTimeCode(ZHANG), line="extranet", idempotency_key="phone-page-message")
    code = sandbox.remote.latest_one_time_code(ZHANG.id_number)
    assert code is not None
    assert f"验证码 {code}" in page_of(sandbox, "zhang-guilan")[2]


@pytest.mark.parametrize("slug", ["nobody", "bank-card", "wrong-birth"])
def test_who_has_no_card_that_can_be_read_has_no_phone(sandbox: Sandbox, slug: str) -> None:
    status, headers, page = page_of(sandbox, slug)
    assert status == 404
    assert "没有这部手机" in page
    assert "refresh" not in headers
