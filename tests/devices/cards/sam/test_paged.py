"""A PC/SC reader with a SAM inside it, whose pages the test lays out."""

from __future__ import annotations

from dataclasses import replace

import pytest

from devices.cards.contents import Photo, PhotoFormat
from devices.cards.sam.paged import read_paged_identity
from devices.cards.sam.record import encode_record
from devices.errors import CardError, CardUnreadable, CardUnsupported
from devices.simulators.sam_module import record_of
from tests.devices.cards.sam.stand import card

PAGE_BYTES = 256
REFUSED = bytes.fromhex("6A82")
DONE = bytes.fromhex("9000")


class PagedReader:
    """Answers ``FF B0 pp 00 00`` with a page and its status, and counts what it was asked."""

    def __init__(self, record: bytes, *, filled_up: bool = False) -> None:
        if filled_up:
            record = record.ljust(-(-len(record) // PAGE_BYTES) * PAGE_BYTES, b"\0")
        self.pages = [record[start : start + PAGE_BYTES] for start in range(0, len(record), PAGE_BYTES)]
        self.asked: list[bytes] = []

    def transmit(self, apdu: bytes) -> bytes:
        self.asked.append(apdu)
        return self.pages[apdu[2]] + DONE if apdu[2] < len(self.pages) else REFUSED


def record(slug: str = "zhang-guilan") -> bytes:
    return encode_record(replace(record_of(card(slug)), fingerprints=()), with_fingerprints=False)


def refusal(reader: PagedReader) -> CardError:
    with pytest.raises(CardError) as caught:
        read_paged_identity(reader.transmit)
    return caught.value


@pytest.mark.parametrize("filled_up", [False, True])
def test_a_card_is_read_page_by_page(filled_up: bool) -> None:
    reader = PagedReader(record(), filled_up=filled_up)
    contents = read_paged_identity(reader.transmit)
    assert (contents.name, contents.id_number) == ("张桂兰", "430922195001010025")
    assert contents.photo == Photo(PhotoFormat.WLT, record_of(card("zhang-guilan")).photo)
    assert [apdu.hex() for apdu in reader.asked] == [f"ffb00{page}0000" for page in range(6)]


def test_a_reader_without_pages_is_asked_once_and_has_no_identity_card() -> None:
    reader = PagedReader(b"")
    error = refusal(reader)
    assert isinstance(error, CardUnsupported)
    assert (error.code, error.detail) == ("CARD_WRONG_KIND", "no identity pages: 6A82")
    assert len(reader.asked) == 1


@pytest.mark.parametrize("pages", range(1, 6))
def test_pages_that_end_too_early_are_not_readable(pages: int) -> None:
    reader = PagedReader(record())
    del reader.pages[pages:]
    error = refusal(reader)
    assert isinstance(error, CardUnreadable)
    assert (error.code, error.detail) == ("CARD_NOT_READABLE", f"page {pages}: 6A82")


def test_an_empty_page_is_not_readable() -> None:
    reader = PagedReader(record())
    reader.pages[2] = b""
    assert refusal(reader).code == "CARD_NOT_READABLE"


def test_pages_that_are_no_record_are_not_readable() -> None:
    assert refusal(PagedReader(b"\xff" * 1284)).code == "CARD_NOT_READABLE"


def test_a_card_that_contradicts_itself_is_refused_here_too() -> None:
    assert refusal(PagedReader(record("wrong-birth"))).code == "CARD_CONTRADICTS_ITSELF"
