"""The log: nothing personal gets into it, whatever a caller writes."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.log import HIDDEN, Redactor, open_log

NUMBER = "430922195001010025"


@pytest.fixture
def redactor() -> Redactor:
    return Redactor()


@pytest.fixture
def log_file(tmp_path: Path, redactor: Redactor) -> Iterator[Path]:
    root = logging.getLogger()
    level = root.level
    handler = open_log(tmp_path / "log", redactor)
    yield tmp_path / "log" / "terminal.log"
    root.removeHandler(handler)
    root.setLevel(level)
    handler.close()


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        (f"number {NUMBER}", f"number {HIDDEN}"),
        ("number 43092219500101002X.", f"number {HIDDEN}."),
        ("number 43092219500101002x,", f"number {HIDDEN},"),
        (f"身份证{NUMBER}号", f"身份证{HIDDEN}号"),
        ("ring 13973712345 now", f"ring {HIDDEN} now"),
        ("APDU " + "6F 10 84 08 A0 00 00 00 03 " * 4, f"APDU {HIDDEN}"),
        ("frame " + "aa" * 24, f"frame {HIDDEN}"),
        ("hash " + "0123456789abcdef" * 4, f"hash {HIDDEN}"),
    ],
)
def test_what_looks_personal_is_hidden(redactor: Redactor, text: str, kept: str) -> None:
    assert redactor.redact(text) == kept


@pytest.mark.parametrize(
    "text",
    [
        "case K430922-0001-261121-0001-A",
        "matter 1143092200612345673432072015012",
        "blank TJ-YD-0000123",
        "support code A1B2C3",
        "port 12345, code 6A82, 2026-11-21 09:00:00,123",
        "RECEIPT_PRINTER_PAPER_OUT",
    ],
)
def test_what_technicians_need_is_kept(redactor: Redactor, text: str) -> None:
    assert redactor.redact(text) == text


def test_the_words_of_the_present_resident_are_hidden_until_they_have_gone(redactor: Redactor) -> None:
    redactor.hide(("张桂兰", ""))
    assert redactor.redact("张桂兰 at the reader") == f"{HIDDEN} at the reader"
    redactor.forget()
    assert redactor.redact("张桂兰 at the reader") == "张桂兰 at the reader"


def test_a_name_within_a_longer_name_does_not_uncover_it(redactor: Redactor) -> None:
    redactor.hide(("欧阳",))
    redactor.hide(("欧阳娜娜",))
    assert redactor.redact("欧阳娜娜") == HIDDEN


def test_arguments_are_redacted_as_they_stand_in_the_line(redactor: Redactor, log_file: Path) -> None:
    redactor.hide(("张桂兰",))
    logging.getLogger("test").warning("%s has %s", "张桂兰", NUMBER)
    written = log_file.read_text(encoding="utf-8")
    assert f"{HIDDEN} has {HIDDEN}" in written


def test_a_traceback_is_redacted_too(redactor: Redactor, log_file: Path) -> None:
    redactor.hide(("张桂兰",))
    try:
        raise ValueError(f"张桂兰 {NUMBER}")
    except ValueError:
        logging.getLogger("test").exception("it failed for %s", "张桂兰")
    written = log_file.read_text(encoding="utf-8")
    assert f"ValueError: {HIDDEN} {HIDDEN}" in written
    assert "Traceback" in written
    assert "张桂兰" not in written
    assert NUMBER not in written


def test_a_line_says_when_where_and_on_which_thread(log_file: Path) -> None:
    logging.getLogger("devices").info("ready")
    assert "INFO devices [MainThread] ready" in log_file.read_text(encoding="utf-8")
