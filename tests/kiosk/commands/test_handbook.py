"""The handbook of failures says what the table says."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from kiosk.commands.handbook import CHAPTERS, HANDBOOK, chapter_of, handbook, handbook_text
from kiosk.failures import load_failures

ROOT = Path(__file__).parents[3]
FAILURES = load_failures()


def test_the_page_in_docs_is_made_from_the_table_as_it_is() -> None:
    assert (ROOT / HANDBOOK).read_text(encoding="utf-8") == handbook_text(FAILURES), "run: kiosk handbook"


def test_every_failure_stands_there_once_with_all_its_sentences() -> None:
    page = handbook_text(FAILURES)
    for failure in FAILURES:
        assert page.count(f"### {failure.code}\n") == 1
        for sentence in (failure.title, failure.safe, failure.staff, failure.remedy):
            assert sentence.zh in page
            assert sentence.en in page


@pytest.mark.parametrize(
    ("code", "title"),
    [
        ("CARD_GONE", "Cards"),
        ("CARD_LEFT_ON_READER", "Calls to staff"),
        ("CARD_READER_BUSY", "Card readers"),
        ("NO_CARD_READER", "Card readers"),
        ("CERTIFICATE_PRINTER_JAM", "Certificate printer"),
        ("CERTIFICATE_SIMULATOR_PORT", "Simulators, in demos only"),
        ("PORTAL_TIMEOUT", "Network and portal"),
    ],
)
def test_the_longest_beginning_decides_the_chapter(code: str, title: str) -> None:
    assert chapter_of(code).title.endswith(title)


def test_every_chapter_has_something_to_tell() -> None:
    assert {chapter_of(failure.code) for failure in FAILURES} == set(CHAPTERS)


def test_a_code_that_no_chapter_takes_is_said_so() -> None:
    with pytest.raises(LookupError, match="LIFT_STUCK: no chapter"):
        chapter_of("LIFT_STUCK")


def test_the_command_writes_the_page(tmp_path: Path) -> None:
    result = CliRunner().invoke(handbook, ["--to", str(tmp_path / "failures.md")])
    assert result.exit_code == 0
    assert (tmp_path / "failures.md").read_text(encoding="utf-8") == handbook_text(FAILURES)
