"""Errors of the kiosk package.

KioskError
├── ConfigError            config.toml cannot be used; the program ends with exit status 2
├── CatalogueError         a service file cannot be used
├── AlreadyRunning         another terminal process holds the state folder
├── PressError             (kiosk.press.errors) a print cannot be carried out
├── StaffError             (kiosk.staff.errors) the staff book or a sign-in is refused
├── PortalError            (kiosk.portal.errors) the county platform did not give what was asked
└── RecordsError           (kiosk.records.errors) the stored records cannot be read or written

Each carries ``code``, a key of ``failures.toml``.
"""

from __future__ import annotations


class KioskError(Exception):
    """The application could not do what was asked.

    Attributes:
        code: the failure code.
        detail: for technicians; never personal data.
    """

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(f"{code}: {detail}" if detail else code)
        self.code = code
        self.detail = detail


class ConfigError(KioskError):
    """A setting is missing, unknown or unusable. ``detail`` names the key, what was found and what is wanted."""

    def __init__(self, detail: str) -> None:
        super().__init__("CONFIG_UNUSABLE", detail)


class CatalogueError(KioskError):
    """A service file is missing something or contradicts itself. ``detail`` names file and key."""

    def __init__(self, detail: str) -> None:
        super().__init__("CATALOGUE_UNUSABLE", detail)


class AlreadyRunning(KioskError):
    """Another terminal process works on the same state folder."""

    def __init__(self, detail: str) -> None:
        super().__init__("TERMINAL_ALREADY_RUNNING", detail)
