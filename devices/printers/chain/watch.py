"""Keeps what is known of a queue's filter chain: tried at the start, and again whenever the queue has changed."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping
from typing import Protocol

from devices.errors import DeviceError
from devices.printers.chain.probe import ChainReport, Verdict, test_chain, worst_of
from devices.printers.cups_queue import CupsQueue, QueueGone, QueueMissing, QueueView

log = logging.getLogger("devices")


def try_queue(*, host: str, port: int, queue: str, media: Iterable[str]) -> ChainReport:
    """Try the chain of one queue once, for a technician; raises :class:`DeviceError` when the queue cannot be reached.

    Args:
        host: the scheduler's host.
        port: its TCP port.
        queue: the queue's name.
        media: PWG names of the sizes to try.
    """
    asked = CupsQueue(host=host, port=port, name=queue)
    return test_chain(ppd=asked.ppd(), media=media, defaults=asked.defaults())


class Probe(Protocol):
    """Tries a chain; :func:`devices.printers.chain.probe.test_chain` is the one."""

    def __call__(self, *, ppd: bytes, media: Iterable[str], defaults: Mapping[str, str]) -> ChainReport:
        """Try every medium and return the worst that happened."""


class DescribedQueue(Protocol):
    """What the watch asks of a queue."""

    def ppd(self) -> bytes:
        """Return the description of its printer."""

    def defaults(self) -> dict[str, str]:
        """Return its own defaults."""


class ChainWatch:
    """Reports on a queue's chain, a medium at a time; used on the printer's owner thread only.

    Args of the constructor:
        media: PWG names of the sizes that are tried at the start; any other one is tried before its first sheet.
        probe: tries the chain.
    """

    def __init__(self, *, media: Iterable[str], probe: Probe = test_chain) -> None:
        self._media = tuple(media)
        self._probe = probe
        self._reports: dict[str, ChainReport] = {}
        self._tried_at: int | None = None

    @property
    def worst(self) -> ChainReport:
        """The report that counts for the whole queue."""
        return worst_of(self._reports.values())

    def look(self, queue: DescribedQueue, view: QueueView) -> None:
        """Try again what is in use when the queue has changed since, or may have changed in the same second."""
        if self._tried_at is not None and view.changed_at < self._tried_at:
            return
        self._tried_at = view.clock
        media = tuple({**dict.fromkeys(self._media), **self._reports})
        before = self.worst
        self._reports = {name: self._tried(queue, name) for name in media}
        self._log_change(before, self.worst)

    def forget(self) -> None:
        """Try everything again at the next look: the scheduler was away, and its programs may be others now."""
        self._tried_at = None

    def of(self, queue: DescribedQueue, media: str) -> ChainReport:
        """Return the report on one medium, which is tried first if it has not been."""
        if media not in self._reports:
            before = self.worst
            self._reports[media] = self._tried(queue, media)
            self._log_change(before, self.worst)
        return self._reports[media]

    def _tried(self, queue: DescribedQueue, media: str) -> ChainReport:
        try:
            return self._probe(ppd=queue.ppd(), media=(media,), defaults=queue.defaults())
        except (QueueGone, QueueMissing):
            raise
        except DeviceError as error:
            return ChainReport(verdict=Verdict.UNTESTED, detail=error.detail)

    def _log_change(self, before: ChainReport, after: ChainReport) -> None:
        if (before.verdict, before.detail) != (after.verdict, after.detail):
            told = log.info if after.verdict is Verdict.STAYS else log.warning
            told("the filter chain: %s %s", after.verdict.value, after.detail)
