"""The watch: a line's change reaches the listener without anyone asking a question."""

from __future__ import annotations

import queue
import threading
import time
from dataclasses import replace

from devices.simulators.world_line import Cut, SimulatedLine
from kiosk.portal.client import HttpPortal
from kiosk.portal.lines import BreakerRules, LineStatus
from kiosk.portal.switchboard import Switchboard
from kiosk.portal.watch import LineWatch
from tests.kiosk.portal.running import NOW, Sandbox


def test_a_line_that_is_cut_and_mended_is_told_once_each(sandbox: Sandbox) -> None:
    changes: queue.Queue[LineStatus] = queue.Queue()
    cable = SimulatedLine(name="extranet", host="127.0.0.1", upstream_port=sandbox.ready.portal_port)
    cable.start()
    line = replace(sandbox.line, base_url=f"https://127.0.0.1:{cable.port}")
    switchboard = Switchboard(
        lines=[line.name],
        on_change=changes.put,
        monotonic=time.monotonic,
        now=lambda: NOW,
        rules=BreakerRules(),
    )
    portal = HttpPortal(lines=[line], parcel_line=line.name, switchboard=switchboard)
    watch = LineWatch(portal=portal, lines=[line.name], every_s=0.01)
    watch.start()
    try:
        cable.cut(Cut.REFUSING)
        assert changes.get(timeout=60) == LineStatus("extranet", False, NOW, "PORTAL_UNREACHABLE")
        cable.mend()
        assert changes.get(timeout=60) == LineStatus("extranet", True, NOW)
    finally:
        watch.stop()
        portal.close()
        cable.stop()
    assert changes.empty()
    assert not [thread for thread in threading.enumerate() if thread.name == "watch-extranet"]
