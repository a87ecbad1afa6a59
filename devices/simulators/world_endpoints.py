"""Where a simulated world can be reached: written by the world, read by whoever configures a terminal for it."""

from __future__ import annotations

import json
import tomllib
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from pydantic import TypeAdapter

ENDPOINTS_FILE: Final = "endpoints.toml"


@dataclass(frozen=True)
class Endpoints:
    """Every address of a world.

    Attributes:
        identity_reader, code_scanner: paths of the serial lines.
        input_board: path of the serial line.
        pcscd_socket: what ``PCSCLITE_CSOCK_NAME`` must say.
        authorities: folder with the certificates of the states that sign travel documents.
        fingerprint_port, face_port: TCP ports of the matchers' bridges on the loopback interface.
        receipt_host, receipt_port: the receipt printer's TCP address.
        cups_host, cups_port, certificate_queue: the scheduler and its queue.
        cups_folder: where the scheduler spools, caches and logs.
        certificate_uri: the certificate printer itself.
        portal_ready: the file by which a sandbox portal says where it stands; empty when the world knows of none.
        lines: TCP port on the loopback interface of each network line.
    """

    identity_reader: str
    code_scanner: str
    input_board: str
    pcscd_socket: str
    authorities: str
    fingerprint_port: int
    face_port: int
    receipt_host: str
    receipt_port: int
    cups_host: str
    cups_port: int
    certificate_queue: str
    cups_folder: str
    certificate_uri: str
    portal_ready: str
    lines: dict[str, int]


def write_endpoints(endpoints: Endpoints, folder: Path) -> None:
    """Write the file in one step, so that nobody reads half of it."""
    values = asdict(endpoints)
    lines = values.pop("lines")
    # A JSON string or number is the same in TOML.
    text = "".join(f"{key} = {json.dumps(value)}\n" for key, value in values.items())
    text += "\n[lines]\n" + "".join(f"{json.dumps(name)} = {port}\n" for name, port in lines.items())
    unfinished = folder / f"{ENDPOINTS_FILE}.new"
    unfinished.write_text(text, encoding="utf-8")
    unfinished.replace(folder / ENDPOINTS_FILE)


def read_endpoints(folder: Path) -> Endpoints:
    """Read the file of a world's state folder; raises ``OSError`` when there is none."""
    with (folder / ENDPOINTS_FILE).open("rb") as file:
        return TypeAdapter(Endpoints).validate_python(tomllib.load(file))
