"""The states of one sheet and which may follow which (design section 6).

Two states stand between those of the design. ``SUBMITTING`` is written before the job is handed over, so that a crash
in that moment is told apart from one before it. ``RELEASED`` says that certainly nothing reached the printer: the
blank is back in stock and the print key is free again. So nothing can be unknown before ``SUBMITTING``, nor once the
sheet lies in the outlet. Reporting to the portal runs beside the sheet, not after it: a report may be acknowledged
while the sheet still lies in the outlet.
"""

from __future__ import annotations

from enum import Enum
from typing import Final


class PrintState(Enum):
    """Where a sheet is."""

    REQUESTED = "requested"
    BOUND = "bound"
    """A blank's serial belongs to it."""
    RENDERED = "rendered"
    """Its bytes are fixed by their hash."""
    SUBMITTING = "submitting"
    """It is being handed over; after a crash nobody knows on which side it fell."""
    SUBMITTED = "submitted"
    """The spooler has it under a job number."""
    SENT = "sent"
    """The printer works on it."""
    PRESENTED = "presented"
    """It lies in the outlet."""
    TAKEN = "taken"
    RETRACTED = "retracted"
    RELEASED = "released"
    FAILED = "failed"
    UNKNOWN = "unknown"
    """It may exist or not; only a person can settle it."""


class BlankMove(Enum):
    """What becomes of the bound blank when its sheet changes state."""

    STAYS = "stays"
    RETURNED = "returned"
    """It never left the tray."""
    USED = "used"
    SPOILED = "spoiled"


class Reporting(Enum):
    """How far the report that the present state asks for has come on its way to the portal."""

    NOT_DUE = "not-due"
    DUE = "due"
    QUEUED = "queued"
    REPORTED = "reported"


_S = PrintState
_STAYS, _RETURNED, _USED, _SPOILED = BlankMove.STAYS, BlankMove.RETURNED, BlankMove.USED, BlankMove.SPOILED

TRANSITIONS: Final[dict[PrintState, dict[PrintState, BlankMove]]] = {
    _S.REQUESTED: {_S.BOUND: _STAYS, _S.RENDERED: _STAYS, _S.RELEASED: _RETURNED, _S.FAILED: _RETURNED},
    _S.BOUND: {_S.RENDERED: _STAYS, _S.RELEASED: _RETURNED, _S.FAILED: _RETURNED},
    _S.RENDERED: {_S.SUBMITTING: _STAYS, _S.RELEASED: _RETURNED, _S.FAILED: _RETURNED},
    _S.SUBMITTING: {_S.SUBMITTED: _STAYS, _S.RELEASED: _RETURNED, _S.FAILED: _SPOILED, _S.UNKNOWN: _STAYS},
    _S.SUBMITTED: {
        _S.SENT: _STAYS,
        _S.PRESENTED: _USED,
        _S.RELEASED: _RETURNED,
        _S.FAILED: _SPOILED,
        _S.UNKNOWN: _STAYS,
    },
    _S.SENT: {_S.PRESENTED: _USED, _S.FAILED: _SPOILED, _S.UNKNOWN: _STAYS},
    _S.PRESENTED: {_S.TAKEN: _STAYS, _S.RETRACTED: _SPOILED, _S.FAILED: _SPOILED},
    _S.UNKNOWN: {_S.TAKEN: _USED, _S.RETRACTED: _SPOILED, _S.FAILED: _SPOILED, _S.RELEASED: _RETURNED},
    _S.TAKEN: {},
    _S.RETRACTED: {},
    _S.RELEASED: {},
    _S.FAILED: {},
}
"""From each state, the states that may follow and what becomes of the blank."""

SETTLED: Final = frozenset(state for state, following in TRANSITIONS.items() if not following)
"""Nothing more happens to the sheet."""

BEFORE_SUBMIT: Final = frozenset({_S.REQUESTED, _S.BOUND, _S.RENDERED})
"""Certainly nothing has been handed over yet."""

WITH_SPOOLER: Final = frozenset({_S.SUBMITTING, _S.SUBMITTED, _S.SENT})
"""The spooler may have it."""

PRINTED: Final = frozenset({_S.PRESENTED, _S.TAKEN, _S.RETRACTED})
"""The sheet exists."""

TO_REPORT: Final = PRINTED | {_S.UNKNOWN}
"""The portal has to hear of it."""
