"""The press's papers on the real printing package and the real fonts."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pypdfium2
import pytest

from kiosk.bilingual import Bilingual
from kiosk.press.errors import FormNotReady, RenderRefused
from kiosk.press.layouts import form_values
from kiosk.press.paper import Paper
from kiosk.records.audit import Audit
from kiosk.records.blanks import BlankStock
from kiosk.records.calibrations import CalibrationPlace, CalibrationStore, CalibrationVerdict
from kiosk.records.database import Database
from kiosk.records.prints import FormVersion
from kiosk.settings import (
    FontSettings,
    HanRepertoire,
    Profile,
    ReceiptPrinterSettings,
    TerminalSettings,
    TraySettings,
)
from kiosk.visit.effects import AcceptedSlip, ProgressSlip, ResumeSlip, Slip
from kiosk.visit.register import Case, CaseStage, StageReached
from printing.fonts import DEBIAN_FONTS, FontRole
from printing.form.library import FormLibrary
from printing.form.values import PictureValue, RowsValue
from tests.kiosk.press.world import CASE, FORM, PRINTER, filled, proof, readiness_in

PUBLIC_URL = "https://zwfw.taojiang.example/"
NOW = datetime(2026, 3, 18, 17, 30, tzinfo=UTC)
TERMINAL = TerminalSettings(
    id="TJ-001",
    place=Bilingual("桃江县政务大厅", "Taojiang county hall"),
    profile=Profile.SANDBOX,
    state_dir=Path(),
    public_url=PUBLIC_URL,
)
TRAYS = (TraySettings(source="tray-1", holds="plain"), TraySettings(source="tray-2", holds=FORM))


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = Database(tmp_path)
    yield database
    database.close()


@pytest.fixture
def stock(database: Database) -> BlankStock:
    stock = BlankStock(database=database, now=lambda: NOW)
    stock.load_pack(FORM, first_serial="LN0001000", count=5, who="technician")
    return stock


@pytest.fixture
def paper(database: Database, stock: BlankStock) -> Paper:
    return Paper(
        terminal=TERMINAL,
        receipt_printer=ReceiptPrinterSettings(host="localhost", han=HanRepertoire.GBK),
        fonts=FontSettings(),
        readiness=readiness_in(database, stock, trays=TRAYS),
        stock=stock,
        now=lambda: NOW,
    )


def text_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return "".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


def place_of(text: str, pdf: bytes) -> tuple[float, float]:
    """Left and bottom of the first character of a text, in mm from the sheet's top left."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        page = document[0]
        words = page.get_textpage()
        at = words.get_text_range().index(text)
        left, bottom, _, _ = words.get_charbox(at)
        return left * 25.4 / 72, (page.get_height() - bottom) * 25.4 / 72
    finally:
        document.close()


def test_a_proof_becomes_an_a4_sheet_with_its_words_and_its_hash(paper: Paper) -> None:
    issued = replace(
        proof(), columns=("坐落", "用途"), rows=(("桃花江镇 ＊＊ 路", "住宅"), ("芙蓉社区 ＊＊ 路", "车位"))
    )
    sheet = paper.proof(issued)
    words = text_of(sheet.pdf)
    assert (sheet.medium, sheet.source) == ("iso_a4_210x297mm", "tray-1")
    assert (sheet.form, sheet.calibration) == (None, None)
    assert sheet.sha256 == hashlib.sha256(sheet.pdf).hexdigest()
    assert "名下有房产" in words
    assert "车位" in words
    assert "portal.example/verify" in words
    assert "SPECIMEN" in words


def test_a_proof_that_counts_bears_no_specimen_mark(paper: Paper) -> None:
    assert "SPECIMEN" not in text_of(paper.proof(replace(proof(), specimen=False)).pdf)


def test_a_certificate_becomes_an_overlay_of_the_size_of_its_form(paper: Paper) -> None:
    sheet = paper.certificate(filled(), blank_serial="LN0001000")
    words = text_of(sheet.pdf).replace(" ", "")
    assert sheet.medium == "iso_a5_148x210mm"
    assert "张桂兰" in words
    assert "1952" in words
    form = FormLibrary().get(FORM)
    assert (sheet.source, sheet.form) == ("tray-2", FormVersion(revision=form.revision, sha256=form.sha256))
    assert sheet.calibration is None


def test_a_certificate_is_corrected_for_its_tray_and_its_pack(
    paper: Paper, database: Database, stock: BlankStock
) -> None:
    where = place_of("张桂兰", paper.certificate(filled(), blank_serial="LN0001000").pdf)
    calibrations = CalibrationStore(database=database, audit=Audit(database=database, now=lambda: NOW), now=lambda: NOW)
    kept = calibrations.add(
        CalibrationPlace(printer=PRINTER, source="tray-2", medium="iso_a5_148x210mm"),
        matrix=(1.0, 0.0, 0.0, 1.0, 1.5, -0.5),
        residual_max_mm=0.3,
        residual_rms_mm=0.1,
        marks=5,
        sheets=3,
        verdict=CalibrationVerdict.GREEN,
        who="wang",
    )
    sheet = paper.certificate(filled(), blank_serial="LN0001000")
    assert sheet.calibration == kept.number
    assert place_of("张桂兰", sheet.pdf) == pytest.approx((where[0] - 1.5, where[1] + 0.5), abs=0.01)
    stock.shift_pack(1, right=200, down=100, who="wang")
    sheet = paper.certificate(filled(), blank_serial="LN0001000")
    assert place_of("张桂兰", sheet.pdf) == pytest.approx((where[0] + 0.5, where[1] + 1.5), abs=0.01)


def test_the_portal_cannot_say_which_blank_it_is(stock: BlankStock) -> None:
    order = filled()
    told = replace(order, values=(*order.values, ("blank_serial", "LN9999999")))
    values = form_values(told, FormLibrary().get(FORM), "LN0001000")
    assert values["blank_serial"] == "LN0001000"


def test_pictures_and_tables_become_what_a_form_takes(stock: BlankStock) -> None:
    told = replace(filled(), pictures=(("photo", b"picture"),), tables=(("officers", (("李明", "理事长"),)),))
    values = form_values(told, FormLibrary().get(FORM), "LN0001000")
    assert values["photo"] == PictureValue(b"picture")
    assert values["officers"] == RowsValue((("李明", "理事长"),))
    assert values["holder_birth"] == date(1952, 3, 18)


def test_what_cannot_be_printed_now_is_refused_before_it_is_laid_out(database: Database, stock: BlankStock) -> None:
    paper = Paper(
        terminal=TERMINAL,
        receipt_printer=None,
        fonts=FontSettings(),
        readiness=readiness_in(database, stock, trays=(TraySettings(source="tray-9", holds="food-licence"),)),
        stock=stock,
        now=lambda: NOW,
    )
    with pytest.raises(FormNotReady) as plain:
        paper.proof(proof())
    with pytest.raises(FormNotReady) as blank:
        paper.certificate(filled(), blank_serial="LN0001000")
    assert (plain.value.code, blank.value.code) == ("TRAY_NOT_LOADED", "TRAY_NOT_LOADED")


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"holder_birth": "1952年"}, "PRINT_ELEMENT_MISSING"),
        ({"holder_name": ""}, "PRINT_ELEMENT_MISSING"),
        ({"holder_name": "张\U00012000"}, "PRINT_MISSING_GLYPH"),
        ({"licence_number": "湘" * 60}, "PRINT_ELEMENT_OVERFLOW"),
    ],
)
def test_a_value_that_cannot_be_set_refuses_the_certificate_without_naming_the_value(
    paper: Paper, change: dict[str, str], code: str
) -> None:
    with pytest.raises(RenderRefused) as refused:
        paper.certificate(filled(**change), blank_serial="LN0001000")
    assert refused.value.code == code
    assert not any(value and value in str(refused.value) for value in change.values())


def test_an_unknown_form_is_refused(paper: Paper) -> None:
    with pytest.raises(FormNotReady) as refused:
        paper.certificate(replace(filled(), form="no-such-form"), blank_serial="LN0001000")
    assert refused.value.code == "FORM_UNKNOWN"


def test_a_table_that_contradicts_itself_is_refused(paper: Paper) -> None:
    with pytest.raises(RenderRefused):
        paper.proof(replace(proof(), columns=("坐落", "用途"), rows=(("桃花江镇",),)))


def case(*, concluded: bool) -> Case:
    last = date(2026, 3, 20) if concluded else None
    return Case(
        number=CASE,
        title=Bilingual("食品经营许可", "Food licence"),
        stages=(
            StageReached(stage=CaseStage.ACCEPTED, on=date(2026, 3, 2)),
            StageReached(stage=CaseStage.IN_REVIEW, on=date(2026, 3, 5)),
            StageReached(stage=CaseStage.CONCLUDED, on=last),
        ),
        promised=date(2026, 3, 25),
        portal_state=Bilingual("审核中", "In review"),
        department=Bilingual("市场监管局", "Market office"),
        department_state=Bilingual("现场核查", "Inspection"),
        systems_agree=False,
        rating_token=None,
    )


SLIPS: dict[str, tuple[Slip, tuple[str, ...]]] = {
    "accepted": (
        AcceptedSlip(
            service=Bilingual("房产套数证明", "Proof"),
            case_number=CASE,
            masked_name="张＊＊",
            papers=(Bilingual("房产套数证明", "Proof"),),
        ),
        ("办理回执", "房产套数证明", CASE, "张＊＊"),
    ),
    "in review": (
        ProgressSlip(case=case(concluded=False), masked_name="张＊＊"),
        ("● 受理", "◎ 审核", "○ 办结", "市场监管局", "现场核查"),
    ),
    "concluded": (
        ProgressSlip(case=case(concluded=True), masked_name="张＊＊"),
        ("● 受理", "● 审核", "● 办结", "2026年3月20日"),
    ),
    "resume": (
        ResumeSlip(
            service=Bilingual("老年人优待证", "Senior card"),
            reached="review",
            masked_name="张＊＊",
            id_tail="4525",
            resume_code="K7QP 3M8X",
            case_number=None,
            failure="TERMINAL_UNFORESEEN",
        ),
        ("接续单", "核对", "4525", "2026年4月17日", "这件事现在办不成"),
    ),
}


@pytest.mark.parametrize("kind", SLIPS)
def test_a_slip_says_what_it_must_in_the_printers_own_characters(paper: Paper, kind: str) -> None:
    slip, words = SLIPS[kind]
    job = paper.slip(slip)
    assert job.startswith(b"\x1b@")
    for word in words:
        assert word.encode("gbk") in job
    assert "样张 SPECIMEN".encode("gbk") in job


def test_a_slip_never_says_that_nothing_was_printed_when_nobody_knows(paper: Paper) -> None:
    slip = ResumeSlip(
        service=Bilingual("老年人优待证", "Senior card"),
        reached="certificate",
        masked_name="张＊＊",
        id_tail="4525",
        resume_code="K7QP 3M8X",
        case_number=None,
        failure="CERTIFICATE_PRINTER_JAM",
    )
    nothing, unknown = "没有打印".encode("gbk"), "纸打没打出来".encode("gbk")
    certain, uncertain = paper.slip(slip), paper.slip(replace(slip, uncertain=True))
    assert (nothing in certain, unknown in certain) == (True, False)
    assert (nothing in uncertain, unknown in uncertain) == (False, True)


def test_after_forgetting_the_next_sheet_is_the_same(paper: Paper) -> None:
    paper.prepare_sheets()
    paper.prepare_slips()
    before = paper.certificate(filled(), blank_serial="LN0001000").sha256
    paper.forget()
    paper.forget()
    assert paper.certificate(filled(), blank_serial="LN0001000").sha256 == before
    assert paper.slip(SLIPS["accepted"][0])


def test_other_fonts_can_be_named_and_a_missing_one_refuses_the_print(database: Database, stock: BlankStock) -> None:
    paper = Paper(
        terminal=TerminalSettings(
            id="TJ-001",
            place=Bilingual("桃江", "Taojiang"),
            profile=Profile.PRODUCTION,
            state_dir=Path(),
            public_url=PUBLIC_URL,
        ),
        receipt_printer=None,
        fonts=FontSettings(song=(Path("/nowhere/song.ttf"),), kai=(Path("/nowhere/kai.ttf"),)),
        readiness=readiness_in(database, stock, trays=TRAYS),
        stock=stock,
        now=lambda: datetime(2026, 3, 18, tzinfo=UTC),
    )
    with pytest.raises(RenderRefused) as refused:
        paper.proof(proof())
    assert refused.value.code == "FONT_MISSING"


@pytest.mark.parametrize("role", FontRole)
def test_the_usual_settings_name_the_files_that_debian_has(role: FontRole) -> None:
    settings = FontSettings()
    named = {
        FontRole.SONG: settings.song,
        FontRole.KAI: settings.kai,
        FontRole.FANGSONG: settings.fangsong,
        FontRole.HEI: settings.hei,
    }
    assert named[role] == tuple(file.path for file in DEBIAN_FONTS.files(role) if not file.only)
