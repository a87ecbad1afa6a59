"""Secure messaging, with the worked example of ICAO Doc 9303-11, appendix D.4."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.cards.emrtd.commands import Command
from devices.cards.emrtd.files import File, find_file
from devices.cards.emrtd.secure_messaging import SecureChannel, SessionKeys
from devices.cards.emrtd.suites import Suite, pad, unpad
from devices.errors import CardUnreadable
from devices.simulators.emrtd.channel import ChipChannel, read_request

KEYS = SessionKeys(
    suite=Suite.TRIPLE_DES,
    encryption=bytes.fromhex("979EC13B1CBFE9DCD01AB0FED307EAE5"),
    authentication=bytes.fromhex("F1CB1F1FB5ADF208806B89DC579DC1F8"),
    counter=0x887022120C06C226,
)
EXCHANGES = [
    (
        Command(instruction=0xA4, p1=0x02, p2=0x0C, data=bytes.fromhex("011E")),
        "0CA4020C158709016375432908C044F68E08BF8B92D635FF24F800",
        "990290008E08FA855A5D4C50A8ED9000",
        "",
    ),
    (
        Command(instruction=0xB0, p1=0x00, p2=0x00, expected=4),
        "0CB000000D9701048E08ED6705417E96BA5500",
        "8709019FF0EC34F9922651990290008E08AD55CC17140B2DED9000",
        "60145F01",
    ),
    (
        Command(instruction=0xB0, p1=0x00, p2=0x04, expected=0x12),
        "0CB000040D9701128E082EA28A70F3C7B53500",
        "871901FB9235F4E4037F2327DCC8964F1F9B8C30F42C8E2FFF224A990290008E08C8B2787EAEA07D749000",
        "04303130365F36063034303030305C026175",
    ),
]
"""Selecting EF.COM, reading its first four bytes, and the rest: command, as sent, as answered, data inside."""


def test_the_worked_example() -> None:
    sent: list[bytes] = []
    answers = iter([bytes.fromhex(answer) for _, _, answer, _ in EXCHANGES])

    def transmit(apdu: bytes) -> bytes:
        sent.append(apdu)
        return next(answers)

    channel = SecureChannel(transmit, keys=KEYS)
    opened = [channel.send(command) for command, _, _, _ in EXCHANGES]
    assert [apdu.hex().upper() for apdu in sent] == [protected for _, protected, _, _ in EXCHANGES]
    assert [(answer.data.hex().upper(), answer.status) for answer in opened] == [
        (data, 0x9000) for _, _, _, data in EXCHANGES
    ]


ANSWER = bytes.fromhex(EXCHANGES[0][2])


@pytest.mark.parametrize(
    "answer",
    [
        bytes.fromhex("9000"),
        bytes.fromhex("60145F019000"),
        bytes.fromhex("990290009000"),
        ANSWER[:10] + bytes([ANSWER[10] ^ 1]) + ANSWER[11:],
        bytes.fromhex("99026282") + ANSWER[4:],
        ANSWER[:-2] + bytes.fromhex("6A82"),
        ANSWER[4:],
    ],
    ids=["bare", "in the clear", "no code", "other code", "other status inside", "other status", "no status"],
)
def test_an_answer_that_the_chip_did_not_seal_is_refused(answer: bytes) -> None:
    channel = SecureChannel(lambda _: answer, keys=KEYS)
    with pytest.raises(CardUnreadable) as caught:
        channel.send(EXCHANGES[0][0])
    assert caught.value.code == "CARD_ANSWERS_WRONGLY"


def test_an_answer_cannot_be_played_again() -> None:
    channel = SecureChannel(lambda _: ANSWER, keys=KEYS)
    assert channel.send(EXCHANGES[0][0]).succeeded
    with pytest.raises(CardUnreadable):
        channel.send(EXCHANGES[0][0])


def test_a_bare_refusal_is_handed_on() -> None:
    assert SecureChannel(lambda _: bytes.fromhex("6988"), keys=KEYS).send(EXCHANGES[0][0]).status == 0x6988


def channel_pair(suite: Suite, counter: int) -> tuple[SessionKeys, ChipChannel]:
    encryption, authentication = bytes(range(suite.key_bytes)), bytes(range(1, suite.key_bytes + 1))
    keys = SessionKeys(suite=suite, encryption=encryption, authentication=authentication, counter=counter)
    chip = ChipChannel(suite, encryption=encryption, authentication=authentication, counter=counter)
    return keys, chip


@given(
    suite=st.sampled_from(Suite),
    instruction=st.sampled_from([0xB0, 0xB1, 0xA4]),
    data=st.binary(max_size=200),
    expected=st.none() | st.integers(1, 256),
    back=st.binary(max_size=223),
    counter=st.integers(0, 2**40),
)
def test_both_ends_understand_each_other(
    suite: Suite, instruction: int, data: bytes, expected: int | None, back: bytes, counter: int
) -> None:
    keys, chip = channel_pair(suite, counter)

    def transmit(apdu: bytes) -> bytes:
        assert len(apdu) <= 261
        request = chip.open(read_request(apdu))
        assert (request.instruction, request.data, request.length) == (instruction, data, expected)
        return chip.seal(request, back, b"\x90\x00")

    answer = SecureChannel(transmit, keys=keys).send(Command(instruction=instruction, data=data, expected=expected))
    assert (answer.data, answer.status) == (back, 0x9000)


@given(suite=st.sampled_from(Suite), soup=st.binary(max_size=258))
def test_byte_soup_is_refused(suite: Suite, soup: bytes) -> None:
    keys, _ = channel_pair(suite, 0)
    channel = SecureChannel(lambda _: soup, keys=keys)
    try:
        answer = channel.send(EXCHANGES[0][0])
    except CardUnreadable as error:
        assert error.code == "CARD_ANSWERS_WRONGLY"
    else:
        assert not answer.data
        assert not answer.succeeded


@given(data=st.binary(max_size=64), block=st.sampled_from([8, 16]))
def test_padding_fills_the_block_and_comes_off(data: bytes, block: int) -> None:
    padded = pad(data, block)
    assert len(padded) % block == 0
    assert unpad(padded) == data


def test_a_file_that_is_not_there_is_nothing() -> None:
    assert find_file(SecureChannel(lambda _: bytes.fromhex("6A82"), keys=KEYS), File.FACE) is None
