"""The simulated chip of a travel document: what it answers, and what it keeps to itself."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.simulators.emrtd.chip import ATR, EmrtdChip, EmrtdFault
from devices.simulators.emrtd.issuer import SandboxIssuer
from devices.simulators.wallet import TravelDocumentImage

IMAGE = TravelDocumentImage(
    document_code="P",
    issuing_state="UTO",
    number="L898902C",
    surname="Eriksson",
    given_names="Anna Maria",
    nationality="UTO",
    birth="19690806",
    sex="F",
    valid_until="20330623",
    pace=True,
)
SELECT_APPLICATION = "00A4040C07A0000002471001"
SELECT_ROOT = "00A4000C023F00"
SELECT_CARD_ACCESS = "00A4020C02011C"
SELECT_HOLDER = "00A4020C020101"


@pytest.fixture(scope="module")
def issuer(tmp_path_factory: pytest.TempPathFactory) -> SandboxIssuer:
    return SandboxIssuer.create(tmp_path_factory.mktemp("issuer"), states=("UTO",))


@pytest.fixture
def chip(issuer: SandboxIssuer) -> EmrtdChip:
    return EmrtdChip(IMAGE, issuer)


def say(chip: EmrtdChip, *commands: str) -> list[str]:
    return [chip.process(bytes.fromhex(command)).hex().upper() for command in commands]


def test_it_answers_to_reset_as_a_contactless_card(chip: EmrtdChip) -> None:
    check = 0
    for byte in ATR[1:]:
        check ^= byte
    assert chip.atr == ATR
    assert check == 0


@pytest.mark.parametrize(
    ("command", "answer"),
    [
        ("", "6700"),
        ("00A404", "6700"),
        ("00A4040C07A00000", "6700"),
        ("00A4040C07A0000002471002", "6A82"),
        (SELECT_APPLICATION, "9000"),
        (SELECT_CARD_ACCESS, "9000"),
        (SELECT_HOLDER, "6A82"),
        ("00B0000004", "6986"),
        ("00CA000000", "6D00"),
        ("0084000008", "6985"),
        ("0082000028" + 40 * "00" + "28", "6985"),
        ("10860000027C0000", "6985"),
        ("0022C1A40F800A04007F00070202040203830101", "6A80"),
        ("0022C1A40F800A04007F00070202040202830103", "6A88"),
        ("0022C1A40F800A04007F00070202040202830102", "6A88"),
        ("0CB000000D9701048E08ED6705417E96BA5500", "6988"),
    ],
)
def test_a_fresh_chip(chip: EmrtdChip, command: str, answer: str) -> None:
    assert say(chip, command) == [answer]


def test_the_holder_is_closed_without_a_key(chip: EmrtdChip) -> None:
    assert say(chip, SELECT_APPLICATION, SELECT_HOLDER, "00B0000004") == ["9000", "6982", "6986"]


def test_what_it_speaks_is_open_to_all(chip: EmrtdChip) -> None:
    said = say(chip, SELECT_APPLICATION, SELECT_ROOT, SELECT_CARD_ACCESS, "00B0000000", "00B0001003", "00B0001600")
    assert said[3:] == ["31143012060A04007F0007020204020202010202010D" + "6282", "020102" + "9000", "6B00"]


def test_without_pace_it_does_not_know_the_word(issuer: SandboxIssuer) -> None:
    chip = EmrtdChip(replace(IMAGE, pace=False), issuer)
    assert say(chip, SELECT_CARD_ACCESS, "0022C1A40F800A04007F00070202040202830101") == ["6A82", "6D00"]


def test_a_challenge_serves_once(chip: EmrtdChip) -> None:
    proof = "0082000028" + 40 * "00" + "28"
    said = say(chip, SELECT_APPLICATION, "0084000008", proof, proof)
    assert len(said[1]) == 20
    assert said[2:] == ["6300", "6985"]


def test_reset_forgets_what_was_selected(chip: EmrtdChip) -> None:
    say(chip, SELECT_APPLICATION)
    chip.reset()
    assert say(chip, "0084000008") == ["6985"]


def test_it_leaves_the_field_once_when_told_to(issuer: SandboxIssuer) -> None:
    chip = EmrtdChip(IMAGE, issuer, fault=EmrtdFault.CUT)
    say(chip, SELECT_CARD_ACCESS, *["00B0000004"] * 4)
    with pytest.raises(ConnectionError):
        say(chip, "00B0000004")
    assert say(chip, SELECT_CARD_ACCESS, "00B0000004") == ["9000", "311430129000"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("soup")


@given(st.lists(st.binary(max_size=64), max_size=6))
def test_any_command_is_answered_with_a_status(folder: Path, commands: list[bytes]) -> None:
    chip = EmrtdChip(IMAGE, SandboxIssuer.create(folder, states=("UTO",)))
    for command in (bytes.fromhex(SELECT_APPLICATION), *commands):
        assert 2 <= len(chip.process(command)) <= 258


HEADS = ("00A40000", "00A4020C", "00B00000", "00B10000", "00840000", "00820000", "0022C1A4", "00860000", "0CB00000")


@given(st.lists(st.tuples(st.sampled_from(HEADS), st.binary(max_size=60)), max_size=6))
def test_known_commands_with_any_data_are_answered_too(folder: Path, commands: list[tuple[str, bytes]]) -> None:
    chip = EmrtdChip(IMAGE, SandboxIssuer.create(folder, states=("UTO",)))
    chip.process(bytes.fromhex(SELECT_APPLICATION))
    for head, data in commands:
        assert len(chip.process(bytes.fromhex(head) + bytes([len(data)]) + data + b"\x00")) >= 2
