"""The machine's key file."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.records.errors import KeyUnusable, SealedRowUnreadable
from kiosk.records.keys import FILE_NAME, KEY_BYTES, MachineKeys, Use

KEYS = MachineKeys(b"k" * KEY_BYTES)


def test_the_key_is_made_once_readable_by_the_owner_alone(tmp_path: Path) -> None:
    first = MachineKeys.load(tmp_path / "state")
    path = tmp_path / "state" / FILE_NAME
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [each.name for each in path.parent.iterdir()] == [FILE_NAME]
    again = MachineKeys.load(tmp_path / "state")
    assert again.digest(Use.HOLDER, "x") == first.digest(Use.HOLDER, "x")


def test_machines_have_different_keys(tmp_path: Path) -> None:
    one, two = MachineKeys.load(tmp_path / "one"), MachineKeys.load(tmp_path / "two")
    assert one.digest(Use.HOLDER, "x") != two.digest(Use.HOLDER, "x")


def test_a_left_over_of_an_interrupted_making_is_made_anew(tmp_path: Path) -> None:
    (tmp_path / "machine.new").write_bytes(b"half")
    MachineKeys.load(tmp_path)
    assert len((tmp_path / FILE_NAME).read_bytes()) == KEY_BYTES


@pytest.mark.parametrize("content", [b"", b"k" * (KEY_BYTES - 1), b"k" * (KEY_BYTES + 1)])
def test_a_key_of_the_wrong_length_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / FILE_NAME
    path.write_bytes(content)
    path.chmod(0o600)
    with pytest.raises(KeyUnusable):
        MachineKeys.load(tmp_path)


@pytest.mark.parametrize("mode", [0o640, 0o604])
def test_a_key_that_others_can_read_is_refused(tmp_path: Path, mode: int) -> None:
    MachineKeys.load(tmp_path)
    (tmp_path / FILE_NAME).chmod(mode)
    with pytest.raises(KeyUnusable):
        MachineKeys.load(tmp_path)


def test_a_folder_that_cannot_be_made_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(KeyUnusable):
        MachineKeys.load(tmp_path / "file" / "state")


def test_digests_for_different_uses_differ() -> None:
    assert len({KEYS.digest(use, "x") for use in Use}) == len(Use)


@given(text=st.text(), place=st.binary())
def test_what_is_sealed_can_be_unsealed_at_its_place(text: str, place: bytes) -> None:
    assert KEYS.unseal(KEYS.seal(text, place=place), place=place) == text


def test_sealing_twice_gives_different_bytes() -> None:
    assert KEYS.seal("x", place=b"p") != KEYS.seal("x", place=b"p")


@pytest.mark.parametrize("change", ["another place", "another key", "a flipped bit", "cut short"])
def test_what_was_changed_or_moved_cannot_be_unsealed(change: str) -> None:
    sealed, place, keys = KEYS.seal("secret", place=b"here"), b"here", KEYS
    match change:
        case "another place":
            place = b"there"
        case "another key":
            keys = MachineKeys(b"o" * KEY_BYTES)
        case "a flipped bit":
            sealed = sealed[:-1] + bytes([sealed[-1] ^ 1])
        case _:
            sealed = sealed[:5]
    with pytest.raises(SealedRowUnreadable):
        keys.unseal(sealed, place=place)
