"""The kill trial: real CUPS and a real IPP printer that live on, and a program that dies and starts again.

After every trial the books must agree with the paper: never two sheets for one key, never a blank unaccounted, never a
licence reported as printed that was not, every doubt *unknown*.
"""

from __future__ import annotations

import itertools
import multiprocessing
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from multiprocessing.connection import Connection
from pathlib import Path
from signal import SIGKILL

from devices.simulators.certificate import CertificatePrinterSimulator
from devices.simulators.private_cups import PrivateCups
from kiosk.portal.parcels import CertificatePrinted, PrintUncertainNoted
from kiosk.records.audit import Audit
from kiosk.records.blanks import BlankState, BlankStock
from kiosk.records.database import Database
from kiosk.records.keys import MachineKeys
from kiosk.records.ledger import PrintLedger
from kiosk.records.outbox import SealedOutbox
from kiosk.records.prints import PrintRecord
from kiosk.records.steps import BEFORE_SUBMIT, PRINTED, WITH_SPOOLER, PrintState
from tests.kiosk.press.world import FORM
from tests.soak.death import Moment
from tests.soak.mortal import QUEUE, Room, Task, live

BLANKS = 4
A5 = "iso_a5_148x210mm"
PATIENCE_S = 120.0
"""How long a run may take before the trial is given up; no claim about speed."""
REPEATED = 2
"""Of a call that the driver repeats while it waits, so many are moments of their own."""


@dataclass(frozen=True)
class Trial:
    """Runs of the program: the first prints, each further one starts again. Each dies at its moment, if it gets there.

    A last run without a death always follows.
    """

    deaths: tuple[Moment, ...]

    def __str__(self) -> str:
        return ", then ".join(f"{death.place} {death.ordinal}" for death in self.deaths)


class BooksDisagree(AssertionError):
    """Paper and books do not agree after a trial."""


@dataclass(frozen=True)
class Books:
    """What stands in the records, and what lies in the outlet, once all is quiet.

    Attributes:
        rows: every row of the ledger.
        blanks: serials by where the blank is.
        printed, uncertain: the print keys that the portal hears of.
        sheets: the print key of every sheet that came out.
    """

    rows: tuple[PrintRecord, ...]
    blanks: dict[BlankState, frozenset[str]]
    printed: tuple[str, ...]
    uncertain: tuple[str, ...]
    sheets: tuple[str, ...]


class KillHall:
    """Scheduler and printer, and runs of the program on fresh state folders."""

    def __init__(self, stack: ExitStack) -> None:
        self._folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="soak-")))
        self._printer = stack.enter_context(CertificatePrinterSimulator(folder=self._folder / "printer"))
        self._cups = stack.enter_context(PrivateCups(folder=self._folder / "cups"))
        self._cups.add_queue(QUEUE, device_uri=self._printer.uri, wanted={"media-supported": A5})
        self._numbers = itertools.count(1)
        # Programs are forked off a process that has loaded all, and has no threads: a start costs milliseconds.
        self._processes = multiprocessing.get_context("forkserver")
        self._processes.set_forkserver_preload(["tests.soak.mortal", "kiosk.press.layouts", "printing.overlay", "cups"])

    def moments(self) -> tuple[Moment, ...]:
        """Print once without dying, and return the moments at which a program can be killed."""
        room = self._fresh_room()
        came_by, _ = self._run(room, Task.PRINT, None)
        if [row.state for row in self._books(room).rows] != [PrintState.PRESENTED]:
            raise RuntimeError("the program does not print at all; nothing can be learned from killing it")
        return tuple(m for m in came_by if m.place == "record" or m.ordinal <= REPEATED)

    def play(self, trial: Trial) -> int:
        """Play a trial and compare books and paper; return how many of its deaths came true. Raises BooksDisagree."""
        room = self._fresh_room()
        task, died = Task.PRINT, 0
        for death in trial.deaths:
            _, killed = self._run(room, task, death)
            died += killed
            task = Task.START_AGAIN
        self._run(room, task, None)
        check(self._books(room), trial)
        return died

    def _fresh_room(self) -> Room:
        number = next(self._numbers)
        room = Room(
            state=self._folder / f"state-{number}",
            cups=(self._cups.host, self._cups.port),
            licence=f"L-{number}",
        )
        database = Database(room.state)
        stock = BlankStock(database=database, now=_now)
        stock.load_pack(FORM, first_serial="LN0001000", count=BLANKS, who="technician")
        database.close()
        return room

    def _run(self, room: Room, task: Task, at: Moment | None) -> tuple[list[Moment], bool]:
        """Let a program live; return the moments it came by, and whether it was killed."""
        ours, theirs = self._processes.Pipe(duplex=False)
        process = self._processes.Process(target=live, args=(room, task, at, theirs), daemon=True)
        process.start()
        theirs.close()
        came_by = list(_heard(ours))
        process.join(PATIENCE_S)
        if process.exitcode == -SIGKILL and at is not None and at in came_by:
            return came_by, True
        if process.exitcode != 0:
            raise RuntimeError(f"the program ended with {process.exitcode} after {came_by[-3:]}")
        return came_by, False

    def _books(self, room: Room) -> Books:
        database = Database(room.state)
        try:
            keys = MachineKeys.load(room.state)
            stock = BlankStock(database=database, now=_now)
            audit = Audit(database=database, now=_now)
            ledger = PrintLedger(database=database, blanks=stock, keys=keys, audit=audit, now=_now)
            outbox = SealedOutbox(database=database, keys=keys, now=_now, on_delivered=lambda _: None)
            rows = ledger.in_state(*PrintState)
            parcels = []
            while stored := outbox.oldest():
                outbox.delivered(stored.id)
                parcels.append(stored.parcel)
            return Books(
                rows=rows,
                blanks={
                    state: frozenset(blank.serial for blank in stock.blanks(FORM) if blank.state is state)
                    for state in BlankState
                },
                printed=tuple(p.print_key for p in parcels if isinstance(p, CertificatePrinted)),
                uncertain=tuple(p.print_key for p in parcels if isinstance(p, PrintUncertainNoted)),
                sheets=tuple(s.job_name for s in self._printer.sheets() if s.job_name in {row.key for row in rows}),
            )
        finally:
            database.close()


@contextmanager
def kill_hall() -> Iterator[KillHall]:
    """Build the hall and take it down again."""
    with ExitStack() as stack:
        yield KillHall(stack)


def check(books: Books, trial: Trial) -> None:
    """Compare books and paper; raises BooksDisagree that names the trial and every rule broken."""
    broken = [rule for rule, kept in _rules(books) if not kept]
    if broken:
        raise BooksDisagree(f"killed at {trial}: {'; '.join(broken)}\n{books}")


def _rules(books: Books) -> Iterator[tuple[str, bool]]:
    sheets = Counter(books.sheets)
    in_state: dict[PrintState, list[PrintRecord]] = {state: [] for state in PrintState}
    for row in books.rows:
        in_state[row.state].append(row)
    out = [row for state in PRINTED for row in in_state[state]]
    unknown = in_state[PrintState.UNKNOWN]
    yield "one sheet for one key", all(count == 1 for count in sheets.values())
    yield "no row left open", not any(in_state[state] for state in BEFORE_SUBMIT | WITH_SPOOLER)
    known = {row.key for row in (*out, *unknown)}
    yield "every sheet is in the books", sheets.keys() <= known
    yield "a row that says printed has its sheet", {row.key for row in out} <= sheets.keys()
    serials = {state: {row.blank_serial for row in rows} - {None} for state, rows in in_state.items()}
    used = {serial for state in PRINTED for serial in serials[state]}
    yield "every used blank carries a printed sheet, and the other way round", books.blanks[BlankState.USED] == used
    yield "every bound blank is in doubt", books.blanks[BlankState.BOUND] == serials[PrintState.UNKNOWN]
    yield "all blanks are accounted for", sum(map(len, books.blanks.values())) == BLANKS
    yield "the portal hears of every printed sheet once", Counter(books.printed) == Counter(row.key for row in out)
    yield "the portal hears of every doubt", {row.key for row in unknown} <= set(books.uncertain)
    yield "the resident who asked again has a sheet or a doubt", bool(out or unknown)


def _heard(pipe: Connection) -> Iterator[Moment]:
    """Yield what a program tells until it has nothing more to say, or is dead."""
    while True:
        if not pipe.poll(PATIENCE_S):
            raise TimeoutError("a program says nothing more and does not end")
        try:
            moment = pipe.recv()
        except EOFError:
            return
        if moment is None:
            return
        yield moment


def _now() -> datetime:
    return datetime.now(UTC)
