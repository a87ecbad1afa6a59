"""A private pcscd: the ways to run it apart, and what it says when one is missing."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from devices.simulators import private_pcscd
from devices.simulators.private_pcscd import PrivatePcscd, PrivatePcscdError


def accepts(path: Path) -> bool:
    with socket.socket(socket.AF_UNIX) as probe:
        return probe.connect_ex(str(path)) == 0


@pytest.mark.stack
def test_its_socket_lies_in_its_own_folder_and_goes_with_it(tmp_path: Path) -> None:
    pcscd = PrivatePcscd(folder=tmp_path)
    pcscd.start()
    assert pcscd.socket_path.is_relative_to(tmp_path)
    assert accepts(pcscd.socket_path)
    pcscd.stop()
    assert not accepts(pcscd.socket_path)


@pytest.mark.stack
def test_two_of_them_run_side_by_side(tmp_path: Path) -> None:
    first, second = PrivatePcscd(folder=tmp_path / "first"), PrivatePcscd(folder=tmp_path / "second")
    first.start()
    second.start()
    first.stop()
    assert accepts(second.socket_path)
    second.stop()


@pytest.mark.stack
@pytest.mark.skipif(os.geteuid() != 0, reason="only root can hand pcscd a socket")
def test_root_needs_no_namespace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(private_pcscd, "_can_bind", lambda namespace, folder: False)
    pcscd = PrivatePcscd(folder=tmp_path)
    pcscd.start()
    assert accepts(pcscd.socket_path)
    pcscd.kill()
    pcscd.start()
    assert accepts(pcscd.socket_path)
    pcscd.stop()


def test_others_without_namespaces_are_told_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(private_pcscd, "_can_bind", lambda namespace, folder: False)
    monkeypatch.setattr(private_pcscd, "_driver", lambda: Path("/driver"))
    monkeypatch.setattr("shutil.which", lambda name, path: name)
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    with pytest.raises(PrivatePcscdError, match="user namespaces"):
        PrivatePcscd(folder=tmp_path).start()


def test_a_missing_program_is_named_with_its_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda name, path: None)
    with pytest.raises(PrivatePcscdError, match="apt install pcscd"):
        PrivatePcscd(folder=tmp_path).start()


def test_a_missing_driver_is_named_with_its_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(private_pcscd, "DRIVER_NAMES", ("no-such-driver",))
    monkeypatch.setattr("shutil.which", lambda name, path: name)
    with pytest.raises(PrivatePcscdError, match="apt install vsmartcard-vpcd"):
        PrivatePcscd(folder=tmp_path).start()


def test_a_folder_too_deep_for_a_socket_is_refused_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda name, path: name)
    with pytest.raises(PrivatePcscdError, match="too long"):
        PrivatePcscd(folder=tmp_path / ("x" * 100)).start()
