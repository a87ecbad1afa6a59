"""A simulated IPP printer that says exactly what it is told to, at any moment of a job.

ippeveprinter knows sixteen reasons and rewrites their severity; this one takes any keyword of
``printer-state-reasons``, and loses, hides and forgets jobs, hangs, or has no power. CUPS takes it for an IPP
Everywhere printer.
"""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable
from http import HTTPStatus
from types import TracebackType
from typing import Final

from devices.errors import DeviceProtocolError, DeviceUnavailable
from devices.printers.ipp import BEGUN, STATUS_NOT_FOUND, STATUS_NOT_POSSIBLE, Operation
from devices.printers.ipp_codec import (
    Attribute,
    EnumNumber,
    Group,
    GroupTag,
    Integer,
    Message,
    Opaque,
    Text,
    TextTag,
    Value,
    decode,
    encode,
)
from devices.simulators.certificate_attributes import MEDIA, source_of
from devices.simulators.ipp_paper_path import Job, PaperPath
from devices.simulators.ipp_printer_attributes import asked_for, printer_attributes
from devices.simulators.ipp_script import Act, JobEnded, Manner, PrintedSheet, Step
from devices.simulators.ipp_server import Exchange, IppServer
from devices.simulators.ipp_values import keyword, members_of
from devices.simulators.private_cups import free_port

STATUS_OK: Final = 0x0000
STATUS_BAD_REQUEST: Final = 0x0400
STATUS_OPTIONS: Final = 0x040B
STATUS_NO_OPERATION: Final = 0x0501
"""RFC 8011, appendix B.1: client-error-attributes-or-values-not-supported, server-error-operation-not-supported."""
HEAD: Final = frozenset({"attributes-charset", "attributes-natural-language"})
"""What every request begins with (RFC 8011, section 4.1.4)."""
NO_VALUE: Final = 0x13
"""RFC 8010, section 3.5.2: the attribute is known and has no value yet."""
HANDING_OVER: Final = (Operation.VALIDATE_JOB, Operation.CREATE_JOB, Operation.PRINT_JOB)


class IppPrinterSimulator:
    """An IPP printer with a script.

    Args of the constructor:
        on_end: told each job that is over; on any thread.
        port: TCP port; a free one when absent.

    ``start`` raises :class:`DeviceUnavailable` when the port is taken.
    """

    def __init__(self, *, on_end: Callable[[JobEnded], None] = lambda ended: None, port: int | None = None) -> None:
        self.port = port or free_port()
        self.uri = f"ipp://localhost:{self.port}/ipp/print"
        self.uuid = uuid.uuid4().urn
        self._path = PaperPath(on_end=on_end, on_power_off=self.switch_off)
        self._began = time.monotonic()
        self._server: IppServer | None = None

    def __enter__(self) -> IppPrinterSimulator:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def start(self) -> None:
        """Start the printer with power on."""
        self._path.start()
        self.switch_on()

    def stop(self) -> None:
        """End the printer."""
        self.switch_off()
        self._path.stop()

    def switch_on(self) -> None:
        """Give it power."""
        if self._server is None:
            try:
                self._server = IppServer(self.port, self._answer)
            except OSError as error:
                raise DeviceUnavailable("SIMULATOR_PRINTER_DOWN", f"port {self.port}") from error

    def switch_off(self) -> None:
        """Take its power away; it forgets its jobs."""
        server, self._server = self._server, None
        if server is not None:
            server.end()
        self._path.lose_jobs()

    def next_job(self, *steps: Step) -> None:
        """Say what shall happen in the course of the next job."""
        self._path.lay_down(*steps)

    def do(self, act: Act) -> None:
        """Let something happen now; see :mod:`devices.simulators.ipp_script`."""
        self._path.do(act)

    def reset(self) -> None:
        """Mend everything: power on, no reasons, no manners, nothing laid down, no jobs and no sheets."""
        self._path.reset()
        self.switch_on()

    def sheets(self) -> tuple[PrintedSheet, ...]:
        """Return every sheet that came out since the last reset, the oldest first."""
        with self._path.changed:
            return tuple(self._path.sheets)

    def _behaves(self, manner: Manner) -> bool:
        return manner in self._path.manners

    def _answer(self, exchange: Exchange) -> None:
        """Answer one request, or keep silent, as the printer's manners are."""
        if self._behaves(Manner.BUSY):
            exchange.refuse(HTTPStatus.SERVICE_UNAVAILABLE)
            return
        if self._behaves(Manner.MUTE):
            self._wait_without(Manner.MUTE, exchange)
            return
        try:
            request = decode(exchange.read(lambda: self._hangs(exchange)))
        except DeviceProtocolError:
            exchange.refuse(HTTPStatus.BAD_REQUEST)
            return
        if exchange.is_open:
            exchange.send(encode(self._answered(request)))

    def _hangs(self, exchange: Exchange) -> bool:
        """Hang where a document begins, if that is the manner; true when the rest is not to be read."""
        if self._behaves(Manner.HANGS_IN_DOCUMENT) and exchange.operation == Operation.SEND_DOCUMENT:
            self._wait_without(Manner.HANGS_IN_DOCUMENT, exchange)
            return True
        return False

    def _wait_without(self, manner: Manner, exchange: Exchange) -> None:
        with self._path.changed:
            self._path.changed.wait_for(lambda: not self._behaves(manner) or not exchange.server_runs)
        exchange.drop()

    def _answered(self, request: Message) -> Message:
        asked = {one.name: one.values for group in request.groups for one in group.attributes}
        groups: tuple[Group, ...] = ()
        try:
            if not asked.keys() >= HEAD:
                raise _Bad
            status, groups = self._result(Operation(request.code), asked, request.data)
        except _Bad:
            status = STATUS_BAD_REQUEST
        except ValueError:
            status = STATUS_NO_OPERATION
        head = (
            Attribute("attributes-charset", (Text(TextTag.CHARSET, "utf-8"),)),
            Attribute("attributes-natural-language", (Text(TextTag.LANGUAGE, "en"),)),
        )
        return Message(
            version=request.version,
            code=status,
            request=request.request,
            groups=(Group(GroupTag.OPERATION, head), *groups),
        )

    def _result(self, operation: Operation, asked: _Asked, data: bytes) -> tuple[int, tuple[Group, ...]]:
        if operation in HANDING_OVER and self._behaves(Manner.REFUSES_OPTIONS):
            return STATUS_OPTIONS, ()
        match operation:
            case Operation.GET_PRINTER_ATTRIBUTES:
                return STATUS_OK, (self._printer_group(asked),)
            case Operation.VALIDATE_JOB:
                return STATUS_OK, ()
            case Operation.CREATE_JOB:
                return STATUS_OK, (self._job_group(self._take(asked)),)
            case Operation.PRINT_JOB:
                job = self._take(asked)
                self._path.receive(job, data)
                return STATUS_OK, (self._job_group(job),)
            case Operation.GET_JOBS:
                return STATUS_OK, self._job_list(asked)
            case _:
                return self._with_job(operation, asked, data)

    def _with_job(self, operation: Operation, asked: _Asked, data: bytes) -> tuple[int, tuple[Group, ...]]:
        with self._path.changed:
            job = self._path.jobs.get(_job_number(asked))
        if job is None:
            return STATUS_NOT_FOUND, ()
        if operation is Operation.CANCEL_JOB:
            return (STATUS_OK if self._path.cancel(job) else STATUS_NOT_POSSIBLE), ()
        if operation is Operation.SEND_DOCUMENT:
            self._path.receive(job, data)
        return STATUS_OK, (self._job_group(job),)

    def _take(self, asked: _Asked) -> Job:
        wanted = members_of(asked.get("media-col", ()))
        size = tuple(_number(wanted.get(f"{side}-dimension")) for side in "xy")
        medium = next((one for one in MEDIA if (one.width, one.height) == size), MEDIA[0])
        source = wanted.get("media-source")
        name = _words(asked, "job-name")
        return self._path.take(
            name=name[0] if name else "",
            media=medium.name,
            source=source.text if isinstance(source, Text) else source_of(medium),
        )

    def _printer_group(self, asked: _Asked) -> Group:
        with self._path.changed:
            attributes = printer_attributes(
                uri=self.uri,
                uuid=self.uuid,
                state=self._path.state,
                reasons=tuple(self._path.reasons),
                levels=dict(self._path.levels),
                jobs=len(self._path.jobs),
                seconds=int(time.monotonic() - self._began),
            )
        return Group(GroupTag.PRINTER, asked_for(attributes, _words(asked, "requested-attributes")))

    def _job_list(self, asked: _Asked) -> tuple[Group, ...]:
        if self._behaves(Manner.HIDES_JOBS):
            return ()
        which = (*_words(asked, "which-jobs"), "not-completed")[0]
        with self._path.changed:
            jobs = tuple(self._path.jobs.values())
        return tuple(
            self._job_group(job) for job in jobs if which == "all" or job.state.ended is (which == "completed")
        )

    def _job_group(self, job: Job) -> Group:
        with self._path.changed:
            attributes = [
                Attribute("job-id", (Integer(job.number),)),
                Attribute("job-uri", (Text(TextTag.URI, f"{self.uri}/{job.number}"),)),
                Attribute("job-name", (Text(TextTag.NAME, job.name),)),
                Attribute("job-state", (EnumNumber(job.state),)),
                Attribute("job-state-reasons", keyword(job.reasons)),
                Attribute(BEGUN, (Integer(1) if job.begun else Opaque(NO_VALUE, b""),)),
            ]
            if job.impressions >= 0:
                attributes.append(Attribute("job-impressions-completed", (Integer(job.impressions),)))
        return Group(GroupTag.JOB, tuple(attributes))


class _Bad(Exception):
    """A request that is none."""


_Asked = dict[str, tuple[Value, ...]]


def _words(asked: _Asked, name: str) -> tuple[str, ...]:
    return tuple(value.text for value in asked.get(name, ()) if isinstance(value, Text))


def _number(value: Value | None) -> int:
    return value.value if isinstance(value, Integer) else 0


def _job_number(asked: _Asked) -> int:
    if "job-id" in asked:
        return _number(asked["job-id"][0])
    uri = "".join(_words(asked, "job-uri"))
    return int(uri.rpartition("/")[2] or 0)
