"""How the Python interpreter serves the window: short turns for other threads, and no garbage collected while starting.

A full collection looks at every object that the libraries made while they were imported, some 65 000, and halts the
window for 20 to 50 ms, in the middle of a page change as likely as not.
"""

from __future__ import annotations

import gc
import sys
from typing import Final

LONGEST_TURN_S: Final = 0.0005
"""How long another thread may keep the window waiting for the interpreter; Python's own 5 ms can be seen in a page."""


def prepare_interpreter() -> None:
    """Shorten the turns and hold the collector back; before anything large is imported."""
    sys.setswitchinterval(LONGEST_TURN_S)
    gc.disable()


def collect_garbage_of_visits() -> None:
    """Let the collector work from now on, and pass over all objects that are there already.

    Nobody has been here by then, so nothing of a resident escapes it.
    """
    gc.freeze()
    gc.enable()
