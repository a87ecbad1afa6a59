"""Golden blocks: texts laid at offsets in bytes, as the layouts are published, without the encoder under test."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from devices.cards.contents import CardContents, CardKind, Numbering, Sex

CITIZEN = {
    0: "张桂兰",
    30: "2",
    32: "01",
    36: "19500101",
    52: "湖南省益阳市桃江县桃花江镇资江路112号",
    122: "430922195001010025",
    158: "桃江县公安局",
    188: "20100101",
    204: "长期",
    248: " ",
}
RESIDENCE_PERMIT = {
    0: "陈咏雯",
    30: "2",
    36: "19930412",
    52: "湖南省益阳市桃江县桃花江镇文昌路18号",
    122: "810000199304120020",
    158: "桃江县公安局",
    188: "20220516",
    204: "20270516",
    220: "H05712346",
    238: "01",
    248: "J",
}
FOREIGNER_2017 = {
    0: "LINDQVIST, ANNA MARGARETA",
    120: "2",
    122: "SWE430085061510",
    152: "SWE",
    158: "林安娜",
    188: "20190820",
    204: "20290819",
    220: "19850615",
    236: "01",
    240: "1500",
    248: "I",
}
FOREIGNER_2023 = {
    0: "金泰铉",
    30: "1",
    32: "02",
    36: "19910817",
    52: "KIM-WOLFESCHLEGELSTEINHAUSEN, TAEHY",
    122: "943410199108170019",
    188: "20231205",
    204: "20331204",
    220: "UN JACOB",
    242: "KOR",
    248: "Y",
    250: "K12",
}
GOLDEN = {"citizen": CITIZEN, "J": RESIDENCE_PERMIT, "I": FOREIGNER_2017, "Y": FOREIGNER_2023}

CITIZEN_HEX = (
    "205f 4268 7051" + "2000" * 12 + "3200" + "3000 3100" + "3100 3900 3500 3000 3000 3100 3000 3100"
    "566e 5753 0177 ca76 3396 025e 4368 5f6c bf53 4368 b182 5f6c 4795 448d 5f6c ef8d 3100 3100 3200 f753"
    + "2000"
    * 15
    + "3400 3300 3000 3900 3200 3200 3100 3900 3500 3000 3000 3100 3000 3100 3000 3000 3200 3500"
    "4368 5f6c bf53 6c51 895b 405c" + "2000" * 9 + "3200 3000 3100 3000 3000 3100 3000 3100"
    "7f95 1f67" + "2000" * 6 + "2000" * 18
)
"""The citizen's block above, byte by byte."""

READ = {
    "citizen": CardContents(
        kind=CardKind.IDENTITY_CARD,
        name="张桂兰",
        id_number="430922195001010025",
        numbering=Numbering.CITIZEN,
        sex=Sex.FEMALE,
        birth=date(1950, 1, 1),
        address="湖南省益阳市桃江县桃花江镇资江路112号",
        nation="01",
        valid_from=date(2010, 1, 1),
    ),
    "J": CardContents(
        kind=CardKind.RESIDENCE_PERMIT,
        name="陈咏雯",
        id_number="810000199304120020",
        numbering=Numbering.RESIDENCE_PERMIT,
        sex=Sex.FEMALE,
        birth=date(1993, 4, 12),
        address="湖南省益阳市桃江县桃花江镇文昌路18号",
        permit_number="H05712346",
        valid_from=date(2022, 5, 16),
        valid_until=date(2027, 5, 16),
    ),
    "I": CardContents(
        kind=CardKind.PERMANENT_RESIDENT_CARD,
        edition="2017",
        name="林安娜",
        latin_name="LINDQVIST, ANNA MARGARETA",
        id_number="SWE430085061510",
        numbering=Numbering.PERMANENT_RESIDENT_2017,
        sex=Sex.FEMALE,
        birth=date(1985, 6, 15),
        nationality="SWE",
        valid_from=date(2019, 8, 20),
        valid_until=date(2029, 8, 19),
    ),
    "Y": CardContents(
        kind=CardKind.PERMANENT_RESIDENT_CARD,
        edition="2023",
        name="金泰铉",
        latin_name="KIM-WOLFESCHLEGELSTEINHAUSEN, TAEHYUN JACOB",
        id_number="943410199108170019",
        numbering=Numbering.PERMANENT_RESIDENT,
        sex=Sex.MALE,
        birth=date(1991, 8, 17),
        nationality="KOR",
        valid_from=date(2023, 12, 5),
        valid_until=date(2033, 12, 4),
    ),
}
"""What the golden blocks say."""


def laid_out(texts: Mapping[int, str], *, padding: str = " ") -> bytes:
    """Lay texts at their offsets into 256 bytes of padding."""
    block = bytearray(padding.encode("utf-16-le") * 128)
    for offset, text in texts.items():
        encoded = text.encode("utf-16-le")
        block[offset : offset + len(encoded)] = encoded
    assert len(block) == 256
    return bytes(block)


def golden(layout: str, **changed: str) -> bytes:
    """Return a golden block with some texts in place of others, named ``at_52`` by their offset."""
    return laid_out(GOLDEN[layout] | {int(place.removeprefix("at_")): text for place, text in changed.items()})
