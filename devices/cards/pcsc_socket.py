"""Whether somebody listens at the socket of the PC/SC service (pcsc-lite on Unix)."""

from __future__ import annotations

import contextlib
import os
import socket
from enum import Enum
from typing import Final

PATH_VARIABLE: Final = "PCSCLITE_CSOCK_NAME"
USUAL_PATH: Final = "/run/pcscd/pcscd.comm"
"""Where pcsc-lite's client library looks without the variable (pcsclite(3))."""
WITHIN_S: Final = 1.0


class Door(Enum):
    """What somebody who knocks there finds."""

    OPEN = "open"
    CLOSED = "closed"
    """Nobody listens."""
    FORBIDDEN = "forbidden"
    """The socket's permissions keep this user out."""


def knock() -> Door:
    """Try the socket, wait until the service hangs up, and try again.

    A service that is just ending lets the first caller in and no second one.
    """
    first = _call()
    return _call() if first is Door.OPEN else first


def _call() -> Door:
    with socket.socket(socket.AF_UNIX) as caller:
        caller.settimeout(WITHIN_S)
        try:
            caller.connect(os.environ.get(PATH_VARIABLE) or USUAL_PATH)
        except PermissionError:
            return Door.FORBIDDEN
        except OSError:
            return Door.CLOSED
        with contextlib.suppress(OSError):
            caller.recv(1)
        return Door.OPEN
