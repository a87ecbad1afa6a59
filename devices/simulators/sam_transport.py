"""What the simulated SAM readers share, whichever line they hang on."""

from __future__ import annotations

import threading
from abc import ABC, abstractmethod
from typing import Final

from devices.simulators.sam_module import REAL_SPEED, SamTiming
from devices.simulators.sam_peer import SamFault, SamPeer
from devices.simulators.wallet import IdentityCardImage

LOOK_EVERY_S: Final = 0.1
"""How long unplugging may wait for the simulator to notice."""


class SimulatedSam(ABC):
    """A SAM reader with a thread that answers.

    Args of the constructor:
        timing: how long each command takes.
        real_speed: take as long as real modules do; overrides ``timing``.
        late_by: how many further commands must come before a late answer goes out.
    """

    def __init__(self, *, timing: SamTiming | None = None, real_speed: bool = False, late_by: int = 1) -> None:
        self._peer = SamPeer(timing=REAL_SPEED if real_speed else timing or SamTiming(), late_by=late_by)
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Plug the reader in."""
        self._plug_in()
        self._stopping.clear()
        self._thread = threading.Thread(target=self._serve, name="simulated-sam", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Unplug the reader; does nothing when it is not plugged in."""
        if self._thread is None:
            return
        self._stopping.set()
        self._thread.join()
        self._thread = None
        self._unplug()

    def place(self, card: IdentityCardImage) -> None:
        """Lay a card on the reader; one that lies there is taken away first."""
        self._peer.place(card)

    def lift(self) -> None:
        """Take the card away; does nothing when none lies there."""
        self._peer.lift()

    def fault(self, fault: SamFault, *, times: int | None = 1) -> None:
        """Let something go wrong with the next ``times`` answers, or with all until :meth:`mend` when ``None``."""
        self._peer.fault(fault, times=times)

    def mend(self) -> None:
        """Take back all faults that are still to come."""
        self._peer.mend()

    @abstractmethod
    def _plug_in(self) -> None:
        """Make the line appear."""

    @abstractmethod
    def _unplug(self) -> None:
        """Make the line vanish; does nothing when it has."""

    @abstractmethod
    def _receive(self) -> bytes:
        """Return what has come in within ``LOOK_EVERY_S``."""

    @abstractmethod
    def _send(self, pieces: tuple[bytes, ...]) -> None:
        """Send a frame piece by piece."""

    def _serve(self) -> None:
        while not self._stopping.is_set():
            for reply in self._peer.replies_to(self._receive()):
                self._stopping.wait(reply.after_s)
                if reply.unplugs:
                    self._unplug()
                    return
                for frame in reply.frames:
                    self._send(frame)
