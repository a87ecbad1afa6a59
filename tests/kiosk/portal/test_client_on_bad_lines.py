"""What the client makes of lines and portals that misbehave. All of it over real sockets and TLS."""

from __future__ import annotations

import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from devices.simulators.world_line import Cut, SimulatedLine
from kiosk.portal.errors import LineDown, PortalAnswerUnusable, PortalBroken, PortalTimeout, TlsRefused
from kiosk.portal.lines import BreakerRules, Line
from kiosk.portal.wire import LARGEST_ANSWER
from kiosk.sandbox.certificates import provide_certificates
from kiosk.sandbox.faults import Fault
from kiosk.visit.register import CasesFound, FindCases, FindPerson, Question, VerifyCredential
from tests.kiosk.portal.running import NOW, Sandbox, Terminal, person, terminal_on

ABSENT = Path("absent.pem")
QUESTION = FindCases(person("zhang-guilan"))


def ask(terminal: Terminal, line: str = "extranet") -> None:
    answer = terminal.portal.ask(QUESTION, line=line, idempotency_key="one-question")
    assert isinstance(answer, CasesFound)


@contextmanager
def line_through(sandbox: Sandbox) -> Iterator[tuple[SimulatedLine, Line]]:
    """Put a line that can be cut in front of the sandbox."""
    cable = SimulatedLine(name="extranet", host="127.0.0.1", upstream_port=sandbox.ready.portal_port)
    cable.start()
    try:
        yield cable, replace(sandbox.line, base_url=f"https://127.0.0.1:{cable.port}")
    finally:
        cable.stop()


@contextmanager
def odd_portal(
    sandbox: Sandbox, answer: Callable[[BaseHTTPRequestHandler], None], *, trusts: Path | None = None
) -> Iterator[Line]:
    """A portal with the sandbox's certificate, answering as the test says to terminals that ``trusts`` vouches for."""

    class Odd(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            answer(self)

        def do_POST(self) -> None:
            answer(self)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Odd)
    pair = provide_certificates(sandbox.state / "certificates", ()).portal
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pair.certificate, pair.key)
    if trusts is not None:
        context.verify_mode = ssl.CERT_REQUIRED
        context.load_verify_locations(trusts)
        # In TLS 1.2 the refusal comes within the handshake, so that the terminal is sure to read it.
        context.maximum_version = ssl.TLSVersion.TLSv1_2
    server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield replace(sandbox.line, base_url=f"https://127.0.0.1:{server.server_address[1]}")
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def test_a_terminal_of_another_authority_gets_nothing_from_the_sandbox(sandbox: Sandbox, tmp_path: Path) -> None:
    stranger = provide_certificates(tmp_path, ("stranger",)).terminals["stranger"]
    line = replace(sandbox.line, client_certificate=stranger.certificate, client_key=stranger.key)
    # The event loop's TLS closes without a word, so the terminal cannot tell a refusal from a lost connection.
    with terminal_on(line) as terminal, pytest.raises(LineDown):
        ask(terminal)


def test_a_portal_that_refuses_the_terminals_certificate_is_told_as_such(sandbox: Sandbox, tmp_path: Path) -> None:
    others = provide_certificates(tmp_path, ()).authority
    with (
        odd_portal(sandbox, not_json, trusts=others) as line,
        terminal_on(line) as terminal,
        pytest.raises(TlsRefused) as refusal,
    ):
        ask(terminal)
    assert refusal.value.code == "PORTAL_TLS_REFUSED"


def test_a_portal_of_another_authority_is_refused_by_the_terminal(sandbox: Sandbox, tmp_path: Path) -> None:
    line = replace(sandbox.line, trust_store=provide_certificates(tmp_path, ()).authority)
    with terminal_on(line) as terminal, pytest.raises(TlsRefused):
        ask(terminal)


@pytest.mark.parametrize(
    "without",
    [
        lambda line: replace(line, trust_store=ABSENT),
        lambda line: replace(line, client_certificate=ABSENT),
        lambda line: replace(line, client_key=ABSENT),
    ],
    ids=["trust store", "client certificate", "client key"],
)
def test_a_missing_certificate_file_is_told_as_such(sandbox: Sandbox, without: Callable[[Line], Line]) -> None:
    with terminal_on(without(sandbox.line)) as terminal, pytest.raises(TlsRefused):
        ask(terminal)


def test_a_line_that_refuses_is_down_and_up_again_when_mended(sandbox: Sandbox) -> None:
    with line_through(sandbox) as (cable, line), terminal_on(line) as terminal:
        ask(terminal)
        cable.cut(Cut.REFUSING)
        with pytest.raises(LineDown) as down:
            ask(terminal)
        cable.mend()
        ask(terminal)
        assert down.value.code == "PORTAL_UNREACHABLE"
        assert [(change.up, change.code) for change in terminal.changes] == [
            (False, "PORTAL_UNREACHABLE"),
            (True, ""),
        ]


def test_a_connection_that_was_lost_while_idle_costs_nothing(sandbox: Sandbox) -> None:
    with line_through(sandbox) as (cable, line), terminal_on(line) as terminal:
        ask(terminal)
        cable.cut(Cut.REFUSING)
        cable.mend()
        ask(terminal)
        assert terminal.changes == []


def test_a_line_that_swallows_everything_times_out(sandbox: Sandbox) -> None:
    with line_through(sandbox) as (cable, line), terminal_on(replace(line, connect_s=0.2, read_s=0.2)) as terminal:
        cable.cut(Cut.SILENT)
        with pytest.raises((PortalTimeout, LineDown)):
            ask(terminal)


def test_a_portal_that_takes_too_long_times_out(sandbox: Sandbox) -> None:
    sandbox.remote.set_fault(Fault.SLOW, delay_s=600)
    with terminal_on(replace(sandbox.line, read_s=0.3)) as terminal, pytest.raises(PortalTimeout) as late:
        ask(terminal)
    assert late.value.code == "PORTAL_TIMEOUT"


@pytest.mark.parametrize(
    ("fault", "error", "code"),
    [
        (Fault.BROKEN, PortalBroken, "PORTAL_BROKEN"),
        (Fault.GARBAGE, PortalAnswerUnusable, "PORTAL_ANSWER_UNUSABLE"),
    ],
)
def test_a_portal_that_fails_is_told_apart(
    sandbox: Sandbox, terminal: Terminal, fault: Fault, error: type[Exception], code: str
) -> None:
    sandbox.remote.set_fault(fault)
    with pytest.raises(error) as failure:
        ask(terminal)
    assert getattr(failure.value, "code", "") == code


def test_an_open_breaker_lets_no_question_out_until_health_is_back(sandbox: Sandbox) -> None:
    rules = BreakerRules(failures_to_open=2, rest_s=3600.0)
    with terminal_on(sandbox.line, rules=rules) as terminal:
        sandbox.remote.set_fault(Fault.BROKEN)
        for _ in range(2):
            with pytest.raises(PortalBroken):
                ask(terminal)
        sandbox.remote.set_fault(Fault.NONE)
        with pytest.raises(LineDown) as closed:
            ask(terminal)
        assert closed.value.code == "PORTAL_BROKEN"
        terminal.portal.health("extranet")
        ask(terminal)
        assert [change.up for change in terminal.changes] == [False, True]
        assert terminal.switchboard.status("extranet").since == NOW


def test_lines_fail_one_by_one(sandbox: Sandbox) -> None:
    with line_through(sandbox) as (cable, cut_line):
        other = replace(sandbox.line, name="registry")
        with terminal_on(cut_line, other) as terminal:
            cable.cut(Cut.REFUSING)
            with pytest.raises(LineDown):
                ask(terminal, "extranet")
            ask(terminal, "registry")
            assert [status.up for status in terminal.switchboard.statuses()] == [False, True]


def too_long(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", "application/json")
    handler.end_headers()
    handler.wfile.write(b" " * (LARGEST_ANSWER + 1))


def elsewhere(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(302)
    handler.send_header("Location", "https://127.0.0.1:1/health")
    handler.end_headers()


def not_json(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", "text/html")
    handler.end_headers()
    handler.wfile.write(b"<html>Please log in to the hall's network</html>")


def broken_json(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", "application/json")
    handler.end_headers()
    handler.wfile.write(b'{"portal": "x", ')


@pytest.mark.parametrize("answer", [too_long, elsewhere, not_json, broken_json], ids=lambda answer: answer.__name__)
def test_an_answer_that_is_not_the_contract_is_not_used(
    sandbox: Sandbox, answer: Callable[[BaseHTTPRequestHandler], None]
) -> None:
    with (
        odd_portal(sandbox, answer) as line,
        terminal_on(line) as terminal,
        pytest.raises(PortalAnswerUnusable) as unusable,
    ):
        terminal.portal.health("extranet")
    assert unusable.value.code == "PORTAL_ANSWER_UNUSABLE"


def test_an_answer_that_breaks_off_is_a_lost_connection(sandbox: Sandbox) -> None:
    def breaks_off(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "application/json")
        handler.send_header("Content-Length", "1000")
        handler.end_headers()
        handler.wfile.write(b"{")
        handler.close_connection = True

    with odd_portal(sandbox, breaks_off) as line, terminal_on(line) as terminal, pytest.raises(LineDown):
        terminal.portal.health("extranet")


def test_an_unusable_answer_tells_places_and_never_values(sandbox: Sandbox) -> None:
    def names_somebody(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "application/json")
        handler.end_headers()
        handler.wfile.write('{"portal": "x", "specimen": "张桂兰", "today": "2026-03-18"}'.encode())

    with (
        odd_portal(sandbox, names_somebody) as line,
        terminal_on(line) as terminal,
        pytest.raises(PortalAnswerUnusable) as unusable,
    ):
        terminal.portal.health("extranet")
    assert "specimen" in str(unusable.value)
    assert "张桂兰" not in str(unusable.value)


@pytest.mark.parametrize(
    ("question", "times"),
    [(VerifyCredential("8f1c-opaque"), 1), (FindPerson("430922195001010025", "1001"), 2)],
    ids=["a credential", "another question"],
)
def test_after_a_lost_connection_a_credential_is_not_asked_about_again(
    sandbox: Sandbox, question: Question, times: int
) -> None:
    asked: list[str] = []

    def hang_up(request: BaseHTTPRequestHandler) -> None:
        asked.append(request.path)
        request.close_connection = True

    with odd_portal(sandbox, hang_up) as line, terminal_on(line) as terminal, pytest.raises(LineDown):
        terminal.portal.ask(question, line="extranet", idempotency_key="one-question")
    assert len(asked) == times
