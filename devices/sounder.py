"""The sounder: a bell, and a voice where a speech program is installed.

Both go through the programs that every Linux has packages for: ``aplay`` (alsa-utils) plays, ``espeak-ng`` speaks. A
terminal without a sound card simply has no sounder, and says so.
"""

from __future__ import annotations

import io
import logging
import math
import shutil
import struct
import subprocess
import threading
import wave
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import IO, Final

from devices.status import DeviceFault, DeviceKind, DeviceState, DeviceStatus

log = logging.getLogger("devices")

CARDS: Final = Path("/proc/asound/cards")
NO_CARDS: Final = "no soundcards"
"""What the kernel writes there when ALSA has no card."""
PLAYER: Final = "aplay"
SPEAKER: Final = "espeak-ng"
VOICES: Final = {"zh-Hans": "cmn", "en": "en"}
"""espeak-ng's voices by BCP 47 tag; ``cmn`` is Mandarin."""
WORDS_A_MINUTE: Final = "140"
"""Slower than espeak-ng's 175, for residents who hear badly."""
RATE_HZ: Final = 16000
BELL_HZ: Final = (880.0, 660.0)
"""Two tones a fourth apart, each below 1 kHz: age-related hearing loss takes the high ones first."""
TONE_S: Final = 0.35
LOUDNESS: Final = 0.6


class Sounder:
    """Rings and speaks. All methods return at once; a sound that is asked for replaces the one that is playing.

    Args of the constructor:
        now: the wall clock in UTC.
        find: finds a program on the machine, as ``shutil.which``.
        cards: where the kernel lists the sound cards.
    """

    def __init__(
        self,
        *,
        now: Callable[[], datetime],
        find: Callable[[str], str | None] = shutil.which,
        cards: Path = CARDS,
    ) -> None:
        self._player = find(PLAYER)
        self._speaker = find(SPEAKER)
        self._has_card = has_sound_card(cards)
        self._lock = threading.Lock()
        self._playing: list[subprocess.Popen[bytes]] = []
        self._status = self._look(now())

    @property
    def rings(self) -> bool:
        """Whether the bell can be heard."""
        return self._status.works

    @property
    def speaks(self) -> bool:
        """Whether sentences can be read aloud."""
        return self._status.works and self._speaker is not None

    def open(self) -> None:
        """Nothing to open: each sound is a program of its own."""

    def close(self) -> None:
        """Be quiet."""
        self.hush()

    def status(self) -> DeviceStatus:
        """Return whether there is a sound card and a player."""
        return self._status

    def ring(self) -> None:
        """Sound the bell: something is to be taken or answered."""
        self._sound(BELL_HZ)

    def beep(self) -> None:
        """Sound one tone: a card has been read."""
        self._sound(BELL_HZ[:1])

    def _sound(self, pitches: tuple[float, ...]) -> None:
        if self._player and self.rings:
            self._play([[self._player, "-q", "-"]], tones(pitches))

    def say(self, text: str, language: str) -> None:
        """Read a sentence aloud; ``language`` is a BCP 47 tag."""
        if self._player and self._speaker and self.speaks:
            # The text goes through a pipe: arguments of a process can be read by every user of the machine.
            speak = [self._speaker, "-v", VOICES.get(language, "en"), "-s", WORDS_A_MINUTE, "--stdout", "--stdin"]
            self._play([speak, [self._player, "-q", "-"]], text.encode())

    def hush(self) -> None:
        """End the sound that is playing."""
        with self._lock:
            for process in self._playing:
                process.kill()
                process.wait()
            self._playing = []

    def _look(self, since: datetime) -> DeviceStatus:
        state, code = DeviceState.ONLINE, ""
        if self._player is None:
            state, code = DeviceState.NO_SERVICE, "SOUNDER_NO_PLAYER"
        elif not self._has_card:
            state, code = DeviceState.NO_DEVICE, "SOUNDER_NO_CARD"
        elif self._speaker is None:
            code = "SOUNDER_NO_VOICE"
        fault = DeviceFault(code=code) if code else None
        return DeviceStatus(kind=DeviceKind.SOUNDER, state=state, fault=fault, since=since)

    def _play(self, programs: list[list[str]], data: bytes) -> None:
        self.hush()
        with self._lock:
            try:
                self._playing = _pipe(programs)
            except OSError as error:
                log.warning("sounder: %s", type(error).__name__)
                return
            feed = self._playing[0].stdin
        threading.Thread(target=_feed, args=(feed, data), name="sounder", daemon=True).start()


def has_sound_card(cards: Path) -> bool:
    """Whether the kernel knows a sound card."""
    try:
        return NO_CARDS not in cards.read_text(encoding="utf-8")
    except OSError:
        return False


def tones(pitches: tuple[float, ...]) -> bytes:
    """Return tones in Hz, one after another, as a WAV file, 16 bit mono."""
    samples: list[float] = []
    count = int(RATE_HZ * TONE_S)
    for pitch in pitches:
        samples += [math.sin(2 * math.pi * pitch * n / RATE_HZ) * (1 - n / count) for n in range(count)]
    frames = struct.pack(f"<{len(samples)}h", *(int(32767 * LOUDNESS * sample) for sample in samples))
    file = io.BytesIO()
    with wave.open(file, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(RATE_HZ)
        sound.writeframes(frames)
    return file.getvalue()


def _pipe(programs: list[list[str]]) -> list[subprocess.Popen[bytes]]:
    """Start programs, each reading what the one before writes; the first one's input stays open."""
    started: list[subprocess.Popen[bytes]] = []
    for index, arguments in enumerate(programs):
        last = index == len(programs) - 1
        process = subprocess.Popen(
            arguments,
            stdin=started[-1].stdout if started else subprocess.PIPE,
            stdout=subprocess.DEVNULL if last else subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        if started and started[-1].stdout is not None:
            # Only the reader may hold the pipe; the writer then notices when the reader is hushed.
            started[-1].stdout.close()
        started.append(process)
    return started


def _feed(feed: IO[bytes] | None, data: bytes) -> None:
    """Write the data and close; a program that was hushed no longer reads."""
    if feed is None:
        return
    try:
        with feed:
            feed.write(data)
    except OSError:
        log.debug("sounder: hushed")
