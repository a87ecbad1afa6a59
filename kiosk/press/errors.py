"""Errors of the press.

PressError (a KioskError)
├── HolderMismatch         the sheet is not for the person of this visit; the terminal stops
├── LicenceNotValid        the register says that this licence may not be printed now
├── OutletOccupied         paper of somebody else lies in the outlet, or is on its way there
├── FormNotReady           a form, or plain paper, cannot be printed on this terminal now; carries the code why
│   └── TrayNotLoaded      no tray is known to hold it
└── RenderRefused          the sheet or slip cannot be laid out; carries the printing package's code

Each carries ``code``, a key of ``failures.toml``. No message holds personal data.
"""

from __future__ import annotations

import traceback
from typing import Final

from devices.errors import DeviceError
from kiosk.errors import KioskError

UNFORESEEN: Final = "TERMINAL_UNFORESEEN"


class PressError(KioskError):
    """A print cannot be carried out."""


class HolderMismatch(PressError):
    """Visit, order, register and ledger do not name the same holder, or did not earlier since the program started."""

    def __init__(self, detail: str) -> None:
        super().__init__("PRINT_HOLDER_MISMATCH", detail)


class LicenceNotValid(PressError):
    """The register says that this licence may not be printed now."""

    def __init__(self, detail: str) -> None:
        super().__init__("LICENCE_NOT_VALID", detail)


class OutletOccupied(PressError):
    """Paper of somebody else lies in the outlet, or is on its way there; the next sheet would lie with it."""

    def __init__(self, detail: str) -> None:
        super().__init__("OUTLET_OCCUPIED", detail)


class FormNotReady(PressError):
    """A form, or plain paper, cannot be printed on this terminal now; ``code`` says why."""


class TrayNotLoaded(FormNotReady):
    """No tray is known to hold it, so the printer might take another paper."""

    def __init__(self, detail: str) -> None:
        super().__init__("TRAY_NOT_LOADED", detail)


class RenderRefused(PressError):
    """The sheet or slip cannot be laid out; ``code`` is the printing package's."""


def code_of(error: Exception) -> str:
    """Return the failure code of an error, also of one that nobody foresaw."""
    return error.code if isinstance(error, KioskError | DeviceError) else UNFORESEEN


def describe(error: Exception) -> str:
    """Say for the log what went wrong and where, without the message of a foreign error: it may hold a name."""
    if isinstance(error, KioskError | DeviceError):
        return str(error)
    places = traceback.extract_tb(error.__traceback__)
    where = f" at {places[-1].name}:{places[-1].lineno}" if places else ""
    return f"{type(error).__name__}{where}"
