"""Reading files piece by piece."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.cards.apdu import Response
from devices.cards.emrtd.commands import Command
from devices.cards.emrtd.files import LARGEST_FILE, PIECE, File, find_file, read_file
from devices.cards.emrtd.tlv import find, write_object
from devices.errors import CardUnreadable


class Chip:
    """Answers with the pieces of one file; ``most`` bytes at once."""

    def __init__(self, content: bytes, *, most: int = 256, select: int = 0x9000) -> None:
        self._content = content
        self._most = most
        self._select = select
        self.commands: list[Command] = []

    def send(self, command: Command) -> Response:
        self.commands.append(command)
        if command.instruction == 0xA4:
            return Response(b"", self._select)
        assert command.expected is not None
        if command.instruction == 0xB1:
            offset = int.from_bytes(find(command.data, 0x54), "big")
            piece = self._content[offset : offset + min(self._most, command.expected - 4)]
            return Response(write_object(0x53, piece) if piece else b"", 0x9000 if piece else 0x6B00)
        offset = command.p1 << 8 | command.p2
        piece = self._content[offset : offset + min(self._most, command.expected)]
        return Response(piece, 0x9000 if piece else 0x6B00)


class Answers:
    """Answers every command alike."""

    def __init__(self, answer: Callable[[Command], Response]) -> None:
        self._answer = answer
        self.count = 0

    def send(self, command: Command) -> Response:
        self.count += 1
        return self._answer(command)


@pytest.mark.parametrize("size", [1, 4, 125, 223, 224, 1000, 32_760, 32_800, 40_000, 65_530])
def test_a_file_of_any_size_is_read(size: int) -> None:
    content = write_object(0x75, bytes(at % 251 for at in range(size)))
    chip = Chip(content + b"behind")
    assert read_file(chip, File.FACE) == content
    assert all(command.expected is None or command.expected <= PIECE for command in chip.commands)


def test_the_first_commands_are_those_of_the_standard() -> None:
    """ICAO Doc 9303-11, appendix D.4: select, then four bytes to learn the length."""
    chip = Chip(write_object(0x61, b"holder"))
    read_file(chip, File.HOLDER)
    sent = [command.to_bytes().hex().upper() for command in chip.commands]
    assert sent == ["00A4020C020101", "00B0000004", "00B0000404"]


def test_a_chip_may_hand_out_less_than_was_asked_for() -> None:
    content = write_object(0x61, bytes(500))
    assert read_file(Chip(content, most=100), File.HOLDER) == content


@pytest.mark.parametrize("status", [0x6A82, 0x6A83, 0x6A88, 0x6982, 0x6985, 0x6D00])
def test_a_file_that_is_missing_or_closed_is_told_by_name(status: int) -> None:
    chip = Chip(b"", select=status)
    assert find_file(chip, File.FACE) is None
    with pytest.raises(CardUnreadable) as caught:
        read_file(chip, File.FACE)
    assert (caught.value.code, caught.value.detail) == ("CARD_RECORD_MISSING", "face")


@pytest.mark.parametrize(
    "content",
    [
        write_object(0x75, bytes(20)),
        bytes.fromhex("61830100FD") + bytes(100),
        bytes.fromhex("6180") + bytes(100),
        write_object(0x61, bytes(100))[:-1],
        b"",
    ],
    ids=["other tag", "too large", "no length", "too short", "empty"],
)
def test_a_file_that_is_none_is_refused(content: bytes) -> None:
    with pytest.raises(CardUnreadable) as caught:
        read_file(Chip(content), File.HOLDER)
    assert caught.value.code == "CARD_ANSWERS_WRONGLY"


def test_a_chip_that_dribbles_is_left() -> None:
    chip = Chip(write_object(0x75, bytes(60_000)), most=8)
    with pytest.raises(CardUnreadable) as caught:
        read_file(chip, File.FACE)
    assert caught.value.detail == "face without end"
    assert len(chip.commands) < 1000


@given(st.binary(max_size=256), st.sampled_from([0x9000, 0x6282, 0x6A82, 0x6F00]))
def test_byte_soup_ends(soup: bytes, status: int) -> None:
    chip = Answers(lambda _: Response(soup, status))
    try:
        content = find_file(chip, File.CARD_ACCESS)
    except CardUnreadable as error:
        assert error.code == "CARD_ANSWERS_WRONGLY"
    else:
        assert content is None or len(content) <= LARGEST_FILE
    assert chip.count < 1000
