"""Asks a printer about itself by IPP, past the queue that feeds it (RFC 8011).

CUPS tells "completed" of jobs that the printer threw away; only the printer's own job-state is evidence.
"""

from __future__ import annotations

import http.client
import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from typing import Final, TypeVar
from urllib.parse import urlsplit

from devices.errors import DeviceProtocolError, DeviceUnavailable
from devices.printers.ipp_codec import (
    LARGEST_MESSAGE_BYTES,
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
from devices.printers.trays import Tray, trays_in

State = TypeVar("State", bound=IntEnum)

DEFAULT_PORT: Final = 631
STATUS_NOT_FOUND: Final = 0x0406
STATUS_NOT_POSSIBLE: Final = 0x0404
FIRST_ERROR_STATUS: Final = 0x0400


class Operation(IntEnum):
    """Operations of a printer (RFC 8011, section 5.4.15), as far as a terminal or its queue asks for them."""

    PRINT_JOB = 0x0002
    VALIDATE_JOB = 0x0004
    CREATE_JOB = 0x0005
    SEND_DOCUMENT = 0x0006
    CANCEL_JOB = 0x0008
    GET_JOB_ATTRIBUTES = 0x0009
    GET_JOBS = 0x000A
    GET_PRINTER_ATTRIBUTES = 0x000B


class PrinterState(IntEnum):
    """printer-state (RFC 8011, section 5.4.11)."""

    IDLE = 3
    PROCESSING = 4
    STOPPED = 5


class JobState(IntEnum):
    """job-state (RFC 8011, section 5.3.7)."""

    PENDING = 3
    HELD = 4
    PROCESSING = 5
    STOPPED = 6
    CANCELED = 7
    ABORTED = 8
    COMPLETED = 9

    @property
    def ended(self) -> bool:
        """Whether the job will not change any more."""
        return self >= JobState.CANCELED


@dataclass(frozen=True, kw_only=True)
class PrinterView:
    """What a printer, or a queue, says of itself."""

    state: PrinterState
    reasons: tuple[str, ...]
    message: str = ""
    uuid: str = ""
    trays: tuple[Tray, ...] = ()


@dataclass(frozen=True, kw_only=True)
class JobView:
    """What a printer, or a queue, says of one job.

    Attributes:
        impressions: -1 when it does not count them.
        begun: whether it has ever worked on the job; nothing when it does not say (RFC 8011, section 5.3.14.2).
    """

    number: int
    name: str
    state: JobState
    reasons: tuple[str, ...] = ()
    impressions: int = -1
    begun: bool | None = None


BEGUN: Final = "time-at-processing"
JOB_ATTRIBUTES: Final = ("job-id", "job-name", "job-state", "job-state-reasons", "job-impressions-completed", BEGUN)
INPUT_TRAYS: Final = "printer-input-tray"
PRINTER_ATTRIBUTES: Final = (
    *("printer-state", "printer-state-reasons", "printer-state-message", "printer-uuid"),
    INPUT_TRAYS,
)


class IppPrinter:
    """A printer that is reached at an ``ipp://`` address.

    Args of the constructor:
        uri: the printer's address, for example ``ipp://192.0.2.9:631/ipp/print``.
        deadline_s: seconds that one request may take until bytes come.

    Every method raises :class:`DeviceUnavailable` when the printer does not answer and :class:`DeviceProtocolError`
    when its answer is not IPP or refuses the request.
    """

    def __init__(self, *, uri: str, deadline_s: float) -> None:
        parts = urlsplit(uri)
        if parts.scheme != "ipp" or not parts.hostname:
            raise DeviceProtocolError("IPP_ADDRESS", "not an ipp:// address")
        self._host = parts.hostname
        self._port = parts.port or DEFAULT_PORT
        self._path = parts.path or "/"
        self._uri = f"ipp://{self._host}:{self._port}{self._path}"
        self._deadline_s = deadline_s
        self._numbers: Iterator[int] = itertools.count(1)

    def printer(self) -> PrinterView:
        """Return the printer's state and reasons."""
        answer = self._ask(Operation.GET_PRINTER_ATTRIBUTES, _requested(PRINTER_ATTRIBUTES))
        for group in answer.groups:
            if group.tag is GroupTag.PRINTER:
                return _printer_view(group)
        raise DeviceProtocolError("IPP_INCOMPLETE", "no printer attributes")

    def jobs(self) -> tuple[JobView, ...]:
        """Return the jobs that the printer still knows, ended ones included."""
        which = Attribute("which-jobs", (Text(TextTag.KEYWORD, "all"),))
        try:
            return self._job_views(self._ask(Operation.GET_JOBS, which, _requested(JOB_ATTRIBUTES)))
        except DeviceProtocolError as error:
            if error.code != "IPP_REFUSED":
                raise
        # "all" is an extension (PWG 5100.7); the two standard halves give the same.
        found: dict[int, JobView] = {}
        for half in ("not-completed", "completed"):
            which = Attribute("which-jobs", (Text(TextTag.KEYWORD, half),))
            answer = self._ask(Operation.GET_JOBS, which, _requested(JOB_ATTRIBUTES))
            found |= {job.number: job for job in self._job_views(answer)}
        return tuple(found.values())

    def job(self, number: int) -> JobView | None:
        """Return one job, or nothing when the printer does not know it (any more)."""
        try:
            answer = self._ask(Operation.GET_JOB_ATTRIBUTES, _job_id(number), _requested(JOB_ATTRIBUTES))
        except IppRefused as refusal:
            if refusal.status == STATUS_NOT_FOUND:
                return None
            raise
        return next(iter(self._job_views(answer)), None)

    def cancel(self, number: int) -> None:
        """Ask for a job to be stopped; one that has already ended, or is not known, is left alone."""
        try:
            self._ask(Operation.CANCEL_JOB, _job_id(number))
        except IppRefused as refusal:
            if refusal.status not in (STATUS_NOT_FOUND, STATUS_NOT_POSSIBLE):
                raise

    def print(self, document: bytes, *, name: str, document_format: str) -> JobView:
        """Hand a document straight to the printer, past any queue."""
        answer = self._ask(
            Operation.PRINT_JOB,
            Attribute("job-name", (Text(TextTag.NAME, name),)),
            Attribute("document-format", (Text(TextTag.MIME_TYPE, document_format),)),
            data=document,
        )
        for job in self._job_views(answer):
            return job
        raise DeviceProtocolError("IPP_INCOMPLETE", "no job attributes")

    def _job_views(self, answer: Message) -> tuple[JobView, ...]:
        return tuple(_job_view(group) for group in answer.groups if group.tag is GroupTag.JOB)

    def _ask(self, operation: Operation, *attributes: Attribute, data: bytes = b"") -> Message:
        number = next(self._numbers)
        head = (
            Attribute("attributes-charset", (Text(TextTag.CHARSET, "utf-8"),)),
            Attribute("attributes-natural-language", (Text(TextTag.LANGUAGE, "en"),)),
            Attribute("printer-uri", (Text(TextTag.URI, self._uri),)),
        )
        # RFC 8011 section 4.1.5: the target comes first, job-id directly behind printer-uri.
        target = tuple(one for one in attributes if one.name == "job-id")
        user = Attribute("requesting-user-name", (Text(TextTag.NAME, "hall-terminal"),))
        others = tuple(one for one in attributes if one.name != "job-id")
        group = Group(GroupTag.OPERATION, (*head, *target, user, *others))
        body = encode(Message(code=operation, request=number, groups=(group,), data=data))
        answer = decode(self._post(body))
        if answer.request != number:
            raise DeviceProtocolError("IPP_MALFORMED", "answers another request")
        if answer.code >= FIRST_ERROR_STATUS:
            raise IppRefused(operation, answer.code)
        return answer

    def _post(self, body: bytes) -> bytes:
        connection = http.client.HTTPConnection(self._host, self._port, timeout=self._deadline_s)
        try:
            connection.request("POST", self._path, body, {"Content-Type": "application/ipp"})
            with connection.getresponse() as answer:
                if answer.status != http.HTTPStatus.OK:
                    raise DeviceProtocolError("IPP_REFUSED", f"HTTP {answer.status}")
                return answer.read(LARGEST_MESSAGE_BYTES + 1)
        except http.client.HTTPException as error:
            raise DeviceProtocolError("IPP_MALFORMED", type(error).__name__) from error
        except OSError as error:
            raise DeviceUnavailable("IPP_SILENT", type(error).__name__) from error
        finally:
            connection.close()


class IppRefused(DeviceProtocolError):
    """The printer understood and said no. ``status`` is its IPP status-code."""

    def __init__(self, operation: Operation, status: int) -> None:
        super().__init__("IPP_REFUSED", f"{operation.name} status {status:#06x}")
        self.status = status


def _requested(names: tuple[str, ...]) -> Attribute:
    return Attribute("requested-attributes", tuple(Text(TextTag.KEYWORD, name) for name in names))


def _job_id(number: int) -> Attribute:
    return Attribute("job-id", (Integer(number),))


def _printer_view(group: Group) -> PrinterView:
    return PrinterView(
        state=_member(PrinterState, _number(group, "printer-state")),
        reasons=_texts(group, "printer-state-reasons"),
        message=next(iter(_texts(group, "printer-state-message")), ""),
        uuid=next(iter(_texts(group, "printer-uuid")), ""),
        trays=trays_in(_octets(group, INPUT_TRAYS)),
    )


def _job_view(group: Group) -> JobView:
    impressions = _first(group, "job-impressions-completed")
    return JobView(
        number=_number(group, "job-id"),
        name=next(iter(_texts(group, "job-name")), ""),
        state=_member(JobState, _number(group, "job-state")),
        reasons=_texts(group, "job-state-reasons"),
        impressions=impressions.value if isinstance(impressions, Integer) else -1,
        begun=None if (begun := _first(group, BEGUN)) is None else isinstance(begun, Integer),
    )


def _member(kind: type[State], number: int) -> State:
    try:
        return kind(number)
    except ValueError as error:
        raise DeviceProtocolError("IPP_MALFORMED", f"{kind.__name__} {number}") from error


def _first(group: Group, name: str) -> Value | None:
    return next((one.values[0] for one in group.attributes if one.name == name), None)


def _octets(group: Group, name: str) -> tuple[str, ...]:
    values = next((one.values for one in group.attributes if one.name == name), ())
    return tuple(value.data.decode(errors="replace") for value in values if isinstance(value, Opaque))


def _number(group: Group, name: str) -> int:
    match _first(group, name):
        case Integer(value) | EnumNumber(value):
            return value
        case _:
            raise DeviceProtocolError("IPP_INCOMPLETE", name)


def _texts(group: Group, name: str) -> tuple[str, ...]:
    values = next((one.values for one in group.attributes if one.name == name), ())
    return tuple(value.text for value in values if isinstance(value, Text))
