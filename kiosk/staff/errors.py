"""Errors of the staff package.

StaffError (a KioskError)
├── StaffBookUnusable      the file that names the clerks cannot be read, written or trusted
├── EntryRefused           a clerk cannot be entered as described
└── SignInRefused          nobody is signed in
    ├── NotRecognised      badge number and PIN do not belong together
    └── LockedOut          too many wrong ones in a row; a pause is running

Each carries ``code``, a key of ``failures.toml``. No message holds a PIN.
"""

from __future__ import annotations

from kiosk.errors import KioskError


class StaffError(KioskError):
    """What the staff book does not allow."""


class StaffBookUnusable(StaffError):
    """The file that names the clerks cannot be read, written or trusted."""

    def __init__(self, detail: str) -> None:
        super().__init__("STAFF_BOOK_UNUSABLE", detail)


class EntryRefused(StaffError):
    """A clerk cannot be entered as described; ``detail`` says what is wanted."""

    def __init__(self, detail: str) -> None:
        super().__init__("STAFF_ENTRY_REFUSED", detail)


class SignInRefused(StaffError):
    """Nobody is signed in."""


class NotRecognised(SignInRefused):
    """Badge number and PIN do not belong together; which of the two is wrong is not said."""

    def __init__(self) -> None:
        super().__init__("STAFF_NOT_RECOGNISED")


class LockedOut(SignInRefused):
    """Too many wrong ones in a row; nothing is compared before the pause is over."""

    def __init__(self) -> None:
        super().__init__("STAFF_LOCKED_OUT")
