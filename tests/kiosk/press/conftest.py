"""A terminal with a pack of blanks, a willing register and a working printer."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.kiosk.press.world import FORM, Register, Run, Spooler


@pytest.fixture
def spooler() -> Spooler:
    return Spooler()


@pytest.fixture
def register() -> Register:
    return Register()


@pytest.fixture
def run(tmp_path: Path, spooler: Spooler, register: Register) -> Iterator[Run]:
    run = Run(tmp_path, spooler, register)
    run.blanks.load_pack(FORM, first_serial="LN0001000", count=5, who="technician")
    yield run
    run.end()
