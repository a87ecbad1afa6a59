"""A private pcscd for measuring."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from devices.simulators.private_pcscd import SOCKET_VARIABLE, PrivatePcscd

SOCKET_BELOW_FOLDER: Final = 3


@contextmanager
def private_pcscd(scratch: Path) -> Iterator[PrivatePcscd]:
    """Run a private pcscd.

    The client library looks for the socket once in a process's life, so whichever bench of cards runs first says where.
    """
    known = os.environ.get(SOCKET_VARIABLE)
    pcscd = PrivatePcscd(folder=Path(known).parents[SOCKET_BELOW_FOLDER - 1] if known else scratch / "pcscd")
    os.environ[SOCKET_VARIABLE] = str(pcscd.socket_path)
    pcscd.start()
    try:
        yield pcscd
    finally:
        pcscd.stop()
