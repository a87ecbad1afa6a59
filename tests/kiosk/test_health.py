"""The health file: what the running terminal last knew of its parts."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from devices.status import DeviceFault, DeviceKind, DeviceState, DeviceStatus
from kiosk.health import FILE, HealthFile, PartHealth, read_health
from kiosk.visit.surroundings import PLAIN, FormNow, LineNow

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)


def printer(state: DeviceState, fault: DeviceFault | None = None) -> DeviceStatus:
    return DeviceStatus(kind=DeviceKind.RECEIPT_PRINTER, state=state, fault=fault, since=NOW)


def test_what_was_noted_is_read_back(tmp_path: Path) -> None:
    health = HealthFile(tmp_path)
    health.note_device(printer(DeviceState.USER_ERROR, DeviceFault(code="RECEIPT_PRINTER_PAPER_OUT", detail="12 00")))
    health.note_line(LineNow(name="extranet", up=False, since=NOW, code="PORTAL_UNREACHABLE"))
    assert read_health(tmp_path) == (
        PartHealth(name="line extranet", state="down", code="PORTAL_UNREACHABLE", detail="", since=NOW),
        PartHealth(
            name="receipt-printer", state="user-error", code="RECEIPT_PRINTER_PAPER_OUT", detail="12 00", since=NOW
        ),
    )


def test_each_part_stands_there_once_as_it_is_now(tmp_path: Path) -> None:
    health = HealthFile(tmp_path)
    health.note_device(printer(DeviceState.OFFLINE, DeviceFault(code="RECEIPT_PRINTER_SILENT")))
    health.note_device(printer(DeviceState.ONLINE))
    assert read_health(tmp_path) == (PartHealth(name="receipt-printer", state="online", code="", detail="", since=NOW),)


def test_a_device_that_works_says_what_it_is(tmp_path: Path) -> None:
    health = HealthFile(tmp_path)
    online = DeviceState.ONLINE
    health.note_device(DeviceStatus(kind=DeviceKind.IDENTITY_READER, state=online, about="05.01-20174901", since=NOW))
    parts = read_health(tmp_path)
    assert parts is not None
    assert [(part.code, part.detail) for part in parts] == [("", "05.01-20174901")]


def test_forms_say_why_they_pause_and_since_when(tmp_path: Path) -> None:
    health, later = HealthFile(tmp_path), NOW + timedelta(minutes=5)
    health.note_forms((FormNow(PLAIN), FormNow("senior-card", "BLANK_OUT_OF_STOCK")), NOW)
    health.note_forms((FormNow(PLAIN, "TRAY_NOT_LOADED"), FormNow("senior-card", "BLANK_OUT_OF_STOCK")), later)
    parts = {part.name: part for part in read_health(tmp_path) or ()}
    card, plain = parts["form senior-card"], parts["plain paper"]
    assert (card.state, card.code, card.since) == ("paused", "BLANK_OUT_OF_STOCK", NOW)
    assert (plain.state, plain.code, plain.since) == ("paused", "TRAY_NOT_LOADED", later)
    health.note_forms((FormNow(PLAIN),), later)
    assert {part.state for part in read_health(tmp_path) or () if part.name == "plain paper"} == {"ready"}


def test_many_threads_leave_a_whole_file(tmp_path: Path) -> None:
    health = HealthFile(tmp_path)
    kinds = list(DeviceKind)

    def note(kind: DeviceKind) -> None:
        for _ in range(50):
            health.note_device(DeviceStatus(kind=kind, state=DeviceState.ONLINE, since=NOW))

    threads = [threading.Thread(target=note, args=(kind,)) for kind in kinds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    parts = read_health(tmp_path)
    assert parts is not None
    assert {part.name for part in parts} == {kind.value for kind in kinds}


@pytest.mark.parametrize("text", ["", "{", "[]", '{"line x": {"state": "up"}}', '{"line x": 1}'])
def test_a_file_that_cannot_be_used_is_no_file(tmp_path: Path, text: str) -> None:
    (tmp_path / FILE).write_text(text, encoding="utf-8")
    assert read_health(tmp_path) is None


def test_it_is_gone_when_the_terminal_stops(tmp_path: Path) -> None:
    health = HealthFile(tmp_path)
    health.note_device(printer(DeviceState.ONLINE))
    health.remove()
    health.remove()
    assert read_health(tmp_path) is None


def test_a_full_disk_is_logged_and_does_not_reach_the_device(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    HealthFile(tmp_path / "gone").note_device(printer(DeviceState.ONLINE))
    assert "health.json cannot be written" in caplog.text
