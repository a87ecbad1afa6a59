"""Lays simulated chips onto a slot of pcscd's virtual reader (vsmartcard's vpcd driver).

pcscd looks at a slot every 0.4 s, and the driver notices that a card has gone when its connection has ended. What makes
it notice decides whether pcscd counts a removal: a look does, anything else (a power-up, a command) does not, and the
driver then takes whichever card connects next for the one before. So a card that is lifted only falls silent and stays
until the driver hangs up, and the next one keeps off until pcscd has looked at an empty slot. Two cards can then be
swapped without any pause, and pcscd counts it, 0.4 to 0.9 s later.
"""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from collections.abc import Callable
from enum import Enum
from typing import Final, TypeAlias

from devices.simulators.vpcd_chips import Chip

LENGTH_BYTES: Final = 2
POWER_OFF: Final = b"\x00"
POWER_ON: Final = b"\x01"
RESET: Final = b"\x02"
ASK_ATR: Final = b"\x04"
"""One-byte controls of the driver; only the last is answered. Anything longer is a command APDU."""

RETRY_EVERY_S: Final = 0.05
CONNECT_WITHIN_S: Final = 1.0
MISSED_WITHIN_S: Final = 2.0
"""How long :meth:`VpcdSimulator.stop` waits for the driver to miss the card."""
EMPTY_AFTER_A_LOOK_S: Final = 0.05
"""How long the slot stays empty when the driver found the card gone in a look, or in the power-off just before one."""
EMPTY_OTHERWISE_S: Final = 0.5
"""How long, when it found so while the card was being used: one look of pcscd must fall into it."""


class VpcdFault(Enum):
    """What can be made to go wrong."""

    PULLED_WHILE_READING = "pulled-while-reading"
    """The card is pulled in the middle of what is read of it."""
    SLOW = "slow"
    """The card thinks long over the next read."""


READS: Final = frozenset({0xB0, 0xB2})
"""Instructions that read a file and a record (ISO/IEC 7816-4, 11.3.3 and 11.4.3)."""
PULLED_AT_READ: Final = 6
"""Which read from now meets the pull: in the midst of the holder's records, or of what a state signed."""
SLOW_BY_S: Final = 2.0


class VpcdSimulator:
    """One slot of a virtual reader, into which cards are put.

    The driver listens on one TCP port a slot; a connection is a card in the slot.

    Args of the constructor:
        port: the slot's TCP port.
        host: where pcscd runs.
        slow_by_s: seconds that a slow card thinks.
    """

    def __init__(self, *, port: int, host: str = "127.0.0.1", slow_by_s: float = SLOW_BY_S) -> None:
        self._address = (host, port)
        self._slow_by_s = slow_by_s
        self._lock = threading.Lock()
        self._lying: _LyingCard | None = None
        self._thread: threading.Thread | None = None
        self._plan: VpcdFault | None = None
        self._reads_until_fault = 0

    def start(self) -> None:
        """Nothing to do: the slot is empty until a card is placed."""

    def stop(self) -> None:
        """Take the card out; returns once the slot is free."""
        self.lift()
        with self._lock:
            thread, self._thread = self._thread, None
        if thread is not None:
            thread.join(MISSED_WITHIN_S)

    def place(self, card: Chip) -> None:
        """Put a card into the slot; one that is there is pulled first. Waits for no one: pcscd may come later."""
        self.lift()
        with self._lock:
            before = self._thread
            lying = self._lying = _LyingCard(card, self._is_answered)
            self._thread = threading.Thread(
                target=self._lie, args=(lying, before), name=f"virtual-card-{self._address[1]}", daemon=True
            )
            self._thread.start()

    def lift(self) -> None:
        """Pull the card; does nothing when there is none. From now on it answers nothing."""
        with self._lock:
            lying, self._lying = self._lying, None
        if lying is not None:
            lying.lift()

    def fault(self, fault: VpcdFault) -> None:
        """Let something go wrong with the next card that is read."""
        self._reads_until_fault = PULLED_AT_READ if fault is VpcdFault.PULLED_WHILE_READING else 1
        self._plan = fault

    def mend(self) -> None:
        """Take back a fault that is still to come."""
        self._plan = None

    def _lie(self, lying: _LyingCard, before: threading.Thread | None) -> None:
        """Lie in the slot until lifted, over any restart of pcscd, once the card before has gone."""
        if before is not None:
            before.join()
        while not lying.lifted.is_set():
            try:
                with socket.create_connection(self._address, CONNECT_WITHIN_S) as connection:
                    lying.serve(connection)
            except OSError:
                # pcscd is away or went away; the card lies there all the same.
                lying.lifted.wait(RETRY_EVERY_S)

    def _is_answered(self, apdu: bytes, lying: _LyingCard) -> bool:
        """Whether the card is still there to answer; a planned fault may have other ideas."""
        if self._plan is None or apdu[1] not in READS:
            return True
        self._reads_until_fault -= 1
        if self._reads_until_fault > 0:
            return True
        plan, self._plan = self._plan, None
        if plan is VpcdFault.PULLED_WHILE_READING:
            lying.lift()
            return False
        return not lying.lifted.wait(self._slow_by_s)


_Decides: TypeAlias = "Callable[[bytes, _LyingCard], bool]"


class _LyingCard:
    """One card in the slot, from being put there to being missed."""

    def __init__(self, card: Chip, is_answered: _Decides) -> None:
        self.lifted = threading.Event()
        self._card = card
        self._is_answered = is_answered
        self._lock = threading.Lock()
        self._connection: socket.socket | None = None

    def lift(self) -> None:
        """Fall silent, whatever the thread that serves the card is doing."""
        with self._lock:
            self.lifted.set()
            self._fall_silent()

    def serve(self, connection: socket.socket) -> None:
        """Answer until the driver hangs up; raises ``OSError`` when it does so with the card in the slot."""
        connection.settimeout(None)
        with self._lock:
            self._connection = connection
            if self.lifted.is_set():
                return
        self._card.reset()
        before = last = b""
        try:
            while True:
                before, last = last, _receive(connection)
                self._answer(connection, last)
        except OSError:
            if not self.lifted.is_set():
                raise
        finally:
            with self._lock:
                self._connection = None
        was_a_look = last == ASK_ATR and before not in (POWER_ON, RESET)
        time.sleep(EMPTY_AFTER_A_LOOK_S if was_a_look else EMPTY_OTHERWISE_S)

    def _answer(self, connection: socket.socket, message: bytes) -> None:
        if self.lifted.is_set():
            return
        if message == ASK_ATR:
            self._send(connection, self._card.atr)
        elif message in (POWER_OFF, POWER_ON, RESET):
            self._card.reset()
        elif self._is_answered(message, self):
            self._send(connection, self._card.process(message))

    def _send(self, connection: socket.socket, message: bytes) -> None:
        with contextlib.suppress(BrokenPipeError):
            connection.sendall(len(message).to_bytes(LENGTH_BYTES, "big") + message)

    def _fall_silent(self) -> None:
        """Half close the connection: the driver finds it ended when it next asks for anything."""
        if self._connection is not None:
            with contextlib.suppress(OSError):
                self._connection.shutdown(socket.SHUT_WR)


def _receive(connection: socket.socket) -> bytes:
    """Return the next message; raises ``ConnectionError`` when the driver has closed the connection."""
    length = _receive_exactly(connection, LENGTH_BYTES)
    return _receive_exactly(connection, int.from_bytes(length, "big"))


def _receive_exactly(connection: socket.socket, size: int) -> bytes:
    data = b""
    while len(data) < size:
        # Without it the driver's two small writes meet delayed acknowledgement: 44 ms for every APDU.
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_QUICKACK, 1)
        chunk = connection.recv(size - len(data))
        if not chunk:
            raise ConnectionError("closed by the driver")
        data += chunk
    return data
