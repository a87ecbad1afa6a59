"""The power may go at any moment: never two sheets for one key, never a blank unaccounted, doubt stays doubt."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.portal.parcels import CertificatePrinted, ProofPrinted
from kiosk.press.orders import Order
from kiosk.records.blanks import BlankState
from kiosk.records.steps import BEFORE_SUBMIT, PRINTED, WITH_SPOOLER, PrintState
from tests.kiosk.press.world import FORM, Register, Run, Spooler, certificate_order, proof_order
from tests.kiosk.records.fuse import Fuse, Killed

BLANKS = 5
ORDERS: dict[str, Callable[[], Order]] = {
    "certificate": certificate_order,
    "three copies of a proof": lambda: proof_order(copies=3),
}


@contextmanager
def terminal() -> Iterator[tuple[Path, Spooler, Register]]:
    """A state folder with a pack of blanks, and the world around it."""
    with tempfile.TemporaryDirectory() as folder:
        spooler, register = Spooler(), Register()
        first = Run(Path(folder), spooler, register)
        first.blanks.load_pack(FORM, first_serial="LN0001000", count=BLANKS, who="technician")
        first.end()
        yield Path(folder), spooler, register


def killed(folder: Path, spooler: Spooler, register: Register, moment: int, act: Callable[[Run], object]) -> bool:
    """Run the program and kill it at a moment; tell whether it lived that long."""
    fuse = Fuse(moment)
    run = None
    try:
        run = Run(folder, spooler, register, fuse)
        act(run)
    except Killed:
        return True
    finally:
        if run is not None:
            run.end()
    return False


def check_after(run: Run, spooler: Spooler) -> None:
    """What must hold once start-up has reconciled and the printer has done what it had."""
    per_key = Counter(spooler.sheets)
    assert all(count == 1 for count in per_key.values())
    assert not run.ledger.in_state(*BEFORE_SUBMIT, *WITH_SPOOLER)
    for key in per_key:
        assert run.ledger.record(key).state in PRINTED | {PrintState.UNKNOWN}
    for record in run.ledger.in_state(*PRINTED):
        assert per_key[record.key] == 1
    balance = run.blanks.balance(FORM)
    assert balance.loaded == BLANKS
    doubtful = {record.blank_serial for record in run.ledger.in_state(PrintState.UNKNOWN)} - {None}
    assert {b.serial for b in run.blanks.blanks(FORM) if b.state is BlankState.BOUND} == doubtful
    printed_on = {record.blank_serial for record in run.ledger.in_state(*PRINTED)} - {None}
    assert {b.serial for b in run.blanks.blanks(FORM) if b.state is BlankState.USED} == printed_on


def reconcile(run: Run) -> None:
    run.sheets.reconcile()
    run.settle()


@pytest.mark.parametrize("kind", ORDERS)
def test_a_kill_at_every_single_moment_leaves_no_second_sheet_and_no_lost_blank(kind: str) -> None:
    order = ORDERS[kind]
    moment, lived = 0, False
    while not lived:
        with terminal() as (folder, spooler, register):
            lived = not killed(folder, spooler, register, moment, lambda run: run.print(order()))
            run = Run(folder, spooler, register)
            reconcile(run)
            check_after(run, spooler)
            # The resident asks again: what was certainly not printed prints now, and nothing else.
            run.print(order())
            check_after(run, spooler)
            reported = [p.print_key for p in run.deliver_all() if isinstance(p, CertificatePrinted | ProofPrinted)]
            assert Counter(reported) == Counter(record.key for record in run.ledger.in_state(*PRINTED))
            run.end()
        moment += 1
    assert moment > 25


def test_a_kill_while_the_spooler_forgets_leaves_doubt_and_never_a_free_key() -> None:
    moment, lived, doubts = 0, False, 0
    while not lived:
        with terminal() as (folder, spooler, register):
            lived = not killed(folder, spooler, register, moment, lambda run: run.print(certificate_order()))
            spooler.run()
            spooler.forgets = True
            run = Run(folder, spooler, register)
            reconcile(run)
            check_after(run, spooler)
            doubts += len(run.ledger.in_state(PrintState.UNKNOWN))
            run.end()
        moment += 1
    assert doubts > 3


def test_a_kill_within_reconciling_is_reconciled_by_the_next_start() -> None:
    for print_moment in (6, 14, 20, 25, 29, 33):
        moment, lived = 0, False
        while not lived:
            with terminal() as (folder, spooler, register):
                assert killed(folder, spooler, register, print_moment, lambda run: run.print(certificate_order()))
                lived = not killed(folder, spooler, register, moment, reconcile)
                run = Run(folder, spooler, register)
                reconcile(run)
                check_after(run, spooler)
                run.end()
            moment += 1


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 60), st.sampled_from(sorted(ORDERS)), st.booleans()), min_size=1, max_size=4))
def test_any_series_of_kills_and_retries_keeps_the_books(kills: list[tuple[int, str, bool]]) -> None:
    with terminal() as (folder, spooler, register):
        for moment, kind, forgets in kills:
            order = ORDERS[kind]()

            def act(run: Run, order: Order = order) -> None:
                reconcile(run)
                run.print(order)

            killed(folder, spooler, register, moment, act)
            spooler.run()
            spooler.forgets = forgets
        run = Run(folder, spooler, register)
        reconcile(run)
        check_after(run, spooler)
        run.end()
