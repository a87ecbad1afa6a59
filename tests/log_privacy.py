"""A pytest plugin: collects everything that a run logs, and fails the run when something in it looks personal.

It looks at what callers wrote, before the log's sink hides anything: the sink is the last net, not the first. Loggers
whose name begins with ``test`` belong to tests about the net itself.
"""

from __future__ import annotations

import logging
import re
import tempfile
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import Final

import pytest

from devices.simulators.wallet import Holder, load_wallet
from kiosk.private_patterns import hide_private

OWN_LOGGERS: Final = "test"
LEAST_LATIN: Final = 5
"""Letters; shorter words of a name are words of other languages too."""
LINE: Final = "\t"


class LogPrivacy:
    """The plugin."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile("w+", encoding="utf-8")  # noqa: SIM115 - open for the whole run
        self._handler = _Collector(self._file.write)
        self._found: list[str] = []

    def pytest_sessionstart(self) -> None:
        """Begin to collect; INFO is what a terminal logs."""
        root = logging.getLogger()
        root.addHandler(self._handler)
        root.setLevel(logging.INFO)

    def pytest_runtest_logstart(self, nodeid: str) -> None:
        """Remember which test is running."""
        self._handler.test = nodeid

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Look at everything, and fail a run in which something was found."""
        logging.getLogger().removeHandler(self._handler)
        self._file.seek(0)
        self._found = list(dict.fromkeys(_leaks(self._file)))
        self._file.close()
        if self._found:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Say which tests logged what."""
        if self._found:
            terminalreporter.section("something personal was logged", red=True, bold=True)
            for leak in self._found:
                terminalreporter.line(leak)


class _Collector(logging.Handler):
    def __init__(self, write: Callable[[str], int]) -> None:
        super().__init__()
        self._write = write
        self.test = "before the first test"

    def emit(self, record: logging.LogRecord) -> None:
        if record.name.partition(".")[0].startswith(OWN_LOGGERS):
            return
        for line in _said(record).splitlines():
            safe = line.encode(errors="backslashreplace").decode()
            self._write(f"{self.test}{LINE}{record.name}{LINE}{safe}\n")


def private_parts(text: str) -> list[str]:
    """Return what in a text looks personal: names and numbers of the wallet, and shapes that the sink would hide."""
    found = [word for word in wallet_words() if word in text]
    return found or ([text] if hide_private(text) != text else [])


@cache
def wallet_words() -> tuple[str, ...]:
    """Return names and numbers of everybody in the wallet, longest first."""
    words = {word for holder in load_wallet() for word in _words(holder)}
    return tuple(sorted(words, key=len, reverse=True))


def _words(holder: Holder) -> Iterator[str]:
    if (card := holder.identity_card) is not None:
        yield from filter(None, (card.name, card.number, card.permit_number, card.address))
        yield from _latin(card.latin_name)
    if (social := holder.social_card) is not None:
        yield from filter(None, (social.name, social.number, social.card_number))
    if (document := holder.travel_document) is not None:
        yield document.number
        yield from _latin(f"{document.surname} {document.given_names}")


def _latin(name: str) -> Iterator[str]:
    yield from (word for word in re.findall(r"[A-Z]+", name) if len(word) >= LEAST_LATIN)


def _said(record: logging.LogRecord) -> str:
    """The line, and what its errors say; their source lines are the tests' own."""
    error = record.exc_info[1] if record.exc_info else None
    said = [record.getMessage()]
    while error is not None:
        said.append(f"{type(error).__name__}: {error}")
        error = error.__cause__ or error.__context__
    return "\n".join(said)


def _leaks(lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        test, logger, said = line.rstrip("\n").split(LINE, 2)
        for part in private_parts(said):
            yield f"{test}: {logger}: {part}"
