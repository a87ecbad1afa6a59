"""A PC/SC service that plays what a test says, at the seam of pyscard's calls: no pcscd, no 0.4 s between two looks."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass

from devices.cards.pcsc_service import (
    ARRIVALS,
    CANCELLED,
    CHANGED_BIT,
    EXCLUSIVE_BIT,
    NO_CARD,
    NO_READERS,
    PRESENT_BIT,
    SHARING_VIOLATION,
    SUCCESS,
    TIMED_OUT,
    UNKNOWN_READER,
)
from devices.cards.scard import PROTOCOL_T0, StateOut
from devices.simulators.vpcd_chips import Chip

EMPTY_BIT = 0x0010


@dataclass
class Slot:
    """One reader."""

    chip: Chip | None = None
    counter: int = 0
    seized: bool = False

    @property
    def raw(self) -> int:
        bits = (PRESENT_BIT if self.chip else EMPTY_BIT) | (EXCLUSIVE_BIT if self.seized else 0)
        return self.counter % 0x10000 << 16 | bits


class ScriptedScard:
    """The calls of ``smartcard.scard``; :meth:`change` plays what happens to the readers.

    Attributes:
        on_transmit: looks at a command before the chip answers; a result code other than success ends it.
    """

    SCARD_PCI_T0: object = "T=0"
    SCARD_PCI_T1: object = "T=1"

    def __init__(self, *readers: str) -> None:
        self._happened = threading.Condition()
        self._cancelled = False
        self._cards: dict[int, Slot] = {}
        self._handles = 0
        self.slots = {reader: Slot() for reader in readers}
        self.on_transmit: Callable[[bytes], int] = lambda apdu: SUCCESS

    def place(self, reader: str, chip: Chip) -> None:
        """Lay a card down, as one change that the service counts."""
        self._put(reader, chip)

    def lift(self, reader: str) -> None:
        """Take the card away, likewise."""
        self._put(reader, None)

    def change(self, what: Callable[[dict[str, Slot]], object]) -> None:
        """Let anything else happen to the readers."""
        with self._happened:
            what(self.slots)
            self._happened.notify_all()

    def _put(self, reader: str, chip: Chip | None) -> None:
        with self._happened:
            slot = self.slots[reader]
            slot.chip, slot.counter = chip, slot.counter + 1
            self._happened.notify_all()

    def SCardEstablishContext(self, scope: int, /) -> tuple[int, int]:  # noqa: N802
        return SUCCESS, 1

    def SCardReleaseContext(self, context: int, /) -> int:  # noqa: N802
        return SUCCESS

    def SCardListReaders(self, context: int, groups: list[str], /) -> tuple[int, list[str]]:  # noqa: N802
        return (SUCCESS, list(self.slots)) if self.slots else (NO_READERS, [])

    def SCardGetStatusChange(  # noqa: N802
        self, context: int, timeout_ms: int, states: list[tuple[str, int]], /
    ) -> tuple[int, list[StateOut]]:
        with self._happened:
            if any(name != ARRIVALS and name not in self.slots for name, _ in states):
                return UNKNOWN_READER, []
            came = self._happened.wait_for(lambda: self._cancelled or self._differs(states), timeout_ms / 1000)
            cancelled, self._cancelled = self._cancelled, False
            if not came or cancelled:
                return (CANCELLED if cancelled else TIMED_OUT), []
            return SUCCESS, [(name, self._raw(name, known), []) for name, known in states]

    def _differs(self, states: list[tuple[str, int]]) -> bool:
        return any(self._raw(name, known) & CHANGED_BIT for name, known in states)

    def _raw(self, name: str, known: int) -> int:
        if name == ARRIVALS:
            now = len(self.slots) << 16
        elif name in self.slots:
            now = self.slots[name].raw
        else:
            now = 0
        return now | (CHANGED_BIT if now != known else 0)

    def SCardCancel(self, context: int, /) -> int:  # noqa: N802
        with self._happened:
            self._cancelled = True
            self._happened.notify_all()
        return SUCCESS

    def SCardConnect(self, context: int, reader: str, mode: int, protocols: int, /) -> tuple[int, int, int]:  # noqa: N802
        with self._happened:
            slot = self.slots.get(reader)
            if slot is None:
                return UNKNOWN_READER, 0, 0
            if slot.seized:
                return SHARING_VIOLATION, 0, 0
            if slot.chip is None:
                return NO_CARD, 0, 0
            self._handles += 1
            self._cards[self._handles] = slot
            return SUCCESS, self._handles, PROTOCOL_T0

    def SCardDisconnect(self, card: int, disposition: int, /) -> int:  # noqa: N802
        del self._cards[card]
        return SUCCESS

    def SCardBeginTransaction(self, card: int, /) -> int:  # noqa: N802
        return SUCCESS

    def SCardEndTransaction(self, card: int, disposition: int, /) -> int:  # noqa: N802
        return SUCCESS

    def SCardTransmit(self, card: int, pci: object, apdu: list[int], /) -> tuple[int, list[int]]:  # noqa: N802
        result = self.on_transmit(bytes(apdu))
        chip = self._cards[card].chip
        if result != SUCCESS or chip is None:
            return result or NO_CARD, []
        return SUCCESS, list(chip.process(bytes(apdu)))
