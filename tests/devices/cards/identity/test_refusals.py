"""Text blocks that are refused, each with its own code, and bytes that are no block at all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.cards.identity_text import decode_identity_text
from devices.errors import CardError, CardUnreadable, CardUnsupported
from tests.devices.cards.identity.blocks import GOLDEN, golden


@pytest.mark.parametrize("flag", ["Z", "j", "i", "y", "A", "1", "长", "\uffff", "\x01"])
def test_other_layouts_are_named_as_unsupported(flag: str) -> None:
    with pytest.raises(CardUnsupported) as caught:
        decode_identity_text(golden("citizen", at_248=flag))
    assert caught.value.code == "CARD_LAYOUT_UNSUPPORTED"


@pytest.mark.parametrize(
    ("layout", "place", "text"),
    [
        ("citizen", "at_0", " " * 15),
        ("citizen", "at_0", "张\n桂兰"),
        ("citizen", "at_0", "张\u202e桂兰"),
        ("citizen", "at_30", "3"),
        ("citizen", "at_30", " "),
        ("citizen", "at_32", "57"),
        ("citizen", "at_32", "  "),
        ("citizen", "at_36", "19500231"),
        ("citizen", "at_36", "1950010 "),
        ("citizen", "at_36", "１９５００１０１"),
        ("citizen", "at_36", "长期      "),
        ("citizen", "at_52", "\x07"),
        ("citizen", "at_122", " " * 18),
        ("citizen", "at_188", " " * 8),
        ("citizen", "at_204", "永久"),
        ("citizen", "at_204", " " * 8),
        ("J", "at_0", " " * 15),
        ("J", "at_30", "J"),
        ("J", "at_36", "19931304"),
        ("J", "at_122", " " * 18),
        ("J", "at_188", "长期      "),
        ("J", "at_204", "2027051 "),
        ("J", "at_220", "H\x00\x01"),
        ("I", "at_120", "F"),
        ("I", "at_122", " " * 15),
        ("I", "at_152", "SW "),
        ("I", "at_152", "   "),
        ("I", "at_158", "林\u2028"),
        ("I", "at_188", "2019082A"),
        ("I", "at_204", "00000000"),
        ("I", "at_220", " " * 8),
        ("Y", "at_30", "M"),
        ("Y", "at_36", "19910230"),
        ("Y", "at_52", "KIM\x08"),
        ("Y", "at_122", " " * 18),
        ("Y", "at_188", "20231305"),
        ("Y", "at_204", "２０３３１２０４"),
    ],
)
def test_a_field_that_no_card_can_have_is_malformed(layout: str, place: str, text: str) -> None:
    with pytest.raises(CardUnreadable) as caught:
        decode_identity_text(golden(layout, **{place: text}))
    assert caught.value.code == "CARD_TEXT_MALFORMED"


def test_a_foreigner_without_any_name_is_malformed() -> None:
    for layout, chinese, latin in (("I", 158, 0), ("Y", 0, 52)):
        with pytest.raises(CardUnreadable) as caught:
            decode_identity_text(
                golden(layout, **{f"at_{chinese}": " " * 15, f"at_{latin}": " " * 35, "at_220": " " * 11})
            )
        assert caught.value.code == "CARD_TEXT_MALFORMED"


@pytest.mark.parametrize(
    ("layout", "number"),
    [
        ("citizen", "430922195001010024"),
        ("citizen", "43092219500101002 "),
        ("citizen", "４３０９２２１９５００１０１００２５"),
        ("citizen", "430922198502300024"),
        ("citizen", "000922195001010025"),
        ("citizen", "SWE43008506151    "),
        ("J", "810000199304120021"),
        ("J", "840000199304120026"),
        ("I", "SWE43008506151 "),
        ("I", "SWE430085023010"),
        ("I", "1WE430085061510"),
        ("Y", "943410199108170012"),
        ("Y", "900410199108170019"),
    ],
)
def test_a_number_that_breaks_its_own_rules_is_invalid(layout: str, number: str) -> None:
    with pytest.raises(CardUnreadable) as caught:
        decode_identity_text(golden(layout, at_122=number))
    assert caught.value.code == "CARD_NUMBER_INVALID"
    assert number.strip() not in str(caught.value)


@pytest.mark.parametrize(
    ("layout", "texts"),
    [
        ("citizen", {"at_30": "1"}),
        ("citizen", {"at_36": "19500102"}),
        ("citizen", {"at_188": "19490101"}),
        ("citizen", {"at_204": "20091231"}),
        ("citizen", {"at_30": "2", "at_36": "19930412", "at_122": "810000199304120020"}),
        ("citizen", {"at_30": "1", "at_36": "19910817", "at_122": "943410199108170019"}),
        ("J", {"at_30": "1"}),
        ("J", {"at_36": "19930413"}),
        ("J", {"at_30": "2", "at_36": "19500101", "at_122": "430922195001010025"}),
        ("J", {"at_204": "20210516"}),
        ("I", {"at_220": "19850616"}),
        ("I", {"at_152": "NOR"}),
        ("I", {"at_204": "20180819"}),
        ("Y", {"at_36": "19910718"}),
        ("Y", {"at_30": "2", "at_36": "19500101", "at_122": "430922195001010025"}),
        ("Y", {"at_188": "19910816"}),
    ],
)
def test_a_card_that_contradicts_itself_is_not_believed(layout: str, texts: dict[str, str]) -> None:
    with pytest.raises(CardUnreadable) as caught:
        decode_identity_text(golden(layout, **texts))
    assert caught.value.code == "CARD_CONTRADICTS_ITSELF"
    assert not any(text in str(caught.value) for text in texts.values() if len(text) > 1)


@pytest.mark.parametrize("layout", GOLDEN)
@pytest.mark.parametrize("length", [0, 1, 255, 257, 512])
def test_a_block_of_another_length_is_malformed(layout: str, length: int) -> None:
    with pytest.raises(CardUnreadable) as caught:
        decode_identity_text((golden(layout) * 2)[:length])
    assert caught.value.code == "CARD_TEXT_MALFORMED"


@pytest.mark.parametrize("place", [0, 248])
def test_half_a_surrogate_pair_is_malformed(place: int) -> None:
    block = bytearray(golden("citizen"))
    block[place : place + 2] = b"\x00\xd8"
    with pytest.raises(CardUnreadable) as caught:
        decode_identity_text(bytes(block))
    assert caught.value.code == "CARD_TEXT_MALFORMED"


def is_read_or_refused(block: bytes) -> bool:
    """Decode; anything raised but the package's own error fails the test."""
    try:
        read = decode_identity_text(block)
    except CardError as error:
        return bool(error.code)
    return bool(read.name and read.id_number)


@given(st.binary(max_size=600) | st.binary(min_size=256, max_size=256))
def test_byte_soup_is_refused_by_a_card_error_or_read(block: bytes) -> None:
    assert is_read_or_refused(block)


@given(st.binary(min_size=248, max_size=248), st.sampled_from(" JIY\0"), st.binary(min_size=6, max_size=6))
def test_byte_soup_in_a_known_layout_is_refused_or_read(before: bytes, flag: str, after: bytes) -> None:
    assert is_read_or_refused(before + flag.encode("utf-16-le") + after)


@given(st.sampled_from(sorted(GOLDEN)), st.integers(0, 255), st.binary(min_size=1, max_size=60))
def test_a_damaged_card_is_refused_or_read(layout: str, place: int, damage: bytes) -> None:
    block = golden(layout)
    assert is_read_or_refused((block[:place] + damage + block[place + len(damage) :])[:256])
