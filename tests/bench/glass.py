"""A virtual screen whose glass can be read from outside, so that every program is timed by what a person would see."""

from __future__ import annotations

import mmap
import os
import struct
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Final

from tests.journeys.processes import ProgramFailed

WIDTH: Final = 1080
HEIGHT: Final = 1920
PIXEL: Final = 4
FRAME_BUFFER: Final = "Xvfb_screen0"
SIZE_FIELD, COLOURS_FIELD, STRIDE_FIELD = 0, 19, 12
HEADER: Final = struct.Struct(">25I")
"""The XWD header (XWDFile.h, X11R7): its own size, the number of colours and the bytes a line are fields 0, 19, 12."""
COLOUR_ENTRY: Final = 12
SAMPLED_EVERY: Final = 16
"""Lines of the glass that are looked at: one in sixteen; the largest text of the page is taller."""
SHADES: Final = 8
"""Different pixel values that make a picture: an empty window has one, smoothed text has dozens."""
LOOK_EVERY_S: Final = 0.002


class Glass:
    """An X server of 1080 x 1920 px that keeps its picture in a mapped file."""

    def __init__(self, *, folder: Path) -> None:
        reading, writing = os.pipe()
        self._sink = (folder / "screen.log").open("wb")
        self._process = subprocess.Popen(
            [
                "Xvfb",
                *("-displayfd", str(writing)),
                *("-screen", "0", f"{WIDTH}x{HEIGHT}x24"),
                *("-fbdir", str(folder)),
                *("-nolisten", "tcp"),
                *("-noreset", "-nocursor"),
            ],
            stdin=subprocess.DEVNULL,
            stdout=self._sink,
            stderr=self._sink,
            pass_fds=[writing],
            start_new_session=True,
        )
        os.close(writing)
        with os.fdopen(reading) as pipe:
            number = pipe.readline().strip()
        if not number:
            raise ProgramFailed(f"Xvfb did not start; see {folder / 'screen.log'}")
        self.display = f":{number}"
        self._open_picture(folder / FRAME_BUFFER)

    def __enter__(self) -> Glass:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._picture.close()
        self._process.terminate()
        self._process.wait()
        self._sink.close()

    def _open_picture(self, file: Path) -> None:
        with file.open("rb") as picture:
            self._picture = mmap.mmap(picture.fileno(), 0, access=mmap.ACCESS_READ)
        fields = HEADER.unpack(self._picture[: HEADER.size])
        self._start = fields[SIZE_FIELD] + fields[COLOURS_FIELD] * COLOUR_ENTRY
        self._stride = fields[STRIDE_FIELD]

    @property
    def has_picture(self) -> bool:
        """Whether something is painted, not only an empty window."""
        shades: set[int] = set()
        for line in range(0, HEIGHT, SAMPLED_EVERY):
            start = self._start + line * self._stride
            pixels = self._picture[start : start + WIDTH * PIXEL]
            # A line of one colour equals itself moved by one pixel; only others are worth a closer look.
            shades.update(memoryview(pixels).cast("I") if pixels[PIXEL:] != pixels[:-PIXEL] else (pixels[0],))
            if len(shades) >= SHADES:
                return True
        return False

    def await_picture(self, *, alive: Callable[[], bool]) -> float:
        """Wait until something is painted; returns the moment on the monotonic clock, in seconds."""
        while not self.has_picture:
            if not alive():
                raise ProgramFailed("the program ended before it painted anything")
            time.sleep(LOOK_EVERY_S)
        return time.monotonic()

    def await_blank(self) -> None:
        """Wait until the program's window is gone."""
        while self.has_picture:
            time.sleep(LOOK_EVERY_S)
