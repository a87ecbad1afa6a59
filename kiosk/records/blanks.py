"""Blank forms as stock: each pre-printed sheet has a serial, and each serial is always accounted for.

The order of the stock is the order of the stack in the tray: packs as they were loaded, serials upwards.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from typing import Final

from kiosk.records.database import Database, Value
from kiosk.records.errors import BlankDoubtful, BlankRefused, NoBlankLeft, PackRefused
from kiosk.records.moment import Now, to_text
from kiosk.records.steps import PrintState

LARGEST_PACK: Final = 5_000
"""Sheets; ten reams. More than that is a slip of the finger."""
LARGEST_SHIFT: Final = 500
"""0.01 mm. Service staff may nudge 5 mm (facts, 7.15); a pre-print further off is another form."""
LONGEST_SERIAL: Final = 32
"""Characters."""
TERMINAL: Final = "terminal"
"""Who did it, when no person did."""

_SERIAL: Final = re.compile(r"([A-Za-z0-9\-]*?)([0-9]+)")


class SpoilReason(Enum):
    """Why a person takes a blank off the books; ``OTHER`` wants words."""

    TORN = "torn"
    MISPRINTED = "misprinted"
    JAMMED = "jammed"
    MISSING = "missing"
    """Its serial is not in the stack, and nobody knows where the sheet is."""
    WRONG_FORM = "wrong-form"
    OTHER = "other"


class BlankState(Enum):
    """Where one blank is."""

    IN_STOCK = "in-stock"
    BOUND = "bound"
    """It belongs to a print that is not settled."""
    USED = "used"
    SPOILED = "spoiled"


@dataclass(frozen=True)
class Balance:
    """How the blanks of one form stand; the four always add up to what was loaded."""

    form: str
    in_stock: int = 0
    bound: int = 0
    used: int = 0
    spoiled: int = 0

    @property
    def loaded(self) -> int:
        """Every blank that was ever put into the tray."""
        return self.in_stock + self.bound + self.used + self.spoiled


@dataclass(frozen=True, kw_only=True)
class Blank:
    """One pre-printed sheet, for the stock list of a technician."""

    form: str
    serial: str
    state: BlankState
    reason: str
    note: str


@dataclass(frozen=True, kw_only=True)
class Pack:
    """A pack as it was loaded.

    Attributes:
        number: by which staff name it.
        right, down: how far its pre-print lies from the form, in 0.01 mm.
    """

    number: int
    form: str
    first_serial: str
    count: int
    loaded_by: str
    right: int = 0
    down: int = 0


class BlankStock:
    """The stock of this terminal."""

    def __init__(self, *, database: Database, now: Now) -> None:
        self._database = database
        self._now = now

    def load_pack(
        self, form: str, *, first_serial: str, count: int, who: str, right: int = 0, down: int = 0
    ) -> tuple[str, ...]:
        """Put a pack on the stack and return its serials, first to last.

        ``right`` and ``down`` are how far its pre-print lies from the form, in 0.01 mm.

        Raises:
            PackRefused: the serial does not end in a number, the number runs over, the count makes no sense, a
                serial is known already, or the shift is too far.
        """
        serials = _count_up(first_serial, count)
        _check_shift(right, down)
        with self._database.transaction():
            self._refuse_known(form, serials)
            at = to_text(self._now())
            self._database.execute(
                "INSERT INTO blank_packs (form, first_serial, count, loaded_by, loaded_at) VALUES (?, ?, ?, ?, ?)",
                (form, first_serial, count, who, at),
            )
            ((pack,),) = self._database.rows("SELECT max(id) FROM blank_packs")
            for serial in serials:
                self._database.execute(
                    "INSERT INTO blanks (form, serial, pack, state, changed_by, changed_at) VALUES (?, ?, ?, ?, ?, ?)",
                    (form, serial, pack, BlankState.IN_STOCK.value, who, at),
                )
            self._keep_shift(pack, right, down, who)
        return serials

    def shift_pack(self, pack: int, *, right: int, down: int, who: str) -> None:
        """Correct how far a pack's pre-print lies from the form, in 0.01 mm. Raises :class:`PackRefused`."""
        _check_shift(right, down)
        with self._database.transaction():
            if not self._database.rows("SELECT 1 FROM blank_packs WHERE id = ?", (pack,)):
                raise PackRefused(f"no pack has the number {pack}")
            self._keep_shift(pack, right, down, who)

    def shift_of(self, form: str, serial: str) -> tuple[int, int]:
        """Return how far the pre-print of a blank lies right and down of the form, in 0.01 mm."""
        found = self._database.rows(
            "SELECT shift_right, shift_down FROM pack_shifts JOIN blanks ON blanks.pack = pack_shifts.pack "
            "WHERE blanks.form = ? AND blanks.serial = ? ORDER BY pack_shifts.id DESC LIMIT 1",
            (form, serial),
        )
        return (int(str(found[0][0])), int(str(found[0][1]))) if found else (0, 0)

    def packs(self, form: str) -> tuple[Pack, ...]:
        """Return the packs of a form, in the order of the stack."""
        found = self._database.rows(
            "SELECT id, first_serial, count, loaded_by FROM blank_packs WHERE form = ? ORDER BY id", (form,)
        )
        packs = []
        for number, first, count, who in found:
            right, down = self.shift_of(form, str(first))
            packs.append(
                Pack(
                    number=int(str(number)),
                    form=form,
                    first_serial=str(first),
                    count=int(str(count)),
                    loaded_by=str(who),
                    right=right,
                    down=down,
                )
            )
        return tuple(packs)

    def next_serial(self, form: str) -> str | None:
        """Return the serial that should lie on top of the stack; none when the stack is empty."""
        top = self._database.rows(
            "SELECT serial FROM blanks WHERE form = ? AND state = ? ORDER BY id LIMIT 1",
            (form, BlankState.IN_STOCK.value),
        )
        return str(top[0][0]) if top else None

    def doubtful(self, form: str) -> tuple[str, ...]:
        """Return the blanks of prints of which nobody can say whether they came out.

        Until a person has looked, such a blank may lie on top of the stack, and the next print would be recorded under
        another serial than the one it is on.
        """
        found = self._database.rows(
            "SELECT blank_serial FROM prints WHERE form = ? AND state = ? AND blank_serial IS NOT NULL ORDER BY id",
            (form, PrintState.UNKNOWN.value),
        )
        return tuple(str(serial) for (serial,) in found)

    def take_next(self, form: str) -> str:
        """Bind the top of the stack and return its serial.

        Raises:
            NoBlankLeft: the stack is empty.
            BlankDoubtful: nobody can say what lies on top of it.
        """
        with self._database.transaction():
            if doubtful := self.doubtful(form):
                raise BlankDoubtful(f"form {form} blank {', '.join(doubtful)}")
            serial = self.next_serial(form)
            if serial is None:
                raise NoBlankLeft(f"form {form}")
            self._move(form, serial, BlankState.BOUND, came_from=(BlankState.IN_STOCK,))
        return serial

    def used(self, form: str, serial: str) -> None:
        """The sheet came out printed."""
        self._move(form, serial, BlankState.USED, came_from=(BlankState.BOUND,))

    def spoiled(self, form: str, serial: str, *, reason: str, who: str = TERMINAL) -> None:
        """The sheet is lost: jammed, misprinted, torn, or missing from the stack."""
        sources = (BlankState.IN_STOCK, BlankState.BOUND, BlankState.USED)
        self._move(form, serial, BlankState.SPOILED, came_from=sources, reason=reason, who=who)

    def spoil(self, form: str, serial: str, *, reason: SpoilReason, note: str, who: str) -> None:
        """A person takes a blank off the books: one in stock or one that came out.

        Raises:
            BlankRefused: no such blank, it is spoiled already, or it belongs to a print that is not settled; that is
                settled as a print, so that blank and print cannot part.
        """
        sources = (BlankState.IN_STOCK, BlankState.USED)
        self._move(form, serial, BlankState.SPOILED, came_from=sources, reason=reason.value, note=note, who=who)

    def returned(self, form: str, serial: str, *, who: str = TERMINAL) -> None:
        """The sheet never left the tray: it is on top of the stack again."""
        self._move(form, serial, BlankState.IN_STOCK, came_from=(BlankState.BOUND,), who=who)

    def balance(self, form: str) -> Balance:
        """Count the blanks of one form."""
        counted = {
            str(state): int(str(count))
            for state, count in self._database.rows(
                "SELECT state, count(*) FROM blanks WHERE form = ? GROUP BY state", (form,)
            )
        }
        return Balance(
            form=form,
            in_stock=counted.get(BlankState.IN_STOCK.value, 0),
            bound=counted.get(BlankState.BOUND.value, 0),
            used=counted.get(BlankState.USED.value, 0),
            spoiled=counted.get(BlankState.SPOILED.value, 0),
        )

    def forms(self) -> tuple[str, ...]:
        """Return the forms that have ever been loaded."""
        return tuple(
            str(form) for (form,) in self._database.rows("SELECT DISTINCT form FROM blank_packs ORDER BY form")
        )

    def blanks(self, form: str) -> tuple[Blank, ...]:
        """Return every blank of a form, in the order of the stack."""
        found = self._database.rows(
            "SELECT serial, state, reason, note FROM blanks WHERE form = ? ORDER BY id", (form,)
        )
        return tuple(
            Blank(form=form, serial=str(serial), state=BlankState(state), reason=str(reason), note=str(note))
            for serial, state, reason, note in found
        )

    def _move(
        self,
        form: str,
        serial: str,
        target: BlankState,
        *,
        came_from: tuple[BlankState, ...],
        reason: str = "",
        note: str = "",
        who: str = TERMINAL,
    ) -> None:
        with self._database.transaction():
            found = self._database.rows("SELECT state FROM blanks WHERE form = ? AND serial = ?", (form, serial))
            if not found or BlankState(found[0][0]) not in came_from:
                raise BlankRefused("BLANK_STEP_REFUSED", f"form {form} blank {serial} cannot become {target.value}")
            self._database.execute(
                "UPDATE blanks SET state = ?, reason = ?, note = ?, changed_by = ?, changed_at = ? "
                "WHERE form = ? AND serial = ?",
                (target.value, reason, note, who, to_text(self._now()), form, serial),
            )

    def _keep_shift(self, pack: Value, right: int, down: int, who: str) -> None:
        self._database.execute(
            "INSERT INTO pack_shifts (pack, shift_right, shift_down, who, at) VALUES (?, ?, ?, ?, ?)",
            (pack, right, down, who, to_text(self._now())),
        )

    def _refuse_known(self, form: str, serials: tuple[str, ...]) -> None:
        rows = self._database.rows("SELECT serial FROM blanks WHERE form = ?", (form,))
        # No printing house tells packs apart by capitals; a hand at a keyboard mixes them up.
        known = {str(serial).upper() for (serial,) in rows}
        for serial in serials:
            if serial.upper() in known:
                raise PackRefused(f"form {form}: blank {serial} has been loaded before")


def _check_shift(right: int, down: int) -> None:
    if max(abs(right), abs(down)) > LARGEST_SHIFT:
        raise PackRefused(f"a shift of {right}, {down}; wanted at most {LARGEST_SHIFT} (0.01 mm) each way")


def _count_up(first_serial: str, count: int) -> tuple[str, ...]:
    """Count up the number at the end of a serial, keeping its width."""
    parts = _SERIAL.fullmatch(first_serial)
    if parts is None or len(first_serial) > LONGEST_SERIAL:
        raise PackRefused("a serial is letters, digits and hyphens, at most 32 characters, and ends in a number")
    if not 1 <= count <= LARGEST_PACK:
        raise PackRefused(f"{count} sheets; wanted 1 to {LARGEST_PACK}")
    head, digits = parts.groups()
    if len(str(int(digits) + count - 1)) > len(digits):
        raise PackRefused(f"{count} sheets from {first_serial} on run over the last number of this width")
    return tuple(f"{head}{number:0{len(digits)}d}" for number in range(int(digits), int(digits) + count))
