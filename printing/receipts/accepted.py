"""The receipt of a matter that was dealt with or taken in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from printing.receipts.blocks import Block, Gap, Qr, Rule, Side, Words, field
from printing.receipts.common import Slip, ending, opening


@dataclass(frozen=True, kw_only=True)
class AcceptedReceipt(Slip):
    """Says that a case exists.

    Attributes:
        service: its name.
        case_number: of the case.
        holder: the resident's masked name.
        papers: what was printed, one line each, for example ``房产套数证明 1 份``.
        url: what the QR holds: the case's page, with a token that shows nothing personal; ASCII.
    """

    service: str
    case_number: str
    holder: str
    papers: tuple[str, ...]
    url: str


def accepted_layout(receipt: AcceptedReceipt) -> Iterator[Block]:
    """Lay the receipt out."""
    yield from opening(receipt, "办理回执")
    yield Gap(8)
    yield field("事项", receipt.service, bold=True)
    yield field("办件号", receipt.case_number)
    yield field("办理人", receipt.holder)
    yield field("时间", f"{receipt.at:%Y-%m-%d %H:%M}")
    if receipt.papers:
        yield Gap(8)
        yield Rule()
        yield Words("已打印，请拿好：")
        for paper in receipt.papers:
            yield Words(f"· {paper}", hang=3)
    yield Gap(12)
    yield Qr(receipt.url)
    yield Gap(4)
    yield Words("扫码查看办件进度", side=Side.CENTRE)
    yield from ending(receipt, "请带好证件和材料再离开。")
