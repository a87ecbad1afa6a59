"""The card readers: which way the settings lead to the one for identity cards."""

from __future__ import annotations

import json
import queue
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from devices.simulators.sam import SamSimulator
from devices.simulators.sam_tcp import TcpSamSimulator
from devices.status import DeviceKind, DeviceState, DeviceStatus
from kiosk.app import barred_ways
from kiosk.card_readers import build_readers, readers_of
from kiosk.config import load_settings
from kiosk.visit.identity import Way

LEAST = """
[terminal]
id = "T1"
place = { zh = "大厅", en = "Hall" }
profile = "sandbox"
state_dir = "state"
public_url = "https://zwfw.example"
[[line]]
name = "extranet"
base_url = "https://portal.example"
trust_file = "trust.pem"
certificate_file = "terminal.pem"
key_file = "terminal.key"
[identity_reader]
"""
PATIENCE_S = 20.0


@contextmanager
def first_word(folder: Path, **keys: str | int) -> Iterator[DeviceStatus]:
    """Build the identity-card reader that these keys name, and hand out the first that it says."""
    path = folder / "config.toml"
    path.write_text(LEAST + "".join(f"{key} = {json.dumps(value)}\n" for key, value in keys.items()), encoding="utf-8")
    said: queue.Queue[DeviceStatus] = queue.Queue()
    readers = build_readers(
        readers_of(load_settings(path)), on_card=lambda _: None, on_status=said.put, now=lambda: datetime.now(UTC)
    )
    reader = readers[DeviceKind.IDENTITY_READER]
    reader.open()
    try:
        yield said.get(timeout=PATIENCE_S)
    finally:
        reader.close()


def test_a_port_leads_over_a_serial_line(tmp_path: Path) -> None:
    sam = SamSimulator(link=tmp_path / "sam")
    sam.start()
    with first_word(tmp_path, port=sam.port) as status:
        assert status.state is DeviceState.ONLINE
    sam.stop()


def test_a_host_leads_over_the_network(tmp_path: Path) -> None:
    sam = TcpSamSimulator()
    sam.start()
    with first_word(tmp_path, host=sam.host, tcp_port=sam.port) as status:
        assert status.state is DeviceState.ONLINE
    sam.stop()


@pytest.mark.parametrize("scheme", ["native", "simple"])
def test_a_usb_device_leads_over_the_system_s_libusb(tmp_path: Path, scheme: str) -> None:
    with first_word(tmp_path, usb="ffff:fffe", usb_scheme=scheme) as status:
        assert status.fault is not None
        assert (status.state, status.fault.code) in {
            (DeviceState.NO_DEVICE, "IDENTITY_READER_NOT_FOUND"),
            (DeviceState.NO_SERVICE, "IDENTITY_READER_NO_LIBRARY"),
        }


@pytest.mark.parametrize("files", [(), ("csca.pem",)])
def test_travel_documents_are_offered_only_where_somebody_vouches_for_them(
    tmp_path: Path, files: tuple[str, ...]
) -> None:
    store = tmp_path / "csca"
    store.mkdir()
    for name in files:
        (store / name).touch()
    path = tmp_path / "config.toml"
    reader = f'port = "sam"\n[card_reader]\nauthorities_dir = {json.dumps(str(store))}\n'
    path.write_text(LEAST + reader, encoding="utf-8")
    assert (Way.TRAVEL_DOCUMENT in barred_ways(load_settings(path))) is not bool(files)
