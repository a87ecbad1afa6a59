"""The status decode, answer by answer."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.printers.escpos_status import (
    AnswerScanner,
    Health,
    PaperReached,
    ProcessReached,
    Query,
    RawStatus,
    RealTimeStatus,
    decode_status,
    is_automatic_status,
    is_paper_answer,
    is_real_time,
    process_barrier,
)
from devices.status import DeviceState, Supply

WELL = {"printer": 0x12, "offline_cause": 0x12, "error_cause": 0x12, "roll": 0x12}


@pytest.mark.parametrize(
    ("answers", "health", "state", "paper", "code"),
    [
        ({}, Health.OK, DeviceState.ONLINE, Supply.FULL, None),
        ({"printer": 0x16}, Health.OK, DeviceState.ONLINE, Supply.FULL, None),
        ({"roll": 0x1E}, Health.OK, DeviceState.ONLINE, Supply.LOW, "RECEIPT_PRINTER_PAPER_LOW"),
        ({"roll": 0x72}, Health.FAULT, DeviceState.USER_ERROR, Supply.OUT, "RECEIPT_PRINTER_PAPER_OUT"),
        ({"roll": 0x7E}, Health.FAULT, DeviceState.USER_ERROR, Supply.OUT, "RECEIPT_PRINTER_PAPER_OUT"),
        (
            {"printer": 0x1A, "offline_cause": 0x32},
            Health.FAULT,
            DeviceState.USER_ERROR,
            Supply.OUT,
            "RECEIPT_PRINTER_PAPER_OUT",
        ),
        (
            {"printer": 0x1A, "offline_cause": 0x16},
            Health.FAULT,
            DeviceState.USER_ERROR,
            Supply.FULL,
            "RECEIPT_PRINTER_COVER_OPEN",
        ),
        (
            {"offline_cause": 0x36, "roll": 0x7E},
            Health.FAULT,
            DeviceState.USER_ERROR,
            Supply.OUT,
            "RECEIPT_PRINTER_COVER_OPEN",
        ),
        (
            {"offline_cause": 0x52, "error_cause": 0x1A},
            Health.FAULT,
            DeviceState.HARDWARE_ERROR,
            Supply.FULL,
            "RECEIPT_PRINTER_CUTTER",
        ),
        ({"error_cause": 0x16}, Health.FAULT, DeviceState.HARDWARE_ERROR, Supply.FULL, "RECEIPT_PRINTER_JAM"),
        ({"error_cause": 0x32}, Health.FAULT, DeviceState.HARDWARE_ERROR, Supply.FULL, "RECEIPT_PRINTER_BROKEN"),
        ({"error_cause": 0x52}, Health.FAULT, DeviceState.OFFLINE, Supply.FULL, "RECEIPT_PRINTER_OVERHEATED"),
        ({"offline_cause": 0x52}, Health.FAULT, DeviceState.HARDWARE_ERROR, Supply.FULL, "RECEIPT_PRINTER_BROKEN"),
        ({"printer": 0x1A}, Health.FAULT, DeviceState.OFFLINE, Supply.FULL, "RECEIPT_PRINTER_OFFLINE"),
        ({"roll": None}, Health.OK, DeviceState.ONLINE, Supply.UNKNOWN, None),
    ],
)
def test_the_four_answers_mean(
    answers: dict[str, int | None], health: Health, state: DeviceState, paper: Supply, code: str | None
) -> None:
    condition = decode_status(RawStatus(**(WELL | answers)))
    assert (condition.health, condition.state, condition.paper) == (health, state, paper)
    assert (condition.fault.code if condition.fault else None) == code


def test_silence_is_neither_fine_nor_a_fault() -> None:
    condition = decode_status(RawStatus())
    assert condition.health is Health.NO_ANSWER
    assert condition.paper is Supply.UNKNOWN
    assert condition.fault is not None
    assert condition.fault.code == "RECEIPT_PRINTER_SILENT"


def test_every_byte_has_at_most_one_pattern() -> None:
    for byte in range(256):
        assert is_real_time(byte) + is_automatic_status(byte) + is_paper_answer(byte) <= 1


@pytest.mark.parametrize(
    ("heard", "answers"),
    [
        ("12", [RealTimeStatus(0x12)]),
        ("10000000 12", [RealTimeStatus(0x12)]),
        ("14000f00 1a", [RealTimeStatus(0x1A)]),
        ("00", [PaperReached(0)]),
        ("0c", [PaperReached(0x0C)]),
        ("10000000 00", [PaperReached(0)]),
        ("3722 30303031 00", [ProcessReached(b"0001")]),
        ("11 12 13 00", [RealTimeStatus(0x12), PaperReached(0)]),
        ("10 12", [RealTimeStatus(0x12)]),
        ("ff 12", [RealTimeStatus(0x12)]),
    ],
)
def test_answers_are_found_between_the_noise(heard: str, answers: list[object]) -> None:
    assert AnswerScanner().feed(bytes.fromhex(heard)) == answers


@given(st.binary(max_size=200), st.lists(st.integers(min_value=1, max_value=20), max_size=40))
def test_how_the_bytes_arrive_does_not_matter(heard: bytes, sizes: list[int]) -> None:
    whole = AnswerScanner().feed(heard)
    scanner = AnswerScanner()
    pieces = []
    at = 0
    for size in [*sizes, len(heard)]:
        pieces += scanner.feed(heard[at : at + size])
        at += size
    assert pieces == whole


@pytest.mark.parametrize(("byte", "ended"), [(0x00, False), (0x03, False), (0x0C, True), (0x0F, True)])
def test_an_answer_in_its_turn_tells_whether_there_was_still_paper(byte: int, ended: bool) -> None:
    assert PaperReached(byte).paper_ended is ended


def test_questions_are_as_in_the_command_reference() -> None:
    assert [query.command for query in Query] == [b"\x10\x04\x01", b"\x10\x04\x02", b"\x10\x04\x03", b"\x10\x04\x04"]
    assert process_barrier(b"0001") == bytes.fromhex("1d2848 0600 3030 30303031")


@pytest.mark.parametrize("mark", [b"", b"123", b"12345", b"12\x003"])
def test_a_mark_has_four_printable_bytes(mark: bytes) -> None:
    with pytest.raises(ValueError, match="four printable"):
        process_barrier(mark)
