"""What slip, portal and public page all say of a matter that stopped: at which step, and how long it can be resumed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from kiosk.bilingual import Bilingual
from kiosk.catalogue.service import StepKind

RESUME_DAYS: Final = 30
"""How long a resume code works; printed on the slip (look.md section 8)."""
_STEP_NAMES: Final[Mapping[str, Bilingual]] = {
    StepKind.GUIDE.value: Bilingual("看须知", "Read what is needed"),
    StepKind.CONSENT.value: Bilingual("同意查询", "Consent"),
    StepKind.IDENTIFY.value: Bilingual("刷卡", "Lay the card"),
    StepKind.CONFIRM_PERSON.value: Bilingual("确认本人", "Confirm who you are"),
    StepKind.CHOOSE.value: Bilingual("选择", "Choose"),
    StepKind.REVIEW.value: Bilingual("核对", "Check"),
    StepKind.ANSWER.value: Bilingual("查看结果", "See the answer"),
    StepKind.CERTIFICATE.value: Bilingual("打印证照", "Print the certificate"),
    StepKind.PROOF.value: Bilingual("打印证明", "Print the proof"),
    StepKind.RECEIPT.value: Bilingual("打印回执", "Print the receipt"),
    StepKind.RATE.value: Bilingual("评价", "Rate"),
}


def step_name(step: str) -> Bilingual:
    """Return a step's name by the value of its kind; a kind that only a newer program knows stands for itself."""
    return _STEP_NAMES.get(step, Bilingual(step, step))
