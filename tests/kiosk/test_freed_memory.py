"""Freed memory leaves the process when a visit is wiped."""

from __future__ import annotations

import ctypes
import platform

import psutil
import pytest

from kiosk.freed_memory import FreedMemory

BLOCK = 1000
BLOCKS = 40_000


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="only glibc keeps freed memory and can be told to let go")
def test_what_was_freed_goes_back_to_the_system() -> None:
    library = ctypes.CDLL(None)
    library.malloc.restype = ctypes.c_void_p
    library.free.argtypes = [ctypes.c_void_p]
    blocks = [library.malloc(BLOCK) for _ in range(BLOCKS)]
    for block in blocks:
        ctypes.memset(block, 1, BLOCK)
    # The last one stays, so that the library cannot give the end of its heap back by itself.
    for block in blocks[:-1]:
        library.free(block)
    kept = psutil.Process().memory_info().rss
    FreedMemory().wipe()
    assert kept - psutil.Process().memory_info().rss > BLOCK * BLOCKS / 2
    library.free(blocks[-1])
