"""The drawing of a visit is what the code answers, and the page in docs holds it as it is."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from kiosk.commands.transitions import BEGIN, END, PAGE, draw, drawn_into, transitions, transitions_text
from kiosk.visit.survey import Transition

ROOT = Path(__file__).parents[3]


def test_the_page_in_docs_holds_the_drawing_as_it_is() -> None:
    page = (ROOT / PAGE).read_text(encoding="utf-8")
    assert page == drawn_into(page, transitions_text()), "run: kiosk transitions"


def test_only_what_lies_between_the_markers_changes() -> None:
    page = f"before\n{BEGIN}\nold\n{END}\nafter\n"
    drawn = drawn_into(page, "new\n")
    assert drawn == f"before\n{BEGIN}\n\nnew\n\n{END}\nafter\n"
    assert drawn_into(drawn, "new\n") == drawn


@pytest.mark.parametrize("page", ["", BEGIN, f"{END}\n{BEGIN}"])
def test_a_page_without_markers_is_refused(page: str) -> None:
    with pytest.raises(ValueError, match="kiosk transitions"):
        drawn_into(page, "new\n")


def test_services_are_named_only_where_they_differ() -> None:
    text = draw(
        [
            Transition("Guide", "touch Forward", "Consent", "a"),
            Transition("Guide", "touch Forward", "Consent", "b"),
            Transition("AskingFor", "portal answers: none found", "Stopped", "a"),
            Transition("AskingFor", "portal answers: none found", "Review", "b"),
            Transition("Review", "touch ChangeCopies", "Review", "b"),
        ]
    )
    assert "| Guide | touch Forward | Consent |" in text
    assert "| AskingFor | portal answers: none found | Review (b) or Stopped (a) |" in text
    assert "| Review | touch ChangeCopies | stays |" in text
    assert "    Guide --> Consent: touch Forward\n" in text
    assert "Review --> Review" not in text


def test_what_many_states_share_is_told_once() -> None:
    states = [f"State{number}" for number in range(6)]
    text = draw([Transition(state, "something unforeseen", "Ending", "") for state in states])
    assert f"| something unforeseen | Ending | {', '.join(states)} |" in text
    assert "--> Ending" not in text


def test_the_command_draws_into_a_page(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(f"{BEGIN}\n{END}\n", encoding="utf-8")
    assert CliRunner().invoke(transitions, ["--to", str(page)]).exit_code == 0
    assert transitions_text() in page.read_text(encoding="utf-8")


def test_the_command_says_when_a_page_has_no_markers(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("nothing here\n", encoding="utf-8")
    result = CliRunner().invoke(transitions, ["--to", str(page)])
    assert result.exit_code == 1
    assert BEGIN in result.output
    assert page.read_text(encoding="utf-8") == "nothing here\n"
