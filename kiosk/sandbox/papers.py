"""What stands on the sandbox's papers, in the words of an official."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from devices.cards.contents import Sex
from kiosk.portal import messages as m
from kiosk.sandbox.records import HeldLicence, Resident, Unit
from kiosk.sandbox.registers import HOME

PROOF_TITLE: Final = "房产套数证明"
_COLUMNS: Final = ("用途", "建筑面积", "坐落", "共有情况", "登记年份")
_CODE_SIGNS: Final = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""32 characters, 5 bits each, without 0 O 1 I, which people mix up."""
_CODE_LENGTH: Final = 12
"""60 bits: beyond guessing over a network."""
_SEXES: Final = {Sex.MALE: "男", Sex.FEMALE: "女", Sex.UNKNOWN: "未知", Sex.UNSPECIFIED: "未说明"}


def as_of(today: date) -> date:
    """Return the day up to which the registers are complete: they are brought up to date every night."""
    return today - timedelta(days=1)


def verification_code(secret: bytes, key: str) -> str:
    """Return the code of the paper that was issued for an idempotency key, in three groups of four."""
    digest = hmac.new(secret, f"paper {key}".encode(), hashlib.sha256).digest()
    signs = "".join(_CODE_SIGNS[byte % len(_CODE_SIGNS)] for byte in digest[:_CODE_LENGTH])
    return "-".join(signs[at : at + 4] for at in range(0, _CODE_LENGTH, 4))


def proof_paragraphs(
    name: str, id_number: str, everything: Sequence[Unit], chosen: Sequence[Unit], today: date
) -> tuple[str, ...]:
    """Word the proof: the count covers all that is registered, the table what was chosen."""
    day = _in_words(as_of(today))
    head = f"兹证明：经查询桃江县不动产登记信息系统，截至{day}，{name}（公民身份号码：{id_number}）"
    limits = "本证明仅反映桃江县行政区域内已登记的不动产，不包括其他县（市、区）的登记和尚未办理登记的房屋。"
    check = "本证明由自助服务终端打印。使用单位可扫描二维码，或在核验页面输入验证码，核对真伪。"
    if not everything:
        return (f"{head}在桃江县行政区域内无不动产登记记录。", limits, check)
    homes = sum(unit.use == HOME for unit in everything)
    count = f"{head}在桃江县行政区域内登记有不动产{len(everything)}处，其中住宅{homes}套。"
    if not chosen:
        return (count, limits, check)
    return (count, f"应申请人要求，列明其中{len(chosen)}处的登记情况如下。", limits, check)


def proof_table(units: Sequence[Unit]) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Return columns and rows; both empty when nothing is listed."""
    if not units:
        return (), ()
    return _COLUMNS, tuple(_row(unit) for unit in units)


def certificate_values(
    held: HeldLicence, holder: Resident, today: date, verify_url: str
) -> tuple[m.FormValueMessage, ...]:
    """Return the text of each data key of the form ``senior-card`` (printing/forms/senior-card.toml)."""
    values = {
        "licence_number": held.number,
        "holder_name": holder.name,
        "holder_sex": _SEXES[holder.sex],
        "holder_birth": holder.birth.isoformat(),
        "holder_id_number": holder.id_number,
        "holder_address": holder.address,
        "issuer": held.issuer,
        "issued_on": today.isoformat(),
        "verify_url": verify_url,
    }
    return tuple(m.FormValueMessage(key=key, text=text) for key, text in values.items())


def _row(unit: Unit) -> tuple[str, ...]:
    others = len(unit.owners) - 1
    shared = f"与{others}人共有" if others else "单独所有"
    return (unit.use.zh, f"{unit.area_m2:.2f}平方米", unit.address, shared, f"{unit.registered}年")


def _in_words(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
