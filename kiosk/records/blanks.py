"""Blank forms as stock: each pre-printed sheet has a serial, and each serial is always accounted for.

The order of the stock is the order of the stack in the tray: packs as they were loaded, serials upwards.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from typing import Final

from kiosk.records.database import Database
from kiosk.records.errors import BlankRefused, NoBlankLeft, PackRefused
from kiosk.records.moment import Now, to_text

LARGEST_PACK: Final = 5_000
"""Sheets; ten reams. More than that is a slip of the finger."""
LONGEST_SERIAL: Final = 32
"""Characters."""
TERMINAL: Final = "terminal"
"""Who did it, when no person did."""

_SERIAL: Final = re.compile(r"([A-Za-z0-9\-]*?)([0-9]+)")


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


class BlankStock:
    """The stock of this terminal."""

    def __init__(self, *, database: Database, now: Now) -> None:
        self._database = database
        self._now = now

    def load_pack(self, form: str, *, first_serial: str, count: int, who: str) -> tuple[str, ...]:
        """Put a pack on the stack and return its serials, first to last.

        Raises:
            PackRefused: the serial does not end in a number, the number runs over, the count makes no sense, or a
                serial is known already.
        """
        serials = _count_up(first_serial, count)
        with self._database.transaction():
            self._refuse_known(form, serials)
            at = to_text(self._now())
            self._database.execute(
                "INSERT INTO blank_packs (form, first_serial, count, loaded_by, loaded_at) VALUES (?, ?, ?, ?, ?)",
                (form, first_serial, count, who, at),
            )
            for serial in serials:
                self._database.execute(
                    "INSERT INTO blanks (form, serial, pack, state, changed_by, changed_at) "
                    "VALUES (?, ?, (SELECT max(id) FROM blank_packs), ?, ?, ?)",
                    (form, serial, BlankState.IN_STOCK.value, who, at),
                )
        return serials

    def take_next(self, form: str) -> str:
        """Bind the top of the stack and return its serial.

        Raises:
            NoBlankLeft: the stack is empty.
        """
        with self._database.transaction():
            top = self._database.rows(
                "SELECT serial FROM blanks WHERE form = ? AND state = ? ORDER BY id LIMIT 1",
                (form, BlankState.IN_STOCK.value),
            )
            if not top:
                raise NoBlankLeft(f"form {form}")
            serial = str(top[0][0])
            self._move(form, serial, BlankState.BOUND, came_from=(BlankState.IN_STOCK,))
        return serial

    def used(self, form: str, serial: str) -> None:
        """The sheet came out printed."""
        self._move(form, serial, BlankState.USED, came_from=(BlankState.BOUND,))

    def spoiled(self, form: str, serial: str, *, reason: str, who: str = TERMINAL) -> None:
        """The sheet is lost: jammed, misprinted, torn, or missing from the stack."""
        sources = (BlankState.IN_STOCK, BlankState.BOUND, BlankState.USED)
        self._move(form, serial, BlankState.SPOILED, came_from=sources, reason=reason, who=who)

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
        found = self._database.rows("SELECT serial, state, reason FROM blanks WHERE form = ? ORDER BY id", (form,))
        return tuple(
            Blank(form=form, serial=str(serial), state=BlankState(state), reason=str(reason))
            for serial, state, reason in found
        )

    def _move(
        self,
        form: str,
        serial: str,
        target: BlankState,
        *,
        came_from: tuple[BlankState, ...],
        reason: str = "",
        who: str = TERMINAL,
    ) -> None:
        with self._database.transaction():
            found = self._database.rows("SELECT state FROM blanks WHERE form = ? AND serial = ?", (form, serial))
            if not found or BlankState(found[0][0]) not in came_from:
                raise BlankRefused("BLANK_STEP_REFUSED", f"form {form} blank {serial} cannot become {target.value}")
            self._database.execute(
                "UPDATE blanks SET state = ?, reason = ?, changed_by = ?, changed_at = ? WHERE form = ? AND serial = ?",
                (target.value, reason, who, to_text(self._now()), form, serial),
            )

    def _refuse_known(self, form: str, serials: tuple[str, ...]) -> None:
        known = {str(serial) for (serial,) in self._database.rows("SELECT serial FROM blanks WHERE form = ?", (form,))}
        for serial in serials:
            if serial in known:
                raise PackRefused(f"form {form}: blank {serial} has been loaded before")


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
