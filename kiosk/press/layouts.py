"""Orders of a visit in the words of the printing package. Pure: nothing is drawn here.

Loading this loads the printing package (reportlab, about 0.1 s), so only :mod:`kiosk.press.paper` imports it, late.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final, assert_never
from urllib.parse import urlsplit

from kiosk.catalogue.resuming import RESUME_DAYS, step_name
from kiosk.failures import Failure, Failures
from kiosk.press.errors import RenderRefused
from kiosk.records.calibrations import Matrix
from kiosk.visit.effects import AcceptedSlip, ProgressSlip, ResumeSlip, Slip
from kiosk.visit.register import Case, CaseStage, CertificateGrant, IssuedProof
from printing.calibration import STRAIGHT, Affine, Calibration, Shift
from printing.form.elements import DateElement, DayElement, MoneyCellsElement, MoneyWordsElement
from printing.form.form import Form
from printing.form.values import FieldValue, Money, PictureValue, RowsValue
from printing.overlay import OverlayOrder
from printing.proof_sheet import ProofColumn, ProofSheet, ProofTable
from printing.receipts import kinds
from printing.specimen import Specimen
from printing.wrap import columns

COUNTER: Final = "县政务大厅“办不成事”窗口"
NARROWEST, WIDEST = 6, 26
"""A table column's text counts as at least and at most so many half cells when the width is shared out."""
SERIAL_KEY: Final = "blank_serial"
"""The data key under which a form prints the serial of its blank."""
YUAN: Final = re.compile(r"([0-9]{1,12})\.([0-9]{2})")
PADDING: Final = 3
"""Half cells beside the text of a cell, a little more than the paper's own padding, so that no heading wraps."""

STAGE_NAMES: Final[Mapping[CaseStage, str]] = {
    CaseStage.ACCEPTED: "受理",
    CaseStage.IN_REVIEW: "审核",
    CaseStage.CONCLUDED: "办结",
}


@dataclass(frozen=True, kw_only=True)
class Imprint:
    """What every paper says of the terminal.

    Attributes:
        place, terminal, hotline: as people know them.
        address: where phones reach the county's public pages, without a trailing slash; goes into the QR of slips.
        sandbox: whether slips bear the specimen mark; sheets bear it when the portal says so.
    """

    place: str
    terminal: str
    hotline: str
    address: str
    sandbox: bool


def specimen_if(wanted: bool) -> Specimen | None:
    """Return the sandbox's mark when it is wanted."""
    return Specimen() if wanted else None


def proof_sheet(proof: IssuedProof, imprint: Imprint, at: datetime) -> ProofSheet:
    """Return what the proof's paper says. Raises ``RenderRefused`` when its table contradicts itself."""
    check = urlsplit(proof.verify_url)
    return ProofSheet(
        title=proof.title,
        number=proof.acceptance.case_number,
        paragraphs=proof.paragraphs,
        table=_table(proof),
        facts=(),
        code=proof.verification_code.replace("-", ""),
        verify_url=proof.verify_url,
        verify_at=check.netloc + check.path.rpartition("/")[0],
        issuer=proof.issuer,
        issued_on=proof.issued,
        data_as_of=proof.data_as_of,
        place=imprint.place,
        printed_at=at,
        specimen=specimen_if(proof.specimen),
    )


def _table(proof: IssuedProof) -> ProofTable | None:
    if not proof.columns:
        return None
    if any(len(row) != len(proof.columns) for row in proof.rows):
        raise RenderRefused("PRINT_ELEMENT_MISSING", "the proof's table has rows of different length")
    weights = [
        min(max(NARROWEST, columns(title), *(columns(row[n]) for row in proof.rows)), WIDEST) + PADDING
        for n, title in enumerate(proof.columns)
    ]
    shares = (weight / sum(weights) for weight in weights)
    heads = tuple(ProofColumn(title, share) for title, share in zip(proof.columns, shares, strict=True))
    return ProofTable(columns=heads, rows=proof.rows)


def overlay_order(
    grant: CertificateGrant, form: Form, blank_serial: str, *, matrix: Matrix | None, shift: tuple[int, int]
) -> OverlayOrder:
    """Return what to print onto a blank.

    ``matrix`` is of the calibration, ``shift`` how far the pack's pre-print lies right and down, in 0.01 mm. Raises
    ``RenderRefused`` for a date or an amount that is none.
    """
    right, down = shift
    return OverlayOrder(
        values=form_values(grant, form, blank_serial),
        calibration=Calibration(Affine(*matrix)) if matrix else STRAIGHT,
        shift=Shift(right=right, down=down),
        specimen=specimen_if(grant.specimen),
    )


def form_values(grant: CertificateGrant, form: Form, blank_serial: str) -> dict[str, FieldValue]:
    """Return the values for a form, each of the kind that its element wants. Raises as :func:`overlay_order`."""
    elements = {element.data: element for element in form.filled()}
    values: dict[str, FieldValue] = {}
    for key, text in grant.values:
        match elements.get(key):
            case DateElement() | DayElement():
                values[key] = _date(key, text)
            case MoneyCellsElement() | MoneyWordsElement():
                values[key] = _money(key, text)
            case _:
                values[key] = text
    values |= {key: PictureValue(data) for key, data in grant.pictures}
    values |= {key: RowsValue(rows) for key, rows in grant.tables}
    # Last, since nobody but the terminal knows which blank lies on the stack.
    values[SERIAL_KEY] = blank_serial
    return values


def _date(key: str, text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        # The value itself is personal, so neither it nor the library's message goes on.
        raise RenderRefused("PRINT_ELEMENT_MISSING", f"element with data {key}: wanted a date") from None


def _money(key: str, text: str) -> Money:
    found = YUAN.fullmatch(text)
    if found is None:
        raise RenderRefused("PRINT_ELEMENT_MISSING", f"element with data {key}: wanted yuan with two decimals")
    return Money(int(found[1] + found[2]))


def receipt_for(slip: Slip, imprint: Imprint, failures: Failures, at: datetime) -> kinds.Receipt:
    """Return what a slip says."""
    match slip:
        case AcceptedSlip():
            return _accepted(slip, imprint, at)
        case ProgressSlip():
            return _progress(slip, imprint, at)
        case ResumeSlip():
            return _resume(slip, imprint, failures, at)
        case never:
            assert_never(never)


def _accepted(slip: AcceptedSlip, imprint: Imprint, at: datetime) -> kinds.AcceptedReceipt:
    return kinds.AcceptedReceipt(
        place=imprint.place,
        terminal=imprint.terminal,
        at=at,
        hotline=imprint.hotline,
        specimen=specimen_if(imprint.sandbox),
        service=slip.service.zh,
        case_number=slip.case_number,
        holder=slip.masked_name,
        papers=tuple(kinds.PrintedPaper(title.zh) for title in slip.papers),
        url=f"{imprint.address}/cases/{slip.case_number}",
    )


def _progress(slip: ProgressSlip, imprint: Imprint, at: datetime) -> kinds.ProgressSlip:
    case = slip.case
    return kinds.ProgressSlip(
        place=imprint.place,
        terminal=imprint.terminal,
        at=at,
        hotline=imprint.hotline,
        specimen=specimen_if(imprint.sandbox),
        service=case.title.zh,
        case_number=case.number,
        holder=slip.masked_name,
        stages=_stages(case),
        promised=case.promised,
        systems=_systems(case),
    )


def _stages(case: Case) -> tuple[kinds.Stage, ...]:
    """All three stages; the last one reached goes on, unless it is the end."""
    reached = [step.stage for step in case.stages if step.on is not None]
    current = reached[-1] if reached and reached[-1] is not CaseStage.CONCLUDED else None

    def state(stage: CaseStage) -> kinds.StageState:
        if stage is current:
            return kinds.StageState.CURRENT
        return kinds.StageState.DONE if stage in reached else kinds.StageState.AHEAD

    return tuple(kinds.Stage(STAGE_NAMES[step.stage], state(step.stage), step.on) for step in case.stages)


def _systems(case: Case) -> tuple[kinds.SystemState, ...]:
    if case.department_state is None:
        return ()
    return (
        kinds.SystemState("政务平台", case.portal_state.zh),
        kinds.SystemState(case.department.zh, case.department_state.zh),
    )


def _resume(slip: ResumeSlip, imprint: Imprint, failures: Failures, at: datetime) -> kinds.FailureSlip:
    failure = failures.find(slip.failure)
    code = slip.resume_code.replace(" ", "").replace("-", "")
    return kinds.FailureSlip(
        place=imprint.place,
        terminal=imprint.terminal,
        at=at,
        hotline=imprint.hotline,
        specimen=specimen_if(imprint.sandbox),
        service=slip.service.zh,
        reached=step_name(slip.reached).zh,
        reason=failure.title.zh,
        assurance=_assurance(failure, uncertain=slip.uncertain) or None,
        holder=slip.masked_name or None,
        id_tail=slip.id_tail or None,
        code=code,
        url=f"{imprint.address}/resume/{code}",
        valid_until=(at + timedelta(days=RESUME_DAYS)).date(),
        valid_days=RESUME_DAYS,
        counter=COUNTER,
    )


def _assurance(failure: Failure, *, uncertain: bool) -> str:
    """Say what is safe, without what holds only before the screen: whose fault it is stands on the slip already."""
    if uncertain:
        return "纸打没打出来，要请人看一看；看清以前，不会再打。"
    said = failure.safe.zh.removeprefix("不是您的问题。").removeprefix("不是您的问题，")
    return said.replace("，卡可以拿走。", "。").replace("卡可以拿走。", "")
