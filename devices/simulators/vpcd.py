"""Lays simulated chips onto a slot of pcscd's virtual reader (vsmartcard's vpcd driver)."""

from __future__ import annotations

import socket
import threading
import time
from enum import Enum
from typing import Final

from devices.simulators.vpcd_chips import READ_BY_TAG, Chip

LENGTH_BYTES: Final = 2
POWER_OFF: Final = b"\x00"
POWER_ON: Final = b"\x01"
RESET: Final = b"\x02"
ASK_ATR: Final = b"\x04"
"""One-byte controls of the driver; only the last is answered. Anything longer is a command APDU."""

RETRY_EVERY_S: Final = 0.05
CONNECT_WITHIN_S: Final = 1.0
SWAP_TAKES_S: Final = 0.5
"""How long a slot stays empty between two cards. pcscd looks every 0.4 s, and when the look that finds the first card
gone happens to be the one that powers it off, the driver takes up the second as if nothing had happened."""


class VpcdFault(Enum):
    """What can be made to go wrong."""

    PULLED_WHILE_READING = "pulled-while-reading"
    """The card is pulled in the middle of the holder's records."""
    SLOW = "slow"
    """The card thinks long over its next record."""


PULLED_AT_RECORD: Final = 5
"""Which record read from now meets the pull: in the midst of the holder's file."""
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
        self._lifted = threading.Event()
        self._empty_until = 0.0
        self._thread: threading.Thread | None = None
        self._plan: VpcdFault | None = None
        self._records_until_fault = 0

    def start(self) -> None:
        """Nothing to do: the slot is empty until a card is placed."""

    def stop(self) -> None:
        """Take the card out."""
        self.lift()

    def place(self, card: Chip) -> None:
        """Put a card into the slot; one that is there is pulled first. Waits for no one: pcscd may come later."""
        self.lift()
        with self._lock:
            self._lifted = threading.Event()
            self._thread = threading.Thread(
                target=self._lie, args=(card, self._lifted), name=f"virtual-card-{self._address[1]}", daemon=True
            )
            self._thread.start()

    def lift(self) -> None:
        """Pull the card; does nothing when there is none."""
        with self._lock:
            thread, self._thread = self._thread, None
            self._lifted.set()
        if thread is not None and thread is not threading.current_thread():
            thread.join()

    def fault(self, fault: VpcdFault) -> None:
        """Let something go wrong with the next card that is read."""
        self._records_until_fault = PULLED_AT_RECORD if fault is VpcdFault.PULLED_WHILE_READING else 1
        self._plan = fault

    def mend(self) -> None:
        """Take back a fault that is still to come."""
        self._plan = None

    def _lie(self, card: Chip, lifted: threading.Event) -> None:
        """Lie in the slot until lifted, over any restart of pcscd."""
        lifted.wait(max(0.0, self._empty_until - time.monotonic()))
        while not lifted.is_set():
            try:
                with socket.create_connection(self._address, CONNECT_WITHIN_S) as connection:
                    card.reset()
                    self._serve(connection, card, lifted)
                self._empty_until = time.monotonic() + SWAP_TAKES_S
            except OSError:
                # pcscd is away or went away; the card lies there all the same.
                lifted.wait(RETRY_EVERY_S)

    def _serve(self, connection: socket.socket, card: Chip, lifted: threading.Event) -> None:
        connection.settimeout(RETRY_EVERY_S)
        while not lifted.is_set():
            try:
                message = _receive(connection)
            except TimeoutError:
                continue
            if message == ASK_ATR:
                _send(connection, card.atr)
            elif message in (POWER_OFF, POWER_ON, RESET):
                card.reset()
            elif self._survives(message, lifted):
                _send(connection, card.process(message))

    def _survives(self, apdu: bytes, lifted: threading.Event) -> bool:
        """Whether the card is still there to answer; a planned fault may have other ideas."""
        if self._plan is None or not apdu.startswith(READ_BY_TAG):
            return True
        self._records_until_fault -= 1
        if self._records_until_fault > 0:
            return True
        plan, self._plan = self._plan, None
        if plan is VpcdFault.PULLED_WHILE_READING:
            lifted.set()
            return False
        return not lifted.wait(self._slow_by_s)


def _receive(connection: socket.socket) -> bytes:
    """Return the next message.

    Raises:
        TimeoutError: none has begun yet.
        ConnectionError: the driver closed the connection.
    """
    length = _receive_exactly(connection, LENGTH_BYTES)
    return _receive_exactly(connection, int.from_bytes(length, "big"))


def _receive_exactly(connection: socket.socket, size: int) -> bytes:
    data = b""
    while len(data) < size:
        # Without it the driver's two small writes meet delayed acknowledgement: 44 ms for every APDU.
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_QUICKACK, 1)
        try:
            chunk = connection.recv(size - len(data))
        except TimeoutError:
            if not data and size == LENGTH_BYTES:
                raise
            continue
        if not chunk:
            raise ConnectionError("closed by the driver")
        data += chunk
    return data


def _send(connection: socket.socket, message: bytes) -> None:
    connection.sendall(len(message).to_bytes(LENGTH_BYTES, "big") + message)
