"""The slip for a matter that could not be finished now: with it the resident goes on from the same step."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from printing.receipts.blocks import Block, Gap, QrWithCode, Rule, Words, field
from printing.receipts.common import Slip, day, ending, opening


@dataclass(frozen=True, kw_only=True)
class FailureSlip(Slip):
    """Says how far it got and how to go on.

    Attributes:
        service: its name.
        reached: the step, for example ``第 2 步 核对``.
        reason: in a resident's words, for example ``公安专线 02:10 起中断``.
        assurance: what is safe, for example ``没有扣钱，没有打印。``; may be empty.
        holder: the resident's masked name.
        id_tail: the last four characters of the identity number.
        code: to go on with; printed in groups of four.
        url: what the QR holds; ASCII.
        valid_until: the last day on which the code works, ``valid_days`` after the slip.
        counter: where a person helps, for example ``县政务大厅 1 楼“办不成事”窗口``.
    """

    service: str
    reached: str
    reason: str
    assurance: str
    holder: str
    id_tail: str
    code: str
    url: str
    valid_until: date
    valid_days: int = 30
    counter: str


def failure_layout(slip: FailureSlip) -> Iterator[Block]:
    """Lay the slip out."""
    yield from opening(slip, "接续单")
    yield Gap(8)
    yield field("事项", slip.service, bold=True)
    yield field("办到", slip.reached)
    yield field("原因", slip.reason)
    if slip.assurance:
        yield Words(f"这不是您的问题。{slip.assurance}")
    yield field("办理人", f"{slip.holder}　证件尾号 {slip.id_tail}")
    yield field("时间", f"{slip.at:%Y-%m-%d %H:%M}")
    yield Gap(6)
    yield Rule()
    yield Gap(8)
    yield QrWithCode(slip.url, "接续码", slip.code)
    yield Gap(8)
    yield Words("凭这张单到窗口，从这一步接着办。", bold=True)
    yield Words(f"· 窗口：{slip.counter}", hang=3)
    yield Words("· 手机：扫二维码，看办到哪一步、要带什么", hang=3)
    yield field("有效期", f"{slip.valid_days}天，到{day(slip.valid_until)}为止")
    yield from ending(slip)
