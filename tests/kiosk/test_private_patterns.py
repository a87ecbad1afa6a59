"""What looks personal in a line of the log is hidden by its shape alone; what technicians need is kept."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kiosk.private_patterns import HIDDEN, hide_private

CITIZEN = "430922195001010025"
TD3 = ("P<CHNCAO<<LEI<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<", "EJ30715602CHN8709235M3104169<<<<<<<<<<<<<<06")
TD1 = ("CRCHNH057130075<<<<<<<<<<<<<<<", "8206052F3202197CHN<<<<<<<<<<<6", "LAM<<KA<YAN<<<<<<<<<<<<<<<<<<<")
FRAME = "AAAAAA9669000800009F0000000097"
SELECT = "00A404000F7378312E73682EC9E7BBE1B1A3D5CF"


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        # Identity numbers.
        (f"number {CITIZEN}", f"number {HIDDEN}"),
        ("number 43092219500101002X.", f"number {HIDDEN}."),
        ("number 43092219500101002x,", f"number {HIDDEN},"),
        ("a wrong check digit 430922195001010024 too", f"a wrong check digit {HIDDEN} too"),
        (f"身份证{CITIZEN}号", f"身份证{HIDDEN}号"),
        (f"id{CITIZEN}end", f"id{HIDDEN}end"),
        (f"x={CITIZEN}", f"x={HIDDEN}"),
        ("430922 19500101 0025", HIDDEN),
        ("430922-1950-01-01-0025", HIDDEN),
        ("permit 810000199304120020", f"permit {HIDDEN}"),
        ("permit 830000198802090150", f"permit {HIDDEN}"),
        ("foreigner 943410199108170019", f"foreigner {HIDDEN}"),
        ("foreigner SWE430085061510", f"foreigner {HIDDEN}"),
        ("４３０９２２１９５００１０１００２５", HIDDEN),
        # Phones.
        ("ring 13973712345 now", f"ring {HIDDEN} now"),
        ("ring 139 7371 2345 now", f"ring {HIDDEN} now"),
        ("ring 139-7371-2345 now", f"ring {HIDDEN} now"),
        # Machine-readable zones.
        *((f"zone {line}", f"zone {HIDDEN}") for line in (*TD3, *TD1)),
        ("zone " + "\n".join(TD3), f"zone {HIDDEN}\n{HIDDEN}"),
        ("zone L898902C36UTO7408122F1204159ZE184226B1234510", f"zone {HIDDEN}"),
        # Bytes of cards and frames.
        ("answer " + "6F 10 84 08 A0 00 00 00 03 " * 4, f"answer {HIDDEN} (36 bytes) "),
        ("answer " + "6F:10:84:08:A0:00:00:" * 2 + "9000", f"answer {HIDDEN} (16 bytes)"),
        ("frame " + "aa" * 24, f"frame {HIDDEN} (24 bytes)"),
        ("frame " + "0xaa, " * 12 + "0xaa", f"frame {HIDDEN} (13 bytes)"),
        ("hash " + "0123456789abcdef" * 4, f"hash {HIDDEN} (32 bytes)"),
        ("name d5c5b9f0c0bc" + "00" * 24, f"name {HIDDEN} (30 bytes)"),
        (f"frame {FRAME}", "frame AAAAAA9669…0097 (15 bytes)"),
        (f"command {SELECT}", "command 00A404000F…D5CF (20 bytes)"),
        (f"read {bytes.fromhex(FRAME)!r} off", f"read {HIDDEN} (15 bytes) off"),
        ("read b'WHAREPAPA<<AROHA<MERE' off", f"read {HIDDEN} (21 bytes) off"),
        (f"read {b'it' + bytes([39]) + bytes(20)!r}", f"read {HIDDEN} (23 bytes)"),
        (f"read {list(range(100, 130))}", f"read {HIDDEN} (30 bytes)"),
        (f"read {tuple(range(100, 130))}", f"read {HIDDEN} (30 bytes)"),
        # Codes and PINs.
        ("one-time code 604172", f"one-time code {HIDDEN}"),
        ("code: 604172", f"code: {HIDDEN}"),
        ("PIN=604172", f"PIN={HIDDEN}"),
        ("otp '604172'", f"otp '{HIDDEN}'"),
        ("验证码是604172", f"验证码是{HIDDEN}"),
        ("密码：604172", f"密码：{HIDDEN}"),
    ],
)
def test_what_looks_personal_is_hidden(text: str, kept: str) -> None:
    assert hide_private(text) == kept


@pytest.mark.parametrize(
    "text",
    [
        "case K430922-0001-261121-0001-A",
        "case 430922-260318-0017-O",
        "print 4fd6274ce3a4bef65cb243f7f0ddd2ce4c1dad9d is unknown",
        "matter 1143092200612345673432072015012",
        "blank TJ-YD-0000123, LN20260001",
        "support code A1B2C3",
        "support code 604172",
        "port 12345, code 6A82, 2026-11-21 09:00:00,123",
        "HTTP 503, exit code 12, code 200",
        "RECEIPT_PRINTER_PAPER_OUT",
        "SAM 05.01-20260318-0000012345-0000067890",
        "status 9000 after 00A40400",
        "uid 04A2B3C4D5E6F7",
        "read b'\\x90\\x00'",
        "[1, 2, 3] and (4, 5)",
        "document 550e8400-e29b-41d4-a716-446655440000",
        "1.2.156.3005.2.11100000MB03271699022.11430922006123456Q.2026000000123.001.T",
        "a < b, << and >>",
        "pin 3 of the connector",
        "/dev/serial/by-id/usb-FTDI_FT232R_USB_UART_A50285BI-if00-port0",
    ],
)
def test_what_technicians_need_is_kept(text: str) -> None:
    assert hide_private(text) == text


@given(st.text(max_size=300))
def test_no_text_makes_it_fail_and_hiding_twice_hides_no_more(text: str) -> None:
    once = hide_private(text)
    assert hide_private(once) == once


@given(st.binary(min_size=13, max_size=400))
@example(bytes.fromhex("0000000000000a1300000000000000000000000a"))
@example(bytes.fromhex("0000000000000a" + "13800000000a") + bytes(7))
@example(bytes(10) + b"\x0a" + bytes(19))
def test_no_run_of_bytes_gets_through_in_any_of_the_ways_in_which_it_is_written(data: bytes) -> None:
    ways = (data.hex(), data.hex(" ").upper(), data.hex(":"), repr(data), repr(list(data)), str(bytearray(data)))
    for written in ways:
        hidden = hide_private(f"<{written}>")
        assert written not in hidden
        assert len(hidden) < 40


@pytest.mark.parametrize("unit", ["0", "A", "<", "a0 ", "b'", "\\", "1, ", "43092219500101002", "code "])
def test_a_line_as_long_as_a_photo_is_read_to_its_end(unit: str) -> None:
    text = unit * 20_000
    hidden = hide_private(text + " " + CITIZEN)
    assert CITIZEN not in hidden
    assert HIDDEN in hidden[-40:]
