"""When the chain is tried, and what counts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from devices.printers.chain.probe import ChainReport, Verdict
from devices.printers.chain.watch import ChainWatch
from devices.printers.cups_queue import QueueRefused, QueueView
from devices.printers.ipp import PrinterState

A4, A5 = "iso_a4_210x297mm", "iso_a5_148x210mm"


class Probe:
    """Counts trials; some media move."""

    def __init__(self, *moving: str) -> None:
        self.moving = set(moving)
        self.tried: list[str] = []

    def __call__(self, *, ppd: bytes, media: Iterable[str], defaults: Mapping[str, str]) -> ChainReport:
        (name,) = media
        self.tried.append(name)
        moves = name in self.moving
        return ChainReport(verdict=Verdict.MOVES if moves else Verdict.STAYS, moved_mm=2.0 * moves, detail=name)


class Queue:
    """A queue whose description can be had, or not."""

    def __init__(self, *, described: bool = True) -> None:
        self.described = described

    def ppd(self) -> bytes:
        if not self.described:
            raise QueueRefused("CERTIFICATE_QUEUE_SETUP", "no description")
        return b"*PPD-Adobe"

    def defaults(self) -> dict[str, str]:
        return {}


def view(*, changed_at: int, clock: int) -> QueueView:
    return QueueView(
        device_uri="ipp://192.0.2.9/ipp/print?waitjob=false",
        make_and_model="Model",
        media=frozenset(),
        sources=frozenset(),
        scalings=frozenset(),
        shared=False,
        changed_at=changed_at,
        clock=clock,
        error_policy="abort-job",
        accepting=True,
        state=PrinterState.IDLE,
        reasons=(),
        message="",
    )


def test_an_unchanged_queue_is_tried_once() -> None:
    probe = Probe()
    watch = ChainWatch(media=(A4, A5), probe=probe)
    watch.look(Queue(), view(changed_at=10, clock=50))
    watch.look(Queue(), view(changed_at=10, clock=90))
    assert probe.tried == [A4, A5]


def test_a_change_is_tried_also_when_it_fell_into_the_same_second() -> None:
    probe = Probe()
    watch = ChainWatch(media=(A4,), probe=probe)
    watch.look(Queue(), view(changed_at=50, clock=50))
    watch.look(Queue(), view(changed_at=50, clock=52))
    watch.look(Queue(), view(changed_at=50, clock=54))
    assert probe.tried == [A4, A4]


def test_another_medium_is_tried_before_its_first_sheet_and_with_the_others_from_then_on() -> None:
    probe = Probe(A5)
    watch = ChainWatch(media=(A4,), probe=probe)
    watch.look(Queue(), view(changed_at=10, clock=50))
    assert watch.worst.verdict is Verdict.STAYS
    assert watch.of(Queue(), A5).verdict is Verdict.MOVES
    assert watch.of(Queue(), A5).verdict is Verdict.MOVES
    assert probe.tried == [A4, A5]
    assert watch.worst.fault is not None
    assert watch.worst.fault.code == "CERTIFICATE_CHAIN_MOVES"
    probe.moving.clear()
    watch.look(Queue(), view(changed_at=60, clock=70))
    assert probe.tried == [A4, A5, A4, A5]
    assert watch.worst.fault is None


def test_a_scheduler_that_was_away_is_tried_again() -> None:
    probe = Probe()
    watch = ChainWatch(media=(A4,), probe=probe)
    watch.look(Queue(), view(changed_at=10, clock=50))
    watch.forget()
    watch.look(Queue(), view(changed_at=10, clock=60))
    assert probe.tried == [A4, A4]


def test_a_queue_that_cannot_be_described_stays_untested() -> None:
    watch = ChainWatch(media=(A4,), probe=Probe())
    watch.look(Queue(described=False), view(changed_at=10, clock=50))
    assert watch.worst.verdict is Verdict.UNTESTED
    assert watch.worst.fault is not None
    assert watch.worst.fault.code == "CERTIFICATE_CHAIN_UNTESTED"
