"""The card reader over a scripted PC/SC service: what no virtual reader can be made to do, and thousands of cards."""

from __future__ import annotations

import gc
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, wait
from typing import TypeVar

import pytest

from devices.cards.applications import SocialSecurity
from devices.cards.events import CardEvent, CardLifted, CardNotRead, CardRead, Insertion
from devices.cards.pcsc_reader import PcscReader
from devices.cards.pcsc_service import NOT_TRANSACTED, SUCCESS, UNPOWERED, PcscService
from devices.cards.scard import StateOut
from devices.status import DeviceFault, DeviceKind, DeviceState, Media
from tests.devices.cards.cards import social_chip
from tests.devices.cards.journal import PATIENCE_S, Journal, now
from tests.devices.cards.scripted_scard import ScriptedScard, Slot

CONTACT, CONTACTLESS = "Contact 00 00", "Contactless 01 00"
ROUNDS = 200
Result = TypeVar("Result")


@pytest.fixture
def scard() -> ScriptedScard:
    return ScriptedScard(CONTACT, CONTACTLESS)


@pytest.fixture
def journal() -> Journal:
    return Journal()


@pytest.fixture
def reader(scard: ScriptedScard, journal: Journal) -> Iterator[PcscReader]:
    driver = PcscReader(
        applications=[SocialSecurity()],
        on_card=journal.on_card,
        on_status=journal.on_status,
        now=now,
        open_service=lambda: PcscService(load=lambda: scard),
        look_every_s=0.002,
    )
    driver.open()
    journal.until_state(DeviceState.ONLINE)
    yield driver
    driver.close()


class HeldUpReader(PcscReader):
    """A reader whose callers are held up until what they asked for is done, as a busy machine holds them up."""

    def call(
        self, task: Callable[[], Result], *, then: Callable[[Future[Result]], None] | None = None
    ) -> Future[Result]:
        future = super().call(task, then=then)
        wait([future])
        return future


def test_an_answer_is_told_on_the_owner_thread_however_long_the_asking_one_is_held_up(
    scard: ScriptedScard, journal: Journal
) -> None:
    threads: list[str] = []

    def on_card(event: CardEvent) -> None:
        threads.append(threading.current_thread().name)
        journal.on_card(event)

    reader = HeldUpReader(
        applications=[SocialSecurity()],
        on_card=on_card,
        on_status=journal.on_status,
        now=now,
        open_service=lambda: PcscService(load=lambda: scard),
        look_every_s=0.002,
    )
    reader.open()
    scard.place(CONTACT, social_chip("zhang-guilan"))
    reader.read(journal.placed())
    journal.next_card(CardRead)
    reader.close()
    assert set(threads) == {"device-card-reader"}


class HangingScard(ScriptedScard):
    """A service that sleeps on, and takes no cancel, until it is let go: pcscd when a driver inside it hangs."""

    def __init__(self, *readers: str) -> None:
        super().__init__(*readers)
        self.asleep, self.let_go = threading.Event(), threading.Event()
        self.kept_somebody_waiting = False

    def SCardGetStatusChange(  # noqa: N802
        self, context: int, timeout_ms: int, states: list[tuple[str, int]], /
    ) -> tuple[int, list[StateOut]]:
        if timeout_ms:
            self.asleep.set()
            self.let_go.wait()
        return super().SCardGetStatusChange(context, timeout_ms, states)

    def SCardCancel(self, context: int, /) -> int:  # noqa: N802
        if not self.let_go.wait(PATIENCE_S):
            self.kept_somebody_waiting = True
        return super().SCardCancel(context)


def test_a_service_that_hangs_keeps_nobody_who_asks_for_a_read(journal: Journal) -> None:
    scard = HangingScard(CONTACT)
    reader = PcscReader(
        applications=[SocialSecurity()],
        on_card=journal.on_card,
        on_status=journal.on_status,
        now=now,
        open_service=lambda: PcscService(load=lambda: scard),
    )
    reader.open()
    assert scard.asleep.wait(PATIENCE_S)
    lifted = Insertion(DeviceKind.CARD_READER, 7)
    reader.read(lifted)
    scard.let_go.set()
    assert journal.next_card(CardNotRead) == CardNotRead(lifted, "CARD_GONE")
    reader.close()
    assert not scard.kept_somebody_waiting


def test_a_service_that_hangs_is_told_and_heals_when_it_goes_on(journal: Journal) -> None:
    scard = HangingScard(CONTACT)
    reader = PcscReader(
        applications=[SocialSecurity()],
        on_card=journal.on_card,
        on_status=journal.on_status,
        now=now,
        open_service=lambda: PcscService(load=lambda: scard),
        hangs_after_s=0.02,
    )
    reader.open()
    hanging = journal.until_state(DeviceState.OFFLINE)
    assert hanging.fault == DeviceFault(code="CARD_READER_HANGS")
    scard.let_go.set()
    journal.until_state(DeviceState.ONLINE)
    reader.close()


def test_a_swap_between_two_looks_is_seen_by_the_counter_alone(
    scard: ScriptedScard, reader: PcscReader, journal: Journal
) -> None:
    scard.place(CONTACT, social_chip("zhang-guilan"))
    first = journal.placed()

    def swap(slots: dict[str, Slot]) -> None:
        slots[CONTACT].chip = social_chip("wu-guifang")
        slots[CONTACT].counter += 2

    scard.change(swap)
    assert journal.next_card(CardLifted).insertion == first
    reader.read(journal.placed())
    assert journal.next_card(CardRead).contents.name == "吴桂芳"


def test_a_card_swapped_while_it_is_read_is_not_told(
    scard: ScriptedScard, reader: PcscReader, journal: Journal
) -> None:
    def swap_at_the_last_record(apdu: bytes) -> int:
        if apdu[:3] == bytes.fromhex("00B20D"):
            scard.slots[CONTACT].counter += 2
        return SUCCESS

    scard.on_transmit = swap_at_the_last_record
    scard.place(CONTACT, social_chip("zhang-guilan"))
    stay = journal.placed()
    reader.read(stay)
    assert journal.next_card(CardNotRead) == CardNotRead(stay, "CARD_GONE")
    assert journal.next_card(CardLifted).insertion == stay


@pytest.mark.parametrize(("result", "code"), [(NOT_TRANSACTED, "CARD_GONE"), (UNPOWERED, "CARD_MUTE")])
def test_after_a_broken_connection_a_stay_is_never_read_again_for_another_card_may_lie_there_unseen(
    scard: ScriptedScard, reader: PcscReader, journal: Journal, result: int, code: str
) -> None:
    scard.place(CONTACT, social_chip("zhang-guilan"))
    stay = journal.placed()
    scard.on_transmit = lambda apdu: result
    reader.read(stay)
    assert journal.next_card(CardNotRead) == CardNotRead(stay, code)
    scard.on_transmit = lambda apdu: SUCCESS
    scard.slots[CONTACT].chip = social_chip("wu-guifang")
    reader.read(stay)
    assert journal.next_card(CardNotRead) == CardNotRead(stay, code)
    scard.lift(CONTACT)
    assert journal.next_card(CardLifted).insertion == stay
    scard.place(CONTACT, social_chip("wu-guifang"))
    reader.read(journal.placed())
    journal.next_card(CardRead)


def test_a_reader_unplugged_with_its_card_ends_that_stay_alone_and_comes_back_with_a_new_one(
    scard: ScriptedScard, reader: PcscReader, journal: Journal
) -> None:
    scard.place(CONTACT, social_chip("zhang-guilan"))
    gone = journal.placed()
    scard.place(CONTACTLESS, social_chip("wu-guifang"))
    stays = journal.placed()
    slot = scard.slots[CONTACT]
    scard.change(lambda slots: slots.pop(CONTACT))
    assert journal.next_card(CardLifted).insertion == gone
    assert journal.until_about(CONTACTLESS).state is DeviceState.ONLINE
    reader.read(stays)
    assert journal.next_card(CardRead).contents.name == "吴桂芳"
    scard.change(lambda slots: slots.update({CONTACT: slot}))
    back = journal.placed()
    assert back.number == stays.number + 1
    reader.read(back)
    assert journal.next_card(CardRead).contents.name == "张桂兰"


def test_the_last_reader_unplugged_leaves_none_and_a_reader_plugged_in_is_found(
    scard: ScriptedScard, reader: PcscReader, journal: Journal
) -> None:
    scard.change(lambda slots: slots.clear())
    status = journal.until_state(DeviceState.NO_DEVICE)
    assert status.fault is not None
    assert status.fault.code == "CARD_READER_NOT_FOUND"
    scard.change(lambda slots: slots.update({CONTACT: Slot()}))
    assert journal.until_state(DeviceState.ONLINE).about == CONTACT


def test_a_program_seen_by_hundreds_of_cards_keeps_no_thread_and_no_object_of_theirs(
    scard: ScriptedScard, reader: PcscReader, journal: Journal
) -> None:
    chip = social_chip("zhang-guilan")

    def use() -> None:
        scard.place(CONTACT, chip)
        reader.read(journal.placed())
        journal.next_card(CardRead)
        scard.lift(CONTACT)
        journal.next_card(CardLifted)
        journal.until_media(Media.NOT_PRESENT)

    for _ in range(5):
        use()
    gc.collect()
    threads, objects = threading.active_count(), len(gc.get_objects())
    for _ in range(ROUNDS):
        use()
    gc.collect()
    assert threading.active_count() == threads
    assert len(gc.get_objects()) - objects < ROUNDS / 10
