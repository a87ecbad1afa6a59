"""The five sample proofs on paper: complete, checkable, within their frame, and never a closing without a text."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pypdfium2
import pytest
from PIL import ImageOps
from stdnum.cn import uscc
from stdnum.iso7064 import mod_11_2

from printing.errors import ElementOverflow
from printing.fonts import FontLibrary
from printing.form.values import Money
from printing.money_words import money_words
from printing.preview.picture import rasterise
from printing.proof import render_proof
from printing.proof_paper import HEIGHT, WIDTH
from printing.proof_sheet import ProofColumn, ProofFact, ProofSheet, ProofTable, grouped
from printing.specimen import Specimen
from tests.printing.pdf_reader import codes_of, lines_of
from tests.printing.proof_samples import COMPANY_CODE, CREDIT, INSURANCE, NO_HOME, PEOPLE, SAMPLES, TAX

FRAME_MM = 12.0
DPI = 150


def sheets_of(data: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(data)
    try:
        return ["".join(page.get_textpage().get_text_range().split()) for page in document]
    finally:
        document.close()


def parts_of(sheet: ProofSheet) -> list[str]:
    """Everything of the text that a sheet may break between."""
    rows = ["".join(row) for row in sheet.table.rows] if sheet.table else []
    parts = [*sheet.paragraphs, *rows, *(fact.label + fact.value for fact in sheet.facts)]
    return ["".join(part.split()) for part in parts]


@pytest.mark.parametrize("name", SAMPLES)
def test_nothing_that_a_proof_says_is_missing(fonts: FontLibrary, name: str) -> None:
    sheet = SAMPLES[name]
    words = "".join(sheets_of(render_proof(sheet, fonts).data))
    said = [sheet.title, sheet.number, sheet.issuer, *sheet.paragraphs]
    said += [text for row in sheet.table.rows for text in row] if sheet.table else []
    said += [part for fact in sheet.facts for part in (fact.label, fact.value)]
    assert [text for text in said if "".join(text.split()) not in words] == []


@pytest.mark.parametrize("specimen", [None, Specimen()], ids=["counts", "specimen"])
@pytest.mark.parametrize("name", SAMPLES)
def test_every_proof_can_be_checked(fonts: FontLibrary, name: str, specimen: Specimen | None) -> None:
    sheet = replace(SAMPLES[name], specimen=specimen)
    proof = render_proof(sheet, fonts)
    assert codes_of(proof.data, page=proof.sheets - 1) == [sheet.verify_url]
    assert f"验证码{grouped(sheet.code)}".replace(" ", "") in sheets_of(proof.data)[-1]


@pytest.mark.parametrize("name", SAMPLES)
def test_every_sheet_has_its_number_and_two_lines_of_micro_text(fonts: FontLibrary, name: str) -> None:
    sheet = SAMPLES[name]
    proof = render_proof(sheet, fonts)
    micro = (sheet.title + sheet.code) * 8
    for number, words in enumerate(sheets_of(proof.data), 1):
        assert words.count(micro) >= 2
        assert f"第{number}页，共{proof.sheets}页" in words
        assert sheet.number in words


@pytest.mark.parametrize("name", SAMPLES)
def test_no_ink_leaves_the_frame(fonts: FontLibrary, name: str) -> None:
    proof = render_proof(replace(SAMPLES[name], specimen=Specimen()), fonts)
    for page in range(proof.sheets):
        picture = ImageOps.invert(rasterise(proof.data, page=page, dots_per_inch=DPI).convert("L"))
        box = picture.getbbox()
        assert box is not None
        left, top, right, bottom = (side * 25.4 / DPI for side in box)
        assert min(left, top, WIDTH - right, HEIGHT - bottom) == pytest.approx(FRAME_MM - 0.25, abs=0.3)


@pytest.mark.parametrize(
    ("name", "count"), [("credit", 1), ("properties", 1), ("tax", 3), ("insurance", 1), ("no-home", 1)]
)
def test_a_proof_takes_no_more_sheets_than_it_needs(fonts: FontLibrary, name: str, count: int) -> None:
    assert render_proof(SAMPLES[name], fonts).sheets == count


@pytest.mark.parametrize("base", [CREDIT, NO_HOME, TAX], ids=["credit", "no-home", "tax"])
@pytest.mark.parametrize("more", range(0, 26, 2))
def test_the_closing_never_stands_alone(fonts: FontLibrary, base: ProofSheet, more: int) -> None:
    facts = tuple(ProofFact("备　　注", f"第{n}条说明") for n in range(more))
    sheet = replace(base, facts=(*base.facts, *facts))
    words = sheets_of(render_proof(sheet, fonts).data)
    assert any(part in words[-1] for part in parts_of(sheet))
    assert sum(page.count("（以下空白）") for page in words) == 1
    assert [n for n in range(more) if sum(f"第{n}条说明" in page for page in words) != 1] == []


def test_a_table_that_goes_on_repeats_its_headings(fonts: FontLibrary) -> None:
    assert TAX.table is not None
    for words in sheets_of(render_proof(TAX, fonts).data):
        for column in TAX.table.columns:
            assert words.count(column.title) == 1


@pytest.mark.parametrize("lines", range(8, 19))
def test_no_heading_stands_without_a_row_below_it(fonts: FontLibrary, lines: int) -> None:
    sheet = replace(INSURANCE, paragraphs=tuple(f"第{n}段。" for n in range(lines)))
    assert sheet.table is not None
    for words in sheets_of(render_proof(sheet, fonts).data):
        assert ("险种" in words) == any("".join("".join(row).split()) in words for row in sheet.table.rows)


def test_amounts_stand_with_their_points_below_each_other(fonts: FontLibrary) -> None:
    document = pypdfium2.PdfDocument(render_proof(TAX, fonts).data)
    page = document[len(document) - 1].get_textpage()
    words = page.get_text_range()
    ends = {
        round(page.get_charbox(words.index(amount) + len(amount) - 1)[2], 1)
        for amount in ("86.12", "-126.48", "10,800.00", "12,199.08")
    }
    document.close()
    assert max(ends) - min(ends) < 1.5  # points; the last digits differ in the width of their ink only


def test_a_heading_breaks_before_its_unit(fonts: FontLibrary) -> None:
    table = ProofTable((ProofColumn("面积（平方米）", 0.15), ProofColumn("用途", 0.85)), (("112.40", "住宅"),))
    lines = [
        "".join(each.char for each in line)
        for line in lines_of(render_proof(replace(NO_HOME, table=table), fonts).data)
    ]
    assert "面积" in lines and "（平方米）" in lines


@pytest.mark.parametrize(
    ("change", "element"),
    [
        ({"issuer": "桃江县人力资源和社会保障局" * 6}, "issuer"),
        ({"verify_at": "桃江县政务服务网自助服务终端核验栏目" * 5}, "code"),
    ],
)
def test_what_would_run_into_its_neighbour_is_refused(fonts: FontLibrary, change: dict[str, str], element: str) -> None:
    sheet = replace(NO_HOME, issuer=change.get("issuer", NO_HOME.issuer), verify_at=change.get("verify_at", ""))
    with pytest.raises(ElementOverflow, match=f"element {element}"):
        render_proof(sheet, fonts)


def test_a_row_higher_than_a_sheet_is_refused(fonts: FontLibrary) -> None:
    table = ProofTable((ProofColumn("说明", 0.1), ProofColumn("用途", 0.9)), (("长" * 200, "住宅"),))
    with pytest.raises(ElementOverflow, match="element table"):
        render_proof(replace(NO_HOME, table=table), fonts)


def test_a_long_place_is_squeezed_into_the_foot(fonts: FontLibrary) -> None:
    place = "桃江县马迹塘镇便民服务中心二十四小时自助政务服务区（原马迹塘镇人民政府东侧临街门面）一号自助服务终端机" * 2
    proof = render_proof(replace(NO_HOME, place=place), fonts)
    assert place in sheets_of(proof.data)[0]
    picture = rasterise(proof.data, page=0, dots_per_inch=DPI).convert("L")
    beyond = picture.crop(
        (round(185 / 25.4 * DPI), round(273 / 25.4 * DPI), round(195 / 25.4 * DPI), round(279 / 25.4 * DPI))
    )
    assert min(beyond.tobytes()) > 150


def test_the_samples_name_invented_residents_with_valid_numbers() -> None:
    assert all(mod_11_2.is_valid(person.number) for person in PEOPLE)
    assert uscc.is_valid(COMPANY_CODE)


def test_the_tax_sample_adds_up() -> None:
    assert TAX.table is not None
    *amounts, total = (Decimal(row[-1].replace(",", "")) for row in TAX.table.rows)
    assert sum(amounts) == total
    assert TAX.facts[0].value == f"（大写）{money_words(Money(int(total * 100)))}"
