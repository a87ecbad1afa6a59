"""The commands: a real process that says when it answers, and the exported contract."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from kiosk.portal.contract import openapi_document
from kiosk.sandbox.commands import portal
from kiosk.sandbox.faults import Fault
from kiosk.sandbox.ready import NotReadable, read_ready
from kiosk.sandbox.remote import SandboxRemote, SandboxUnreachable


def test_openapi_prints_the_contract() -> None:
    assert CliRunner().invoke(portal, ["openapi"]).output == openapi_document()


def test_openapi_writes_the_contract(tmp_path: Path) -> None:
    out = tmp_path / "openapi.json"
    assert CliRunner().invoke(portal, ["openapi", "--out", str(out)]).exit_code == 0
    assert out.read_text(encoding="utf-8") == openapi_document()


def test_serve_runs_until_it_is_told_to_end(tmp_path: Path) -> None:
    ready_file = tmp_path / "ready.json"
    arguments = ["serve", "--state", str(tmp_path / "state"), "--ready-file", str(ready_file), "--today", "2026-03-18"]
    program = "from kiosk.sandbox.commands import portal; portal()"
    with subprocess.Popen([sys.executable, "-c", program, *arguments], stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            greeting = [process.stdout.readline().split()[0] for _ in range(3)]
            ready = read_ready(ready_file)
            remote = SandboxRemote(ready.admin_url)
            remote.set_fault(Fault.BROKEN)
            assert remote.reported().counts["ratings"] == 0
        finally:
            process.send_signal(signal.SIGTERM)
        assert process.wait() == 0
    assert greeting == ["portal", "public", "admin"]
    assert ready.pid == process.pid
    assert Path(ready.key_file).stat().st_mode & 0o077 == 0
    with pytest.raises(SandboxUnreachable):
        remote.reported()


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"portal_url": "https://127.0.0.1:1"}'])
def test_a_ready_file_of_another_kind_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "ready.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(NotReadable):
        read_ready(path)
