"""The simulated receipt printer: ESC/POS on a TCP port, with a roll, a cover, a cutter and an outlet."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from types import TracebackType
from typing import Final

from PIL import Image

from devices.errors import DeviceUnavailable
from devices.simulators.escpos_commands import (
    AskPaper,
    AskProcess,
    AskStatus,
    ClearBuffers,
    Cut,
    EscposReader,
    Token,
    Violation,
)
from devices.simulators.escpos_paper import Paper, RomFont, find_rom_font

STOP_DEADLINE_S: Final = 5.0
READ_BYTES: Final = 4096
AUTOMATIC_STATUS: Final = b"\x10\x00\x00\x00"
"""An ASB packet of a printer that is well."""


@dataclass
class _State:
    """What is the matter with the printer; the names are those of the methods that set it."""

    cover_open: bool = False
    paper_out: bool = False
    near_end: bool = False
    cutter_broken: bool = False
    mute: bool = False
    stalled: bool = False
    noisy: bool = False
    holding: bool = False
    lost_answers: int = 0
    hang_up_after_bytes: int | None = None

    @property
    def blocked(self) -> bool:
        """Whether nothing is printed now."""
        return self.cover_open or self.paper_out or self.cutter_broken

    def answer(self, query: int) -> bytes:
        """Return the answer to ``DLE EOT n`` (Epson: bits 1 and 4 always set)."""
        byte = 0x12
        match query:
            case 1:
                byte |= 0x08 * self.blocked
            case 2:
                byte |= 0x04 * self.cover_open | 0x20 * self.paper_out | 0x40 * self.cutter_broken
            case 3:
                byte |= 0x08 * self.cutter_broken
            case _:
                byte |= 0x0C * (self.near_end or self.paper_out) | 0x60 * self.paper_out
        return bytes([byte])


class ReceiptPrinterSimulator:
    """A printer for one client at a time, as such printers are.

    Args of the constructor:
        on_outlet: told ``True`` when a slip lies in the outlet and ``False`` when it has been torn off; on any thread,
            in the order in which it happens, while nothing else happens to the printer.
        motor_s: seconds that a slip takes until it is cut.
        port: TCP port of the loopback interface; a free one when absent.
        font: what stands in for the ROM; asked of fontconfig when absent.
    """

    def __init__(
        self,
        *,
        on_outlet: Callable[[bool], None] = lambda present: None,
        motor_s: float = 0.0,
        port: int = 0,
        font: RomFont | None = None,
    ) -> None:
        self.host = "127.0.0.1"
        self.port = port
        self.motor_s = motor_s
        self._on_outlet = on_outlet
        self._changed = threading.Condition(threading.RLock())
        self._state = _State()
        self._paper = Paper(font=font or find_rom_font())
        self._reader = EscposReader()
        self._waiting: deque[Token] = deque()
        self._held = b""
        self._planned: tuple[int, Callable[[], None]] | None = None
        self._job = bytearray()
        self._jobs: list[bytes] = []
        self._violations: list[Violation] = []
        self._lies_in_outlet = False
        self._cutting = False
        self._running = False
        self._listener: socket.socket | None = None
        self._client: socket.socket | None = None
        self._thread: threading.Thread | None = None

    def __enter__(self) -> ReceiptPrinterSimulator:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def start(self) -> None:
        """Begin to listen; raises :class:`DeviceUnavailable` when the port is taken."""
        try:
            self._listener = socket.create_server((self.host, self.port))
        except OSError as error:
            raise DeviceUnavailable("SIMULATOR_PORT_TAKEN", str(self.port)) from error
        self.port = self._listener.getsockname()[1]
        self._running = True
        self._thread = threading.Thread(target=self._listen, name="simulated-receipt-printer", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Stop listening and hang up, as when the power is cut. What is on the paper stays."""
        with self._changed:
            self._running = False
            self._changed.notify_all()
            for end in (self._listener, self._client):
                if end is not None:
                    with contextlib.suppress(OSError):
                        end.shutdown(socket.SHUT_RDWR)
                    end.close()
            self._listener = None
            self._waiting.clear()
            self._reader.forget()
        if self._thread is not None:
            self._thread.join(STOP_DEADLINE_S)
            self._thread = None

    def run_out_of_paper(self) -> None:
        """Use up the roll."""
        self._set(paper_out=True)

    def run_out_after(self, lines: int) -> None:
        """Let the roll end when so many more lines have been printed."""
        self.happen_after(lines, self.run_out_of_paper)

    def happen_after(self, lines: int, what: Callable[[], None]) -> None:
        """Let something happen when so many more lines have been printed."""
        with self._changed:
            self._planned = (self._paper.lines + lines, what)

    def refill(self) -> None:
        """Load a new roll; what the printer still holds is printed then."""
        with self._changed:
            self._planned = None
        self._set(paper_out=False, near_end=False)

    def near_end(self) -> None:
        """Let the roll come to its last metres."""
        self._set(near_end=True)

    def open_cover(self) -> None:
        """Open the cover."""
        self._set(cover_open=True)

    def close_cover(self) -> None:
        """Close the cover."""
        self._set(cover_open=False)

    def break_cutter(self) -> None:
        """Block the cutter."""
        self._set(cutter_broken=True)

    def repair_cutter(self) -> None:
        """Free the cutter."""
        self._set(cutter_broken=False)

    def mute(self) -> None:
        """Answer nothing any more, and go on printing."""
        self._set(mute=True)

    def unmute(self) -> None:
        """Answer again."""
        self._set(mute=False)

    def stall(self) -> None:
        """Take no more bytes."""
        self._set(stalled=True)

    def go_on(self) -> None:
        """Take bytes again."""
        self._set(stalled=False)

    def send_automatic_status(self, on: bool) -> None:
        """Put an unasked status packet before every answer, as a printer with ``GS a`` switched on does."""
        self._set(noisy=on)

    def ignore_clearing(self) -> None:
        """Know no ``DLE DC4 8``, as cheap printers do not: what was received is printed, whatever comes between."""
        self._reader.clears = False

    def lose_answers(self, count: int) -> None:
        """Leave the next so many barriers unanswered."""
        with self._changed:
            self._state.lost_answers = count

    def hold_answers(self) -> None:
        """Keep the answers to barriers back, as a print server between may do."""
        self._set(holding=True)

    def release_answers(self) -> None:
        """Give the answers that were kept back, and the next ones at once."""
        with self._changed:
            held, self._held = self._held, b""
            self._state.holding = False
            if held:
                self._answer(held)

    def hang_up_after(self, count: int) -> None:
        """Close the connection when so many bytes of the next job have been read."""
        with self._changed:
            self._state.hang_up_after_bytes = count

    def jobs(self) -> tuple[bytes, ...]:
        """Return the bytes of every slip that was printed and cut, questions about the status left out."""
        with self._changed:
            return tuple(self._jobs)

    def violations(self) -> tuple[Violation, ...]:
        """Return what a printer would have misunderstood."""
        with self._changed:
            return tuple(self._violations)

    def lies_in_outlet(self) -> bool:
        """Whether a cut slip waits to be taken."""
        with self._changed:
            return self._lies_in_outlet

    def paper(self) -> Image.Image:
        """Return what has been printed since the last tear, 576 dots wide, black on white."""
        with self._changed:
            return self._paper.picture()

    def tear(self) -> Image.Image:
        """Take the slip, as a person does, and return it."""
        with self._changed:
            slip = self._paper.tear()
            if self._lies_in_outlet:
                self._lies_in_outlet = False
                self._on_outlet(False)
            return slip

    def _set(self, **changes: bool) -> None:
        with self._changed:
            for name, value in changes.items():
                setattr(self._state, name, value)
            self._changed.notify_all()
            self._print_waiting()

    def _listen(self) -> None:
        while (listener := self._listener) is not None:
            try:
                client, _ = listener.accept()
            except OSError:
                return
            with client, contextlib.suppress(OSError):
                self._client = client
                self._serve(client)

    def _serve(self, client: socket.socket) -> None:
        while self._wait_to_read():
            data = client.recv(READ_BYTES)
            if not data or not self._wait_to_read():
                return
            for token in self._reader.feed(data):
                if isinstance(token.step, AskStatus | ClearBuffers):
                    self._do_at_once(token)
                    continue
                with self._changed:
                    self._waiting.append(token)
                    self._print_waiting()
                if self._hangs_up(token):
                    return
            if self._hangs_up_in_a_command():
                return

    def _wait_to_read(self) -> bool:
        with self._changed:
            self._changed.wait_for(lambda: not self._state.stalled or not self._running)
            return self._running

    def _hangs_up(self, token: Token) -> bool:
        with self._changed:
            left = self._state.hang_up_after_bytes
            if left is None:
                return False
            left -= len(token.raw)
            self._state.hang_up_after_bytes = left if left > 0 else None
            return left <= 0

    def _hangs_up_in_a_command(self) -> bool:
        with self._changed:
            left = self._state.hang_up_after_bytes
            if left is None or self._reader.unfinished < left:
                return False
            self._state.hang_up_after_bytes = None
            return True

    def _do_at_once(self, token: Token) -> None:
        with self._changed:
            if isinstance(token.step, AskStatus):
                self._answer(self._state.answer(token.step.query))
                return
            self._waiting.clear()
            self._job.clear()
            self._paper.drop_line()

    def _answer(self, data: bytes) -> None:
        if self._state.mute or self._client is None:
            return
        with contextlib.suppress(OSError):
            self._client.sendall(AUTOMATIC_STATUS + data if self._state.noisy else data)

    def _print_waiting(self) -> None:
        if self._cutting:
            return
        while self._waiting and not self._state.blocked:
            self._print(self._waiting.popleft())
            if self._planned is not None and self._paper.lines >= self._planned[0]:
                _, happen = self._planned
                self._planned = None
                happen()

    def _print(self, token: Token) -> None:
        match token.step:
            case AskPaper():
                self._pass_barrier(bytes([0x03 * self._state.near_end]))
            case AskProcess(mark):
                self._pass_barrier(b"7\x22" + mark + b"\0")
            case Violation():
                self._violations.append(token.step)
                self._job += token.raw
            case Cut():
                self._job += token.raw
                self._present(token)
            case _:
                self._job += token.raw
                self._paper.draw(token.step)

    def _pass_barrier(self, answer: bytes) -> None:
        if self._state.lost_answers:
            self._state.lost_answers -= 1
        elif self._state.holding:
            self._held += answer
        else:
            self._answer(answer)

    def _present(self, token: Token) -> None:
        if self.motor_s:
            self._cutting = True
            self._changed.wait_for(lambda: not self._running, self.motor_s)
            self._cutting = False
        self._paper.draw(token.step)
        self._jobs.append(bytes(self._job))
        self._job.clear()
        self._lies_in_outlet = True
        self._on_outlet(True)
