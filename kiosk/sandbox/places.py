"""Where the invented residents live: the county's real towns, with invented streets, villages and house numbers."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import Final

TOWNS: Final = (
    "桃花江镇",
    "灰山港镇",
    "武潭镇",
    "马迹塘镇",
    "大栗港镇",
    "三堂街镇",
    "修山镇",
    "牛田镇",
    "石牛江镇",
    "松木塘镇",
    "浮邱山乡",
    "鸬鹚渡镇",
    "高桥镇",
    "沾溪镇",
    "鲊埠回族乡",
)
PREFIX: Final = "湖南省益阳市桃江县"
_STREETS: Final = ("芙蓉路", "资江路", "桃花东路", "向阳花路", "团山路", "金盆路", "文昌路", "竹海路")
_VILLAGES: Final = (
    "竹山湾村",
    "石桥坪村",
    "枫树坳村",
    "荷叶塘村",
    "新屋场村",
    "杉木冲村",
    "白鹭洲村",
    "茶园岭村",
    "响水洞村",
    "麻塘湾村",
)
MASK: Final = "＊"


@dataclass(frozen=True)
class Place:
    """An address, and the same without its house numbers; both begin with the town."""

    text: str
    masked: str

    @property
    def full(self) -> str:
        """The address with province, city and county, as on an identity card."""
        return PREFIX + self.text


def some_place(chance: random.Random) -> Place:
    """Invent an address: a flat in a town for every third, a house in a village for the others."""
    town = chance.choice(TOWNS)
    if chance.random() < 1 / 3:
        return flat(town, chance.choice(_STREETS), chance)
    village, group = chance.choice(_VILLAGES), chance.randint(1, 18)
    number = chance.randint(1, 60)
    return Place(f"{town}{village}{group}组{number}号", f"{town}{village} {MASK * 2} 组 {MASK * 2} 号")


def flat(town: str, street: str, chance: random.Random) -> Place:
    """Invent a flat in a street."""
    number, building = chance.randint(1, 188), chance.randint(1, 9)
    floor, door = chance.randint(1, 9), chance.randint(1, 4)
    return Place(
        f"{town}{street}{number}号{building}栋{floor}0{door}室",
        f"{town}{street} {MASK * 2} 号 {building} 栋 {MASK}0{door} 室",
    )
