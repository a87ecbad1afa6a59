"""The simulated chips keep to their own rules, the wrong ones included."""

from __future__ import annotations

from dataclasses import replace

import pytest

from devices.cards.social.records import BY_FILE_ID, ENVIRONMENT
from devices.simulators.vpcd_chips import (
    BANK_APPLICATION,
    BankChip,
    Chip,
    MuteChip,
    NeverRightLength,
    SocialSecurityChip,
    social_card_of_a_bank,
)
from devices.simulators.wallet import SocialCardImage

CARD = SocialCardImage(number="430922195001010025", name="张桂兰", sex="2", nation="01", birth="19500101")
SELECT_ENVIRONMENT = bytes([0, 0xA4, 4, 0, len(ENVIRONMENT)]) + ENVIRONMENT
SELECT_BANK = bytes([0, 0xA4, 4, 0, len(BANK_APPLICATION)]) + BANK_APPLICATION


def say(chip: Chip, *commands: str | bytes) -> str:
    """The answer to the last of these commands, in hex."""
    answer = b""
    for command in commands:
        answer = chip.process(bytes.fromhex(command) if isinstance(command, str) else command)
    return answer.hex().upper()


@pytest.mark.parametrize(("generation", "third"), [(1, "0A0132"), (2, "4E14" + "00" * 20), (3, "4E14" + "00" * 20)])
def test_the_third_record_is_another_one_in_each_generation(generation: int, third: str) -> None:
    chip = SocialSecurityChip(replace(CARD, generation=generation))
    length = len(third) // 2
    assert say(chip, SELECT_ENVIRONMENT, "00A4020002EF06", f"00B20304{length:02X}") == third + "9000"


def test_the_order_of_the_image_is_the_order_on_the_card() -> None:
    chip = SocialSecurityChip(replace(CARD, record_order="0A09080B0D"))
    assert say(chip, SELECT_ENVIRONMENT, "00A4020002EF06", "00B2010403") == "0A01329000"
    assert say(chip, "00B20A0003") == "0A01329000"
    assert say(chip, "00B2060403") == "6A83"


@pytest.mark.parametrize(
    ("commands", "answer"),
    [
        (["00B2080014"], "6986"),
        (["00A4020002EF05"], "6A82"),
        ([SELECT_ENVIRONMENT], "6113"),
        ([SELECT_ENVIRONMENT, "00A4020002EF07"], "6A82"),
        ([SELECT_ENVIRONMENT, "00A4020002EF06", "00B2080000"], "6C14"),
        ([SELECT_ENVIRONMENT, "00A4020002EF06", "00B20C0005"], "6A83"),
        ([SELECT_ENVIRONMENT, "00A4000002EF06"], "6A86"),
        ([SELECT_BANK], "6A82"),
        (["00200000"], "6D00"),
        (["00C0000000"], "6D00"),
    ],
)
def test_a_social_security_card_answers_by_the_book(commands: list[str | bytes], answer: str) -> None:
    assert say(SocialSecurityChip(CARD), *commands) == answer


def test_a_card_may_know_another_way_of_selecting_only() -> None:
    chip = SocialSecurityChip(CARD, selects_by=BY_FILE_ID)
    assert say(chip, SELECT_ENVIRONMENT, "00A4020002EF06") == "6A86"
    assert say(chip, "00A4000002EF06") == "9000"


def test_a_card_that_wants_a_pin_keeps_its_holder_and_tells_of_itself() -> None:
    chip = SocialSecurityChip(CARD, permission_needed=True)
    assert say(chip, SELECT_ENVIRONMENT, "00A4020002EF05", "00B2030006") == "0304332E30309000"
    assert say(chip, "00A4020002EF06", "00B2080014") == "6982"


def test_a_reset_forgets_what_was_selected() -> None:
    chip = social_card_of_a_bank(CARD)
    assert say(chip, SELECT_ENVIRONMENT, "00A4020002EF06") == "9000"
    chip.reset()
    assert say(chip, "00B2080014") == "6D00"
    assert say(chip, SELECT_ENVIRONMENT, "00B2080014") == "6986"


@pytest.mark.parametrize("chip", [BankChip(), social_card_of_a_bank(CARD)])
def test_a_bank_tells_its_number_to_whoever_selects_it(chip: Chip) -> None:
    assert say(chip, SELECT_BANK, "00B2010C00") == "5A0862000000000000059000"


def test_a_chip_that_is_never_right_names_a_length_and_refuses_it() -> None:
    chip = NeverRightLength(SocialSecurityChip(CARD))
    assert say(chip, SELECT_ENVIRONMENT, "00A4020002EF06", "00B2080014") == "6C10"
    assert say(chip, "00B2080010") == "6C10"


def test_a_mute_chip_has_no_answer_to_reset_that_anybody_can_use() -> None:
    assert MuteChip().atr[:1] not in (b"\x3b", b"\x3f")
