"""The whole real stack in one folder: world, sandbox portal, terminal with its window."""

from __future__ import annotations

import json
import os
import re
import subprocess
import time
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Final

from devices.simulators.world_client import WorldClient
from devices.simulators.world_endpoints import Endpoints, read_endpoints
from devices.status import DeviceKind, DeviceState
from kiosk.health import read_health
from kiosk.sandbox.ready import Ready, read_ready
from kiosk.sandbox.remote import SandboxRemote
from kiosk.visit.surroundings import PLAIN
from tests.journeys.processes import Program, ProgramFailed, VirtualScreen, free_port, kiosk_command

LINES: Final = ("extranet", "registry")
TERMINAL_ID: Final = "TJ-024-01"
PLAIN_TRAY: Final = "tray-1"
BLANKS: Final = 100
NEEDED: Final = {kind.value for kind in DeviceKind if kind is not DeviceKind.SOUNDER}
HEALTHY_WITHIN_S: Final = 30.0
LOOK_EVERY_S: Final = 0.05


@dataclass(frozen=True, kw_only=True)
class Pace:
    """How patient the terminal is, and how fast its printer; all in seconds."""

    idle_s: float = 60.0
    countdown_s: int = 20
    card_back_s: float = 20.0
    remind_s: float = 30.0
    rating_s: float = 30.0
    motor_s: float = 0.0


PATIENT: Final = Pace(motor_s=0.3)
"""For journeys that end as they should; the printer takes long enough to be seen."""
HURRIED: Final = Pace(idle_s=3.0, countdown_s=10, card_back_s=2.0, remind_s=2.0, rating_s=2.0)
"""For journeys in which the terminal has to wait; the countdown is as short as settings allow."""


@dataclass(frozen=True)
class Pack:
    """A pack of blanks that lies in a tray of its own, and the serial of its first blank."""

    source: str
    form: str
    first: str


PACKS: Final = (
    Pack("tray-2", "senior-card", "LN20260001"),
    Pack("tray-3", "timber-harvest-permit", "CF20260001"),
    Pack("tray-5", "solo-performer-filing", "YY20260001"),
    Pack("tray-6", "food-stall-card", "TF20260001"),
    Pack("tray-7", "disability-card", "CJ20260001"),
)
"""What lies in the simulated printer besides plain paper: the blanks of every service of the catalogue."""
LAST_BLANKS: Final[Mapping[str, int]] = {"solo-performer-filing": 1}
"""For journeys: of these forms so few blanks are left that one sees them run out."""


@dataclass(frozen=True)
class Badge:
    """What a clerk signs in with."""

    number: str
    pin: str


@dataclass(frozen=True)
class Size:
    """A window in pixels."""

    width: int = 1080
    height: int = 1920


@dataclass(frozen=True, kw_only=True)
class Folders:
    """Where everything of one stage lives."""

    root: Path

    @property
    def world(self) -> Path:
        """The simulated world."""
        return self.root / "world"

    @property
    def portal(self) -> Path:
        """The sandbox portal."""
        return self.root / "portal"

    @property
    def terminal(self) -> Path:
        """The terminal's own state."""
        return self.root / "terminal"

    @property
    def home(self) -> Path:
        """The home of the user that the terminal runs as: caches and settings of its libraries."""
        return self.root / "home"

    @property
    def logs(self) -> Path:
        """What the programs said."""
        return self.root / "logs"

    @property
    def config(self) -> Path:
        """The terminal's settings."""
        return self.root / "config.toml"

    @property
    def hands(self) -> Path:
        """The socket by which the window is touched."""
        return self.root / "hands"

    def make(self) -> None:
        """Make those that must be there."""
        for folder in (self.world, self.portal, self.terminal, self.home, self.logs):
            folder.mkdir(parents=True, exist_ok=True)


class Stage:
    """Starts everything and ends it.

    Args of the constructor:
        root: holds all files of the stage.
        pace: how patient the terminal is.
        display: the X display to use, the empty one for the environment's own; a virtual screen when absent.
        world: folder of the simulated world, when it shall not be under ``root``.
        size: of the terminal's window.
        few: how many blanks of some forms are left; there are plenty of all others.
    """

    def __init__(
        self,
        *,
        root: Path,
        pace: Pace,
        display: str | None = None,
        world: Path | None = None,
        size: Size | None = None,
        few: Mapping[str, int] | None = None,
    ) -> None:
        self.folders = Folders(root=root)
        self.pace = pace
        self._size = size or Size()
        self._few = few or {}
        self._display = os.environ.get("DISPLAY", "") if display == "" else display
        self._world_state = world or self.folders.world
        self._stack = ExitStack()

    def __enter__(self) -> Stage:
        self.folders.make()
        with ExitStack() as unwind:
            self._start(unwind)
            self._stack = unwind.pop_all()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.close()

    def open_panel(self, *, room: Size, left: int) -> Program:
        """Open the window in which a person plays the world; sizes in pixels."""
        size = ["--width", str(room.width), "--height", str(room.height)]
        place = ["--state", str(self._world_state), *size, "--left", str(left)]
        return self._run("panel", kiosk_command("panel", *place), self._stack)

    def environment(self) -> dict[str, str]:
        """Return what every program of this stage finds in its environment."""
        home = self.folders.home
        kept = {name: os.environ[name] for name in ("PATH", "LANG", "XAUTHORITY") if name in os.environ}
        display = {"DISPLAY": self._display} if self._display else {}
        return {
            "LANG": "C.UTF-8",
            **kept,
            **display,
            "HOME": str(home),
            "XDG_CONFIG_HOME": str(home / "config"),
            "XDG_CACHE_HOME": str(home / "cache"),
            "XDG_DATA_HOME": str(home / "data"),
            "TMPDIR": str(home),
            "PYTHONUNBUFFERED": "1",
            "QT_QPA_PLATFORM": "xcb",
        }

    @property
    def _portal_ready(self) -> Path:
        return self.folders.portal / "ready.json"

    def _start(self, unwind: ExitStack) -> None:
        port = free_port()
        portal = self._run("portal", self._portal_arguments(port), unwind)
        world = self._run("world", self._world_arguments(port), unwind)
        if self._display is None:
            screen = VirtualScreen(
                width=self._size.width, height=self._size.height, log=self.folders.logs / "screen.log"
            )
            unwind.callback(screen.stop)
            self._display = screen.display
        portal.await_line()
        world.await_line()
        self.ready = read_ready(self._portal_ready)
        self.endpoints = read_endpoints(self._world_state)
        self.portal = SandboxRemote(self.ready.admin_url)
        self.world = unwind.enter_context(WorldClient(state=self._world_state))
        self._write_config()
        self._load_blanks()
        self.badge = self._enter_clerk()
        self.terminal = self._run("terminal", kiosk_command("run", "--config", str(self.folders.config)), unwind)

    def await_health(self) -> None:
        """Wait until every device that a journey needs is well, so that no resident waits for the terminal's own start.

        Raises :class:`ProgramFailed`.
        """
        ends = time.monotonic() + HEALTHY_WITHIN_S
        while time.monotonic() < ends and self.terminal.runs:
            parts = read_health(self.folders.terminal) or ()
            if {part.name for part in parts if part.state == DeviceState.ONLINE.value} >= NEEDED:
                return
            time.sleep(LOOK_EVERY_S)
        raise ProgramFailed(f"the terminal did not become ready:\n{self.terminal.last_words()}")

    def _load_blanks(self) -> None:
        config = str(self.folders.config)
        for pack in PACKS:
            count = str(self._few.get(pack.form, BLANKS))
            words = ["--form", pack.form, "--first", pack.first, "--count", count, "--who", "sandbox"]
            command = kiosk_command("blanks", "load", "--config", config, *words)
            subprocess.run(command, env=dict(self.environment()), stdout=subprocess.DEVNULL, check=True)

    def _enter_clerk(self) -> Badge:
        """Enter the example clerk, and return what the command says of the badge."""
        command = kiosk_command("staff", "example", "--config", str(self.folders.config))
        said = subprocess.run(command, env=dict(self.environment()), stdout=subprocess.PIPE, text=True, check=True)
        found = re.fullmatch(r"badge ([0-9]+), PIN ([0-9]+)", said.stdout.strip())
        if found is None:
            raise ProgramFailed(f"no clerk was entered: {said.stdout}")
        return Badge(number=found[1], pin=found[2])

    def _run(self, name: str, arguments: list[str], unwind: ExitStack) -> Program:
        environment = self.environment()
        if name == "world":
            # CUPS gives up root's rights and must still reach its folder, so it looks for a place of its own.
            environment.pop("TMPDIR")
        program = Program(
            name=name, arguments=arguments, log=self.folders.logs / f"{name}.log", environment=environment
        )
        unwind.callback(program.stop)
        return program

    def _portal_arguments(self, port: int) -> list[str]:
        ready = str(self._portal_ready)
        state = str(self.folders.portal)
        arguments = ["--port", str(port), "--state", state, "--ready-file", ready, "--terminal", TERMINAL_ID]
        return kiosk_command("portal", "serve", *arguments)

    def _world_arguments(self, port: int) -> list[str]:
        lines = [part for line in LINES for part in ("--line", f"{line}=127.0.0.1:{port}")]
        others = ["--motor-s", str(self.pace.motor_s), "--portal", str(self._portal_ready)]
        return kiosk_command("sim", "serve", "--state", str(self._world_state), *lines, *others)

    def _write_config(self) -> None:
        text = write_config(self.folders, self.pace, self._size, self.endpoints, self.ready)
        self.folders.config.write_text(text, encoding="utf-8")


def write_config(folders: Folders, pace: Pace, size: Size, endpoints: Endpoints, ready: Ready) -> str:
    """Return the settings of a sandbox terminal for these endpoints."""
    tables: list[tuple[str, Mapping[str, object]]] = [
        ("[terminal]", _terminal(folders, ready)),
        ("[terminal.place]", {"zh": "桃江县 24 小时自助服务区", "en": "Taojiang County 24-hour Hall"}),
        ("[screen]", {"full_screen": False, "width_px": size.width, "height_px": size.height}),
        ("[waiting]", _waiting(pace)),
        *(("[[line]]", _line(name, endpoints.lines[name], ready)) for name in LINES),
        ("[identity_reader]", {"port": endpoints.identity_reader}),
        ("[card_reader]", {"pcsc_socket": endpoints.pcscd_socket, "authorities_dir": endpoints.authorities}),
        ("[code_scanner]", {"port": endpoints.code_scanner}),
        ("[fingerprint_reader]", {"tcp_port": endpoints.fingerprint_port}),
        ("[face_camera]", {"tcp_port": endpoints.face_port}),
        ("[receipt_printer]", {"host": endpoints.receipt_host, "tcp_port": endpoints.receipt_port}),
        (
            "[certificate_printer]",
            {
                "cups_host": endpoints.cups_host,
                "cups_port": endpoints.cups_port,
                "queue": endpoints.certificate_queue,
            },
        ),
        ("[[certificate_printer.tray]]", {"source": PLAIN_TRAY, "holds": PLAIN}),
        *(("[[certificate_printer.tray]]", {"source": pack.source, "holds": pack.form}) for pack in PACKS),
        ("[input_board]", {"port": endpoints.input_board}),
        ("[staff]", {"file": str(folders.root / "staff.toml")}),
        ("[sandbox]", {"hands_socket": str(folders.hands)}),
    ]
    return "\n".join(f"{head}\n{_lines(table)}" for head, table in tables)


def _terminal(folders: Folders, ready: Ready) -> Mapping[str, object]:
    return {
        "id": TERMINAL_ID,
        "profile": "sandbox",
        "state_dir": str(folders.terminal),
        "public_url": ready.public_url,
    }


def _waiting(pace: Pace) -> Mapping[str, object]:
    return {
        "idle_s": pace.idle_s,
        "idle_aided_s": pace.idle_s * 2,
        "countdown_s": pace.countdown_s,
        "card_back_s": pace.card_back_s,
        "remind_s": pace.remind_s,
        "rating_s": pace.rating_s,
    }


def _line(name: str, port: int, ready: Ready) -> Mapping[str, object]:
    return {
        "name": name,
        "base_url": f"https://127.0.0.1:{port}",
        "trust_file": ready.trust_file,
        "certificate_file": ready.certificate_file,
        "key_file": ready.key_file,
        "probe_every_s": 1.0,
    }


def _lines(table: Mapping[str, object]) -> str:
    # A JSON text, number or truth value is the same in TOML.
    return "".join(f"{key} = {json.dumps(value, ensure_ascii=False)}\n" for key, value in table.items())
