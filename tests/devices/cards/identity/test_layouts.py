"""The four layouts of the text block, field by field."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from devices.cards.contents import CardContents, Photo, PhotoFormat, Sex
from devices.cards.identity.block import LAYOUT_FLAG, TEXT_BYTES, BlockField
from devices.cards.identity.citizen import CitizenField
from devices.cards.identity.foreigner_2017 import Foreigner2017Field
from devices.cards.identity.foreigner_2023 import Foreigner2023Field
from devices.cards.identity.residence_permit import ResidencePermitField
from devices.cards.identity_text import decode_identity_text
from tests.devices.cards.identity.blocks import CITIZEN, CITIZEN_HEX, GOLDEN, READ, golden, laid_out

TABLES: list[type[BlockField]] = [CitizenField, ResidencePermitField, Foreigner2017Field, Foreigner2023Field]


@pytest.mark.parametrize("layout", GOLDEN)
def test_a_card_is_read_field_by_field(layout: str) -> None:
    assert decode_identity_text(golden(layout)) == READ[layout]


def test_the_citizens_block_is_these_bytes() -> None:
    assert bytes.fromhex(CITIZEN_HEX) == laid_out(CITIZEN)
    assert decode_identity_text(bytes.fromhex(CITIZEN_HEX)) == READ["citizen"]


@pytest.mark.parametrize("layout", GOLDEN)
def test_a_card_padded_with_nul_says_the_same(layout: str) -> None:
    texts = {offset: text for offset, text in GOLDEN[layout].items() if text != " "}
    assert decode_identity_text(laid_out(texts, padding="\0")) == READ[layout]


@pytest.mark.parametrize(
    ("layout", "texts", "field", "value"),
    [
        ("citizen", {"at_0": "迪丽努尔·阿卜杜喀迪尔·托合提"}, "name", "迪丽努尔·阿卜杜喀迪尔·托合提"),
        ("citizen", {"at_0": "谢䶮㛃"}, "name", "谢䶮㛃"),
        ("citizen", {"at_0": "韦𠅤𬱖\ue863"}, "name", "韦𠅤𬱖\ue863"),
        ("citizen", {"at_30": "0"}, "sex", Sex.UNKNOWN),
        ("citizen", {"at_30": "9"}, "sex", Sex.UNSPECIFIED),
        ("citizen", {"at_32": "56"}, "nation", "56"),
        ("citizen", {"at_32": "97"}, "nation", "97"),
        ("citizen", {"at_52": "县" * 35}, "address", "县" * 35),
        ("citizen", {"at_36": "19621003", "at_30": "1", "at_122": "43092219621003129x"}, "birth", date(1962, 10, 3)),
        (
            "citizen",
            {"at_36": "19621003", "at_30": "1", "at_122": "43092219621003129x"},
            "id_number",
            "43092219621003129X",
        ),
        ("citizen", {"at_188": "20000229"}, "valid_from", date(2000, 2, 29)),
        ("citizen", {"at_204": "20301231"}, "valid_until", date(2030, 12, 31)),
        ("J", {"at_0": "欧阳·思敏"}, "name", "欧阳·思敏"),
        ("J", {"at_30": "1", "at_122": "830000199304120032"}, "sex", Sex.MALE),
        ("J", {"at_30": "1", "at_122": "820000199304120014"}, "id_number", "820000199304120014"),
        ("J", {"at_36": "19880209", "at_30": "1", "at_122": "830000198802090150"}, "birth", date(1988, 2, 9)),
        ("J", {"at_52": "江" * 35}, "address", "江" * 35),
        ("J", {"at_188": "20210101"}, "valid_from", date(2021, 1, 1)),
        ("J", {"at_204": "20260516"}, "valid_until", date(2026, 5, 16)),
        ("J", {"at_220": "08213465 "}, "permit_number", "08213465"),
        ("J", {"at_220": " " * 9}, "permit_number", ""),
        ("I", {"at_0": "A" * 60}, "latin_name", "A" * 60),
        ("I", {"at_120": "1"}, "sex", Sex.MALE),
        ("I", {"at_122": "SWE110085061501"}, "id_number", "SWE110085061501"),
        ("I", {"at_152": "NGA", "at_122": "NGA430085061510"}, "nationality", "NGA"),
        ("I", {"at_158": "林" * 15}, "name", "林" * 15),
        ("I", {"at_158": " " * 15}, "name", "LINDQVIST, ANNA MARGARETA"),
        ("I", {"at_188": "20200101"}, "valid_from", date(2020, 1, 1)),
        ("I", {"at_204": "20300101"}, "valid_until", date(2030, 1, 1)),
        ("I", {"at_220": "18850615"}, "birth", date(1885, 6, 15)),
        ("Y", {"at_0": "朴" * 15}, "name", "朴" * 15),
        ("Y", {"at_0": " " * 15}, "name", "KIM-WOLFESCHLEGELSTEINHAUSEN, TAEHYUN JACOB"),
        ("Y", {"at_30": "2"}, "sex", Sex.FEMALE),
        ("Y", {"at_36": "19910818", "at_122": "943410199108180014"}, "birth", date(1991, 8, 18)),
        ("Y", {"at_36": "19910818", "at_122": "943410199108180014"}, "id_number", "943410199108180014"),
        ("Y", {"at_52": "KIM, TAEHYUN".ljust(35), "at_220": " " * 11}, "latin_name", "KIM, TAEHYUN"),
        ("Y", {"at_188": "20240101"}, "valid_from", date(2024, 1, 1)),
        ("Y", {"at_204": "长期    "}, "valid_until", None),
        ("Y", {"at_242": "MEX"}, "nationality", "MEX"),
    ],
)
def test_each_field_lies_where_it_is_read(layout: str, texts: dict[str, str], field: str, value: object) -> None:
    read = decode_identity_text(golden(layout, **texts))
    assert getattr(read, field) == value


@pytest.mark.parametrize(
    ("layout", "texts"),
    [
        ("citizen", {"at_158": "湘潭市公安局\0\0\x07"}),
        ("citizen", {"at_220": "\uffff" * 14}),
        ("J", {"at_32": "01"}),
        ("J", {"at_158": "\x01" * 15, "at_238": "\x02\x02", "at_242": "\x03" * 3, "at_250": "\x04" * 3}),
        ("I", {"at_236": "\x01\x01", "at_240": "\x02" * 4, "at_250": "\x03" * 3}),
        ("Y", {"at_32": "\x01\x01", "at_158": "\x02" * 15, "at_250": "\x03" * 3}),
    ],
)
def test_places_that_nobody_reads_change_nothing(layout: str, texts: dict[str, str]) -> None:
    assert decode_identity_text(golden(layout, **texts)) == READ[layout]


@pytest.mark.parametrize(
    ("first", "rest", "joined"),
    [
        ("A" * 35, "BC", "A" * 35 + "BC"),
        ("A" * 35, " BC", "A" * 35 + " BC"),
        ("A" * 34 + " ", "BC", "A" * 34 + " BC"),
        ("A" * 30, "BC", "A" * 30 + " BC"),
        ("A" * 35, "Ü'Ö-Å.", "A" * 35 + "Ü'Ö-Å."),
        ("A" * 35, "20231205", "A" * 35),
        ("A" * 35, "\x01\x02", "A" * 35),
        ("A" * 35, "国", "A" * 35),
    ],
)
def test_the_name_of_2023_goes_on_only_in_what_looks_like_a_name(first: str, rest: str, joined: str) -> None:
    read = decode_identity_text(golden("Y", at_52=first.ljust(35), at_220=rest.ljust(11)))
    assert read.latin_name == joined


@pytest.mark.parametrize("nationality", ["   ", "K1R", "kor", "\x01OR", "韩国 "])
def test_a_nationality_of_2023_that_is_none_is_left_out(nationality: str) -> None:
    assert decode_identity_text(golden("Y", at_242=nationality)) == replace(READ["Y"], nationality="")


@pytest.mark.parametrize("layout", GOLDEN)
def test_the_photo_is_handed_on_as_it_is(layout: str) -> None:
    photo = Photo(PhotoFormat.WLT, b"WLf" + bytes(1021))
    assert decode_identity_text(golden(layout), photo=photo) == replace(READ[layout], photo=photo)


@pytest.mark.parametrize("layout", GOLDEN)
def test_a_repr_of_what_was_read_names_no_one(layout: str) -> None:
    read: CardContents = decode_identity_text(golden(layout))
    shown = repr(read)
    for said in (read.name, read.latin_name, read.id_number, read.address, read.permit_number, read.nationality):
        assert not said or said not in shown


@pytest.mark.parametrize("table", TABLES)
def test_the_fields_of_a_layout_keep_apart_and_inside_the_block(table: type[BlockField]) -> None:
    taken = [byte for field in table for byte in range(TEXT_BYTES)[field.place]]
    assert len(taken) == len(set(taken)) == sum(field.size for field in table)
    assert not set(taken) & set(range(TEXT_BYTES)[LAYOUT_FLAG])
    assert all(field.size % 2 == 0 for field in table)
