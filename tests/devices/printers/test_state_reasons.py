"""Every keyword of printer-state-reasons, and several together."""

from __future__ import annotations

import pytest

from devices.printers.state_reasons import MEANINGS, Handling, condition_of, meaning_of
from devices.status import DeviceState, Supply


@pytest.mark.parametrize(
    ("reason", "handling", "code"),
    [
        ("none", Handling.IGNORE, ""),
        ("media-jam", Handling.ATTEND, "CERTIFICATE_PRINTER_JAM"),
        ("media-jam-warning", Handling.ATTEND, "CERTIFICATE_PRINTER_JAM"),
        ("cover-open-error", Handling.ATTEND, "CERTIFICATE_PRINTER_COVER_OPEN"),
        ("door-open", Handling.ATTEND, "CERTIFICATE_PRINTER_COVER_OPEN"),
        ("media-empty-report", Handling.REFILL, "CERTIFICATE_PRINTER_PAPER_OUT"),
        ("media-needed", Handling.REFILL, "CERTIFICATE_PRINTER_WRONG_PAPER"),
        ("output-area-full", Handling.REFILL, "CERTIFICATE_PRINTER_OUTPUT_FULL"),
        ("connecting-to-device", Handling.WAIT, "CERTIFICATE_PRINTER_OFFLINE"),
        ("offline-report", Handling.WAIT, "CERTIFICATE_PRINTER_OFFLINE"),
        ("paused", Handling.WAIT, "CERTIFICATE_PRINTER_PAUSED"),
        ("media-low-warning", Handling.WARN, "CERTIFICATE_PRINTER_PAPER_LOW"),
        ("toner-low-report", Handling.WARN, "CERTIFICATE_PRINTER_TONER_LOW"),
        ("cups-waiting-for-job-completed", Handling.IGNORE, ""),
        ("cups-missing-filter-warning", Handling.ATTEND, "CERTIFICATE_QUEUE_SETUP"),
        ("cups-ipp-conformance-failure-report", Handling.IGNORE, ""),
        ("cups-pki-expired", Handling.IGNORE, ""),
        ("com.maker-drum-error", Handling.ATTEND, "CERTIFICATE_PRINTER_OTHER_FAULT"),
        ("com.maker-drum", Handling.ATTEND, "CERTIFICATE_PRINTER_OTHER_FAULT"),
        ("com.maker-drum-warning", Handling.IGNORE, ""),
    ],
)
def test_a_reason_means(reason: str, handling: Handling, code: str) -> None:
    meaning = meaning_of(reason)
    assert (meaning.handling, meaning.code) == (handling, code)


def test_every_meaning_but_the_ignored_has_a_code() -> None:
    assert all(bool(meaning.code) is (meaning.handling is not Handling.IGNORE) for meaning in MEANINGS.values())


def test_the_gravest_reason_counts_and_paper_is_told_beside_it() -> None:
    condition = condition_of(("toner-low-warning", "media-empty-warning", "cover-open-warning"))
    assert condition.code == "CERTIFICATE_PRINTER_COVER_OPEN"
    assert condition.paper is Supply.OUT
    assert condition.state is DeviceState.USER_ERROR
    assert condition.fault is not None
    assert condition.fault.detail == "cover-open-warning"


def test_no_reason_means_all_is_well() -> None:
    condition = condition_of(("none",))
    assert (condition.handling, condition.state, condition.paper) == (Handling.IGNORE, DeviceState.ONLINE, Supply.FULL)
    assert condition.code == ""
