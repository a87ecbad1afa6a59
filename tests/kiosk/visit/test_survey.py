"""The survey meets every state, and what must hold of every visit holds of all that it met."""

from __future__ import annotations

from typing import get_args

from kiosk.catalogue.loader import load_catalogue
from kiosk.failures import load_failures
from kiosk.visit.state import House, Phase, Policy, Serving, StepState
from kiosk.visit.survey import INTERRUPTIONS, WHERE_IT_WAS, survey

FOUND = survey(House(catalogue=load_catalogue(), policy=Policy(), failures=load_failures()))
STATES = {transition.state for transition in FOUND}
PAPER_MOVING = {"Issuing", "Printing", "PrintingSlip"}


def targets(state: str, event: str) -> set[str]:
    return {found.target for found in FOUND if (found.state, found.event) == (state, event)}


def test_every_phase_and_every_step_is_met() -> None:
    steps = {step.__name__ for step in get_args(StepState)}
    phases = {phase.__name__ for phase in get_args(Phase) if phase is not Serving}
    assert steps | phases | set(INTERRUPTIONS) == STATES


def test_every_service_is_walked_to_its_end() -> None:
    for service in load_catalogue().services:
        assert any(found.service == service.id and found.target == "Ending" for found in FOUND)


def test_the_unforeseen_leads_to_the_ending_from_everywhere() -> None:
    for state in STATES:
        assert targets(state, "something unforeseen") == {"Ending"}


def test_moving_paper_is_never_left_by_a_touch_or_by_walking_away() -> None:
    for state in PAPER_MOVING:
        assert targets(state, "touch EndVisit") == set()
        assert targets(state, "idle time is over") == set()
        assert targets(state, "card lifted") == set()


def test_only_another_holders_paper_stops_and_never_prints() -> None:
    assert targets("Issuing", "portal answers: issued to another holder") == {"Stopped"}


def test_an_ending_lets_go_to_rating_or_attract_alone() -> None:
    left = {found.target for found in FOUND if found.state == "Ending"} - {"Ending", "Help"}
    assert left == {"Rating", "Attract"}


def test_every_interruption_leads_back() -> None:
    assert targets("Countdown", "touch Stay") == {WHERE_IT_WAS}
    assert WHERE_IT_WAS in targets("Help", "touch LeaveHelp")
    assert targets("CardBack", "card read") == {WHERE_IT_WAS}
    assert targets("CardBack", "another person's card read") == {"Ending"}


def test_another_card_ends_the_visit_from_every_state_in_which_the_resident_is_known() -> None:
    known = {found.state for found in FOUND if found.event == "second card placed"} - set(INTERRUPTIONS)
    assert {"ConfirmPerson", "ProveIt", "Matching", "Review", "Printing", "PrintingSlip", "Stopped"} <= known
    for state in known - {"Ending"}:
        assert targets(state, "second card read") == {"Ending"}
        assert targets(state, "another person's card read") == {"Ending"}
        assert targets(state, "second card is a locked document") == {"Ending"}
        assert targets(state, "second card not read") <= {state}


def test_no_state_but_those_that_want_a_code_takes_one() -> None:
    scanned = {found.state for found in FOUND if found.event.endswith("scanned")}
    assert scanned - set(INTERRUPTIONS) == {"Attract", "Home", "CodeLookup", "ScanCode", "UnlockDocument"}
    assert "CardBack" in scanned, "a travel document that came back wants its key"


def test_from_every_state_the_attract_screen_can_be_reached() -> None:
    reached = {"Attract"}
    while grown := {found.state for found in FOUND if found.target in reached} - reached:
        reached |= grown
    assert reached == STATES
