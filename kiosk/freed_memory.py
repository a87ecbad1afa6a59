"""Memory that was freed after a visit goes back to the system, and what stood in it with it."""

from __future__ import annotations

import ctypes


class FreedMemory:
    """Gives back what the C library keeps for later; satisfies :class:`kiosk.runner.Wipeable`.

    glibc's ``malloc_trim`` (malloc_trim(3)) gives up every free page; another C library has none and is left alone.
    """

    def __init__(self) -> None:
        self._trim = getattr(ctypes.CDLL(None), "malloc_trim", None)

    def wipe(self) -> None:
        """Give back all that is free; takes some milliseconds."""
        if self._trim is not None:
            self._trim(0)
