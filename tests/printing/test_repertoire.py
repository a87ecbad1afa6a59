from __future__ import annotations

import pytest

from printing.repertoire import HanRepertoire, rom_bytes

G, K, B, N = HanRepertoire.GB2312, HanRepertoire.GBK, HanRepertoire.GB18030, HanRepertoire.NONE


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("张桂兰", {G, K, B}),
        ("：￥12.00（元）", {G, K, B}),
        ("·“”—…", {G, K, B}),
        ("＊", {G, K, B}),
        ("〇", {K, B}),
        ("ⅳ", {K, B}),
        ("\ue81e", set()),
        ("玥", {K, B}),
        ("喆", {K, B}),
        ("䶮", {B}),
        ("㛃", set()),
        ("𠅤", set()),
        ("𬱖", set()),
        ("龴", set()),
        ("é", {G, K, B}),
        ("ñ", set()),
        ("A4 No.12", {G, K, B, N}),
        ("张A", {G, K, B}),
        ("张\n", set()),
    ],
)
def test_which_texts_each_rom_can_print(text: str, inside: set[HanRepertoire]) -> None:
    assert {han for han in HanRepertoire if rom_bytes(text, han) is not None} == inside


def test_the_bytes_are_those_of_the_standard() -> None:
    assert rom_bytes("中文A", K) == bytes.fromhex("d6d0cec441")
    assert rom_bytes("䶮", B) == bytes.fromhex("fe9f")


@pytest.mark.parametrize("han", HanRepertoire)
def test_no_repertoire_ever_sends_a_four_byte_character(han: HanRepertoire) -> None:
    for code in range(0x3400, 0xA000):
        coded = rom_bytes(chr(code), han)
        assert coded is None or len(coded) == 2
