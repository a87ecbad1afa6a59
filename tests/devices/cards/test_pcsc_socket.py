"""Whether somebody listens at the service's socket."""

from __future__ import annotations

import os
import socket
import threading
from pathlib import Path

import pytest

from devices.cards.pcsc_socket import PATH_VARIABLE, Door, knock
from tests.devices.cards.refusing import RefusingService

NOBODY = 65534


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "pcscd.comm"
    monkeypatch.setenv(PATH_VARIABLE, str(path))
    return path


def test_nobody_listens_where_there_is_no_socket(path: Path) -> None:
    assert knock() is Door.CLOSED


def test_nobody_listens_at_a_socket_that_a_killed_service_left_behind(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as left_behind:
        left_behind.bind(str(path))
    assert knock() is Door.CLOSED


def test_a_service_that_hangs_up_on_everybody_is_there(path: Path) -> None:
    with RefusingService(path):
        assert knock() is Door.OPEN


def test_a_service_that_ends_with_the_first_caller_is_not(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(path))
        listener.listen()

        def end() -> None:
            caller, _ = listener.accept()
            listener.close()
            caller.close()

        ending = threading.Thread(target=end)
        ending.start()
        assert knock() is Door.CLOSED
        ending.join()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can be somebody else")
def test_a_socket_that_is_closed_to_this_user_is_told_from_one_where_nobody_listens(path: Path) -> None:
    with RefusingService(path):
        path.chmod(0o600)
        os.seteuid(NOBODY)
        try:
            found = knock()
        finally:
            os.seteuid(0)
    assert found is Door.FORBIDDEN
