"""What a scanner types reaches the scanner and never a page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from devices.ports import CodeScanned
from devices.scanner.wedge_scanner import WedgeCodeScanner
from kiosk.visit.actions import Forward
from tests.ui.finger import STANDARD, Finger
from tests.ui.looking import Onlooker
from tests.ui.samples import samples
from ui.wedge import WedgeKeys

CODE = "sample-7q4k29mx-z"


@pytest.fixture
def onlooker() -> Iterator[Onlooker]:
    looking = Onlooker(width=540, height=960)
    yield looking
    looking.close()


@pytest.fixture
def codes() -> list[str]:
    return []


@pytest.fixture
def scanner(codes: list[str]) -> WedgeCodeScanner:
    def note(code: CodeScanned) -> None:
        codes.append(code.text)

    # The clock stands: a machine that is busy must not look like a person's slow fingers.
    return WedgeCodeScanner(
        on_code=note, on_status=lambda status: None, now=lambda: datetime.now(UTC), clock=lambda: 0.0
    )


def type_code(onlooker: Onlooker) -> None:
    window = onlooker.window.window
    for sign in CODE:
        QTest.keyClick(window, Qt.Key(ord(sign.upper())))
    QTest.keyClick(window, Qt.Key.Key_Return)


def test_a_code_is_told_once_and_presses_no_key(
    onlooker: Onlooker, scanner: WedgeCodeScanner, codes: list[str]
) -> None:
    finger = Finger(onlooker)
    finger.show(samples(STANDARD)["guide"])
    WedgeKeys(window=onlooker.window.window, find=lambda: scanner)
    finger.find("primary").forceActiveFocus()
    scanner.arm()
    type_code(onlooker)
    assert codes == [CODE]
    assert finger.sent == []


def test_a_finger_still_works(onlooker: Onlooker, scanner: WedgeCodeScanner) -> None:
    finger = Finger(onlooker)
    finger.show(samples(STANDARD)["guide"])
    WedgeKeys(window=onlooker.window.window, find=lambda: scanner)
    assert finger.touch("primary") == [Forward()]


def test_before_the_scanner_is_there_keys_are_dropped(onlooker: Onlooker) -> None:
    finger = Finger(onlooker)
    finger.show(samples(STANDARD)["guide"])
    WedgeKeys(window=onlooker.window.window, find=lambda: None)
    finger.find("primary").forceActiveFocus()
    type_code(onlooker)
    assert finger.sent == []


def test_without_the_filter_enter_presses_the_key_that_has_the_focus(onlooker: Onlooker) -> None:
    finger = Finger(onlooker)
    finger.show(samples(STANDARD)["guide"])
    finger.find("primary").forceActiveFocus()
    QTest.keyClick(onlooker.window.window, Qt.Key.Key_Return)
    assert finger.sent == [Forward()]
