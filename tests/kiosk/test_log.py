"""The log: nothing personal gets into it, whatever a caller writes."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.log import Redactor, open_log
from kiosk.private_patterns import HIDDEN
from ui.recall import holders_of

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


def test_the_words_of_the_present_resident_are_hidden_until_they_have_gone(redactor: Redactor) -> None:
    redactor.hide(("张桂兰", ""))
    assert redactor.redact("张桂兰 at the reader") == f"{HIDDEN} at the reader"
    redactor.forget()
    assert redactor.redact("张桂兰 at the reader") == "张桂兰 at the reader"


@pytest.mark.parametrize("typed", ["735164", "8f1c/opaque-code", "EJ3071560", "二维码里的字"])
def test_what_was_typed_or_scanned_is_hidden_until_the_wipe(redactor: Redactor, typed: str) -> None:
    redactor.hide_typed((typed,))
    assert redactor.redact(f"<{typed}{typed}> and {typed}.") == f"<{HIDDEN}{HIDDEN}> and {HIDDEN}."
    redactor.forget()
    assert typed in redactor.redact(f"<{typed}>")


def test_what_was_typed_is_not_kept_to_hide_it(redactor: Redactor) -> None:
    typed = "-".join(("6041", "72", "pq"))
    redactor.hide_typed((typed,))
    assert holders_of([typed]) == []


def test_too_little_to_be_a_code_hides_nothing(redactor: Redactor) -> None:
    redactor.hide_typed(("1", "", "123"))
    assert redactor.redact("1 of 123") == "1 of 123"


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
