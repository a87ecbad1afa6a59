"""The simulated SAM behaves as vendors describe the real one."""

from __future__ import annotations

import pytest

from devices.cards.sam.commands import SPEEDS, SamCommand, SamStatus
from devices.cards.sam.record import parse_record
from devices.simulators.sam_module import REAL_SPEED, SamModule, SamTiming, record_of
from devices.simulators.wallet import IdentityCardImage

FIND, SELECT, READ, ADDRESS = SamCommand.FIND, SamCommand.SELECT, SamCommand.READ, SamCommand.READ_ADDRESS


def answers(module: SamModule, *commands: SamCommand) -> list[SamStatus | None]:
    return [module.answer(command).status for command in commands]


@pytest.fixture
def module() -> SamModule:
    laden = SamModule()
    laden.place(IdentityCardImage(name="张桂兰"))
    return laden


def test_an_empty_field_has_no_card() -> None:
    assert answers(SamModule(), FIND, SELECT, READ, ADDRESS) == [
        SamStatus.NO_CARD,
        SamStatus.SELECT_FAILED,
        SamStatus.READ_FAILED,
        SamStatus.READ_FAILED,
    ]


def test_find_select_read_go_in_this_order_only(module: SamModule) -> None:
    assert answers(module, SELECT, READ) == [SamStatus.SELECT_FAILED, SamStatus.READ_FAILED]
    assert answers(module, FIND, SELECT, READ) == [SamStatus.FOUND, SamStatus.DONE, SamStatus.DONE]


def test_a_card_that_was_read_is_not_found_until_it_comes_back(module: SamModule) -> None:
    answers(module, FIND, SELECT, READ)
    assert answers(module, FIND, ADDRESS) == [SamStatus.NO_CARD, SamStatus.ITEM_ABSENT]
    module.lift()
    assert answers(module, ADDRESS) == [SamStatus.READ_FAILED]
    module.place(IdentityCardImage())
    assert answers(module, FIND) == [SamStatus.FOUND]


def test_an_absent_field_is_blank_on_the_card(module: SamModule) -> None:
    answers(module, FIND, SELECT)
    text = parse_record(module.answer(READ).data, with_fingerprints=False).text.decode("utf-16-le")
    assert text == "张桂兰".ljust(128)


@pytest.mark.parametrize(("fingerprints", "size"), [(0, 1286), (1, 1798), (2, 2310), (3, 2310)])
def test_the_long_read_hands_out_as_many_fingerprints_as_the_card_has(fingerprints: int, size: int) -> None:
    module = SamModule()
    module.place(IdentityCardImage(name="张桂兰", fingerprints=fingerprints))
    answers(module, FIND, SELECT)
    assert len(module.answer(SamCommand.READ_WITH_FINGERPRINTS).data) == size


def test_no_two_people_share_a_photo_or_a_fingerprint() -> None:
    one = record_of(IdentityCardImage(name="张桂兰", number="430922195001010025", fingerprints=2))
    other = record_of(IdentityCardImage(name="陈浩", number="430922199605180138", fingerprints=2))
    assert one == record_of(IdentityCardImage(name="张桂兰", number="430922195001010025", fingerprints=2))
    assert one.photo != other.photo
    assert one.photo.startswith(b"WLf")
    assert len({*one.fingerprints, *other.fingerprints}) == 4


def test_appended_addresses_come_oldest_first() -> None:
    module = SamModule()
    module.place(IdentityCardImage(appended_addresses=("旧", "新")))
    answers(module, FIND, SELECT)
    assert module.answer(ADDRESS).data.decode("utf-16-le") == "旧".ljust(35) + "新".ljust(35)


def test_a_reset_forgets_how_far_it_had_come(module: SamModule) -> None:
    answers(module, FIND, SELECT, READ)
    assert answers(module, SamCommand.RESET, READ, FIND) == [SamStatus.DONE, SamStatus.READ_FAILED, SamStatus.FOUND]


@pytest.mark.parametrize(("baud", "command"), SPEEDS.items())
def test_each_speed_can_be_set(baud: int, command: SamCommand) -> None:
    module = SamModule()
    assert answers(module, command) == [SamStatus.DONE]
    assert module.baud == baud


def test_the_module_itself_answers_without_a_card() -> None:
    module = SamModule()
    assert answers(module, SamCommand.RESET, SamCommand.STATUS, SamCommand.NUMBER) == [SamStatus.DONE] * 3
    assert len(module.answer(SamCommand.NUMBER).data) == 16


def test_real_speed_is_slower_in_every_step() -> None:
    assert all(REAL_SPEED.of(command) > SamTiming().of(command) for command in SamCommand)
