"""One look at the readers: every card that lies there, why a card could not be read, and how long it took."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

from devices.cards.access import AccessKey, CanKey
from devices.cards.contents import CardContents, CardKind, Photo, PhotoFormat, Sex
from devices.cards.events import AddressRead, CardEvent, CardLocked, CardNotRead, CardPlaced, CardRead, Insertion
from devices.ports import CardReader
from devices.status import DeviceKind, DeviceState, DeviceStatus
from kiosk.card_reading import KEY_WANTED, CardLook, CardSeen
from kiosk.card_report import Veil, card_lines, cards_json

LIN = CardContents(
    kind=CardKind.SOCIAL_SECURITY_CARD,
    edition="3",
    name="林晓月",
    id_number="430922195001010025",
    sex=Sex.FEMALE,
    birth=date(1950, 1, 1),
    address="湖南省益阳市桃江县桃花江镇",
    nation="01",
    photo=Photo(PhotoFormat.WLT, b"WLf" + bytes(1021)),
)
TODAY = date(2026, 5, 1)
SAM, CHIP = DeviceKind.IDENTITY_READER, DeviceKind.CARD_READER


class ScriptedReader:
    """A reader that tells on opening what lies there, and answers each question as it is told to."""

    def __init__(
        self, look: CardLook, kind: DeviceKind, lying: int, answer: Callable[[Insertion], list[CardEvent]]
    ) -> None:
        self._look = look
        self._kind = kind
        self._lying = lying
        self._answer = answer
        self.keys: list[AccessKey | None] = []

    def open(self) -> None:
        for number in range(self._lying):
            self._look.on_card(CardPlaced(Insertion(self._kind, number)))
        self._look.on_status(self.status())

    def close(self) -> None:
        return

    def status(self) -> DeviceStatus:
        return DeviceStatus(kind=self._kind, state=DeviceState.ONLINE, since=datetime(2026, 1, 1, tzinfo=UTC))

    def read(self, insertion: Insertion, *, key: AccessKey | None = None) -> None:
        self.keys.append(key)
        for event in self._answer(insertion):
            self._look.on_card(event)


def look_at(
    *answers: tuple[DeviceKind, Callable[[Insertion], list[CardEvent]]], key: AccessKey | None = None
) -> tuple[CardSeen, ...]:
    ticks = itertools.count()
    look = CardLook(today=TODAY, key=key, clock=lambda: next(ticks) / 1000)
    readers: dict[DeviceKind, CardReader] = {}
    for kind, answer in answers:
        reader = ScriptedReader(look, kind, 1, answer)
        readers[kind] = reader
        reader.open()
    return look.run(readers, wait_s=5.0).cards


def test_cards_on_all_readers_are_read_and_timed() -> None:
    seen = look_at((SAM, lambda at: [CardRead(at, LIN)]), (CHIP, lambda at: [CardNotRead(at, "CARD_WRONG_KIND")]))
    assert {(card.reader, card.code, card.contents) for card in seen} == {
        (SAM, "", LIN),
        (CHIP, "CARD_WRONG_KIND", None),
    }
    assert all(card.took_ms > 0 for card in seen)


def test_a_newer_address_replaces_the_printed_one() -> None:
    newer = "湖南省益阳市桃江县灰山港镇"
    look = CardLook(today=TODAY)
    reader = ScriptedReader(look, SAM, 1, lambda at: [CardRead(at, LIN), AddressRead(at, newer)])
    reader.open()
    (seen,) = look.run({SAM: reader}, wait_s=5.0).cards
    assert seen.contents is not None
    assert seen.contents.address == newer


def test_a_travel_document_without_a_key_says_that_it_wants_one() -> None:
    (seen,) = look_at((CHIP, lambda at: [CardLocked(at)]))
    assert seen.code == KEY_WANTED


def test_the_key_reaches_the_reader() -> None:
    key = CanKey("123456")
    look = CardLook(today=TODAY, key=key)
    reader = ScriptedReader(look, CHIP, 1, lambda at: [CardRead(at, LIN)])
    reader.open()
    look.run({CHIP: reader}, wait_s=5.0)
    assert reader.keys == [key]


def test_a_card_that_no_longer_holds_says_so_beside_what_it_says() -> None:
    old = replace(LIN, valid_until=date(2020, 1, 1))
    (seen,) = look_at((SAM, lambda at: [CardRead(at, old)]))
    assert (seen.code, seen.contents) == ("CARD_EXPIRED", old)
    assert "failure" in [line.field for line in card_lines(seen, Veil.MASKED)]


def test_an_empty_reader_is_left_after_the_wait_with_its_status() -> None:
    look = CardLook(today=TODAY)
    reader = ScriptedReader(look, CHIP, 0, lambda at: [])
    reader.open()
    seen = look.run({CHIP: reader}, wait_s=0.0)
    assert (seen.cards, [status.kind for status in seen.readers]) == ((), [CHIP])


def test_a_masked_report_shows_nothing_that_names_the_holder() -> None:
    seen = CardSeen(reader=SAM, contents=LIN, took_ms=12.0)
    text = "\n".join(line.text for line in card_lines(seen, Veil.MASKED)) + cards_json((seen,), Veil.MASKED)
    for secret in (LIN.name, "晓月", LIN.id_number, "19500101", "1950-01-01", LIN.address):
        assert secret not in text
    assert "social-security-card" in text
    assert "wlt, 1024 bytes" in text


def test_a_revealed_report_shows_every_field_that_the_card_has_and_no_other() -> None:
    fields = {
        line.field: line.text for line in card_lines(CardSeen(reader=SAM, contents=LIN, took_ms=12.0), Veil.REVEALED)
    }
    assert fields["name"] == LIN.name
    assert fields["number"] == LIN.id_number
    assert fields["address"] == LIN.address
    assert "travel permit" not in fields
