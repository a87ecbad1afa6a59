"""The layout files: that those we have are right, and that a wrong one is refused by name."""

from __future__ import annotations

import shutil
import types
from dataclasses import fields
from datetime import date, datetime
from enum import Enum
from pathlib import Path
from typing import Union, get_args, get_origin, get_type_hints

import pytest
import zxingcpp
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageOps

from devices.simulators.escpos_commands import EscposReader, LineFeed, Print, Raster, Violation
from devices.simulators.escpos_paper import draw_slip
from printing.code_groups import groups_of_four
from printing.dots import DotFonts
from printing.errors import ElementMissing, ElementOverflow, FormError
from printing.receipt import ReceiptPaper, print_blocks
from printing.receipts import kinds
from printing.receipts.blocks import Ends, Qr, QrWithCode, Size, Words
from printing.receipts.check import check_layouts, papers
from printing.receipts.kinds import ReceiptKind
from printing.receipts.loader import HERE, ReceiptLayouts, read_layout
from printing.receipts.values import Choice, Fen, Key, Kind, Rows, check_values
from printing.repertoire import HanRepertoire, rom_bytes
from printing.specimen import Specimen
from printing.wrap import columns
from tests.printing.escpos_reader import dots_of, lines_of, read_slip

LAYOUTS = ReceiptLayouts()
CLASSES: dict[ReceiptKind, type[kinds.Slip]] = {
    cls.kind: cls
    for cls in (
        kinds.AcceptedReceipt,
        kinds.ProgressSlip,
        kinds.FailureSlip,
        kinds.PaidReceipt,
        kinds.AppointmentSlip,
        kinds.PickUpSlip,
        kinds.ComplaintSlip,
    )
}
WITH_QR = [kind for kind in ReceiptKind if kind is not ReceiptKind.PROGRESS]


def sample_bytes(kind: ReceiptKind, paper: ReceiptPaper, fonts: DotFonts) -> bytes:
    layout = LAYOUTS.get(kind)
    return print_blocks(layout.fill(layout.sample), paper=paper, fonts=fonts)


def test_every_slip_prints_with_its_longest_values_on_every_paper(dot_fonts: DotFonts) -> None:
    assert check_layouts(LAYOUTS, dot_fonts) == []


def test_a_layout_that_does_not_fit_is_told_with_its_paper(tmp_path: Path, dot_fonts: DotFonts) -> None:
    folder = changed(tmp_path, "pick-up", 'code = "70482915"', 'code = "7048291570482915704829157048291570482915"')
    swollen = changed(folder.parent / "b", "pick-up", "terminal/parcels/70482915", "terminal/" + "7" * 600)
    faults = check_layouts(ReceiptLayouts(folder=swollen), dot_fonts)
    assert {fault.kind for fault in faults} == {ReceiptKind.PICK_UP}
    assert "pick-up at 384 dots with gb2312: PRINT_ELEMENT_OVERFLOW: element block 9 (qr-with-code)" in str(faults[0])
    assert check_layouts(ReceiptLayouts(folder=folder), dot_fonts) == []


def test_a_layout_that_cannot_be_read_is_one_fault(tmp_path: Path, dot_fonts: DotFonts) -> None:
    faults = check_layouts(ReceiptLayouts(folder=changed(tmp_path, "paid", "version = 1\n", "")), dot_fonts)
    assert [str(fault) for fault in faults] == [
        "paid: FORM_INVALID: form receipts/paid field version: this key is missing"
    ]


@pytest.mark.parametrize("paper", papers(), ids=lambda paper: f"{paper.dots}-{paper.han.value}")
@pytest.mark.parametrize("kind", ReceiptKind)
def test_a_printer_understands_every_byte(kind: ReceiptKind, paper: ReceiptPaper, dot_fonts: DotFonts) -> None:
    reader = EscposReader()
    tokens = reader.feed(sample_bytes(kind, paper, dot_fonts))
    assert [token.step for token in tokens if isinstance(token.step, Violation)] == []
    assert not reader.unfinished
    assert {token.step.row_bytes * 8 for token in tokens if isinstance(token.step, Raster)} == {paper.dots}


@pytest.mark.parametrize("dots", [384, 512, 576])
@pytest.mark.parametrize("kind", ReceiptKind)
def test_every_word_is_read_back_from_the_paper(kind: ReceiptKind, dots: int, dot_fonts: DotFonts) -> None:
    layout = LAYOUTS.get(kind)
    printed = ""
    for token in EscposReader().feed(sample_bytes(kind, ReceiptPaper(dots=dots), dot_fonts)):
        match token.step:
            case Print(character):
                printed += character
            case LineFeed():
                printed += "\n"
    printed = printed.replace("\n", "").replace(" ", "")
    wanted: list[str] = []
    for block in layout.fill(layout.sample):
        match block:
            case Words(text=text):
                wanted.append(text)
            case Ends(left=left, right=right):
                wanted += [left, right]
    assert wanted
    for text in wanted:
        assert text.replace(" ", "") in printed


@pytest.mark.parametrize("dots", [384, 512, 576])
@pytest.mark.parametrize("kind", WITH_QR)
def test_the_qr_code_is_read_back_from_the_paper(kind: ReceiptKind, dots: int, dot_fonts: DotFonts) -> None:
    layout = LAYOUTS.get(kind)
    picture = draw_slip(sample_bytes(kind, ReceiptPaper(dots=dots), dot_fonts), dots=dots)
    assert [code.text for code in zxingcpp.read_barcodes(picture)] == [layout.sample["url"]]


@pytest.mark.parametrize("dots", [384, 512, 576])
@pytest.mark.parametrize("kind", WITH_QR)
def test_a_qr_code_has_modules_of_half_a_millimetre_and_a_quiet_zone_of_four(
    kind: ReceiptKind, dots: int, dot_fonts: DotFonts
) -> None:
    picture = max(
        dots_of(read_slip(sample_bytes(kind, ReceiptPaper(dots=dots), dot_fonts))), key=lambda each: each.height
    )
    found = zxingcpp.read_barcodes(picture)[0].position
    # zxing finds the symbol to within a dot or two; its edge is where the ink is.
    near = (found.top_left.x - 3, found.top_left.y - 3, found.bottom_right.x + 4, found.bottom_right.y + 4)
    inked = ImageOps.invert(picture.crop(near)).getbbox()
    assert inked is not None
    left, top, right, bottom = (side + near[n % 2] for n, side in enumerate(inked))
    row = [picture.getpixel((x, top)) for x in range(left, right)]
    module = row.index(255) / 7  # the finder pattern's edge is seven modules long
    assert module >= 4 and module == int(module)
    quiet = int(4 * module)
    assert left >= quiet and dots - right >= quiet and top >= quiet and picture.height - bottom >= quiet
    around = picture.crop((left - quiet, top - quiet, right + quiet, bottom + quiet))
    around.paste(255, (quiet, quiet, around.width - quiet, around.height - quiet))
    assert around.getextrema() == (255, 255)


@pytest.mark.parametrize("kind", ReceiptKind)
def test_nothing_of_a_slip_is_clipped_at_its_right_edge(kind: ReceiptKind, dot_fonts: DotFonts) -> None:
    for dots in (384, 512, 576):
        job = sample_bytes(kind, ReceiptPaper(dots=dots, han=HanRepertoire.NONE), dot_fonts)
        narrow, wide = draw_slip(job, dots=dots), draw_slip(job, dots=dots + 96)
        # On wider paper centred ROM lines move and left ones stay; pictures stay, so nothing may have been cut off.
        assert ink(narrow) == ink(wide)


def ink(picture: Image.Image) -> int:
    return picture.histogram()[0]


@pytest.mark.parametrize("char", "䶮㛃𠅤𬱖")
@pytest.mark.parametrize("han", HanRepertoire)
def test_only_the_line_with_a_rare_character_goes_as_dots(char: str, han: HanRepertoire, dot_fonts: DotFonts) -> None:
    layout, paper = LAYOUTS.get(ReceiptKind.PAID), ReceiptPaper(han=han)
    plain = print_blocks(layout.fill({**layout.sample, "payer": "张＊＊"}), paper=paper, fonts=dot_fonts)
    rare = print_blocks(layout.fill({**layout.sample, "payer": f"{char}＊＊"}), paper=paper, fonts=dot_fonts)
    more = len(dots_of(read_slip(rare))) - len(dots_of(read_slip(plain)))
    assert more == (han is not HanRepertoire.NONE and rom_bytes(char, han) is None)
    for picture, other in zip(dots_of(read_slip(rare)), dots_of(read_slip(plain)), strict=False):
        assert picture.width == other.width


@pytest.mark.parametrize("kind", ReceiptKind)
def test_no_command_touches_a_code_page_after_the_prologue(kind: ReceiptKind, dot_fonts: DotFonts) -> None:
    job = sample_bytes(kind, ReceiptPaper(), dot_fonts)
    assert job.startswith(b"\x1b@\x1bt\x00\x1c&")
    steps = [token.raw[:2] for token in EscposReader().feed(job)]
    assert steps.count(b"\x1bt") == 1 and steps.count(b"\x1c&") == 1 and b"\x1c." not in steps


@pytest.mark.parametrize("kind", ReceiptKind)
def test_no_command_for_the_printer_hides_among_the_dots(kind: ReceiptKind, dot_fonts: DotFonts) -> None:
    job = sample_bytes(kind, ReceiptPaper(han=HanRepertoire.NONE), dot_fonts)
    assert not any(bytes((0x10, second)) in job for second in (0x04, 0x05, 0x14))


PLAIN: dict[object, set[object]] = {
    str: {Kind.TEXT, Kind.CODE, Kind.URL},
    int: {Kind.NUMBER},
    date: {Kind.DATE},
    datetime: {Kind.MOMENT},
    Specimen: {Kind.TEXT},
}


def kind_of(hint: object) -> set[object]:
    """The kinds of keys that may hold a field of this type."""
    if hint is Fen:
        return {Kind.MONEY}
    if get_origin(hint) is tuple:
        return {Rows}
    if isinstance(hint, type) and issubclass(hint, Enum):
        return {Choice}
    return PLAIN[hint]


def assert_fits(cls: type, keys: tuple[Key, ...]) -> None:
    hints = get_type_hints(cls)
    assert {field.name for field in fields(cls)} == {key.name for key in keys}
    for key in keys:
        hint = hints[key.name]
        optional = get_origin(hint) in (Union, types.UnionType)
        assert optional == key.optional, key.name
        if optional:
            hint = next(each for each in get_args(hint) if each is not type(None))
        assert (key.kind if isinstance(key.kind, Kind) else type(key.kind)) in kind_of(hint), key.name
        if isinstance(key.kind, Rows):
            assert_fits(get_args(hint)[0], key.kind.keys)
        if isinstance(key.kind, Choice):
            assert tuple(each.value for each in hint) == key.kind.names


@pytest.mark.parametrize("kind", ReceiptKind)
def test_a_layout_wants_what_its_dataclass_has(kind: ReceiptKind) -> None:
    assert_fits(CLASSES[kind], LAYOUTS.get(kind).keys)


def changed(folder: Path, name: str, old: str, new: str) -> Path:
    """Copy the layouts with one change in one of them."""
    copy = folder / "layouts"
    shutil.copytree(HERE, copy, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    path = copy / f"{name}.toml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return copy


@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        ("paid", "version = 1", "version = 0", "form receipts/paid field version: wanted 1"),
        ("paid", 'title = "', 'titel = "', "form receipts/paid field title: this key is missing"),
        ("paid", "version = 1", "version = 1\ncolour = 3", "form receipts/paid field colour: this key is not known"),
        ("paid", 'total = "money"', 'total = "euro"', "field keys.total: wanted one of text, date"),
        ("paid", 'total = "money"', "total = { lots = 1 }", "field keys.total: wanted a kind, { choice"),
        ("paid", 'total = "money"', 'place = "money"', "field keys: a key is declared twice"),
        ("paid", 'kind = "rule"', 'kind = "script"', "element block 5 field kind: wanted one of words"),
        (
            "paid",
            'kind = "rule"',
            'kind = "rule"\nwide = 1',
            "element block 5 (rule) field wide: this key is not known",
        ),
        ("paid", "{service}", "{sevrice}", "element block 1 (field) field text: {sevrice} is not declared"),
        ("paid", "{service}", "{service", "element block 1 (field) field text: a brace"),
        ("paid", "{service}", "{items}", "element block 1 (field) field text: {items} cannot be written"),
        ("paid", "{total}", "{total:words}", "(ends) field right: {total:words}: wanted one of yuan, capitals"),
        ("paid", 'url = "url"\n\n[[block]]\nkind = "gap"', 'url = "way"\n\n[[block]]\nkind = "gap"', "of kind url"),
        ("paid", 'list = "items"', 'list = "item"', "element block 7 (each) field list: wanted a declared list"),
        ("paid", "{amount}", "{payed}", "element block 7.block 1 (ends) field right: {payed} is not declared"),
        ("paid", "dots = 8", "dots = 900", "element block 4 (gap) field dots: wanted 1 to 200, found 900"),
        ("paid", 'when = "items present"', 'when = "items full"', "field when: wanted 'key present'"),
        ("paid", 'when = "items present"', 'when = "total present"', "field when: wanted 'key present'"),
        ("paid", 'when = "items present"', 'when = "thing present"', "field when: 'thing' is not declared"),
        ("paid", "total = 1374567\n", "", "field sample: element total: wanted a whole number of fen"),
        ("paid", "total = 1374567", 'total = "1"', "field sample: element total: wanted a whole number of fen"),
        ("paid", "total = 1374567", "total = 1\nbonus = 2", "field sample: element bonus: wanted no such key"),
        (
            "paid",
            "amount = 40000",
            "amount = 4.5",
            "field sample: element items 1 amount: wanted a whole number of fen",
        ),
        ("paid", "version = 1", "version = ", "form receipts/paid: Invalid value"),
        ("complaint", "office is 12345", "office is 110", "field when: wanted 'key present'"),
        ("complaint", '"{holder}"\nwhen = "holder present"', '"{holder}"', 'the block wants when = "holder present"'),
        ("complaint", 'office = "12315"', 'office = "110"', "field sample: element office: wanted one of 12345, 12315"),
        ("progress", 'on = "optional date"', 'on = "date"', "element block 7.block 1 (ends) field when"),
        ("progress", '{ name = "text"', '{ holder = "text"', "a row has the key holder, and so has the slip"),
        ("common", 'kind = "gap"', 'kind = "gap"\nbold = true', "form receipts/common element opening 1 (gap)"),
        ("common", "{place}", "{service}", "element opening 4 (words) field text: {service} is not declared"),
    ],
)
def test_a_fault_in_a_layout_is_told_with_file_block_and_field(
    tmp_path: Path, name: str, old: str, new: str, told: str
) -> None:
    folder = changed(tmp_path, name, old, new)
    with pytest.raises(FormError) as caught:
        read_layout(folder, ReceiptKind.PAID if name == "common" else ReceiptKind(name))
    assert told in str(caught.value)


def test_a_layout_that_is_not_there_is_told(tmp_path: Path) -> None:
    folder = changed(tmp_path, "paid", "version", "version")
    (folder / "paid.toml").unlink()
    with pytest.raises(FormError) as caught:
        read_layout(folder, ReceiptKind.PAID)
    assert caught.value.code == "FORM_UNKNOWN"


KEYS = (
    Key("text", Kind.TEXT),
    Key("day", Kind.DATE, optional=True),
    Key("moment", Kind.MOMENT, optional=True),
    Key("rows", Rows((Key("code", Kind.CODE),))),
)


def test_days_may_be_written_as_text() -> None:
    given = {"text": "甲", "day": "2026-03-18", "moment": "2026-03-18T09:41:07", "rows": [{"code": "A1"}]}
    assert check_values(KEYS, given) == {
        "text": "甲",
        "day": date(2026, 3, 18),
        "moment": datetime(2026, 3, 18, 9, 41, 7),  # noqa: DTZ001 - as printed
        "rows": ({"code": "A1"},),
    }


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"text": ""}, "element text: wanted a text"),
        ({"text": "两\n行"}, "element text: wanted a text without line breaks"),
        ({"text": "\x1b@"}, "element text: wanted a text"),
        ({"text": 3}, "element text: wanted a text"),
        ({"day": "2026-02-30"}, "element day: wanted a day, as 2026-03-18"),
        ({"day": datetime(2026, 3, 18)}, "element day: wanted a day"),  # noqa: DTZ001 - as printed
        ({"moment": "2026-03-18"}, "element moment: wanted a day and a time"),
        ({"rows": [{}]}, "element rows 1 code: wanted letters and digits"),
        ({"rows": [{"code": "张"}]}, "element rows 1 code: wanted letters and digits"),
        ({"rows": ["A1"]}, "element rows 1: wanted a table"),
        ({"rows": "A1"}, "element rows: wanted a list"),
        ({"rows": None}, "element rows: wanted a list"),
        ({"more": "x"}, "element more: wanted no such key; the keys are text, day, moment, rows"),
    ],
)
def test_a_wrong_value_is_told_by_its_key_and_never_shown(change: dict[str, object], told: str) -> None:
    with pytest.raises(ElementMissing) as caught:
        check_values(KEYS, {"text": "甲", "rows": [], **change})
    assert told in str(caught.value)


def test_a_list_without_end_is_refused() -> None:
    with pytest.raises(ElementOverflow, match="rows"):
        check_values(KEYS, {"text": "甲", "rows": [{"code": "A"}] * 61})


@pytest.mark.parametrize(
    ("text", "value", "written"),
    [
        ("{total}", 1234567, "￥12,345.67"),
        ("{total}", 5, "￥0.05"),
        ("{total}", -20000, "-￥200.00"),
        ("{total:capitals}", 1234560, "壹万贰仟叁佰肆拾伍元陆角"),
        ("{total:capitals}", -20000, "负贰佰元整"),
        ("{paid_at}", datetime(2026, 3, 8, 0, 5), "2026-03-08 00:05"),  # noqa: DTZ001 - as printed
        ("{paid_at:second}", datetime(2026, 3, 8, 9, 5, 1), "2026-03-08 09:05:01"),  # noqa: DTZ001 - as printed
        ("{paid_at:day}", datetime(2026, 3, 8, 9, 5), "2026年3月8日"),  # noqa: DTZ001 - as printed
        ("{paid_at:weekday}", datetime(2026, 3, 8, 9, 5), "2026年3月8日 星期日"),  # noqa: DTZ001 - as printed
        ("{paid_at:clock}", datetime(2026, 3, 8, 0, 5), "凌晨0:05"),  # noqa: DTZ001 - as printed
        ("{paid_at:clock}", datetime(2026, 3, 8, 9, 5), "上午9:05"),  # noqa: DTZ001 - as printed
        ("{paid_at:clock}", datetime(2026, 3, 8, 12, 30), "中午12:30"),  # noqa: DTZ001 - as printed
        ("{paid_at:clock}", datetime(2026, 3, 8, 18, 0), "下午6:00"),  # noqa: DTZ001 - as printed
        ("{paid_at:clock}", datetime(2026, 3, 8, 21, 0), "晚上9:00"),  # noqa: DTZ001 - as printed
        ("{transaction}", "12345678", "12345678"),
        ("{transaction:groups}", "123456789", "1234 5678 9"),
    ],
)
def test_values_are_written_as_people_read_them(tmp_path: Path, text: str, value: object, written: str) -> None:
    folder = changed(tmp_path, "paid", "扫码领取电子票据", text)
    layout = read_layout(folder, ReceiptKind.PAID)
    key = text.strip("{}").partition(":")[0]
    values = check_values(layout.keys, {**layout.sample, key: value})
    assert written in [block.text for block in layout.fill(values) if isinstance(block, Words)]


def test_a_list_without_rows_leaves_no_rule_behind() -> None:
    layout = LAYOUTS.get(ReceiptKind.APPOINTMENT)
    full, empty = (list(layout.fill({**layout.sample, "bring": rows})) for rows in (layout.sample["bring"], ()))
    assert len(full) - len(empty) == 3 + 4
    assert not any(isinstance(block, Words) and "请带上" in block.text for block in empty)


def test_each_office_is_named_once() -> None:
    layout = LAYOUTS.get(ReceiptKind.COMPLAINT)
    for office in kinds.Office:
        values = check_values(layout.keys, {**layout.sample, "office": office})
        named = [b.text for b in layout.fill(values) if isinstance(b, Words) and b.text.startswith("受理：")]
        assert len(named) == 1 and office.value in named[0]


def test_a_code_stands_beside_its_qr_code_in_groups_of_four() -> None:
    layout = LAYOUTS.get(ReceiptKind.PICK_UP)
    block = next(block for block in layout.fill(layout.sample) if isinstance(block, Qr | QrWithCode))
    assert isinstance(block, QrWithCode)
    assert groups_of_four(block.code) == ["7048", "2915"]


printable = st.text(st.sampled_from("张桂兰县业务，。（）“”￥·aZ9-.: 12"), min_size=1, max_size=90)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(printable, st.integers(0, 12), st.sampled_from(Size), st.sampled_from([384, 512, 576]))
def test_no_character_of_a_text_is_lost_or_printed_twice(
    dot_fonts: DotFonts, text: str, hang: int, size: Size, dots: int
) -> None:
    job = print_blocks([Words(text=text, hang=hang, size=size)], paper=ReceiptPaper(dots=dots), fonts=dot_fonts)
    lines = lines_of(read_slip(job)) if text.strip(" ") else []
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(columns(line) <= dots // (12 * size.value) for line in lines)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(printable, printable, st.sampled_from([384, 576]))
def test_both_ends_are_printed_whole(dot_fonts: DotFonts, left: str, right: str, dots: int) -> None:
    assume(left.strip(" ") and right.strip(" "))
    job = print_blocks([Ends(left=left, right=right)], paper=ReceiptPaper(dots=dots), fonts=dot_fonts)
    lines = lines_of(read_slip(job))
    assert "".join(lines).replace(" ", "") == (left + right).replace(" ", "")
    assert all(columns(line) <= dots // 12 for line in lines)


def test_the_right_end_stands_behind_the_last_line_of_the_left(dot_fonts: DotFonts) -> None:
    left = "城乡居民基本养老保险缴费" * 3
    job = print_blocks([Ends(left=left, right="￥1,200.00")], paper=ReceiptPaper(), fonts=dot_fonts)
    lines = [part.text for part in read_slip(job) if hasattr(part, "text")]
    assert lines[0] == left[:24]
    assert lines[1] == left[24:] + " " * (48 - 24 - 10) + "￥1,200.00"
