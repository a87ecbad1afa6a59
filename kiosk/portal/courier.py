"""Delivering what could wait: at least once, in order within a visit, patiently."""

from __future__ import annotations

import logging
import random
import threading
from collections.abc import Callable
from dataclasses import dataclass

from kiosk.errors import KioskError
from kiosk.portal.errors import LineDown, PortalError, PortalRefused, PortalTimeout
from kiosk.portal.outbox import Outbox, StoredParcel
from kiosk.portal.port import Portal

log = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class BackOff:
    """How long to wait after a failure: doubling from ``first_s`` to at most ``most_s`` seconds.

    A random part of up to a half spreads the county's terminals after a shared outage.
    """

    first_s: float = 2.0
    most_s: float = 300.0

    def after(self, attempts: int, chance: float) -> float:
        """Return seconds to wait after so many failures; ``chance`` is from 0 to 1."""
        # 2**20 first waits are already far above any cap, and a float holds them.
        plain = min(self.first_s * 2.0 ** min(attempts, 20), self.most_s)
        return plain * (1 - chance / 2)


class Courier:
    """A thread that delivers the outbox.

    When the line is down, everything waits. When the portal itself fails over one parcel, only that parcel's visit
    waits, so that one bad parcel never holds up the others. What the portal refuses for good is set aside for staff.
    """

    def __init__(
        self,
        *,
        outbox: Outbox,
        portal: Portal,
        monotonic: Callable[[], float],
        chance: random.Random,
        back_off: BackOff | None = None,
    ) -> None:
        self._outbox = outbox
        self._portal = portal
        self._monotonic = monotonic
        self._chance = chance
        self._back_off = back_off or BackOff()
        self._held: dict[str, float] = {}
        self._failures = 0
        self._stopping = False
        self._woken = threading.Event()
        self._thread = threading.Thread(target=self._run, name="courier", daemon=True)

    def start(self) -> None:
        """Begin with what an earlier run has left."""
        self._thread.start()

    def stop(self, *, patience_s: float = 2.0) -> None:
        """Stop. Waits so many seconds for a delivery under way; what waits stays in the outbox.

        A delivery that outlives the wait is repeated by the next run, under the same key.
        """
        self._stopping = True
        self._woken.set()
        if self._thread.is_alive():
            self._thread.join(patience_s)

    def wake(self) -> None:
        """A parcel was put, or a line came up: try now."""
        self._woken.set()

    def deliver_next(self) -> float | None:
        """Deliver one parcel and say how many seconds to rest: 0 goes on at once, ``None`` waits to be woken."""
        try:
            return self._deliver_next()
        except KioskError as error:
            # The outbox itself failed; the courier must outlive it.
            self._failures += 1
            log.warning("outbox: %s", error.code)
            return self._rest(self._failures)

    def _deliver_next(self) -> float | None:
        now = self._monotonic()
        self._held = {visit: until for visit, until in self._held.items() if until > now}
        stored = self._outbox.oldest(except_visits=frozenset(self._held))
        if stored is None:
            return min(self._held.values()) - now if self._held else None
        try:
            self._portal.deliver(stored.parcel)
        except PortalRefused as refusal:
            log.warning("parcel %d refused: %s", stored.id, refusal.code)
            self._outbox.refused(stored.id, refusal.code)
        except PortalError as error:
            self._outbox.failed(stored.id, error.code)
            return self._after_failure(stored, error)
        else:
            self._outbox.delivered(stored.id)
        self._failures = 0
        return 0.0

    def _after_failure(self, stored: StoredParcel, error: PortalError) -> float:
        if isinstance(error, LineDown | PortalTimeout):
            self._failures += 1
            if self._failures == 1:
                log.info("outbox waits: %s", error.code)
            return self._rest(self._failures)
        log.warning("parcel %d failed: %s", stored.id, error.code)
        self._held[stored.parcel.visit] = self._monotonic() + self._rest(stored.attempts + 1)
        return 0.0

    def _rest(self, failures: int) -> float:
        return self._back_off.after(failures - 1, self._chance.random())

    def _deliver_or_rest(self) -> float | None:
        """Deliver one parcel. Whatever goes wrong, the courier lives on: parcels must not wait for a restart."""
        try:
            return self.deliver_next()
        except Exception:
            log.exception("the courier met something unforeseen")
            self._failures += 1
            return self._rest(self._failures)

    def _run(self) -> None:
        while not self._stopping:
            self._woken.clear()
            rest = self._deliver_or_rest()
            if rest != 0.0 and not self._stopping:
                self._woken.wait(rest)
