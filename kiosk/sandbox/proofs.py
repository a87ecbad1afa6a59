"""The sandbox's proofs, in the words of an official."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, TypeAlias

from devices.cards.contents import Numbering
from kiosk.portal.messages import PersonMessage
from kiosk.sandbox.matters import PROPERTY_DETAIL_PROOF, PROPERTY_PROOF
from kiosk.sandbox.papers import as_of
from kiosk.sandbox.places import PREFIX
from kiosk.sandbox.records import Unit
from kiosk.sandbox.registers import HOME

Row: TypeAlias = tuple[str, ...]
_LIMITS: Final = "本证明仅反映桃江县行政区域内已登记的不动产，不包括其他县（市、区）的登记和尚未办理登记的房屋。"
_CHECK: Final = "本证明由自助服务终端打印。使用单位可扫描二维码，或在核验页面输入验证码，核对真伪。"
_NUMBER_NAMES: Final[Mapping[Numbering, str]] = {
    Numbering.CITIZEN: "公民身份号码",
    Numbering.RESIDENCE_PERMIT: "居住证号码",
    Numbering.PERMANENT_RESIDENT: "永久居留身份证号码",
    Numbering.PERMANENT_RESIDENT_2017: "永久居留身份证号码",
    Numbering.DOCUMENT: "证件号码",
}


@dataclass(frozen=True)
class Proof:
    """One kind of proof: its title, and how it is worded for a person, what is registered and what was chosen of it."""

    title: str
    columns: Row
    row: Callable[[Unit], Row]
    listed: str

    def paragraphs(
        self, person: PersonMessage, everything: Sequence[Unit], chosen: Sequence[Unit], today: date
    ) -> tuple[str, ...]:
        """Word the proof: the count covers all that is registered, the table what was chosen."""
        day = _in_words(as_of(today))
        holder = f"{person.name}（{_NUMBER_NAMES[person.numbering]}：{person.id_number}）"
        head = f"兹证明：经查询桃江县不动产登记信息系统，截至{day}，{holder}"
        if not everything:
            return (f"{head}在桃江县行政区域内无不动产登记记录。", _LIMITS, _CHECK)
        homes = sum(unit.use == HOME for unit in everything)
        count = f"{head}在桃江县行政区域内登记有不动产{len(everything)}处，其中住宅{homes}套。"
        if not chosen:
            return (count, _LIMITS, _CHECK)
        return (count, self.listed.format(len(chosen)), _LIMITS, _CHECK)

    def table(self, units: Sequence[Unit]) -> tuple[Row, tuple[Row, ...]]:
        """Return columns and rows; both empty when nothing is listed."""
        return (self.columns, tuple(self.row(unit) for unit in units)) if units else ((), ())


def _short_row(unit: Unit) -> Row:
    others = len(unit.owners) - 1
    shared = f"与{others}人共有" if others else "单独所有"
    return (unit.use.zh, f"{unit.area_m2:.2f}平方米", unit.address, shared, f"{unit.registered}年")


def _full_row(unit: Unit) -> Row:
    # Beside the two long texts there is room for bare figures only.
    owners = len(unit.owners)
    shared = f"{owners}人共有" if owners > 1 else "单独所有"
    return (unit.number, f"{PREFIX}{unit.address}", unit.use.zh, f"{unit.area_m2:.2f}", shared)


def _in_words(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


PROOFS: Final[Mapping[str, Proof]] = {
    PROPERTY_PROOF: Proof(
        title="房产套数证明",
        columns=("用途", "建筑面积", "坐落", "共有情况", "登记年份"),
        row=_short_row,
        listed="应申请人要求，列明其中{}处的登记情况如下。",
    ),
    PROPERTY_DETAIL_PROOF: Proof(
        title="不动产登记信息查询证明",
        columns=("不动产权证号", "坐落", "用途", "平方米", "共有情况"),
        row=_full_row,
        listed="应申请人要求，列明其中{}处的证号、详细坐落和权利情况如下。",
    ),
}
"""By service."""
