"""The daily sheet of the blanks."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from printing.day_sheet import BlankDaySheet, FormDay, SpoiledLine, render_day_sheet
from printing.fonts import FontLibrary
from tests.printing.pdf_reader import ink_within, media_box, text_of

SPOILED = SpoiledLine("LN00001021", "卡纸", "编号被水泡得看不清，和清点人一起核对后销毁", "1001", "10:32")
FORM = FormDay(
    name="老年人优待证",
    id="senior-card",
    opening=182,
    loaded_count=200,
    used_count=37,
    closing=344,
    next_serial="LN00001038",
    loaded=("LN00002001 至 LN00002200（200 张）",),
    used=("LN00001001 至 LN00001037（37 张）",),
    spoiled=(SPOILED,),
    destroyed_later=(SpoiledLine("LN00000998", "打印错误", "", "1002", "11:05"),),
    doubtful=("LN00001042",),
)


def sheet(*forms: FormDay) -> BlankDaySheet:
    return BlankDaySheet(
        place="桃江县 24 小时自助服务区",
        terminal="TJ-024-01",
        day=date(2026, 11, 22),
        printed_at=datetime(2026, 11, 22, 18, 5),  # noqa: DTZ001 - local time of the hall, as printed
        forms=forms,
    )


def test_it_says_every_number_and_every_serial_on_one_sheet_of_a4(fonts: FontLibrary) -> None:
    pdf = render_day_sheet(sheet(FORM), fonts)
    assert (pdf.sheets, pdf.medium) == (1, "iso_a4_210x297mm")
    assert media_box(pdf.data) == pytest.approx((210, 297), abs=0.001)
    text = "".join(text_of(pdf.data).split())
    for word in ("182", "200", "37", "344", "LN00001038", "LN00002001", "LN00001021", "卡纸", "1001", "LN00000998"):
        assert word in text
    for word in ("LN00001042", "2026年11月22日", "TJ-024-01", "经办人", "复核人", "第1页，共1页"):
        assert word in text


def test_many_forms_go_on_to_further_sheets_and_none_into_the_margin(fonts: FontLibrary) -> None:
    pdf = render_day_sheet(sheet(*[FORM] * 12), fonts)
    assert pdf.sheets > 1
    text = "".join(text_of(pdf.data).split())
    assert text.count("LN00001021") == 12
    assert f"第{pdf.sheets}页，共{pdf.sheets}页" in text
    assert not any(ink_within(pdf.data, 0, 276, 210, 281, page=page) for page in range(pdf.sheets - 1))
    assert not any(ink_within(pdf.data, 0, 0, 19, 297, page=page) for page in range(pdf.sheets))


def test_a_day_without_blanks_says_so(fonts: FontLibrary) -> None:
    assert "本日没有空白证照" in text_of(render_day_sheet(sheet(), fonts).data)
