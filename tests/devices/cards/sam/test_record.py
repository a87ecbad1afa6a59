"""What the data of a SAM's answers hold: record, appended addresses, number."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.cards.sam.commands import SamAnswer, SamStatus, encode_answer
from devices.cards.sam.frames import SamFrameError
from devices.cards.sam.record import (
    IdentityRecord,
    encode_addresses,
    encode_record,
    holds_addresses,
    newest_address,
    number_text,
    parse_record,
)

TEXT, PHOTO = b"T" * 256, b"P" * 1024
FINGERS = (b"1" * 512, b"2" * 512)
OLD, NEW = "湖南省益阳市桃江县桃花江镇1号", "湖南省益阳市桃江县修山镇2号"


@pytest.mark.parametrize(
    ("fingerprints", "with_fingerprints", "head", "frame_bytes"),
    [
        (0, False, "0508 000090 0100 0400", 1295),
        (0, True, "050A 000090 0100 0400 0000", 1297),
        (1, True, "070A 000090 0100 0400 0200", 1809),
        (2, True, "090A 000090 0100 0400 0400", 2321),
    ],
)
def test_each_read_answer_has_the_published_head_and_length(
    fingerprints: int, with_fingerprints: bool, head: str, frame_bytes: int
) -> None:
    record = IdentityRecord(TEXT, PHOTO, FINGERS[:fingerprints])
    data = encode_record(record, with_fingerprints=with_fingerprints)
    frame = encode_answer(SamAnswer(SamStatus.DONE.value, data))
    assert len(frame) == frame_bytes
    assert frame[5:].startswith(bytes.fromhex(head))
    assert parse_record(data, with_fingerprints=with_fingerprints) == record


@pytest.mark.parametrize(
    ("text", "photo", "fingers"), [(14, 270, None), (16, 272, 1296)], ids=["text and photo", "with fingerprints"]
)
def test_text_photo_and_fingerprints_lie_at_the_published_places(text: int, photo: int, fingers: int | None) -> None:
    record = IdentityRecord(TEXT, PHOTO, FINGERS[:1] if fingers else ())
    frame = encode_answer(SamAnswer(SamStatus.DONE.value, encode_record(record, with_fingerprints=fingers is not None)))
    assert frame[text : text + 256] == TEXT
    assert frame[photo : photo + 1024] == PHOTO
    assert fingers is None or frame[fingers : fingers + 512] == FINGERS[0]


def test_a_card_without_a_photo_is_read_all_the_same() -> None:
    record = IdentityRecord(TEXT)
    assert parse_record(encode_record(record, with_fingerprints=False), with_fingerprints=False) == record


@pytest.mark.parametrize("with_fingerprints", [False, True])
@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x01\x00",
        bytes(1284),
        b"\x01\x00\x04\x00" + bytes(1279),
        b"\x01\x00\x04\x00" + bytes(1281),
        b"\x01\x00\x04\x00\x01\x00" + bytes(256 + 1024 + 256),
        b"\x01\x00\x04\x00\x06\x00" + bytes(256 + 1024 + 3 * 512),
        b"\x00\xff\x04\x00" + bytes(1279),
        b"\x01\x00\x00\x01" + bytes(257),
    ],
)
def test_data_that_disagree_with_their_lengths_are_refused(data: bytes, with_fingerprints: bool) -> None:
    with pytest.raises(SamFrameError):
        parse_record(data, with_fingerprints=with_fingerprints)


def test_the_short_and_the_long_read_never_pass_for_each_other() -> None:
    for count in range(3):
        data = encode_record(IdentityRecord(TEXT, PHOTO, FINGERS[:count]), with_fingerprints=True)
        with pytest.raises(SamFrameError):
            parse_record(data, with_fingerprints=False)
    with pytest.raises(SamFrameError):
        parse_record(encode_record(IdentityRecord(TEXT, PHOTO), with_fingerprints=False), with_fingerprints=True)


@given(st.binary(max_size=2400), st.booleans())
def test_any_data_are_a_record_or_refused(data: bytes, with_fingerprints: bool) -> None:
    try:
        record = parse_record(data, with_fingerprints=with_fingerprints)
    except SamFrameError:
        return
    assert encode_record(record, with_fingerprints=with_fingerprints) == data


@given(st.binary(min_size=256, max_size=256), st.sampled_from([0, 1024]), st.integers(0, 2))
def test_a_record_that_is_written_is_read_back(text: bytes, photo: int, count: int) -> None:
    record = IdentityRecord(text, text[:1] * photo, (text + text,) * count)
    assert parse_record(encode_record(record, with_fingerprints=True), with_fingerprints=True) == record


def test_a_record_shows_nothing_of_its_holder() -> None:
    assert repr(IdentityRecord(TEXT, PHOTO, FINGERS)) == "IdentityRecord()"


def test_one_appended_address_makes_the_published_answer() -> None:
    frame = encode_answer(SamAnswer(SamStatus.DONE.value, encode_addresses((NEW,))))
    assert len(frame) == 81
    assert frame[5:10] == bytes.fromhex("004A 000090")


@pytest.mark.parametrize(
    ("addresses", "newest"),
    [
        ((), ""),
        ((NEW,), NEW),
        ((OLD, NEW), NEW),
        ((OLD, OLD, OLD, NEW), NEW),
        ((OLD, ""), OLD),
        (("", "", "", ""), ""),
        (("X" * 35,), "X" * 35),
        (("\u0000" * 35,), ""),
        ((OLD, "第\u0007号"), ""),
    ],
)
def test_the_newest_appended_address_counts(addresses: tuple[str, ...], newest: str) -> None:
    data = encode_addresses(addresses)
    assert holds_addresses(data)
    assert newest_address(data) == newest


def test_half_a_character_is_no_address() -> None:
    assert newest_address(b"\x00\xd8" * 35) == ""


@pytest.mark.parametrize("size", [1, 16, 69, 71, 350])
def test_other_lengths_are_no_addresses(size: int) -> None:
    assert not holds_addresses(bytes(size))


@pytest.mark.parametrize("addresses", [("X" * 36,), ("",) * 5])
def test_addresses_that_no_card_can_hold_are_refused(addresses: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="do not fit"):
        encode_addresses(addresses)


@given(st.binary(max_size=280))
def test_any_data_have_a_newest_address_or_none(data: bytes) -> None:
    assert newest_address(data) == newest_address(data).rstrip(" \0")


def test_a_number_is_written_as_on_the_label() -> None:
    data = bytes.fromhex("0500 0100 35D83301 4D86910D 6E1E8F4A")
    assert number_text(data) == "05.01-20174901-0227640909-1250893422"
    assert number_text(bytes(16)) == "00.00-0-0000000000-0000000000"


@pytest.mark.parametrize("size", [0, 15, 17])
def test_a_number_of_another_length_is_refused(size: int) -> None:
    with pytest.raises(SamFrameError):
        number_text(bytes(size))
