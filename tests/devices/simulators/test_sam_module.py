"""The simulated SAM behaves as vendors describe the real one."""

from __future__ import annotations

import pytest

from devices.cards.sam.commands import SamCommand, SamStatus
from devices.cards.sam.record import parse_record
from devices.simulators.sam_module import REAL_SPEED, SamModule, SamTiming
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


def test_the_module_itself_answers_without_a_card() -> None:
    module = SamModule()
    assert answers(module, SamCommand.RESET, SamCommand.STATUS, SamCommand.NUMBER) == [SamStatus.DONE] * 3
    assert len(module.answer(SamCommand.NUMBER).data) == 16


def test_real_speed_is_slower_in_every_step() -> None:
    assert all(REAL_SPEED.of(command) > SamTiming().of(command) for command in SamCommand)
