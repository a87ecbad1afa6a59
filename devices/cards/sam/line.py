"""The port for whatever carries frames to the SAM and back."""

from __future__ import annotations

from typing import Protocol


class Line(Protocol):
    """An open way to the SAM, held by this process alone; its calls raise ``DeviceUnavailable`` once it is lost."""

    def read(self, at_most_s: float) -> bytes:
        """Return what arrives within the time in seconds, as soon as anything does; nothing when nothing does."""

    def write(self, data: bytes) -> None:
        """Send one whole frame."""

    def close(self) -> None:
        """Let the line go; quiet when it is already gone."""
