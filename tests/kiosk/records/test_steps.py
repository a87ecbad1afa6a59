"""The table of a sheet's states, written out a second time and by hand."""

from __future__ import annotations

import itertools

import pytest

from kiosk.records.steps import BEFORE_SUBMIT, SETTLED, TRANSITIONS, WITH_SPOOLER, BlankMove, PrintState

ALLOWED = {
    ("requested", "bound"),
    ("requested", "rendered"),
    ("requested", "released"),
    ("requested", "failed"),
    ("bound", "rendered"),
    ("bound", "released"),
    ("bound", "failed"),
    ("rendered", "submitting"),
    ("rendered", "released"),
    ("rendered", "failed"),
    ("submitting", "submitted"),
    ("submitting", "released"),
    ("submitting", "failed"),
    ("submitting", "unknown"),
    ("submitted", "sent"),
    ("submitted", "presented"),
    ("submitted", "released"),
    ("submitted", "failed"),
    ("submitted", "unknown"),
    ("sent", "presented"),
    ("sent", "failed"),
    ("sent", "unknown"),
    ("presented", "taken"),
    ("presented", "retracted"),
    ("presented", "failed"),
    ("unknown", "taken"),
    ("unknown", "retracted"),
    ("unknown", "failed"),
    ("unknown", "released"),
}


@pytest.mark.parametrize(("source", "target"), list(itertools.product(PrintState, PrintState)))
def test_exactly_these_steps_are_allowed(source: PrintState, target: PrintState) -> None:
    assert (target in TRANSITIONS[source]) == ((source.value, target.value) in ALLOWED)


def test_a_blank_returns_only_from_where_nothing_came_out() -> None:
    returning = {
        source
        for source, following in TRANSITIONS.items()
        for target, move in following.items()
        if move is BlankMove.RETURNED
    }
    assert returning == BEFORE_SUBMIT | {PrintState.SUBMITTING, PrintState.SUBMITTED, PrintState.UNKNOWN}


def test_settled_states_are_the_ends_and_every_other_state_leads_on() -> None:
    assert {PrintState.TAKEN, PrintState.RETRACTED, PrintState.FAILED, PrintState.RELEASED} == SETTLED
    open_states = set(PrintState) - SETTLED
    assert open_states == BEFORE_SUBMIT | WITH_SPOOLER | {PrintState.PRESENTED, PrintState.UNKNOWN}
