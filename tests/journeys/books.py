"""Whether everything adds up after a journey: ledger, outbox, portal, printers, and that nothing personal is left."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Final

from devices.simulators.wallet import Holder, load_wallet
from kiosk.records.database import FILE_NAME
from kiosk.records.steps import PrintState, Reporting
from tests.journeys.stage import Stage

SETTLE_S: Final = 20.0
LOOK_EVERY_S: Final = 0.05
ENCODINGS: Final = ("utf-8", "utf-16-le", "utf-16-be", "gb18030")
FINAL_STATES: Final = frozenset({PrintState.TAKEN, PrintState.FAILED, PrintState.RELEASED, PrintState.UNKNOWN})
OPEN_REPORTS: Final = frozenset({Reporting.DUE, Reporting.QUEUED})


class DoesNotAddUp(AssertionError):
    """Something does not agree after a journey; the message says what."""


@dataclass(frozen=True, kw_only=True)
class Tally:
    """What a journey adds to the books.

    Attributes:
        sheets, slips: paper that came out and was taken; slips torn off together count once.
        matters, proofs, certificates, uncertain, ratings, resumes: what the portal was told.
        taken, failed, released, unknown: how the ledger's prints ended.
        blanks_used: blanks that left the stock for good.
    """

    sheets: int = 0
    slips: int = 0
    matters: int = 0
    proofs: int = 0
    certificates: int = 0
    uncertain: int = 0
    ratings: int = 0
    resumes: int = 0
    taken: int = 0
    failed: int = 0
    released: int = 0
    unknown: int = 0
    blanks_used: int = 0

    def since(self, before: Tally) -> Tally:
        """Return what was added since another tally."""
        return Tally(**{field.name: getattr(self, field.name) - getattr(before, field.name) for field in fields(Tally)})


class Books:
    """The books of one stage."""

    def __init__(self, *, stage: Stage) -> None:
        self._stage = stage

    def tally(self) -> Tally:
        """Count everything as it is now."""
        world = self._stage.world.status()
        portal = self._stage.portal.reported().counts
        states = self._count("SELECT state, count(*) FROM prints GROUP BY state")
        blanks = self._count("SELECT state, count(*) FROM blanks GROUP BY state")
        return Tally(
            sheets=len(world.certificate.sheets),
            slips=len(world.receipt.torn),
            matters=portal["matters"],
            proofs=portal["proof_prints"],
            certificates=portal["certificate_prints"],
            uncertain=portal["uncertain_prints"],
            ratings=portal["ratings"],
            resumes=portal["resumes"],
            taken=states.get(PrintState.TAKEN.value, 0),
            failed=states.get(PrintState.FAILED.value, 0),
            released=states.get(PrintState.RELEASED.value, 0),
            unknown=states.get(PrintState.UNKNOWN.value, 0),
            blanks_used=blanks.get("used", 0) + blanks.get("spoiled", 0),
        )

    def check(self, *, before: Tally, expected: Tally) -> None:
        """Wait until everything is settled, delivered and as expected; raises :class:`DoesNotAddUp` when it never is.

        What the last touch caused is still on its way when the attract screen is back, so that one look is not enough.
        """
        ends = time.monotonic() + SETTLE_S
        while (complaint := self._complaint(before, expected)) and time.monotonic() < ends:
            time.sleep(LOOK_EVERY_S)
        if complaint:
            raise DoesNotAddUp(complaint)
        for complaint in (*self._paper_complaints(), *self._blank_complaints(), *self._traces()):
            raise DoesNotAddUp(complaint)

    def _complaint(self, before: Tally, expected: Tally) -> str:
        if unsettled := self._unsettled():
            return unsettled
        found = self.tally().since(before)
        return "" if found == expected else f"expected {expected}\nfound    {found}"

    def _unsettled(self) -> str:
        for state, count in self._count("SELECT state, count(*) FROM prints GROUP BY state").items():
            if PrintState(state) not in FINAL_STATES:
                return f"{count} print(s) still {state}"
        for reporting, count in self._count("SELECT reporting, count(*) FROM prints GROUP BY reporting").items():
            if Reporting(reporting) in OPEN_REPORTS:
                return f"{count} report(s) still {reporting}"
        waiting = self._count("SELECT 'outbox', count(*) FROM outbox")["outbox"]
        return f"{waiting} parcel(s) still in the outbox" if waiting else ""

    def _paper_complaints(self) -> Iterator[str]:
        world = self._stage.world.status()
        if world.receipt.violations:
            yield f"the receipt printer was told what it does not know: {world.receipt.violations}"
        if world.receipt.picture or world.certificate.lying:
            yield "paper was left in an outlet"

    def _blank_complaints(self) -> Iterator[str]:
        """Ledger and portal must name the same blank for the same grant."""
        mine = set(
            self._rows("SELECT grant_id, blank_serial FROM prints WHERE kind = 'certificate' AND state = 'taken'")
        )
        theirs = set(self._stage.portal.reported().blanks)
        if mine != theirs:
            yield f"ledger and portal name different blanks: {mine ^ theirs}"

    def _traces(self) -> Iterator[str]:
        """Look for every invented resident in every file that the terminal and its spooler have written."""
        needles = {word: [word.encode(encoding) for encoding in ENCODINGS] for word in personal_words()}
        for path in self._written_files():
            data = path.read_bytes()
            for word, forms in needles.items():
                if any(form in data for form in forms):
                    yield f"{path} still names a resident ({word[0]}…)"
        for left in Path(self._stage.endpoints.cups_folder).glob("spool/d*"):
            yield f"the spooler still holds a document: {left}"

    def _written_files(self) -> Iterator[Path]:
        folders = self._stage.folders
        cups = Path(self._stage.endpoints.cups_folder)
        printer = folders.world / "certificate" / "spool"
        for folder in (folders.terminal, folders.home, folders.logs, cups, printer):
            yield from (path for path in folder.rglob("*") if path.is_file())

    def _count(self, query: str) -> dict[str, int]:
        return {str(name): int(str(count)) for name, count in self._rows(query)}

    def _rows(self, query: str) -> list[tuple[object, ...]]:
        path = self._stage.folders.terminal / FILE_NAME
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as records:
            return list(records.execute(query))


def personal_words() -> list[str]:
    """Return the names and numbers of every invented resident with a card, each once."""
    return list(dict.fromkeys(word for holder in load_wallet() for word in _names(holder) if word))


def _names(holder: Holder) -> Iterator[str]:
    for card in (holder.identity_card, holder.social_card):
        if card is not None:
            yield card.name
            yield card.number
    if (document := holder.travel_document) is not None:
        yield document.number
        yield f"{document.surname} {document.given_names}"
        yield f"{document.surname}<<{document.given_names.replace(' ', '<')}"
