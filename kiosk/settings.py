"""The settings of one terminal, as frozen dataclasses: one a table of ``config.toml``, one field a key.

Lengths are in mm, times in s, sizes in px, as the key's name says. ``config.toml`` in the checkout explains each key in
a sentence.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path

from devices.cards.sam.usb_pipes import UsbScheme
from devices.scanner.trigger import Trigger
from kiosk.bilingual import Bilingual


class Profile(Enum):
    """Where this terminal stands; only a sandbox may use simulators, the panel, or touches from outside."""

    PRODUCTION = "production"
    SANDBOX = "sandbox"


class Renderer(Enum):
    """How Qt Quick draws; software needs no graphics chip."""

    SOFTWARE = "software"
    OPENGL = "opengl"


class PanelPart(Enum):
    """A part of the machine's front below the screen."""

    READER = "reader"
    CERTIFICATE = "certificate"
    SLIP = "slip"
    SCANNER = "scanner"
    LOCKER = "locker"


class HanRepertoire(Enum):
    """Which Chinese characters the receipt printer's own font has; all others are drawn as dots."""

    NONE = "none"
    GB2312 = "gb2312"
    GBK = "gbk"
    GB18030 = "gb18030-2byte"


@dataclass(frozen=True, kw_only=True)
class TerminalSettings:
    """``[terminal]``: which terminal this is."""

    id: str
    place: Bilingual
    profile: Profile
    state_dir: Path
    hotline: str = "12345"
    public_url: str


@dataclass(frozen=True, kw_only=True)
class ScreenSettings:
    """``[screen]``: the window."""

    full_screen: bool = True
    width_px: int = 1080
    height_px: int = 1920
    diagonal_mm: float = 686.0
    renderer: Renderer = Renderer.SOFTWARE
    panel: tuple[PanelPart, ...] = (PanelPart.READER, PanelPart.CERTIFICATE, PanelPart.SLIP, PanelPart.SCANNER)
    reduced_motion: bool = False


@dataclass(frozen=True, kw_only=True)
class WaitingSettings:
    """``[waiting]``: how long the terminal waits, in seconds."""

    idle_s: float = 60.0
    idle_aided_s: float = 120.0
    countdown_s: int = 20
    card_back_s: float = 20.0
    remind_s: float = 30.0
    rating_s: float = 30.0
    patience_s: float = 30.0


@dataclass(frozen=True, kw_only=True)
class LineSettings:
    """One ``[[line]]``: a named network to a part of the county platform."""

    name: str
    base_url: str
    trust_file: Path
    certificate_file: Path
    key_file: Path
    proxy: str = ""
    connect_timeout_s: float = 3.0
    read_timeout_s: float = 15.0
    probe_every_s: float = 15.0


@dataclass(frozen=True, kw_only=True)
class IdentityReaderSettings:
    """``[identity_reader]``: the SAM reader for identity cards. Exactly one of port, host and usb is set."""

    port: str = ""
    baud: int = 115200
    host: str = ""
    tcp_port: int = 4001
    usb: str = ""
    usb_scheme: UsbScheme = UsbScheme.NATIVE


@dataclass(frozen=True, kw_only=True)
class CardReaderSettings:
    """``[card_reader]``: the readers behind PC/SC."""

    pcsc_socket: str = ""
    authorities_dir: Path = Path("/etc/hall-terminal/csca")
    paged_identity: bool = False


@dataclass(frozen=True, kw_only=True)
class CodeScannerSettings:
    """``[code_scanner]``: scans codes on phones and slips. Exactly one of port and keyboard is set."""

    port: str = ""
    baud: int = 115200
    trigger: Trigger = Trigger.NEWLAND
    keyboard: bool = False


@dataclass(frozen=True, kw_only=True)
class MatcherSettings:
    """``[fingerprint_reader]`` and ``[face_camera]``: the bridge of a device that compares a person with a card."""

    host: str = "127.0.0.1"
    tcp_port: int
    within_s: float = 10.0


@dataclass(frozen=True, kw_only=True)
class ReceiptPrinterSettings:
    """``[receipt_printer]``: the thermal printer for slips. Exactly one of host and port is set."""

    host: str = ""
    tcp_port: int = 9100
    serial_port: str = ""
    baud: int = 115200
    dots: int = 576
    han: HanRepertoire = HanRepertoire.GBK


@dataclass(frozen=True, kw_only=True)
class TraySettings:
    """One ``[[certificate_printer.tray]]``: what lies in a tray, "plain" for plain paper or the id of a form."""

    source: str
    holds: str


@dataclass(frozen=True, kw_only=True)
class CertificatePrinterSettings:
    """``[certificate_printer]``: the sheet printer behind CUPS."""

    cups_host: str = "localhost"
    cups_port: int = 631
    queue: str
    tray: tuple[TraySettings, ...] = ()


@dataclass(frozen=True, kw_only=True)
class InputBoardSettings:
    """``[input_board]``: senses paper in the outlets, by Modbus RTU on a serial line."""

    port: str
    baud: int = 9600
    address: int = 1
    certificate_input: int = 0
    receipt_input: int = 1


@dataclass(frozen=True, kw_only=True)
class SounderSettings:
    """``[sounder]``: bell and voice through the sound card."""

    voice: bool = True


@dataclass(frozen=True, kw_only=True)
class FontSettings:
    """``[fonts]``: the font files for paper, best first."""

    song: tuple[Path, ...] = (
        Path("/usr/share/fonts/truetype/babelstone/BabelStoneHan.ttf"),
        Path("/usr/share/fonts/truetype/hanazono/HanaMinA.ttf"),
        Path("/usr/share/fonts/truetype/hanazono/HanaMinB.ttf"),
    )
    kai: tuple[Path, ...] = (
        Path("/usr/share/fonts/truetype/lxgw-wenkai/LXGWWenKai-Regular.ttf"),
        Path("/usr/share/fonts/truetype/babelstone/BabelStoneHan.ttf"),
        Path("/usr/share/fonts/truetype/hanazono/HanaMinA.ttf"),
        Path("/usr/share/fonts/truetype/hanazono/HanaMinB.ttf"),
    )
    fangsong: tuple[Path, ...] = (
        Path("/usr/share/fonts/truetype/lxgw-wenkai/LXGWWenKai-Light.ttf"),
        Path("/usr/share/fonts/truetype/babelstone/BabelStoneHan.ttf"),
        Path("/usr/share/fonts/truetype/hanazono/HanaMinA.ttf"),
        Path("/usr/share/fonts/truetype/hanazono/HanaMinB.ttf"),
    )
    hei: tuple[Path, ...] = (
        Path("/usr/share/fonts/truetype/wqy/wqy-microhei.ttc"),
        Path("/usr/share/fonts/truetype/babelstone/BabelStoneHan.ttf"),
        Path("/usr/share/fonts/truetype/hanazono/HanaMinA.ttf"),
        Path("/usr/share/fonts/truetype/hanazono/HanaMinB.ttf"),
    )

    @property
    def files(self) -> frozenset[Path]:
        """Every file that a sheet may need."""
        return frozenset((*self.song, *self.kai, *self.fangsong, *self.hei))


@dataclass(frozen=True, kw_only=True)
class StaffSettings:
    """``[staff]``: the clerks who may sign in."""

    file: Path


@dataclass(frozen=True, kw_only=True)
class SandboxSettings:
    """``[sandbox]``: what only a sandbox terminal has."""

    hands_socket: str = ""


@dataclass(frozen=True, kw_only=True)
class Settings:
    """All settings. A device without its table is one that this terminal does not have."""

    terminal: TerminalSettings
    screen: ScreenSettings = field(default_factory=ScreenSettings)
    waiting: WaitingSettings = field(default_factory=WaitingSettings)
    line: tuple[LineSettings, ...]
    identity_reader: IdentityReaderSettings | None = None
    card_reader: CardReaderSettings | None = None
    code_scanner: CodeScannerSettings | None = None
    fingerprint_reader: MatcherSettings | None = None
    face_camera: MatcherSettings | None = None
    receipt_printer: ReceiptPrinterSettings | None = None
    certificate_printer: CertificatePrinterSettings | None = None
    input_board: InputBoardSettings | None = None
    sounder: SounderSettings | None = None
    fonts: FontSettings = field(default_factory=FontSettings)
    staff: StaffSettings | None = None
    sandbox: SandboxSettings | None = None
