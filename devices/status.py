"""What a device says of itself: frozen snapshots in the words of CEN/XFS.

The enumerations follow the XFS service classes IDC (card readers) and PTR (printers), CWA 16926 parts 4 and 3.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum


class DeviceKind(Enum):
    """The peripherals that a hall terminal can have."""

    IDENTITY_READER = "identity-reader"
    """Reads identity cards through a SAM module, whatever line it hangs on."""
    CARD_READER = "card-reader"
    """Reads contact and contactless cards through PC/SC."""
    CODE_SCANNER = "code-scanner"
    """Scans codes on phones and slips."""
    FINGERPRINT_READER = "fingerprint-reader"
    """Compares a finger with the fingerprints of an identity card."""
    FACE_CAMERA = "face-camera"
    """Compares a face with the photo of an identity card."""
    RECEIPT_PRINTER = "receipt-printer"
    CERTIFICATE_PRINTER = "certificate-printer"
    INPUT_BOARD = "input-board"
    """Senses paper in the outlets; doors and tamper contacts hang on it too."""
    SOUNDER = "sounder"
    """Rings a bell and, where a speech program is installed, reads aloud."""


class DeviceState(Enum):
    """Whether a device can work, and if not, in which way not."""

    STARTING = "starting"
    ONLINE = "online"
    BUSY = "busy"
    OFFLINE = "offline"
    """It is there and does not answer."""
    NO_DEVICE = "no-device"
    """Nothing is plugged in, or no reader is attached to the service."""
    NO_SERVICE = "no-service"
    """The system service that reaches it (pcscd, CUPS) is not running."""
    HARDWARE_ERROR = "hardware-error"
    USER_ERROR = "user-error"
    """A person must do something: close a cover, load paper."""


WORKING_STATES = frozenset({DeviceState.ONLINE, DeviceState.BUSY})
"""States in which a device takes a task."""


class Supply(Enum):
    """How much of one supply is left (XFS PTR ``fwPaper``)."""

    FULL = "full"
    LOW = "low"
    OUT = "out"
    JAMMED = "jammed"
    UNKNOWN = "unknown"


class Media(Enum):
    """Where the current sheet is (XFS PTR ``fwMedia``)."""

    NOT_PRESENT = "not-present"
    ENTERING = "entering"
    PRESENT = "present"
    JAMMED = "jammed"
    RETRACTED = "retracted"
    UNKNOWN = "unknown"


class Outlet(Enum):
    """A place of the front panel where paper comes out."""

    CERTIFICATE = "certificate"
    RECEIPT = "receipt"


@dataclass(frozen=True, kw_only=True)
class DeviceFault:
    """Why a device cannot work.

    Attributes:
        code: the failure code, a key of ``kiosk/failures.toml``, for example ``RECEIPT_PRINTER_PAPER_OUT``.
        detail: what the device or the library said, for technicians; never holds personal data.
    """

    code: str
    detail: str = ""


@dataclass(frozen=True, kw_only=True)
class DeviceStatus:
    """A snapshot of one device.

    Attributes:
        kind: which peripheral.
        state: whether it can work.
        paper: the paper supply; ``UNKNOWN`` for devices without paper and for printers that do not tell.
        media: where the current sheet is, as far as the device itself senses it.
        fault: why it cannot work, or what will soon stop it; absent when all is well.
        about: what the device says of itself, for technicians: its number, the names of the readers; never personal.
        since: when this snapshot became true, in UTC.
    """

    kind: DeviceKind
    state: DeviceState
    paper: Supply = Supply.UNKNOWN
    media: Media = Media.UNKNOWN
    fault: DeviceFault | None = None
    about: str = ""
    since: datetime

    @property
    def works(self) -> bool:
        """Whether the device takes a task now."""
        return self.state in WORKING_STATES

    def says_the_same_as(self, other: DeviceStatus) -> bool:
        """Whether the two snapshots differ in nothing but their time."""
        return replace(self, since=other.since) == other
