"""Every keyword of printer-state-reasons, and several together."""

from __future__ import annotations

from pathlib import Path

import pytest

from devices.printers.state_reasons import Handling, ReasonsBroken, load_state_reasons
from devices.status import DeviceState, Supply

REASONS = load_state_reasons()
KEYWORDS = {
    Handling.ATTEND: "media-jam cover-open door-open interlock-open input-tray-missing output-tray-missing "
    "marker-supply-empty toner-empty marker-waste-full fuser-over-temp fuser-under-temp opc-life-over developer-empty "
    "interpreter-resource-unavailable shutdown stopped-partly cups-missing-filter cups-insecure-filter",
    Handling.REFILL: "media-empty media-needed output-area-full spool-area-full",
    Handling.WAIT: "connecting-to-device offline timed-out stopping moving-to-paused paused hold-new-jobs",
    Handling.WARN: "media-low toner-low marker-supply-low marker-waste-almost-full output-area-almost-full "
    "opc-near-eol developer-low other",
    Handling.IGNORE: "none cups-waiting-for-job-completed identify-printer-requested",
}


def test_every_keyword_is_handled_as_its_class_asks() -> None:
    wanted = {keyword: handling for handling, keywords in KEYWORDS.items() for keyword in keywords.split()}
    assert {keyword: meaning.handling for keyword, meaning in REASONS.meanings.items()} == wanted


@pytest.mark.parametrize(
    ("reason", "handling", "code"),
    [
        ("none", Handling.IGNORE, ""),
        ("media-jam", Handling.ATTEND, "CERTIFICATE_PRINTER_JAM"),
        ("media-jam-warning", Handling.ATTEND, "CERTIFICATE_PRINTER_JAM"),
        ("cover-open-error", Handling.ATTEND, "CERTIFICATE_PRINTER_COVER_OPEN"),
        ("door-open", Handling.ATTEND, "CERTIFICATE_PRINTER_DOOR_OPEN"),
        ("media-empty-report", Handling.REFILL, "CERTIFICATE_PRINTER_PAPER_OUT"),
        ("media-needed", Handling.REFILL, "CERTIFICATE_PRINTER_WRONG_PAPER"),
        ("output-area-full", Handling.REFILL, "CERTIFICATE_PRINTER_OUTPUT_FULL"),
        ("connecting-to-device", Handling.WAIT, "CERTIFICATE_PRINTER_OFFLINE"),
        ("offline-report", Handling.WAIT, "CERTIFICATE_PRINTER_OFFLINE"),
        ("paused", Handling.WAIT, "CERTIFICATE_PRINTER_PAUSED"),
        ("media-low-warning", Handling.WARN, "CERTIFICATE_PRINTER_PAPER_LOW"),
        ("toner-low-report", Handling.WARN, "CERTIFICATE_PRINTER_TONER_LOW"),
        ("cups-waiting-for-job-completed", Handling.IGNORE, ""),
        ("cups-missing-filter-warning", Handling.ATTEND, "CERTIFICATE_QUEUE_FILTER"),
        ("cups-ipp-conformance-failure-report", Handling.IGNORE, ""),
        ("cups-pki-expired", Handling.IGNORE, ""),
        ("com.maker-drum-error", Handling.ATTEND, "CERTIFICATE_PRINTER_OTHER_FAULT"),
        ("com.maker-drum", Handling.ATTEND, "CERTIFICATE_PRINTER_OTHER_FAULT"),
        ("com.maker-drum-warning", Handling.IGNORE, ""),
    ],
)
def test_a_reason_means(reason: str, handling: Handling, code: str) -> None:
    meaning = REASONS.meaning_of(reason)
    assert (meaning.handling, meaning.code) == (handling, code)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("[media-jam", id="not TOML"),
        pytest.param('media-jam = "attend"', id="not a table"),
        pytest.param('[media-jam]\nhandling = "panic"\ncode = "A"', id="unknown handling"),
        pytest.param('[media-jam]\ncode = "A"', id="no handling"),
        pytest.param('[media-jam]\nhandling = "attend"\nstate = "hardware-error"', id="no code"),
        pytest.param('[media-jam]\nhandling = "attend"\ncode = "A"', id="blocks and is online"),
        pytest.param('[media-low]\nhandling = "warn"\ncode = "A"\nstate = "offline"', id="warns and is offline"),
        pytest.param('[none]\nhandling = "ignore"\ncode = "A"', id="ignored with a code"),
        pytest.param('[media-low]\nhandling = "warn"\ncode = "A"\npaper = "some"', id="unknown paper"),
        pytest.param('[media-low]\nhandling = "warn"\ncode = "A"\ncolour = "red"', id="unknown key"),
        pytest.param('[media-low]\nhandling = 1\ncode = "A"', id="a number"),
        pytest.param('[media-low-warning]\nhandling = "warn"\ncode = "A"', id="a severity"),
    ],
)
def test_a_table_with_a_mistake_is_refused(tmp_path: Path, text: str) -> None:
    table = tmp_path / "reasons.toml"
    table.write_text(text, encoding="utf-8")
    with pytest.raises(ReasonsBroken):
        load_state_reasons(table)


def test_the_gravest_reason_counts_and_paper_is_told_beside_it() -> None:
    condition = REASONS.condition_of(("toner-low-warning", "media-empty-warning", "cover-open-warning"))
    assert condition.code == "CERTIFICATE_PRINTER_COVER_OPEN"
    assert condition.paper is Supply.OUT
    assert condition.state is DeviceState.USER_ERROR
    assert condition.fault is not None
    assert condition.fault.detail == "cover-open-warning"


def test_no_reason_means_all_is_well() -> None:
    condition = REASONS.condition_of(("none",))
    assert (condition.handling, condition.state, condition.paper) == (Handling.IGNORE, DeviceState.ONLINE, Supply.FULL)
    assert condition.code == ""


@pytest.mark.parametrize(
    ("reasons", "code"),
    [
        (("other-error",), "CERTIFICATE_PRINTER_OTHER_FAULT"),
        (("toner-low-error",), "CERTIFICATE_PRINTER_OTHER_FAULT"),
        (("toner-low-error", "media-empty-error"), "CERTIFICATE_PRINTER_PAPER_OUT"),
        (("other",), "CERTIFICATE_PRINTER_OTHER_WARNING"),
    ],
)
def test_a_mild_reason_that_has_stopped_the_printer_blocks(reasons: tuple[str, ...], code: str) -> None:
    assert REASONS.condition_of(reasons).code == code
