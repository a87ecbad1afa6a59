from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest
import zxingcpp

from printing.dots import DotFonts
from printing.errors import ElementMissing, ElementOverflow, MissingGlyph
from printing.receipt import ReceiptPaper, render_receipt
from printing.receipts.kinds import (
    AcceptedReceipt,
    FailureSlip,
    PrintedPaper,
    ProgressSlip,
    Receipt,
    Stage,
    StageState,
    SystemState,
)
from printing.receipts.loader import ReceiptLayouts
from printing.repertoire import HanRepertoire
from printing.specimen import Specimen
from printing.wrap import columns
from tests.printing.escpos_reader import Command, Line, dots_of, lines_of, read_slip

AT = datetime(2026, 3, 18, 9, 41, 7)  # noqa: DTZ001 - local time of the hall, as printed
PLACE, TERMINAL = "桃江县 24 小时自助服务区", "TJ-001"

ACCEPTED = AcceptedReceipt(
    place=PLACE,
    terminal=TERMINAL,
    at=AT,
    service="房产套数证明",
    case_number="430922202603180001",
    holder="张＊＊",
    papers=(PrintedPaper("房产套数证明 1 份，共 1 页"),),
    url="https://zw.taojiang.example/c/7Q4K29MX3H5T",
)
FAILED = FailureSlip(
    place=PLACE,
    terminal=TERMINAL,
    at=AT,
    service="交通违章处理",
    reached="第 2 步 核对",
    reason="公安专线 02:10 起中断",
    assurance="没有扣钱。",
    holder="张＊＊",
    id_tail="0025",
    code="7Q4K29MX",
    url="https://zw.taojiang.example/r/7Q4K29MX",
    valid_until=date(2026, 4, 17),
    counter="县政务大厅 1 楼“办不成事”窗口",
)
PROGRESS = ProgressSlip(
    place=PLACE,
    terminal=TERMINAL,
    at=AT,
    service="食品经营许可",
    case_number="430922202603180001",
    holder="张＊＊",
    stages=(
        Stage("受理", StageState.DONE, date(2026, 3, 16)),
        Stage("审核", StageState.CURRENT, date(2026, 3, 17)),
        Stage("办结", StageState.AHEAD, None),
    ),
    promised=date(2026, 4, 2),
    systems=(SystemState("县平台", "审核中"), SystemState("食药系统", "材料已收")),
)
SLIPS: tuple[Receipt, ...] = (ACCEPTED, FAILED, PROGRESS)
LAYOUTS = ReceiptLayouts()
PAPERS = [ReceiptPaper(), ReceiptPaper(dots=384), ReceiptPaper(han=HanRepertoire.NONE)]


def slip_bytes(slip: Receipt, paper: ReceiptPaper, fonts: DotFonts) -> bytes:
    return render_receipt(slip, layouts=LAYOUTS, paper=paper, fonts=fonts)


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_begins_from_a_known_state_and_ends_with_the_cut(
    slip: Receipt, paper: ReceiptPaper, dot_fonts: DotFonts
) -> None:
    parts = read_slip(slip_bytes(slip, paper, dot_fonts))
    assert parts[:3] == [Command("initialise"), Command("code page", 0), Command("han mode")]
    assert parts[-1] == Command("cut", paper.cut_feed)
    assert sum(part == Command("initialise") for part in parts) == 1


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("slip", SLIPS)
def test_nothing_is_wider_than_the_paper(slip: Receipt, paper: ReceiptPaper, dot_fonts: DotFonts) -> None:
    large = False
    for part in read_slip(slip_bytes(slip, paper, dot_fonts)):
        if part == Command("size", 0x11):
            large = True
        elif part == Command("size", 0x00):
            large = False
        elif isinstance(part, Line):
            assert columns(part.text) * (24 if large else 12) <= paper.dots
    assert {picture.width for picture in dots_of(read_slip(slip_bytes(slip, paper, dot_fonts)))} == {paper.dots}


def test_an_accepted_case_is_told(dot_fonts: DotFonts) -> None:
    lines = lines_of(read_slip(slip_bytes(ACCEPTED, ReceiptPaper(), dot_fonts)))
    for wanted in ("办理回执", "事项：房产套数证明", "办件号：430922202603180001", "有疑问请打 12345"):
        assert wanted in lines
    assert "· 房产套数证明 1 份，共 1 页" in lines


def test_the_stages_of_a_case_are_told_with_their_days(dot_fonts: DotFonts) -> None:
    lines = lines_of(read_slip(slip_bytes(PROGRESS, ReceiptPaper(), dot_fonts)))
    stages = [line.split() for line in lines if line[0] in "●◎○"]
    assert stages == [
        ["●", "受理", "2026年3月16日"],
        ["◎", "审核", "2026年3月17日起"],
        ["○", "办结", "还没开始"],
    ]
    assert all(columns(line) == 48 for line in lines if line[0] in "●◎○")
    assert "承诺办结：2026年4月2日前" in lines
    assert "食药系统：材料已收" in lines


def test_how_to_go_on_is_told(dot_fonts: DotFonts) -> None:
    lines = lines_of(read_slip(slip_bytes(FAILED, ReceiptPaper(), dot_fonts)))
    assert "接续单" in lines
    assert "办到：第 2 步 核对" in lines
    assert "这不是您的问题。没有扣钱。" in lines
    assert "有效期：30天，到2026年4月17日" in lines


@pytest.mark.parametrize("paper", PAPERS[:2])
@pytest.mark.parametrize("slip", [ACCEPTED, FAILED])
def test_the_code_can_be_scanned_from_the_paper(
    slip: AcceptedReceipt | FailureSlip, paper: ReceiptPaper, dot_fonts: DotFonts
) -> None:
    found = [
        code.text
        for picture in dots_of(read_slip(slip_bytes(slip, paper, dot_fonts)))
        for code in zxingcpp.read_barcodes(picture)
    ]
    assert found == [slip.url]


@pytest.mark.parametrize(("han", "as_dots"), [(HanRepertoire.GBK, 1), (HanRepertoire.GB18030, 0)])
def test_a_line_with_a_character_outside_the_rom_goes_as_dots(
    dot_fonts: DotFonts, han: HanRepertoire, as_dots: int
) -> None:
    paper = ReceiptPaper(han=han)
    plain = read_slip(slip_bytes(PROGRESS, paper, dot_fonts))
    rare = read_slip(slip_bytes(replace(PROGRESS, holder="䶮＊＊"), paper, dot_fonts))
    assert len(dots_of(rare)) - len(dots_of(plain)) == as_dots
    assert len(lines_of(plain)) - len(lines_of(rare)) == as_dots


def test_a_printer_without_chinese_gets_only_dots_and_ascii(dot_fonts: DotFonts) -> None:
    data = slip_bytes(ACCEPTED, ReceiptPaper(han=HanRepertoire.NONE), dot_fonts)
    assert all(line.isascii() for line in lines_of(read_slip(data)))


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_of_the_sandbox_says_so_at_both_ends(slip: Receipt, dot_fonts: DotFonts) -> None:
    marked = replace(slip, specimen=Specimen())
    lines = lines_of(read_slip(slip_bytes(marked, ReceiptPaper(), dot_fonts)))
    assert "样张 SPECIMEN" in lines[0] and "样张 SPECIMEN" in lines[-1]
    plain = lines_of(read_slip(slip_bytes(slip, ReceiptPaper(), dot_fonts)))
    assert not any("SPECIMEN" in line for line in plain)


def test_a_long_value_goes_on_under_itself(dot_fonts: DotFonts) -> None:
    slip = replace(ACCEPTED, service="既有住宅加装电梯财政补贴资金申请及竣工联合验收备案（含变更）")
    lines = lines_of(read_slip(slip_bytes(slip, ReceiptPaper(), dot_fonts)))
    start = next(n for n, line in enumerate(lines) if line.startswith("事项："))
    assert lines[start + 1].startswith("      ") and lines[start + 1].strip()
    assert lines[start] + lines[start + 1].strip() == f"事项：{slip.service}"


def test_a_character_that_no_font_has_refuses_the_slip(dot_fonts: DotFonts) -> None:
    with pytest.raises(MissingGlyph) as caught:
        slip_bytes(replace(ACCEPTED, holder="\U000f1234＊"), ReceiptPaper(), dot_fonts)
    assert caught.value.code_point == 0xF1234


def test_a_code_that_cannot_be_scanned_refuses_the_slip(dot_fonts: DotFonts) -> None:
    with pytest.raises(ElementOverflow, match="qr"):
        slip_bytes(replace(ACCEPTED, url="https://x.example/" + "A" * 2000), ReceiptPaper(), dot_fonts)
    with pytest.raises(ElementMissing, match="url"):
        slip_bytes(replace(ACCEPTED, url="https://x.example/张"), ReceiptPaper(), dot_fonts)


def test_the_same_slip_gives_the_same_bytes(dot_fonts: DotFonts) -> None:
    assert slip_bytes(FAILED, ReceiptPaper(), dot_fonts) == slip_bytes(FAILED, ReceiptPaper(), dot_fonts)
