"""The slip that tells how a case stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum

from printing.receipts.blocks import Block, Ends, Gap, Rule, field
from printing.receipts.common import Slip, day, ending, opening


class StageState(Enum):
    """How far a stage is."""

    DONE = "●"
    CURRENT = "◎"
    AHEAD = "○"


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
    state: str


@dataclass(frozen=True, kw_only=True)
class ProgressSlip(Slip):
    """Says where a case is.

    Attributes:
        service: its name.
        case_number: of the case.
        holder: the resident's masked name.
        stages: in their order.
        promised: the day by which the office promised to finish, if it did.
        systems: where a department keeps its own system, what each says; else empty.
    """

    service: str
    case_number: str
    holder: str
    stages: tuple[Stage, ...]
    promised: date | None
    systems: tuple[SystemState, ...] = ()


def progress_layout(slip: ProgressSlip) -> Iterator[Block]:
    """Lay the slip out."""
    yield from opening(slip, "办件进度")
    yield Gap(8)
    yield field("事项", slip.service, bold=True)
    yield field("办件号", slip.case_number)
    yield field("申请人", slip.holder)
    yield Gap(8)
    yield Rule()
    yield Gap(6)
    for stage in slip.stages:
        current = stage.state is StageState.CURRENT
        yield Ends(f"{stage.state.value} {stage.name}", _when(stage), bold=current)
        yield Gap(6)
    yield Rule()
    if slip.promised:
        yield field("承诺办结", f"{day(slip.promised)}前", bold=True)
    for system in slip.systems:
        yield field(system.system, system.state)
    yield from ending(slip)


def _when(stage: Stage) -> str:
    match stage.state:
        case StageState.DONE:
            return day(stage.on) if stage.on else "已完成"
        case StageState.CURRENT:
            return f"{day(stage.on)}起" if stage.on else "正在办理"
        case StageState.AHEAD:
            return "还没开始"
