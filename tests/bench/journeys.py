"""What a resident waits for: pages after touches, the name after the card, and the whole property journey.

Touch to page: from the moment the finger comes down (it stays for 20 ms, as :mod:`ui.hands` does it) to the first
painted frame of the next page.

Card to name: the reader's own time is taken from the terminal's log. It runs from the card being laid down until the
driver tells of it (the service's polling), and from there until the contents are read (the card's answers on the
wire). What lies above it is the machine's: from the contents to the painted name, and from the card being told to the
screen that says so, which is when the read is asked for.
"""

from __future__ import annotations

import tempfile
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from tests.bench.figure import Breakdown, Figure, Floor, Measured, Share, Summary
from tests.bench.hall import Hall
from tests.bench.proc import proportional_mb
from tests.bench.programs import minimal_turns
from tests.bench.terminal_log import Said, TerminalLog
from tests.bench.timed_visitor import Act, TimedVisitor, Wait
from tests.journeys.journeys import HAPPY
from tests.journeys.window import Turn, Window

PROPERTY: Final = "property-count-proof"
TURN_AIM_MS: Final = 50.0
CARD_AIM_MS: Final = 60.0
JOURNEY_AIM_MS: Final = 1500.0
MEMORY_AIM_MB: Final = 160.0
SLOWEST_TOLD: Final = 12
FLOOR_TURNS: Final = 60
MINIMAL_PAGE: Final = "minimal QML page"
CONFIRM: Final = "confirm"


@dataclass
class Notes:
    """What has been seen so far."""

    page_changes: list[PageChange] = field(default_factory=list)
    waits: list[tuple[Wait, ...]] = field(default_factory=list)
    cards: list[CardTimes] = field(default_factory=list)


@dataclass(frozen=True)
class PageChange:
    """From a touch to the first painted frame of the next page: ms since the finger came down, and since it left."""

    name: str
    since_press: float
    since_lift: float


@dataclass(frozen=True)
class CardTimes:
    """A card from being laid down to the painted name, in ms: what the reader needed, and what the machine did."""

    found: float
    read: float
    machine: float

    @property
    def total(self) -> float:
        """From the card being laid down to the painted name."""
        return self.found + self.read + self.machine


def measure_journeys(hall: Hall, *, runs: int) -> Measured:
    """Play every happy journey ``runs`` times, after one round that only warms the caches."""
    floor = Floor(MINIMAL_PAGE, minimal_turns(FLOOR_TURNS, hall.environment()))
    notes = Notes()
    with hall.window() as window, tempfile.TemporaryDirectory() as scratch:
        log = TerminalLog(hall.stage.folders.terminal / "log" / "terminal.log")
        _play_all(hall, window, log, Path(scratch))
        after_one = proportional_mb(hall.stage.terminal.pid)
        for _ in range(runs):
            _play_all(hall, window, log, Path(scratch), notes)
        after_all = proportional_mb(hall.stage.terminal.pid)
    return Measured(
        (
            *_page_figures(notes.page_changes, floor),
            _card_figure(notes.cards),
            _journey_figure(notes.waits),
            _memory_figure("proportional memory after each journey once", after_one),
            _memory_figure(f"proportional memory after {len(HAPPY) * (runs + 1)} journeys", after_all),
        ),
        (_slowest_pages(notes.page_changes), _card_parts(notes.cards), _journey_parts(notes.waits)),
    )


def _play_all(hall: Hall, window: Window, log: TerminalLog, scratch: Path, notes: Notes | None = None) -> None:
    for journey in HAPPY:
        visitor = TimedVisitor(window=window, stage=hall.stage, folder=scratch)
        journey.play(visitor)
        turns, said = visitor.turns(), log.news()
        if notes is None:
            continue
        notes.page_changes.extend(page_changes(visitor.acts, turns))
        if journey.name == PROPERTY:
            notes.waits.append(tuple(visitor.waits))
            notes.cards.append(card_times(visitor.acts, turns, said))


def page_changes(acts: list[Act], turns: list[Turn]) -> list[PageChange]:
    """Return the page changes that followed touches."""
    changes = []
    ends = [act.began_ms for act in acts[1:]] + [float("inf")]
    for act, until_ms in zip(acts, ends, strict=True):
        following = [turn for turn in turns if act.began_ms < turn.painted_ms < until_ms]
        if act.kind == "touch" and following:
            page, painted_ms = following[0].page, following[0].painted_ms
            changes.append(PageChange(f"{act.name} -> {page}", painted_ms - act.began_ms, painted_ms - act.done_ms))
    return changes


def card_times(acts: list[Act], turns: list[Turn], said: list[Said]) -> CardTimes:
    """Return the times of the one card that was laid down."""
    laid_ms = next(act.done_ms for act in acts if act.kind == "card")
    told_ms = next(line.at_ms for line in said if line.said.endswith("CardPlaced"))
    asked_ms = next(line.at_ms for line in said if line.topic == "ui.stage" and line.at_ms >= told_ms)
    read_ms = next(line.at_ms for line in said if line.said.endswith("CardRead"))
    painted_ms = next(turn.painted_ms for turn in turns if turn.page == CONFIRM and turn.painted_ms > laid_ms)
    asking = min(asked_ms, read_ms) - told_ms
    return CardTimes(found=told_ms - laid_ms, read=read_ms - told_ms - asking, machine=painted_ms - read_ms + asking)


def _page_figures(changes: list[PageChange], floor: Floor) -> tuple[Figure, ...]:
    values = tuple(change.since_press for change in changes)
    lifted = tuple(change.since_lift for change in changes)
    name = "touch to next page painted"
    return (
        Figure(name=name, unit="ms", values=values, floors=(floor,)),
        Figure(name=name, unit="ms", values=values, summary=Summary.P99, aim=TURN_AIM_MS, floors=(floor,)),
        Figure(name="the same, from the finger's lift", unit="ms", values=lifted),
    )


def _card_figure(cards: list[CardTimes]) -> Figure:
    reader = Floor("of the reader itself", tuple(card.found + card.read for card in cards))
    name = "card laid down to masked name, above the reader"
    machine = tuple(card.machine for card in cards)
    return Figure(name=name, unit="ms", values=machine, aim=CARD_AIM_MS, floors=(reader,))


def _journey_figure(waits: list[tuple[Wait, ...]]) -> Figure:
    totals = tuple(sum(wait.ms for wait in journey) for journey in waits)
    return Figure(name="machine's share of the property journey", unit="ms", values=totals, aim=JOURNEY_AIM_MS)


def _memory_figure(name: str, value: float) -> Figure:
    return Figure(name=name, unit="MB", values=(value,), aim=MEMORY_AIM_MB)


def _slowest_pages(changes: list[PageChange]) -> Breakdown:
    by_name: dict[str, list[float]] = defaultdict(list)
    for change in changes:
        by_name[change.name].append(change.since_press)
    shares = [Share(name, Summary.MEDIAN.of(each), f"worst {max(each):.0f} ms") for name, each in by_name.items()]
    shares.sort(key=lambda share: -share.value)
    return Breakdown(name="Slowest page changes, medians", unit="ms", shares=tuple(shares[:SLOWEST_TOLD]))


def _card_parts(cards: list[CardTimes]) -> Breakdown:
    median = Summary.MEDIAN.of
    return Breakdown(
        name="Card to masked name, medians",
        unit="ms",
        shares=(
            Share("the reader sees the card", median([card.found for card in cards]), "vpcd and pcscd"),
            Share("the card is read", median([card.read for card in cards]), "APDUs over vpcd"),
            Share("the machine shows the name", median([card.machine for card in cards])),
            Share("all together", median([card.total for card in cards])),
        ),
    )


def _journey_parts(waits: list[tuple[Wait, ...]]) -> Breakdown:
    steps = zip(*waits, strict=True)
    shares = tuple(
        Share(f"{each[0].after.name} -> {each[0].page}", Summary.MEDIAN.of([wait.ms for wait in each]))
        for each in steps
    )
    return Breakdown(name="The machine's share of the property journey, medians", unit="ms", shares=shares)
