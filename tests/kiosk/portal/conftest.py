"""One sandbox portal for all tests of the client; each test begins without faults."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from kiosk.sandbox.faults import Fault
from tests.kiosk.portal.running import Sandbox, Terminal, running_sandbox, terminal_on


@pytest.fixture(scope="session")
def shared_sandbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    with running_sandbox(tmp_path_factory.mktemp("sandbox")) as sandbox:
        yield sandbox


@pytest.fixture
def sandbox(shared_sandbox: Sandbox) -> Iterator[Sandbox]:
    yield shared_sandbox
    shared_sandbox.remote.set_fault(Fault.NONE)


@pytest.fixture
def terminal(sandbox: Sandbox) -> Iterator[Terminal]:
    with terminal_on(sandbox.line) as terminal:
        yield terminal
