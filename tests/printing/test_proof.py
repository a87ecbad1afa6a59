from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from printing.errors import ElementOverflow, MissingGlyph
from printing.fonts import FontLibrary
from printing.proof import render_proof
from printing.proof_paper import LEFT
from printing.proof_sheet import ProofColumn, ProofFact, ProofSheet, ProofTable, grouped
from printing.specimen import Specimen
from tests.printing.pdf_reader import codes_of, ink_within, media_box, placed, text_of

COLUMNS = (ProofColumn("不动产权证号", 0.3), ProofColumn("坐落", 0.37), ProofColumn("用途", 0.13))
ROW = ("湘（2019）桃江县不动产权第 0003512 号", "桃江县桃花江镇桃花东路 16 号 2 栋 302 室", "住宅", "112.40")

PROOF = ProofSheet(
    title="房产套数证明",
    number="TJ-FC-2026-0318-000127",
    paragraphs=("经查询桃江县不动产登记系统，截至2026年3月17日，张桂兰在桃江县范围内名下登记有住宅2套，具体如下：",),
    table=ProofTable((*COLUMNS, ProofColumn("面积（平方米）", 0.2)), (ROW, ROW)),
    facts=(ProofFact("查询范围", "桃江县行政区域"), ProofFact("交　　给", "桃江县职业中专学校")),
    code="7Q4K29MX3H5T",
    verify_url="https://zw.taojiang.example/v/7Q4K29MX3H5T",
    verify_at="“桃江政务”小程序",
    issuer="桃江县不动产登记中心",
    issued_on=date(2026, 3, 18),
    data_as_of=date(2026, 3, 17),
    place="桃江县 24 小时自助服务区 01 号机",
    printed_at=datetime(2026, 3, 18, 9, 41),  # noqa: DTZ001 - local time of the hall, as printed
)


def flat(data: bytes) -> str:
    return "".join(text_of(data).split())


def test_the_sheet_is_exactly_a4(fonts: FontLibrary) -> None:
    proof = render_proof(PROOF, fonts)
    assert media_box(proof.data) == pytest.approx((210, 297), abs=0.0005)
    assert (proof.sheets, proof.medium) == (1, "iso_a4_210x297mm")


def test_everything_ordered_is_on_the_paper(fonts: FontLibrary) -> None:
    text = flat(render_proof(PROOF, fonts).data)
    said = [PROOF.title, PROOF.number, *PROOF.paragraphs, PROOF.issuer, "7Q4K29MX3H5T", "二〇二六年三月十八日"]
    said += ["数据截至2026-03-17", "打印于2026-03-1809:41", "（以下空白）", "第1页，共1页"]
    said += [column.title for column in PROOF.table.columns] if PROOF.table else []
    said += [part for fact in PROOF.facts for part in (fact.label.replace("　", ""), fact.value)]
    assert [words for words in said if words not in text] == []


def test_the_code_can_be_scanned(fonts: FontLibrary) -> None:
    assert codes_of(render_proof(PROOF, fonts).data) == [PROOF.verify_url]
    assert codes_of(render_proof(replace(PROOF, specimen=Specimen()), fonts).data) == [PROOF.verify_url]


def test_only_the_sandboxs_papers_are_marked(fonts: FontLibrary) -> None:
    marked = render_proof(replace(PROOF, specimen=Specimen()), fonts).data
    assert "样张SPECIMEN不作凭证" in flat(marked)
    assert "SPECIMEN" not in flat(render_proof(PROOF, fonts).data)


def test_rare_names_are_read_back_as_they_were(fonts: FontLibrary) -> None:
    proof = replace(PROOF, paragraphs=("兹证明䶮㛃𠅤𬱖名下登记有住宅2套。",))
    assert "䶮㛃𠅤𬱖" in flat(render_proof(proof, fonts).data)


@pytest.mark.parametrize("rows", [0, 1, 5, 12, 40])
def test_no_row_is_lost_however_many_there_are(fonts: FontLibrary, rows: int) -> None:
    table = ProofTable((*COLUMNS[:2], ProofColumn("序", 0.33)), tuple((*ROW[:2], f"第{n}处") for n in range(rows)))
    proof = render_proof(replace(PROOF, table=table), fonts)
    text = flat(proof.data)
    assert [n for n in range(rows) if f"第{n}处" not in text] == []
    assert text.count(f"共{proof.sheets}页") == proof.sheets
    assert text.count(PROOF.issuer) == 1
    assert codes_of(proof.data, page=proof.sheets - 1) == [PROOF.verify_url]


def test_text_and_closing_never_meet(fonts: FontLibrary) -> None:
    """However far the text reaches down, white lies between it and the QR's frame."""
    for facts in range(14):
        proof = render_proof(replace(PROOF, facts=PROOF.facts[:1] * facts), fonts)
        assert not ink_within(proof.data, 26, 226, 184, 231, page=proof.sheets - 1)


def test_a_character_that_no_font_has_refuses_the_proof(fonts: FontLibrary) -> None:
    with pytest.raises(MissingGlyph, match="paragraph"):
        render_proof(replace(PROOF, paragraphs=("张\U000f1234",)), fonts)


def test_a_title_wider_than_the_sheet_is_refused(fonts: FontLibrary) -> None:
    with pytest.raises(ElementOverflow, match="title"):
        render_proof(replace(PROOF, title="证明" * 12), fonts)


def test_a_label_is_condensed_and_never_runs_into_its_value(fonts: FontLibrary) -> None:
    for label in ("查询范围", "证明开具所依据的事项"):
        data = render_proof(replace(PROOF, table=None, facts=(ProofFact(label, "䶮"),)), fonts).data
        found = {each.char: each for each in placed(data)}
        assert found[label[-1]].x < LEFT + 33 < LEFT + 34 == pytest.approx(found["䶮"].x, abs=0.1)
    with pytest.raises(ElementOverflow, match="fact"):
        render_proof(replace(PROOF, facts=(ProofFact("证明开具所依据的事项" * 2, "桃江县"),)), fonts)


def test_a_code_too_long_for_its_place_is_refused(fonts: FontLibrary) -> None:
    with pytest.raises(ElementOverflow, match="code"):
        render_proof(replace(PROOF, code="7Q4K29MX3H5T" * 3), fonts)


def test_a_table_whose_parts_do_not_match_is_refused() -> None:
    with pytest.raises(ValueError, match="one text a column"):
        ProofTable(COLUMNS, (("一", "二"),))
    with pytest.raises(ValueError, match="add up to 1"):
        ProofTable(COLUMNS, ())


def test_the_same_order_gives_the_same_bytes(fonts: FontLibrary) -> None:
    assert render_proof(PROOF, fonts).sha256 == render_proof(PROOF, fonts).sha256


def test_codes_are_read_in_groups_of_four() -> None:
    assert grouped("7Q4K29MX3H") == "7Q4K 29MX 3H"
