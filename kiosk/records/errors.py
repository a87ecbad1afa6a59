"""Errors of the stored records.

RecordsError (a KioskError)
├── RecordsUnavailable     the file cannot be opened, read or written (disk full, no permission, held by another)
├── RecordsCorrupt         the file or a row in it is not what was written
│   └── SealedRowUnreadable  a sealed row was tampered with or belongs to another key
├── RecordsTooNew          the file was written by a newer program
├── KeyUnusable            the machine's key file cannot be made, read or trusted
├── PrintRefused           the print ledger does not allow what was asked
│   ├── AlreadyPrinted     this print key has been asked for before
│   ├── PrintUnsettled     an earlier sheet of this licence may exist, and nobody has looked yet
│   ├── PrintNotFound      no row has this print key
│   └── StepRefused        the state machine has no such transition
├── NoEarlierCalibration   a calibration cannot be rolled back, for want of one before it
└── BlankRefused           the stock of blank forms does not allow what was asked
    ├── NoBlankLeft        no blank of this form is in stock
    ├── BlankDoubtful      nobody can say which blank lies on top of the stack
    └── PackRefused        a pack cannot be loaded as described

Each carries ``code``, a key of ``failures.toml``. No message holds personal data.
"""

from __future__ import annotations

from kiosk.errors import KioskError


class RecordsError(KioskError):
    """The stored records cannot be read or written, or do not allow what was asked."""


class RecordsUnavailable(RecordsError):
    """The file cannot be opened, read or written."""

    def __init__(self, detail: str) -> None:
        super().__init__("RECORDS_UNAVAILABLE", detail)


class RecordsCorrupt(RecordsError):
    """The file or a row in it is not what was written."""

    def __init__(self, detail: str, *, code: str = "RECORDS_CORRUPT") -> None:
        super().__init__(code, detail)


class SealedRowUnreadable(RecordsCorrupt):
    """A sealed row was changed, moved to another place, or sealed under another machine's key."""

    def __init__(self, detail: str) -> None:
        super().__init__(detail, code="RECORDS_ROW_UNREADABLE")


class RecordsTooNew(RecordsError):
    """The file was written by a newer program; going on could lose what that one has stored."""

    def __init__(self, detail: str) -> None:
        super().__init__("RECORDS_TOO_NEW", detail)


class KeyUnusable(RecordsError):
    """The machine's key file cannot be made, read or trusted."""

    def __init__(self, detail: str) -> None:
        super().__init__("RECORDS_KEY_UNUSABLE", detail)


class PrintRefused(RecordsError):
    """The print ledger does not allow what was asked."""


class AlreadyPrinted(PrintRefused):
    """This print key has been asked for before and its sheet may exist; nothing prints twice."""

    def __init__(self, detail: str) -> None:
        super().__init__("PRINT_ALREADY_DONE", detail)


class PrintUnsettled(PrintRefused):
    """An earlier sheet of this licence may exist under another grant; a second one waits until a person has looked."""

    def __init__(self, detail: str) -> None:
        super().__init__("PRINT_UNSETTLED", detail)


class PrintNotFound(PrintRefused):
    """No row has this print key."""

    def __init__(self, detail: str) -> None:
        super().__init__("PRINT_NOT_FOUND", detail)


class StepRefused(PrintRefused):
    """The state machine of a print has no such transition."""

    def __init__(self, detail: str) -> None:
        super().__init__("PRINT_STEP_REFUSED", detail)


class NoEarlierCalibration(RecordsError):
    """There is no calibration before the current one; going back would leave the tray without any."""

    def __init__(self, detail: str) -> None:
        super().__init__("CALIBRATION_NO_EARLIER", detail)


class BlankRefused(RecordsError):
    """The stock of blank forms does not allow what was asked."""


class NoBlankLeft(BlankRefused):
    """No blank of this form is in stock."""

    def __init__(self, detail: str) -> None:
        super().__init__("BLANK_OUT_OF_STOCK", detail)


class BlankDoubtful(BlankRefused):
    """An earlier print of this form is unknown, so nobody can say which blank lies on top of the stack."""

    def __init__(self, detail: str) -> None:
        super().__init__("BLANK_DOUBTFUL", detail)


class PackRefused(BlankRefused):
    """A pack cannot be loaded as described: no number in its serial, too many sheets, or serials known already."""

    def __init__(self, detail: str) -> None:
        super().__init__("BLANK_PACK_REFUSED", detail)
