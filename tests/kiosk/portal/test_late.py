"""The client that is made late: nothing heavy before the first call, one client after many."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

from kiosk.portal.client import HttpPortal
from kiosk.portal.late import LatePortal
from tests.kiosk.portal.running import Sandbox, terminal_on


def test_the_light_modules_of_the_portal_import_neither_http_nor_messages() -> None:
    light = "port, parcels, outbox, lines, switchboard, watch, courier, late, errors"
    program = f"from kiosk.portal import {light}; import sys; print({{'requests', 'pydantic'}} & set(sys.modules))"
    found = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "set()"


def test_many_first_callers_get_one_client(sandbox: Sandbox) -> None:
    made: list[HttpPortal] = []
    with terminal_on(sandbox.line) as terminal:

        def make() -> HttpPortal:
            made.append(terminal.portal)
            return terminal.portal

        late = LatePortal(make=make)
        assert made == []
        with ThreadPoolExecutor(8) as pool:
            list(pool.map(late.health, ["extranet"] * 16))
        late.close()
    assert made == [terminal.portal]
