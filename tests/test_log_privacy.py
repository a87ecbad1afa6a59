"""A run that logs something personal fails, and says which test did it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.log_privacy import private_parts, wallet_words

ROOT = Path(__file__).parents[1]
LOUD = """
import logging
import pytest

LINES = ["read 张桂兰", "holder LINDQVIST", "number 430922195001010025", "answer 6F108408A00000000308A0000000039000",
         "zone EJ30715602CHN8709235M3104169<<<<<<<<<<<<<<06"]

@pytest.mark.parametrize("line", LINES, ids=["name", "latin", "number", "bytes", "zone"])
def test_line(line):
    logging.getLogger("devices").info(line)

def test_error():
    try:
        raise ValueError("no 张桂兰")
    except ValueError:
        logging.getLogger("devices.cards").exception("it went wrong")
"""
QUIET = """
import logging

def test_line():
    logging.getLogger("devices").info("reader 3 is back, code 6A82")
    logging.getLogger("test.of.the.net").info("read 张桂兰")
"""


def run(folder: Path, tests: str) -> tuple[int, str]:
    (folder / "test_inner.py").write_text(tests, encoding="utf-8")
    conftest = (ROOT / "tests" / "conftest.py").read_text(encoding="utf-8")
    (folder / "conftest.py").write_text(conftest, encoding="utf-8")
    words = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--rootdir", str(folder), str(folder)]
    result = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    return result.returncode, result.stdout


def test_a_run_that_logs_something_personal_fails_and_names_each_test(tmp_path: Path) -> None:
    status, said = run(tmp_path, LOUD)
    assert status == pytest.ExitCode.TESTS_FAILED
    assert "6 passed" in said
    found = said.partition("something personal was logged")[2]
    for one in ("name", "latin", "number", "bytes", "zone"):
        assert f"test_line[{one}]: devices: " in found
    assert "test_error: devices.cards: 张桂兰" in found


def test_any_other_run_passes(tmp_path: Path) -> None:
    status, said = run(tmp_path, QUIET)
    assert status == pytest.ExitCode.OK, said


def test_the_wallet_is_known_by_its_names_and_numbers() -> None:
    assert {"张桂兰", "430922195001010025", "LINDQVIST", "EJ3071560"} <= set(wallet_words())
    assert private_parts("all is well") == []
