"""The slips, one frozen dataclass a kind; its fields are the keys of the layout file of the same name.

What each looks like stands in ``<kind>.toml`` beside this file.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from typing import ClassVar, TypeAlias

from printing.receipts.values import Fen
from printing.specimen import Specimen

HOTLINE = "12345"
"""The government service line of every Chinese county."""


class ReceiptKind(Enum):
    """The kinds of slips; the value is the name of the layout file."""

    ACCEPTED = "accepted"
    PROGRESS = "progress"
    FAILURE = "failure"
    PAID = "paid"
    APPOINTMENT = "appointment"
    PICK_UP = "pick-up"
    COMPLAINT = "complaint"


@dataclass(frozen=True, kw_only=True)
class Slip:
    """What every slip says.

    Attributes:
        place: where the terminal stands, as people know it.
        terminal: its number.
        at: local time.
        hotline: whom to ring.
        specimen: the mark of the sandbox, or None for a slip that counts.
    """

    place: str
    terminal: str
    at: datetime
    hotline: str = HOTLINE
    specimen: Specimen | None = None


@dataclass(frozen=True)
class PrintedPaper:
    """A paper that came out, for example ``房产套数证明 1 份``."""

    paper: str


@dataclass(frozen=True, kw_only=True)
class AcceptedReceipt(Slip):
    """A matter was dealt with or taken in: says that a case exists.

    Attributes:
        service: its name.
        case_number: of the case.
        holder: the resident's masked name.
        papers: what was printed.
        url: what the QR holds: the case's page, with a token that shows nothing personal; ASCII.
    """

    kind: ClassVar = ReceiptKind.ACCEPTED
    service: str
    case_number: str
    holder: str
    papers: tuple[PrintedPaper, ...]
    url: str


class StageState(Enum):
    """How far a stage is."""

    DONE = "done"
    CURRENT = "current"
    AHEAD = "ahead"


@dataclass(frozen=True)
class Stage:
    """A stage of a case, 受理 审核 办结, and the day on which it was done or began."""

    name: str
    state: StageState
    on: date | None


@dataclass(frozen=True)
class SystemState:
    """What one of two systems that both keep the case says of it."""

    system: str
    says: str


@dataclass(frozen=True, kw_only=True)
class ProgressSlip(Slip):
    """Where a case is.

    Attributes:
        service: its name.
        case_number: of the case.
        holder: the resident's masked name.
        stages: in their order.
        promised: the day by which the office promised to finish, if it did.
        systems: where a department keeps its own system, what each says; else empty.
    """

    kind: ClassVar = ReceiptKind.PROGRESS
    service: str
    case_number: str
    holder: str
    stages: tuple[Stage, ...]
    promised: date | None
    systems: tuple[SystemState, ...] = ()


@dataclass(frozen=True, kw_only=True)
class FailureSlip(Slip):
    """A matter could not be finished now: how far it got, and how the resident goes on from the same step.

    Attributes:
        service: its name.
        reached: the step, for example ``第 2 步 核对``.
        reason: in a resident's words, for example ``公安专线 02:10 起中断``.
        assurance: what is safe, for example ``没有扣钱，没有打印。``, if anything can be said.
        holder: the resident's masked name, or None when nobody has shown a card yet.
        id_tail: the last four characters of the identity number, or None.
        code: to go on with; printed in groups of four.
        url: what the QR holds; ASCII.
        valid_until: the last day on which the code works, ``valid_days`` after the slip.
        counter: where a person helps, for example ``县政务大厅 1 楼“办不成事”窗口``.
    """

    kind: ClassVar = ReceiptKind.FAILURE
    service: str
    reached: str
    reason: str
    assurance: str | None
    holder: str | None
    id_tail: str | None
    code: str
    url: str
    valid_until: date
    valid_days: int = 30
    counter: str


@dataclass(frozen=True)
class PaidItem:
    """What was paid for; ``amount`` in fen, below zero for what was taken off."""

    name: str
    amount: Fen


@dataclass(frozen=True, kw_only=True)
class PaidReceipt(Slip):
    """A payment was made.

    Attributes:
        service: what was paid for.
        payer: the payer's masked name.
        payee: the unit that collected the money.
        items: what the sum consists of.
        total: in fen.
        way: of payment, for example ``微信支付``.
        transaction: the number that the bank or payment company gave.
        paid_at: local time.
        url: where the electronic receipt is had; ASCII.
    """

    kind: ClassVar = ReceiptKind.PAID
    service: str
    payer: str
    payee: str
    items: tuple[PaidItem, ...]
    total: Fen
    way: str
    transaction: str
    paid_at: datetime
    url: str


@dataclass(frozen=True)
class Material:
    """What to bring along, for example ``身份证原件``."""

    material: str


@dataclass(frozen=True, kw_only=True)
class AppointmentSlip(Slip):
    """An appointment was made.

    Attributes:
        service: what for.
        holder: the resident's masked name.
        begins, ends: between which local times the resident is expected.
        counter: the window, for example ``3 楼 A 区 12 号窗口``.
        address: of the house, as people find it.
        bring: what to bring along; may be empty.
        code: to sign in with.
        url: what the QR holds; ASCII.
    """

    kind: ClassVar = ReceiptKind.APPOINTMENT
    service: str
    holder: str
    begins: datetime
    ends: datetime
    counter: str
    address: str
    bring: tuple[Material, ...]
    code: str
    url: str


@dataclass(frozen=True, kw_only=True)
class PickUpSlip(Slip):
    """Something lies in the locker.

    Attributes:
        item: what lies there.
        holder: the resident's masked name.
        code: opens the cell.
        url: what the QR holds, read by the locker's scanner; ASCII.
        cell: for example ``A 柜 12 号``.
        locker: where the locker stands.
        until: the cell is kept until then, local time.
        counter: where the item is had afterwards.
    """

    kind: ClassVar = ReceiptKind.PICK_UP
    item: str
    holder: str
    code: str
    url: str
    cell: str
    locker: str
    until: datetime
    counter: str


class Office(Enum):
    """Who deals with a complaint: the government line, the market office's, the environment office's."""

    GOVERNMENT = "12345"
    MARKET = "12315"
    ENVIRONMENT = "12369"


@dataclass(frozen=True, kw_only=True)
class ComplaintSlip(Slip):
    """A complaint, report or call for help was taken in.

    Attributes:
        number: of the work order.
        office: which office deals with it.
        subject: what it is about, by its class; never the resident's own words.
        holder: the masked name of the person who complained, or None for nobody in particular.
        answer_by: the day by which an answer is promised.
        url: where its progress is seen; ASCII.
    """

    kind: ClassVar = ReceiptKind.COMPLAINT
    number: str
    office: Office
    subject: str
    holder: str | None
    answer_by: date
    url: str


Receipt: TypeAlias = (
    AcceptedReceipt | ProgressSlip | FailureSlip | PaidReceipt | AppointmentSlip | PickUpSlip | ComplaintSlip
)


def given_values(receipt: Receipt) -> Mapping[str, object]:
    """Return a slip's fields by their names, rows as tables, for the layout to check and print."""
    return _table(receipt)


def _table(record: object) -> dict[str, object]:
    if not is_dataclass(record) or isinstance(record, type):
        raise TypeError(f"{type(record).__name__} is no row of a slip")
    return {field.name: _given(getattr(record, field.name)) for field in fields(record)}


def _given(value: object) -> object:
    match value:
        case Specimen():
            return value.text
        case tuple():
            return tuple(_table(row) for row in value)
        case _:
            return value
