"""``kiosk transitions``: draw how a visit goes on from each state, as the code itself answers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

import click

from kiosk.catalogue.loader import load_catalogue
from kiosk.failures import load_failures
from kiosk.visit.state import House, Policy
from kiosk.visit.survey import INTERRUPTIONS, Transition, survey

PAGE: Final = Path("docs/architecture.md")
BEGIN: Final = "<!-- begin: kiosk transitions -->"
END: Final = "<!-- end: kiosk transitions -->"
COMMON_FROM: Final = 6
"""What leads from so many states to the same one is told once, not in each state."""

Rows = Mapping[tuple[str, str], frozenset[Transition]]


@click.command()
@click.option(
    "--to",
    "path",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    default=PAGE,
    show_default=True,
    help="The page with the two markers between which the drawing goes.",
)
def transitions(path: Path) -> None:
    """Draw the visit's transition table and diagram into the page on the architecture."""
    page = path.read_text(encoding="utf-8")
    try:
        drawn_into(page, "")
    except ValueError as error:
        raise click.ClickException(f"{path}: wanted the two lines {BEGIN} and {END}") from error
    path.write_text(drawn_into(page, transitions_text()), encoding="utf-8")
    click.echo(path)


def drawn_into(page: str, text: str) -> str:
    """Return the page with the text between its markers; raises ``ValueError`` when it lacks them."""
    head, rest = _split(page, BEGIN)
    _, tail = _split(rest, END)
    return f"{head}{BEGIN}\n\n{text}\n{END}{tail}"


def _split(text: str, marker: str) -> tuple[str, str]:
    head, found, tail = text.partition(marker)
    if not found:
        raise ValueError(marker)
    return head, tail


def transitions_text() -> str:
    """Survey the packaged services and return diagram and tables as Markdown."""
    house = House(catalogue=load_catalogue(), policy=Policy(), failures=load_failures())
    return draw(survey(house))


def draw(found: Iterable[Transition]) -> str:
    """Return a Mermaid diagram, the transitions that many states share, and those of each state."""
    rows = _by_state_and_event(found)
    states = _states_by_row(rows)
    common = {row: where for row, where in states.items() if len(where) >= COMMON_FROM}
    return "\n".join((_diagram(rows, common), _shared_table(common), _state_table(rows, common)))


def _by_state_and_event(found: Iterable[Transition]) -> Rows:
    rows: dict[tuple[str, str], set[Transition]] = defaultdict(set)
    for transition in found:
        rows[transition.state, transition.event].add(transition)
    return {key: frozenset(rows[key]) for key in sorted(rows)}


def _states_by_row(rows: Rows) -> dict[tuple[str, str], list[str]]:
    """Which states answer an event in the same way."""
    states: dict[tuple[str, str], list[str]] = defaultdict(list)
    for (state, event), leads in rows.items():
        if not _stays(leads):
            states[event, _targets(leads)].append(state)
    return states


def _stays(leads: frozenset[Transition]) -> bool:
    return all(transition.target == transition.state for transition in leads)


def _targets(leads: frozenset[Transition]) -> str:
    """Name where an event leads; a service is named where not every service leads there."""
    services = {transition.service for transition in leads}
    by_target: dict[str, set[str]] = defaultdict(set)
    for transition in sorted(leads):
        by_target[transition.target].add(transition.service)
    names = []
    for target, within in sorted(by_target.items()):
        named = within != services and all(within)
        names.append(f"{target} ({', '.join(sorted(within))})" if named else target)
    return " or ".join(names)


def _diagram(rows: Rows, common: Mapping[tuple[str, str], list[str]]) -> str:
    """Draw the way through; interruptions and what many states share would hide it."""
    edges: dict[tuple[str, str], set[str]] = defaultdict(set)
    for (state, event), leads in rows.items():
        if state in INTERRUPTIONS or (event, _targets(leads)) in common:
            continue
        for transition in leads:
            if transition.target != state and transition.target not in INTERRUPTIONS:
                edges[state, transition.target].add(event)
    lines = [
        f"    {state} --> {target}: {', '.join(sorted(events)).replace(':', '')}"
        for (state, target), events in sorted(edges.items())
    ]
    return "\n".join(("```mermaid", "stateDiagram-v2", "    [*] --> Attract", *lines, "```\n"))


def _shared_table(common: Mapping[tuple[str, str], list[str]]) -> str:
    head = "What many states share:\n\n| Event | Leads to | From |\n| --- | --- | --- |"
    lines = [f"| {event} | {target} | {', '.join(states)} |" for (event, target), states in sorted(common.items())]
    return "\n".join((head, *lines, ""))


def _state_table(rows: Rows, common: Mapping[tuple[str, str], list[str]]) -> str:
    head = "What else each state does:\n\n| State | Event | Leads to |\n| --- | --- | --- |"
    return "\n".join((head, *_state_lines(rows, common), ""))


def _state_lines(rows: Rows, common: Mapping[tuple[str, str], list[str]]) -> Iterable[str]:
    grouped: dict[tuple[str, str], list[str]] = defaultdict(list)
    for (state, event), leads in rows.items():
        target = "stays" if _stays(leads) else _targets(leads)
        if (event, target) not in common:
            grouped[state, target].append(event)
    return (f"| {state} | {', '.join(events)} | {target} |" for (state, target), events in sorted(grouped.items()))
