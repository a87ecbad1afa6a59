"""Errors of the devices package.

DeviceError
├── DeviceUnavailable      nothing there, no service, or no answer in time
├── DeviceProtocolError    an answer that the protocol does not allow
│   └── (codec errors of the single drivers)
├── DeviceBusy             another task holds the device
└── CardError              a card that cannot be read
    ├── CardGone           lifted or pulled while being read
    ├── CardUnsupported    a card of a kind that this reader cannot use
    └── CardUnreadable     the right kind, but its content cannot be read or contradicts itself

Each carries ``code``, a key of ``kiosk/failures.toml``.
"""

from __future__ import annotations


class DeviceError(Exception):
    """A device did not do what it was asked.

    Attributes:
        code: the failure code, for example ``SAM_SILENT``.
        detail: for technicians; never personal data.
    """

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(f"{code}: {detail}" if detail else code)
        self.code = code
        self.detail = detail


class DeviceUnavailable(DeviceError):
    """Nothing is there, its service is gone, or it did not answer in time."""


class DeviceProtocolError(DeviceError):
    """The device answered something that its protocol does not allow."""


class DeviceBusy(DeviceError):
    """Another task or another process holds the device."""


class CardError(DeviceError):
    """A card could not be read."""


class CardGone(CardError):
    """The card was lifted or pulled while it was being read; placing it again may help."""


class CardUnsupported(CardError):
    """The card is of a kind that this terminal does not use."""


class CardUnreadable(CardError):
    """The card is of the right kind, but its content cannot be read or contradicts itself."""
