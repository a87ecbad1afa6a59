"""One terminal process a state folder."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.errors import AlreadyRunning, ConfigError
from kiosk.single import StateFolder

HOLDER = """
import sys
from pathlib import Path
from kiosk.single import StateFolder
folder = StateFolder(Path(sys.argv[1]))
folder.take()
print("held", flush=True)
sys.stdin.read()
"""


def holding(folder: Path) -> subprocess.Popen[str]:
    """Start another process that holds the folder until its input ends."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def test_a_second_process_is_refused_and_the_first_is_named(tmp_path: Path) -> None:
    with holding(tmp_path / "state") as other:
        with pytest.raises(AlreadyRunning) as caught:
            StateFolder(tmp_path / "state").take()
        assert caught.value.detail == f"process {other.pid} already works on {tmp_path / 'state'}"
        other.communicate("")


def test_the_folder_is_free_again_when_its_process_was_killed(tmp_path: Path) -> None:
    with holding(tmp_path / "state") as other:
        other.kill()
        other.wait()
    folder = StateFolder(tmp_path / "state")
    folder.take()
    assert (tmp_path / "state" / "terminal.lock").read_text(encoding="ascii") == str(os.getpid())
    folder.release()


def test_two_folders_of_one_process_exclude_each_other_too(tmp_path: Path) -> None:
    first, second = StateFolder(tmp_path), StateFolder(tmp_path)
    first.take()
    with pytest.raises(AlreadyRunning):
        second.take()
    first.release()
    second.take()
    second.release()


def test_the_folder_is_made_for_nobody_else_to_read(tmp_path: Path) -> None:
    folder = StateFolder(tmp_path / "var" / "state")
    folder.take()
    assert folder.path.stat().st_mode & 0o077 == 0
    folder.release()


def test_a_folder_that_cannot_be_made_is_named_by_its_key(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="ascii")
    with pytest.raises(ConfigError, match=r"^CONFIG_UNUSABLE: terminal\.state_dir: .* cannot be used: ") as caught:
        StateFolder(tmp_path / "file" / "state").take()
    assert "\n" not in caught.value.detail


def test_a_folder_that_was_never_taken_is_let_go_without_harm(tmp_path: Path) -> None:
    StateFolder(tmp_path).release()
