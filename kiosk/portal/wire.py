"""One line's HTTP session: mutual TLS, deadlines, one repetition after a loss, a bound on what comes back."""

from __future__ import annotations

import ssl
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from http.cookiejar import DefaultCookiePolicy
from typing import Final

import requests
import urllib3

from kiosk.portal.errors import LineDown, PortalAnswerUnusable, PortalError, PortalTimeout, TlsRefused
from kiosk.portal.lines import Line
from kiosk.portal.operations import IDEMPOTENCY_HEADER, LINE_HEADER

LARGEST_ANSWER: Final = 2_097_152
"""Bytes. The longest answer, leave to print with four pictures of 300 KiB in base64, stays below 1.8 MB."""
CHUNK: Final = 16_384
"""Bytes read before the deadline is looked at again."""


@dataclass(frozen=True)
class Reply:
    """What came back; ``body`` never appears in a ``repr``."""

    status: int
    is_json: bool
    body: bytes

    def __repr__(self) -> str:
        return f"Reply({self.status}, {len(self.body)} bytes)"


class Wire:
    """Posts and gets over one line.

    After a lost connection a message is sent once more, since reads change nothing and writes carry a key; all but
    those that say ``once``.
    """

    def __init__(self, *, line: Line, monotonic: Callable[[], float]) -> None:
        self._line = line
        self._monotonic = monotonic
        self._session = _session(line)

    def close(self) -> None:
        """Give up the connections."""
        self._session.close()

    def get(self, path: str) -> Reply:
        """Look something up. Raises ``LineDown``, ``TlsRefused``, ``PortalTimeout`` and ``PortalAnswerUnusable``."""
        return self._send("GET", path, None, {})

    def post(self, path: str, body: bytes, key: str | None, *, once: bool = False) -> Reply:
        """Post JSON, under an idempotency key where it changes something; raises as ``get`` does."""
        headers = {"Content-Type": "application/json"} | ({IDEMPOTENCY_HEADER: key} if key else {})
        return self._send("POST", path, body, headers, once=once)

    def _send(
        self, method: str, path: str, body: bytes | None, headers: dict[str, str], *, once: bool = False
    ) -> Reply:
        deadline = self._monotonic() + self._line.connect_s + self._line.read_s
        try:
            return self._once(method, path, body, headers, deadline)
        except LineDown as error:
            # The portal closes connections that have been idle; TLS that was refused would be refused again.
            if once or isinstance(error, TlsRefused) or self._monotonic() >= deadline:
                raise
            return self._once(method, path, body, headers, deadline)

    def _once(self, method: str, path: str, body: bytes | None, headers: dict[str, str], deadline: float) -> Reply:
        line = self._line
        try:
            with self._session.request(
                method,
                line.base_url + path,
                data=body,
                headers=headers,
                timeout=(line.connect_s, line.read_s),
                allow_redirects=False,
                stream=True,
            ) as response:
                content = self._read(response, deadline)
                is_json = response.headers.get("Content-Type", "").partition(";")[0] == "application/json"
                return Reply(response.status_code, is_json, content)
        except (requests.RequestException, urllib3.exceptions.HTTPError, OSError) as error:
            if isinstance(error, requests.RequestException):
                # It carries the message with the resident's name, and whoever keeps the error would keep that too.
                error.request = None
            raise _told(line.name, error) from error

    def _read(self, response: requests.Response, deadline: float) -> bytes:
        content = bytearray()
        for chunk in response.iter_content(CHUNK):
            content += chunk
            if len(content) > LARGEST_ANSWER:
                raise PortalAnswerUnusable(self._line.name, f"more than {LARGEST_ANSWER} bytes")
            if self._monotonic() > deadline:
                raise PortalTimeout(self._line.name, "the answer came too slowly")
        return bytes(content)


def _session(line: Line) -> requests.Session:
    session = requests.Session()
    # The environment may name proxies and trust stores; a line has its own.
    session.trust_env = False
    session.verify = str(line.trust_store)
    session.cert = (str(line.client_certificate), str(line.client_key))
    session.proxies = {"https": line.proxy, "http": line.proxy} if line.proxy else {}
    session.headers.update({"Accept": "application/json", "Accept-Encoding": "identity", LINE_HEADER: line.name})
    session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
    return session


def _told(line: str, error: Exception) -> PortalError:
    """Put a library's error into our own words, by what lies at its root."""
    causes = tuple(_causes(error))
    if any(isinstance(cause, ssl.SSLError) and not _cut_off(cause) for cause in causes):
        return TlsRefused(line, type(error).__name__)
    unconnected = (requests.ConnectTimeout, urllib3.exceptions.ConnectTimeoutError)
    if any(isinstance(cause, unconnected) for cause in causes):
        return LineDown(line, "no connection in time")
    late = (requests.ReadTimeout, urllib3.exceptions.ReadTimeoutError, TimeoutError)
    if any(isinstance(cause, late) for cause in causes):
        return PortalTimeout(line)
    libraries = (requests.RequestException, urllib3.exceptions.HTTPError, ConnectionError)
    if not isinstance(error, libraries):
        return TlsRefused(line, "a certificate file cannot be read")
    return LineDown(line, type(error).__name__)


def _cut_off(error: ssl.SSLError) -> bool:
    """Whether TLS only noticed that the connection ended, as when a cable is pulled."""
    return isinstance(error, (ssl.SSLEOFError, ssl.SSLZeroReturnError))


def _causes(error: BaseException) -> Iterator[BaseException]:
    """Walk an error's chain; the HTTP libraries keep the cause in ``args`` and in ``reason`` too."""
    seen: set[int] = set()
    waiting: list[BaseException] = [error]
    while waiting:
        current = waiting.pop()
        if id(current) in seen:
            continue
        seen.add(id(current))
        yield current
        near = (current.__cause__, current.__context__, getattr(current, "reason", None), *current.args)
        waiting.extend(cause for cause in near if isinstance(cause, BaseException))
