"""Invented residents and enterprises. Names are drawn from common characters; no list of real people is behind them."""

from __future__ import annotations

import random
from collections.abc import Container, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from devices.cards.contents import Sex
from kiosk.sandbox.numbers import citizen_number, credit_code
from kiosk.sandbox.places import TOWNS, some_place
from kiosk.sandbox.records import Enterprise, Resident

_SURNAMES: Final = "王李张刘陈杨黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕文符薛莫"
_MALE: Final = "伟强军勇杰涛明超刚平辉鹏华波斌宇浩凯健俊建国志文德福林春生良松海山仁"
_FEMALE: Final = "芳娜敏静丽艳娟霞秀燕玲桂兰梅琳雪莉红玉萍英慧巧美婷雅云莲珍凤香月菊"
_HAN: Final = "01"
_HUI: Final = "03"
"""Codes of GB/T 3304."""
_FIRST_BIRTH: Final = date(1935, 1, 1)
_LAST_BIRTH: Final = date(2007, 12, 31)
_TRADES: Final = ("竹业", "茶业", "建材", "商贸", "餐饮", "农机", "食品", "家具", "运输", "养殖")
_WORDS: Final = ("桃花", "资水", "青竹", "浮邱", "丰禾", "金穗", "楠竹", "清溪", "福泰", "恒兴", "绿野", "春晖")
_KINDS: Final = (("91", "有限公司"), ("92", "经营部"), ("93", "专业合作社"))
"""First two characters of the credit code and the name's ending (domain.md section 4.2)."""
_SUBJECT_SIGNS: Final = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def invent_residents(count: int, known: Sequence[Resident], chance: random.Random) -> tuple[Resident, ...]:
    """Return ``known`` and as many invented residents more as make ``count``."""
    people = {person.key: person for person in known}
    while len(people) < count:
        person = _resident(chance)
        people.setdefault(person.key, person)
    return tuple(people.values())


def give_phones(residents: Sequence[Resident], without: Container[str], chance: random.Random) -> Iterator[Resident]:
    """Register a phone for about nine of ten residents; ``without`` names the keys of some who have none."""
    for order, person in enumerate(residents):
        has_one = chance.random() < 0.9
        phone = f"199{chance.randrange(10**4):04d}{order:04d}"
        yield replace(person, phone=phone if has_one and person.key not in without else "")


def invent_enterprises(count: int, residents: Sequence[Resident], chance: random.Random) -> tuple[Enterprise, ...]:
    """Invent enterprises, each headed by one of the residents."""
    made: dict[str, Enterprise] = {}
    while len(made) < count:
        one = _enterprise(chance.choice(residents), chance)
        made.setdefault(one.credit_code, one)
    return tuple(made.values())


def _resident(chance: random.Random) -> Resident:
    sex = chance.choice((Sex.MALE, Sex.FEMALE))
    given = _MALE if sex is Sex.MALE else _FEMALE
    name = chance.choice(_SURNAMES) + "".join(chance.choices(given, k=chance.choice((1, 2, 2, 2))))
    birth = _FIRST_BIRTH + timedelta(days=chance.randrange((_LAST_BIRTH - _FIRST_BIRTH).days + 1))
    order = chance.randrange(0, 499) * 2 + (1 if sex is Sex.MALE else 2)
    place = some_place(chance)
    nation = _HUI if place.text.startswith(TOWNS[-1]) and chance.random() < 0.3 else _HAN
    return Resident(
        name=name,
        id_number=citizen_number(birth, order),
        sex=sex,
        birth=birth,
        nation=nation,
        address=place.full,
    )


def _enterprise(head: Resident, chance: random.Random) -> Enterprise:
    kind, ending = chance.choice(_KINDS)
    subject = "MA" + "".join(chance.choices(_SUBJECT_SIGNS, k=6))
    return Enterprise(
        name=f"桃江县{chance.choice(_WORDS)}{chance.choice(_TRADES)}{ending}",
        credit_code=credit_code(kind, subject),
        head=head.id_number,
        address=some_place(chance).full,
        founded=date(2001, 1, 1) + timedelta(days=chance.randrange(9000)),
    )
