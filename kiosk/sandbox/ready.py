"""The file by which a sandbox portal says that it answers, and where."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path


class NotReadable(ValueError):
    """The ready file is not what a sandbox portal writes."""


@dataclass(frozen=True, kw_only=True)
class Ready:
    """Where a running sandbox portal stands.

    Attributes:
        portal_url: for terminals, with mutual TLS.
        portal_port: its TCP port, for network lines in between.
        public_url: for everyone: confirms papers, plain HTTP.
        admin_url: for faults, from this machine only.
        trust_file, certificate_file, key_file: PEM files for the first terminal.
        pid: the process.
    """

    portal_url: str
    portal_port: int
    public_url: str
    admin_url: str
    trust_file: str
    certificate_file: str
    key_file: str
    pid: int


def write_ready(path: Path, ready: Ready) -> None:
    """Write the file in one step, so that nobody reads half of it."""
    half = path.with_name(f"{path.name}.part")
    half.write_text(json.dumps(asdict(ready), indent=2) + "\n", encoding="utf-8")
    half.replace(path)


def read_ready(path: Path) -> Ready:
    """Read the file. Raises ``OSError`` when there is none and ``NotReadable``."""
    try:
        return Ready(**json.loads(path.read_text(encoding="utf-8")))
    except (TypeError, ValueError) as error:
        raise NotReadable(f"{path}: {error}") from error
