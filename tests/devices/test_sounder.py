"""Bell and voice through the programs that the machine has."""

from __future__ import annotations

import io
import os
import queue
import threading
import wave
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from devices.sounder import BELL_HZ, RATE_HZ, TONE_S, Sounder, tones
from devices.status import DeviceState

NOW = datetime(2026, 11, 21, tzinfo=UTC)
CARD = " 0 [PCH            ]: HDA-Intel - HDA Intel PCH\n"
NO_CARD = "--- no soundcards ---\n"


@pytest.fixture
def cards(tmp_path: Path) -> Callable[[str], Path]:
    def write(text: str) -> Path:
        path = tmp_path / "cards"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def program(folder: Path, name: str, body: str) -> None:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
    path.chmod(0o755)


def finder(folder: Path) -> Callable[[str], str | None]:
    return lambda name: str(folder / name) if (folder / name).exists() else None


@pytest.mark.parametrize(
    ("programs", "text", "state", "code"),
    [
        ((), CARD, DeviceState.NO_SERVICE, "SOUNDER_NO_PLAYER"),
        (("aplay",), NO_CARD, DeviceState.NO_DEVICE, "SOUNDER_NO_CARD"),
        (("aplay",), CARD, DeviceState.ONLINE, "SOUNDER_NO_VOICE"),
        (("aplay", "espeak-ng"), CARD, DeviceState.ONLINE, None),
    ],
)
def test_the_sounder_says_what_it_misses(
    tmp_path: Path,
    cards: Callable[[str], Path],
    programs: tuple[str, ...],
    text: str,
    state: DeviceState,
    code: str | None,
) -> None:
    for name in programs:
        program(tmp_path, name, "cat > /dev/null")
    status = Sounder(now=lambda: NOW, find=finder(tmp_path), cards=cards(text)).status()
    assert status.state is state
    assert (status.fault.code if status.fault else None) == code


def test_the_bell_is_a_wave_file_of_two_tones() -> None:
    with wave.open(io.BytesIO(tones(BELL_HZ))) as sound:
        assert sound.getframerate() == RATE_HZ
        assert sound.getnframes() == 2 * int(RATE_HZ * TONE_S)


def hear(pipe: Path) -> queue.SimpleQueue[bytes]:
    """Read what a stub program writes into a named pipe."""
    heard: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    threading.Thread(target=lambda: heard.put(pipe.read_bytes()), daemon=True).start()
    return heard


def test_ringing_plays_the_bell(tmp_path: Path, cards: Callable[[str], Path]) -> None:
    pipe = tmp_path / "heard"
    os.mkfifo(pipe)
    program(tmp_path, "aplay", f"cat > {pipe}")
    heard = hear(pipe)
    sounder = Sounder(now=lambda: NOW, find=finder(tmp_path), cards=cards(CARD))
    sounder.ring()
    assert heard.get() == tones(BELL_HZ)
    sounder.close()


def test_a_sentence_reaches_the_voice_through_a_pipe_and_not_as_an_argument(
    tmp_path: Path, cards: Callable[[str], Path]
) -> None:
    pipe = tmp_path / "heard"
    os.mkfifo(pipe)
    program(tmp_path, "espeak-ng", 'printf "%s|" "$@"; cat')
    program(tmp_path, "aplay", f"cat > {pipe}")
    heard = hear(pipe)
    sounder = Sounder(now=lambda: NOW, find=finder(tmp_path), cards=cards(CARD))
    sounder.say("请把身份证放在读卡区", "zh-Hans")
    arguments, _, said = heard.get().decode().rpartition("|")
    assert said == "请把身份证放在读卡区"
    assert "cmn" in arguments
    sounder.close()


def test_a_terminal_without_sound_is_silent_and_goes_on(tmp_path: Path, cards: Callable[[str], Path]) -> None:
    sounder = Sounder(now=lambda: NOW, find=finder(tmp_path), cards=cards(NO_CARD))
    sounder.ring()
    sounder.say("您好", "zh-Hans")
    sounder.close()
    assert not sounder.rings
