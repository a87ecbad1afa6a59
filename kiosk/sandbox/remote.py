"""Switching a running sandbox portal from outside: for the panel, journeys and tests."""

from __future__ import annotations

import http.client
import json
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from kiosk.sandbox.faults import Fault

_PATIENCE_S: Final = 5.0


class SandboxUnreachable(Exception):
    """No sandbox portal answers at its back door."""


class NoSuchResident(Exception):
    """The invented county knows nobody with this number."""


@dataclass(frozen=True)
class Reported:
    """What terminals have brought and reported: how many of each kind, and grant with blank of each certificate."""

    counts: dict[str, int]
    blanks: tuple[tuple[str, str], ...]


class SandboxRemote:
    """Speaks with the back door at ``admin_url``. All methods raise ``SandboxUnreachable``."""

    def __init__(self, admin_url: str) -> None:
        self._address = urlsplit(admin_url).netloc

    def set_fault(self, fault: Fault, *, delay_s: float = 5.0) -> None:
        """Let the portal fail in this way from now on; ``delay_s`` is for ``Fault.SLOW``."""
        self._call("PUT", "/fault", json.dumps({"fault": fault.value, "delay_s": delay_s}))

    def reported(self) -> Reported:
        """Return what has been reported."""
        answer = json.loads(self._call("GET", "/reports", None))
        blanks = tuple((one["grant"], one["blank_serial"]) for one in answer["certificates"])
        return Reported(answer["counts"], blanks)

    def issue_phone_code(self, id_number: str) -> str:
        """Open the electronic card on a resident's phone; returns what its code says, good once and for a minute.

        Raises ``NoSuchResident`` too.
        """
        code = self._look_at_phone("electronic-card", id_number)
        if code is None:
            raise NoSuchResident
        return code

    def latest_one_time_code(self, id_number: str) -> str | None:
        """Return the one-time code that last came to a resident's phone, while it is good.

        Raises ``NoSuchResident`` too.
        """
        return self._look_at_phone("one-time-code", id_number)

    def _look_at_phone(self, what: str, id_number: str) -> str | None:
        answer = json.loads(self._call("POST", f"/phones/{what}", json.dumps({"id_number": id_number})))
        code: str | None = answer["code"]
        return code

    def _call(self, method: str, path: str, body: str | None) -> bytes:
        connection = http.client.HTTPConnection(self._address, timeout=_PATIENCE_S)
        try:
            connection.request(method, path, body, {"Content-Type": "application/json"})
            response = connection.getresponse()
            answer = response.read()
        except (OSError, http.client.HTTPException) as error:
            raise SandboxUnreachable(self._address) from error
        finally:
            connection.close()
        if response.status == http.client.NOT_FOUND:
            raise NoSuchResident
        if response.status != http.client.OK:
            raise SandboxUnreachable(f"{self._address}: HTTP {response.status}")
        return answer
