"""The print command of the simulated printer: hands each document to the simulator and repeats what it says.

ippeveprinter runs it as ``certificate_command.py DOCUMENT`` and reads ``STATE:`` and ``ATTR:`` lines from its standard
error. It imports nothing of the product, so that it starts fast.
"""

from __future__ import annotations

import json
import os
import socket
import sys


def main() -> int:
    """Take one document to the simulator; its last line, ``EXIT n``, is the exit status."""
    task = {
        "document": sys.argv[1],
        "job": int(os.environ["IPP_JOB_ID"]),
        "name": os.environ.get("IPP_JOB_NAME", ""),
        "media": os.environ.get("IPP_MEDIA", ""),
        "media_col": os.environ.get("IPP_MEDIA_COL", ""),
    }
    with socket.create_connection(("127.0.0.1", int(os.environ["CERTIFICATE_SIMULATOR_PORT"]))) as wire:
        wire.sendall(json.dumps(task).encode() + b"\n")
        for line in wire.makefile("r", encoding="utf-8"):
            if line.startswith("EXIT "):
                return int(line[5:])
            sys.stderr.write(line)
            sys.stderr.flush()
    return 1


if __name__ == "__main__":
    sys.exit(main())
