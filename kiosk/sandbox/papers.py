"""What stands on the sandbox's papers, in the words of an official."""

from __future__ import annotations

import hashlib
import hmac
from base64 import b64encode
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Final

from devices.cards.contents import Sex
from kiosk.portal import messages as m
from kiosk.sandbox.records import HeldLicence, Resident

if TYPE_CHECKING:
    from printing.form.elements import Filled
    from printing.form.library import FormLibrary

_CODE_SIGNS: Final = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""32 characters, 5 bits each, without 0 O 1 I, which people mix up."""
_CODE_LENGTH: Final = 12
"""60 bits: beyond guessing over a network."""
_SEXES: Final = {Sex.MALE: "男", Sex.FEMALE: "女", Sex.UNKNOWN: "未知", Sex.UNSPECIFIED: "未说明"}
_NATION_NAMES: Final = (
    "汉 蒙古 回 藏 维吾尔 苗 彝 壮 布依 朝鲜 满 侗 瑶 白 土家 哈尼 哈萨克 傣 黎 傈僳 佤 畲 高山 拉祜 水 东乡 纳西 景颇 "
    "柯尔克孜 土 达斡尔 仫佬 羌 布朗 撒拉 毛南 仡佬 锡伯 阿昌 普米 塔吉克 怒 乌孜别克 俄罗斯 鄂温克 德昂 保安 裕固 京 "
    "塔塔尔 独龙 鄂伦春 赫哲 门巴 珞巴 基诺"
)
"""In the order of their codes, from 01 (GB/T 3304)."""
_NATIONS: Final = {f"{code:02d}": f"{name}族" for code, name in enumerate(_NATION_NAMES.split(), start=1)}


def as_of(today: date) -> date:
    """Return the day up to which the registers are complete: they are brought up to date every night."""
    return today - timedelta(days=1)


def verification_code(secret: bytes, key: str) -> str:
    """Return the code of the paper that was issued for an idempotency key, in three groups of four."""
    digest = hmac.new(secret, f"paper {key}".encode(), hashlib.sha256).digest()
    signs = "".join(_CODE_SIGNS[byte % len(_CODE_SIGNS)] for byte in digest[:_CODE_LENGTH])
    return "-".join(signs[at : at + 4] for at in range(0, _CODE_LENGTH, 4))


@dataclass(frozen=True)
class CertificateContents:
    """What a licence says in the places of its form."""

    values: tuple[m.FormValueMessage, ...]
    pictures: tuple[m.FormPictureMessage, ...]
    tables: tuple[m.FormTableMessage, ...]


class CertificateWriter:
    """Fills forms: with what the county knows of holder and licence, and with pictures that portray nobody."""

    def __init__(self) -> None:
        self._seals: dict[str, bytes] = {}

    def fill(self, held: HeldLicence, holder: Resident, verify_url: str) -> CertificateContents:
        """Return a value for each place of the licence's form that the county has something for."""
        places = self._forms.get(held.kind.form).filled()
        known = _known(held, holder, verify_url) | dict(held.values)
        pictures = ((place.data, self._picture(place, held.kind.issuer)) for place in places)
        return CertificateContents(
            values=tuple(
                m.FormValueMessage(key=key, text=known[key])
                for key in dict.fromkeys(place.data for place in places)
                if known.get(key)
            ),
            pictures=tuple(m.FormPictureMessage(key=key, content=content) for key, content in pictures if content),
            tables=tuple(m.FormTableMessage(key=key, rows=rows) for key, rows in held.rows),
        )

    def _picture(self, place: Filled, issuer: str) -> str:
        """Draw a photo or a seal, in base64; empty for a place that takes a text."""
        from printing.form.elements import PhotoElement, SealElement
        from printing.samples import sample_photo, sample_seal

        match place:
            case PhotoElement():
                return b64encode(sample_photo(place.box.width / 100, place.box.height / 100)).decode()
            case SealElement():
                if issuer not in self._seals:
                    self._seals[issuer] = sample_seal(issuer)
                return b64encode(self._seals[issuer]).decode()
            case _:
                return ""

    @cached_property
    def _forms(self) -> FormLibrary:
        from printing.form.library import FormLibrary

        return FormLibrary()


def _known(held: HeldLicence, holder: Resident, verify_url: str) -> dict[str, str]:
    """Return what the county knows under the keys that many forms share (printing/forms/keys.toml)."""
    return {
        "licence_number": held.number,
        "licence_id": held.id,
        "disability_number": held.number,
        "holder_name": holder.name,
        "holder_sex": _SEXES[holder.sex],
        "holder_nation": _NATIONS.get(holder.nation, ""),
        "holder_birth": holder.birth.isoformat(),
        "holder_id_number": holder.id_number,
        "holder_address": holder.address,
        "issuer": held.kind.issuer,
        "issued_on": held.granted.isoformat(),
        "verify_url": verify_url,
    }
