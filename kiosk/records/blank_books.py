"""The books of the blanks: what moved in a span of time, and what somebody counted in the tray.

All of it is read off the journal, so that yesterday's sheet says tomorrow what it says today. A blank is *in hand*
while it is in stock or bound to a print; from there it goes to used or spoiled and never comes back.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from kiosk.records.blanks import TERMINAL, BlankState, BlankStock
from kiosk.records.database import Database
from kiosk.records.errors import RecordsCorrupt
from kiosk.records.moment import Now, from_text, to_text

FOR_EVER: Final = datetime.max.replace(tzinfo=UTC)
"""After every line of the journal."""
_IN_HAND: Final = frozenset({BlankState.IN_STOCK, BlankState.BOUND})


@dataclass(frozen=True)
class SerialRange:
    """Blanks one after the other on the stack, first and last."""

    first: str
    last: str
    count: int


@dataclass(frozen=True, kw_only=True)
class SpoiledBlank:
    """A blank that was taken off the books.

    Attributes:
        reason: a value of ``SpoilReason``, or the failure code of the print that spoiled it.
        note: the words of whoever did it.
        who: the badge number or name; ``terminal`` when no person did.
        came_out: it had been counted as used, on this day or an earlier one.
    """

    serial: str
    reason: str
    note: str
    who: str
    at: datetime
    came_out: bool


@dataclass(frozen=True, kw_only=True)
class DayOfForm:
    """What became of the blanks of one form between two moments.

    Attributes:
        opening: blanks in hand at the beginning; ``closing`` at the end.
        loaded: the packs that came in.
        used: blanks that came out as certificates.
        spoiled: blanks in hand that were spoiled.
        destroyed_later: blanks that had come out on an earlier day and were spoiled on this one; they left the stock
            then, so the balance of this day has nothing of them.
        doubtful: serials bound at the end to a print of which nobody could say yet whether it came out.
        next_serial: what lay on top of the stack at the end; none when it was empty.
    """

    form: str
    opening: int
    loaded: tuple[SerialRange, ...]
    used: tuple[SerialRange, ...]
    spoiled: tuple[SpoiledBlank, ...]
    destroyed_later: tuple[SpoiledBlank, ...]
    doubtful: tuple[str, ...]
    closing: int
    next_serial: str | None

    @property
    def loaded_count(self) -> int:
        """Blanks that came in."""
        return sum(pack.count for pack in self.loaded)

    @property
    def used_count(self) -> int:
        """Blanks that came out as certificates."""
        return sum(span.count for span in self.used)

    @property
    def adds_up(self) -> bool:
        """Opening and loaded less used and spoiled make closing."""
        return self.opening + self.loaded_count - self.used_count - len(self.spoiled) == self.closing

    @property
    def idle(self) -> bool:
        """Whether there is nothing to say of it."""
        nothing_moved = not (self.loaded or self.used or self.spoiled or self.destroyed_later)
        return nothing_moved and self.opening == 0


@dataclass(frozen=True, kw_only=True)
class BlankCount:
    """What somebody counted in the tray, beside what the books said then.

    Attributes:
        top: the serial that lay on top; empty for an empty tray. ``next`` is the one that should.
    """

    form: str
    counted: int
    expected: int
    top: str
    next: str
    who: str
    at: datetime

    @property
    def agrees(self) -> bool:
        """Whether tray and books say the same; small letters typed for capitals are no other serial."""
        return (self.counted, self.top.upper()) == (self.expected, self.next.upper())


class BlankBooks:
    """The books of this terminal's blanks."""

    def __init__(self, *, database: Database, stock: BlankStock, now: Now) -> None:
        self._database = database
        self._stock = stock
        self._now = now

    def day(self, form: str, *, start: datetime, end: datetime) -> DayOfForm:
        """Return what became of the blanks of a form from ``start`` on, before ``end``.

        Raises:
            RecordsCorrupt: it does not add up, or journal and stock differ; somebody has been at the file.
        """
        with self._database.snapshot():
            return self._day(form, start, end)

    def _day(self, form: str, start: datetime, end: datetime) -> DayOfForm:
        before, after = self._states(form, start), self._states(form, end)
        came = [serial for serial in after if serial not in before]
        # Thousands of blanks are looked up, so in no list; one that came in this day stood nowhere before it.
        gone = [serial for serial in after if before.get(serial, BlankState.IN_STOCK) in _IN_HAND]
        late = [serial for serial in after if before.get(serial) is BlankState.USED]
        spoiled = self._spoiled(form, end)
        sheet = DayOfForm(
            form=form,
            opening=sum(state in _IN_HAND for state in before.values()),
            loaded=_ranges(came, list(after)),
            used=_ranges([each for each in gone if after[each] is BlankState.USED], list(after)),
            spoiled=tuple(spoiled[each] for each in gone if after[each] is BlankState.SPOILED),
            destroyed_later=tuple(spoiled[each] for each in late if after[each] is BlankState.SPOILED),
            doubtful=tuple(each for each, state in after.items() if state is BlankState.BOUND),
            closing=sum(state in _IN_HAND for state in after.values()),
            next_serial=next((each for each, state in after.items() if state is BlankState.IN_STOCK), None),
        )
        self._prove(sheet)
        return sheet

    def count(self, form: str, *, counted: int, top: str, who: str) -> BlankCount:
        """Keep what somebody counted; the books themselves do not change, whatever it was."""
        with self._database.transaction():
            count = BlankCount(
                form=form,
                counted=counted,
                expected=self._stock.balance(form).in_stock,
                top=top,
                next=self._stock.next_serial(form) or "",
                who=who,
                at=self._now(),
            )
            self._database.execute(
                "INSERT INTO blank_counts (form, counted, expected, top, next, who, at, after_move) "
                "VALUES (?, ?, ?, ?, ?, ?, ?, (SELECT coalesce(max(sequence), 0) FROM blank_moves))",
                (form, counted, count.expected, top, count.next, who, to_text(count.at)),
            )
        return count

    def last_count(self, form: str) -> BlankCount | None:
        """Return the latest count of a form."""
        found = self._database.rows(
            "SELECT counted, expected, top, next, who, at FROM blank_counts WHERE form = ? ORDER BY id DESC LIMIT 1",
            (form,),
        )
        if not found:
            return None
        counted, expected, top, following, who, at = found[0]
        return BlankCount(
            form=form,
            counted=int(str(counted)),
            expected=int(str(expected)),
            top=str(top),
            next=str(following),
            who=str(who),
            at=from_text(str(at)),
        )

    def fault(self, form: str) -> str:
        """Return the failure code of why nobody can say what lies on top of the stack; empty when it is sure.

        A wrong guess would shift every serial after it.
        """
        if self._stock.doubtful(form):
            return "BLANK_DOUBTFUL"
        count = self.last_count(form)
        if count is not None and not count.agrees:
            return "BLANK_COUNT_DIFFERS"
        return "BLANK_COUNT_WANTED" if self.is_count_wanted(form) else ""

    def is_count_wanted(self, form: str) -> bool:
        """Whether the terminal has spoiled a blank by itself since somebody last counted.

        It may have been drawn in and torn, or lie in the tray still. By the order of the journal, since a clock may be
        set back.
        """
        found = self._database.rows(
            "SELECT 1 FROM blank_moves WHERE form = ? AND came_from = ? AND went_to = ? AND who = ? "
            "AND sequence > (SELECT coalesce(max(after_move), 0) FROM blank_counts WHERE form = ?) LIMIT 1",
            (form, BlankState.BOUND.value, BlankState.SPOILED.value, TERMINAL, form),
        )
        return bool(found)

    def _states(self, form: str, moment: datetime = FOR_EVER) -> dict[str, BlankState]:
        """Return where each blank was just before a moment, in the order of the stack.

        The last move before it counts, by the number of its line: a clock may be set back.
        """
        rows = self._database.rows(
            "SELECT serial, went_to FROM blank_moves JOIN (SELECT min(sequence) AS first, max(sequence) AS last "
            "FROM blank_moves WHERE form = ? AND at < ? GROUP BY serial) ON sequence = last ORDER BY first",
            (form, to_text(moment)),
        )
        return {str(serial): BlankState(state) for serial, state in rows}

    def _spoiled(self, form: str, end: datetime) -> dict[str, SpoiledBlank]:
        rows = self._database.rows(
            "SELECT serial, came_from, reason, note, who, at FROM blank_moves "
            "WHERE form = ? AND went_to = ? AND at < ? ORDER BY sequence",
            (form, BlankState.SPOILED.value, to_text(end)),
        )
        return {
            str(serial): SpoiledBlank(
                serial=str(serial),
                reason=str(reason),
                note=str(note),
                who=str(who),
                at=from_text(str(at)),
                came_out=came_from == BlankState.USED.value,
            )
            for serial, came_from, reason, note, who, at in rows
        }

    def _prove(self, sheet: DayOfForm) -> None:
        """Compare the sums, and the end of the whole journal with the stock."""
        now = {blank.serial: blank.state for blank in self._stock.blanks(sheet.form)}
        if not sheet.adds_up or now != self._states(sheet.form):
            raise RecordsCorrupt(f"journal and stock of {sheet.form} differ", code="BLANK_BOOKS_DIFFER")


def _ranges(serials: list[str], stack: list[str]) -> tuple[SerialRange, ...]:
    """Put serials that lie one after the other on the stack into ranges."""
    place = {serial: number for number, serial in enumerate(stack)}
    ranges: list[SerialRange] = []
    for serial in serials:
        last = ranges[-1] if ranges else None
        # A pack that was loaded next may count on from another number.
        if last and place[serial] == place[last.last] + 1 and _follows(last.last, serial):
            ranges[-1] = SerialRange(last.first, serial, last.count + 1)
        else:
            ranges.append(SerialRange(serial, serial, 1))
    return tuple(ranges)


def _follows(before: str, serial: str) -> bool:
    """Whether a serial is the next number of the same width and letters."""
    width = len(before) - len(before.rstrip("0123456789"))
    head, number = before[: len(before) - width], before[len(before) - width :]
    return (
        len(serial) == len(before) and serial.startswith(head) and serial[len(head) :] == f"{int(number) + 1:0{width}d}"
    )
