"""Whatever is asked of the ledger, in whatever order: blanks add up and every bound one has its row."""

from __future__ import annotations

import contextlib
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from kiosk.records.audit import Audit
from kiosk.records.blanks import BlankState, BlankStock
from kiosk.records.database import Database
from kiosk.records.errors import BlankRefused, PrintRefused
from kiosk.records.keys import MachineKeys
from kiosk.records.ledger import PrintLedger
from kiosk.records.prints import PrintRequest, ReportFacts, SheetFacts, SheetKind
from kiosk.records.steps import PRINTED, SETTLED, PrintState

FORM = "senior-card"
LOADED = 3
SHEET = SheetFacts(sha256="ab" * 32, medium="iso_a5_148x210mm", source="tray-2")
OPEN_WITH_BLANK = (PrintState.BOUND, PrintState.RENDERED, PrintState.SUBMITTING, PrintState.SUBMITTED, PrintState.SENT)
KEYS = st.sampled_from(("certificate-1", "certificate-2", "certificate-3", "certificate-4", "proof-1"))


def now() -> datetime:
    return datetime(2026, 3, 18, 9, 0, tzinfo=UTC)


class LedgerMachine(RuleBasedStateMachine):
    """Throws every event at every row; what the ledger refuses must change nothing."""

    folder: tempfile.TemporaryDirectory[str]
    database: Database
    blanks: BlankStock
    ledger: PrintLedger

    @initialize()
    def begin(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.presented: dict[str, int] = {}
        self.open()
        self.blanks.load_pack(FORM, first_serial="LN001", count=LOADED, who="technician")

    def open(self) -> None:
        self.database = Database(Path(self.folder.name))
        self.blanks = BlankStock(database=self.database, now=now)
        keys = MachineKeys.load(Path(self.folder.name))
        audit = Audit(database=self.database, now=now)
        self.ledger = PrintLedger(database=self.database, blanks=self.blanks, keys=keys, audit=audit, now=now)

    @rule(key=KEYS)
    def request(self, key: str) -> None:
        kind = SheetKind.PROOF if key.startswith("proof") else SheetKind.CERTIFICATE
        facts = ReportFacts(visit="v", case_number="c", subject="s")
        with contextlib.suppress(PrintRefused):
            self.ledger.request(PrintRequest(kind=kind, key=key, grant="g", form=FORM, holder_hash="00", facts=facts))

    @rule(
        key=KEYS,
        step=st.sampled_from(
            ("bind", "rendered", "submitting", "submitted", "sent", "presented", "taken", "retracted")
        ),
    )
    def step(self, key: str, step: str) -> None:
        arguments: dict[str, tuple[SheetFacts | int, ...]] = {"rendered": (SHEET,), "submitted": (7,)}
        with contextlib.suppress(PrintRefused, BlankRefused):
            getattr(self.ledger, step)(key, *arguments.get(step, ()))
            if step == "presented":
                self.presented[key] = self.presented.get(key, 0) + 1

    @rule(key=KEYS)
    def report_queued(self, key: str) -> None:
        with contextlib.suppress(PrintRefused):
            self.ledger.report_queued(self.ledger.record(key))

    @rule(key=KEYS, end=st.sampled_from(("release", "fail", "doubt")))
    def end(self, key: str, end: str) -> None:
        with contextlib.suppress(PrintRefused):
            getattr(self.ledger, end)(key, "SOME_CODE")

    @rule(key=KEYS, found=st.sampled_from(sorted(SETTLED, key=lambda state: state.value)))
    def settle(self, key: str, found: PrintState) -> None:
        with contextlib.suppress(PrintRefused):
            self.ledger.settle(key, found=found, who="wang")

    @rule()
    def restart(self) -> None:
        self.database.close()
        self.open()

    @invariant()
    def blanks_add_up(self) -> None:
        assert self.blanks.balance(FORM).loaded == LOADED

    @invariant()
    def the_journal_leads_to_where_every_blank_is(self) -> None:
        moves = self.database.rows("SELECT serial, came_from, went_to FROM blank_moves ORDER BY sequence")
        where: dict[object, object] = {}
        for serial, came_from, went_to in moves:
            assert where.get(serial, "outside") == came_from
            where[serial] = went_to
        assert where == {blank.serial: blank.state.value for blank in self.blanks.blanks(FORM)}

    @invariant()
    def every_bound_blank_has_exactly_one_open_row(self) -> None:
        rows = [r.blank_serial for r in self.ledger.in_state(*OPEN_WITH_BLANK, PrintState.UNKNOWN)]
        serials = sorted(serial for serial in rows if serial)
        assert serials == sorted(b.serial for b in self.blanks.blanks(FORM) if b.state is BlankState.BOUND)

    @invariant()
    def every_used_blank_has_a_printed_row(self) -> None:
        printed = {record.blank_serial for record in self.ledger.in_state(*PRINTED)}
        assert {b.serial for b in self.blanks.blanks(FORM) if b.state is BlankState.USED} <= printed

    @invariant()
    def no_key_was_presented_twice(self) -> None:
        assert all(times == 1 for times in self.presented.values())

    def teardown(self) -> None:
        self.database.close()
        self.folder.cleanup()


TestAnyOrder = LedgerMachine.TestCase
TestAnyOrder.settings = settings(max_examples=40, stateful_step_count=40, deadline=None)
