"""IPP messages survive the wire, and nothing malformed gets in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.errors import DeviceProtocolError
from devices.printers.ipp_codec import (
    LARGEST_MESSAGE_BYTES,
    Attribute,
    Boolean,
    EnumNumber,
    Group,
    GroupTag,
    Integer,
    Message,
    Opaque,
    Text,
    decode,
    encode,
)

NUMBERS = st.integers(min_value=-(2**31), max_value=2**31 - 1)
NAMES = st.text(alphabet="abcdefghijklmnopqrstuvwxyz-", min_size=1, max_size=40)
TYPED_TAGS = {0x21, 0x22, 0x23}
VALUES = st.one_of(
    st.builds(Integer, NUMBERS),
    st.builds(EnumNumber, NUMBERS),
    st.builds(Boolean, st.booleans()),
    st.builds(Text, st.integers(min_value=0x40, max_value=0x5F), st.text(max_size=60)),
    st.builds(
        Opaque,
        st.integers(min_value=0x10, max_value=0x3F).filter(lambda tag: tag not in TYPED_TAGS),
        st.binary(max_size=60),
    ),
)
ATTRIBUTES = st.builds(Attribute, NAMES, st.lists(VALUES, min_size=1, max_size=4).map(tuple))
MESSAGES = st.builds(
    Message,
    code=st.integers(min_value=0, max_value=0x7FFF),
    request=st.integers(min_value=1, max_value=2**31 - 1),
    groups=st.lists(
        st.builds(Group, st.sampled_from(GroupTag), st.lists(ATTRIBUTES, max_size=4).map(tuple)), max_size=4
    ).map(tuple),
    data=st.binary(max_size=100),
)


@given(MESSAGES)
def test_a_message_comes_back_from_its_bytes(message: Message) -> None:
    assert decode(encode(message)) == message


@given(st.binary(max_size=300))
def test_any_bytes_are_a_message_or_refused(data: bytes) -> None:
    try:
        message = decode(data)
    except DeviceProtocolError as error:
        assert error.code == "IPP_MALFORMED"
    else:
        assert encode(message) == data


@given(MESSAGES, st.data())
def test_a_message_cut_short_is_refused(message: Message, data: st.DataObject) -> None:
    whole = encode(Message(code=message.code, request=message.request, groups=message.groups))
    cut = data.draw(st.integers(min_value=0, max_value=len(whole) - 1))
    with pytest.raises(DeviceProtocolError):
        decode(whole[:cut])


@pytest.mark.parametrize(
    "data",
    [
        pytest.param("0200000000000001 0f", id="unknown group"),
        pytest.param("0200000000000001 02 44 0000 0001 61 03", id="value without an attribute"),
        pytest.param("0200000000000001 02 21 0001 61 0003 000000 03", id="number of three bytes"),
        pytest.param("0200000000000001 02 22 0001 61 0001 02 03", id="boolean two"),
        pytest.param("0200000000000001 02 41 0001 61 0001 ff 03", id="text that is not UTF-8"),
        pytest.param("0200000000000001 02 41 ffff 61 0001 61 03", id="negative length"),
    ],
)
def test_it_refuses(data: str) -> None:
    with pytest.raises(DeviceProtocolError):
        decode(bytes.fromhex(data))


def test_it_refuses_more_bytes_than_any_printer_sends() -> None:
    with pytest.raises(DeviceProtocolError):
        decode(bytes(LARGEST_MESSAGE_BYTES + 1))


@pytest.mark.parametrize(
    "attribute",
    [
        Attribute("a", ()),
        Attribute("", (Integer(1),)),
        Attribute("a", (Integer(2**31),)),
        Attribute("ä", (Integer(1),)),
    ],
)
def test_it_does_not_write_what_cannot_be_read(attribute: Attribute) -> None:
    with pytest.raises(DeviceProtocolError):
        encode(Message(code=2, request=1, groups=(Group(GroupTag.JOB, (attribute,)),)))
