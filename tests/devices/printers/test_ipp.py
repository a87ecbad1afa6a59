"""The IPP client and printers that answer badly, late or not at all."""

from __future__ import annotations

import http.server
import threading
from collections.abc import Callable, Iterator
from typing import ClassVar

import pytest

from devices.errors import DeviceError, DeviceProtocolError, DeviceUnavailable
from devices.printers.ipp import IppPrinter, IppRefused, JobState, JobView, PrinterState, PrinterView
from devices.printers.ipp_codec import (
    Attribute,
    EnumNumber,
    Group,
    GroupTag,
    Integer,
    Message,
    Text,
    TextTag,
    decode,
    encode,
)

Answer = Callable[[Message], bytes]

JOB = Group(
    GroupTag.JOB,
    (
        Attribute("job-id", (Integer(4),)),
        Attribute("job-name", (Text(TextTag.NAME, "key-1"),)),
        Attribute("job-state", (EnumNumber(9),)),
        Attribute("job-state-reasons", (Text(TextTag.KEYWORD, "job-completed-successfully"),)),
        Attribute("job-impressions-completed", (Integer(1),)),
    ),
)
PRINTER = Group(
    GroupTag.PRINTER,
    (
        Attribute("printer-state", (EnumNumber(3),)),
        Attribute("printer-state-reasons", (Text(TextTag.KEYWORD, "none"), Text(TextTag.KEYWORD, "media-low"))),
    ),
)


class OddPrinter(http.server.BaseHTTPRequestHandler):
    """Answers as the test says."""

    answer: ClassVar[Answer]
    status: ClassVar[int]
    heard: ClassVar[list[Message]]

    def do_POST(self) -> None:
        request = decode(self.rfile.read(int(self.headers["Content-Length"])))
        self.heard.append(request)
        self.send_response(self.status)
        self.end_headers()
        self.wfile.write(type(self).answer(request))

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - inherited
        """Say nothing on standard error."""


@pytest.fixture
def uri() -> Iterator[str]:
    OddPrinter.status, OddPrinter.heard = 200, []
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), OddPrinter) as server:
        serving = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        serving.start()
        yield f"ipp://127.0.0.1:{server.server_port}/ipp/print?waitjob=false"
        server.shutdown()
        serving.join()


@pytest.fixture
def printer(uri: str) -> IppPrinter:
    return IppPrinter(uri=uri, deadline_s=5)


def answer_with(*groups: Group, code: int = 0) -> None:
    OddPrinter.answer = lambda request: encode(Message(code=code, request=request.request, groups=groups))


def test_jobs_and_printer_are_read(printer: IppPrinter) -> None:
    answer_with(JOB)
    job = JobView(
        number=4, name="key-1", state=JobState.COMPLETED, reasons=("job-completed-successfully",), impressions=1
    )
    assert printer.jobs() == (job,)
    assert printer.job(4) == job
    answer_with(PRINTER)
    assert printer.printer() == PrinterView(state=PrinterState.IDLE, reasons=("none", "media-low"))


def test_a_request_begins_as_the_standard_wants(printer: IppPrinter, uri: str) -> None:
    answer_with(JOB)
    printer.job(4)
    (request,) = OddPrinter.heard
    names = [attribute.name for attribute in request.groups[0].attributes]
    assert names[:4] == ["attributes-charset", "attributes-natural-language", "printer-uri", "job-id"]
    address = request.groups[0].attributes[2].values[0]
    assert address == Text(TextTag.URI, uri.removesuffix("?waitjob=false"))


def test_a_job_that_is_not_known_is_none(printer: IppPrinter) -> None:
    answer_with(code=0x0406)
    assert printer.job(4) is None
    printer.cancel(4)


def test_cancelling_what_has_ended_is_no_error(printer: IppPrinter) -> None:
    answer_with(code=0x0404)
    printer.cancel(4)


def test_a_refusal_carries_its_status(printer: IppPrinter) -> None:
    answer_with(code=0x0507)
    with pytest.raises(IppRefused) as refused:
        printer.cancel(4)
    assert refused.value.status == 0x0507


def test_a_printer_without_the_list_of_all_jobs_is_asked_for_both_halves(printer: IppPrinter) -> None:
    def halves_only(request: Message) -> bytes:
        wanted = {
            value.text
            for attribute in request.groups[0].attributes
            for value in attribute.values
            if attribute.name == "which-jobs" and isinstance(value, Text)
        }
        groups = (JOB,) if wanted == {"completed"} else ()
        code = 0x040B if wanted == {"all"} else 0
        return encode(Message(code=code, request=request.request, groups=groups))

    OddPrinter.answer = halves_only
    assert [job.name for job in printer.jobs()] == ["key-1"]


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(lambda request: b"<html>busy</html>", id="a web page"),
        pytest.param(lambda request: b"", id="nothing"),
        pytest.param(lambda request: bytes(2 << 20), id="too much"),
        pytest.param(lambda request: encode(Message(code=0, request=request.request + 1)), id="another request"),
        pytest.param(lambda request: encode(Message(code=0, request=request.request)), id="no attributes"),
        pytest.param(
            lambda request: encode(
                Message(
                    code=0,
                    request=request.request,
                    groups=(Group(GroupTag.PRINTER, (Attribute("printer-state", (EnumNumber(77),)),)),),
                )
            ),
            id="a state that does not exist",
        ),
    ],
)
def test_an_answer_that_is_not_one_is_refused(printer: IppPrinter, answer: Answer) -> None:
    OddPrinter.answer = answer
    with pytest.raises(DeviceProtocolError):
        printer.printer()


def test_a_web_server_that_says_no_is_refused(printer: IppPrinter) -> None:
    answer_with(PRINTER)
    OddPrinter.status = 503
    with pytest.raises(DeviceProtocolError) as refused:
        printer.printer()
    assert refused.value.code == "IPP_REFUSED"


def test_a_printer_that_does_not_answer_is_unavailable(printer: IppPrinter, uri: str) -> None:
    heard = threading.Event()

    def never(request: Message) -> bytes:
        heard.wait()
        return b""

    OddPrinter.answer = never
    with pytest.raises(DeviceUnavailable) as silent:
        IppPrinter(uri=uri, deadline_s=0.1).printer()
    heard.set()
    assert silent.value.code == "IPP_SILENT"


@pytest.mark.parametrize(
    "address", ["usb://maker/model", "socket://192.0.2.9", "ipps://192.0.2.9/ipp/print", "ipp:///"]
)
def test_an_address_that_cannot_be_asked_is_told(address: str) -> None:
    with pytest.raises(DeviceError):
        IppPrinter(uri=address, deadline_s=1)
