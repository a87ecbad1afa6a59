"""What the PC/SC service answers, in the words of the error tree."""

from __future__ import annotations

import sys

import pytest

from devices.cards.pcsc_reader import PcscReader
from devices.cards.pcsc_service import CardWasReset, ReaderState, error_for
from devices.errors import CardGone, CardUnreadable, DeviceBusy, DeviceError, DeviceUnavailable
from devices.status import DeviceState
from tests.devices.cards.journal import Journal, now


@pytest.mark.parametrize(
    ("result", "kind", "code"),
    [
        (0x8010000C, CardGone, "CARD_GONE"),
        (0x80100016, CardGone, "CARD_GONE"),
        (0x80100069, CardGone, "CARD_GONE"),
        (0x80100009, CardGone, "CARD_GONE"),
        (0x80100017, CardGone, "CARD_GONE"),
        (0x80100066, CardUnreadable, "CARD_MUTE"),
        (0x80100067, CardUnreadable, "CARD_MUTE"),
        (0x80100068, CardWasReset, "CARD_ANSWERS_WRONGLY"),
        (0x8010000B, DeviceBusy, "CARD_READER_BUSY"),
        # How a connection sounds that was cut with bytes under way; who asks for permission looks closer.
        (0x8010006A, DeviceUnavailable, "CARD_READER_NO_SERVICE"),
        (0x8010001D, DeviceUnavailable, "CARD_READER_NO_SERVICE"),
        (0x8010001E, DeviceUnavailable, "CARD_READER_NO_SERVICE"),
        (0x80100013, DeviceUnavailable, "CARD_READER_NO_SERVICE"),
        (0x80100003, DeviceUnavailable, "CARD_READER_NO_SERVICE"),
        (0x8010000C - (1 << 32), CardGone, "CARD_GONE"),
    ],
)
def test_each_result_code_has_its_error(result: int, kind: type[DeviceError], code: str) -> None:
    error = error_for(result, "transmit")
    assert type(error) is kind
    assert error.code == code


@pytest.mark.parametrize(("raw", "has_card", "counter"), [(0x00050022, True, 5), (0x00060012, False, 6), (0, False, 0)])
def test_a_reader_state_tells_presence_and_counter(raw: int, has_card: bool, counter: int) -> None:
    state = ReaderState("Virtual PCD 00 00", raw)
    assert (state.has_card, state.counter) == (has_card, counter)


def test_without_the_library_the_reader_says_so_and_nothing_breaks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "smartcard", None)
    journal = Journal()
    reader = PcscReader(applications=[], on_card=journal.on_card, on_status=journal.on_status, now=now)
    reader.open()
    status = journal.until_state(DeviceState.NO_SERVICE)
    assert status.fault is not None
    assert status.fault.code == "CARD_READER_NO_LIBRARY"
    reader.close()
