"""The scanner that types like a keyboard: which keystrokes are a code."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from devices.ports import CodeScanned
from devices.scanner.code_text import LONGEST_CODE
from devices.scanner.wedge_scanner import GAP_S, WedgeCodeScanner
from devices.status import DeviceState
from tests.devices.printers.events import Listener, noon

ZONE = ("P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "L898902C36UTO7408122F1204159ZE184226B<<<<<10")
QUICK_S = 0.005
SLOW_S = GAP_S * 2


class Keyboard:
    """A wedge scanner, its keys, and a clock that they move."""

    def __init__(self) -> None:
        self.at = 1000.0
        self.codes: list[str] = []
        self.later: list[Callable[[], None]] = []
        self.scanner = WedgeCodeScanner(
            on_code=lambda code: self.codes.append(code.text),
            on_status=lambda status: None,
            now=noon,
            clock=lambda: self.at,
            later=lambda seconds, task: self.later.append(task),
        )
        self.scanner.arm()

    def type(self, text: str, *, every_s: float = QUICK_S) -> None:
        for character in text:
            self.at += every_s
            self.scanner.typed(character)

    def enter(self, *, after_s: float = QUICK_S) -> None:
        self.at += after_s
        self.scanner.entered()

    def fall_quiet(self) -> None:
        self.at += SLOW_S
        for task in self.later:
            task()


@pytest.fixture
def keyboard() -> Keyboard:
    return Keyboard()


def test_characters_typed_in_one_go_are_a_code(keyboard: Keyboard) -> None:
    keyboard.type("otc-7f3a")
    keyboard.enter()
    assert keyboard.codes == ["otc-7f3a"]


def test_what_a_person_types_is_no_code(keyboard: Keyboard) -> None:
    keyboard.type("hello", every_s=SLOW_S)
    keyboard.enter(after_s=SLOW_S)
    assert keyboard.codes == []


def test_a_persons_keys_before_a_code_are_no_part_of_it(keyboard: Keyboard) -> None:
    keyboard.type("hel", every_s=SLOW_S)
    keyboard.at += SLOW_S
    keyboard.type("otc-7f3a")
    keyboard.enter()
    assert keyboard.codes == ["otc-7f3a"]


@pytest.mark.parametrize("text", ["", "abc", "ab\tcd", "x" * (LONGEST_CODE + 1), "x" * (LONGEST_CODE + 5000)])
def test_what_can_be_no_code_is_dropped(keyboard: Keyboard, text: str) -> None:
    keyboard.type(text)
    keyboard.enter()
    keyboard.type("otc-7f3a")
    keyboard.enter()
    assert keyboard.codes == ["otc-7f3a"]


def test_keys_are_dropped_while_disarmed(keyboard: Keyboard) -> None:
    keyboard.type("otc-")
    keyboard.scanner.disarm()
    keyboard.type("7f3a")
    keyboard.enter()
    keyboard.scanner.arm()
    keyboard.enter()
    assert keyboard.codes == []


def test_the_lines_of_a_passport_are_one_code(keyboard: Keyboard) -> None:
    for line in ZONE:
        keyboard.type(line)
        keyboard.enter()
    keyboard.fall_quiet()
    assert keyboard.codes == ["\n".join(ZONE)]


def test_a_lone_line_is_told_when_no_other_follows(keyboard: Keyboard) -> None:
    keyboard.type(ZONE[0])
    keyboard.enter()
    assert keyboard.codes == []
    keyboard.fall_quiet()
    assert keyboard.codes == [ZONE[0]]


def test_a_line_that_waits_is_dropped_by_disarming(keyboard: Keyboard) -> None:
    keyboard.type(ZONE[0])
    keyboard.enter()
    keyboard.scanner.disarm()
    keyboard.fall_quiet()
    assert keyboard.codes == []


def test_it_is_always_online_and_says_why(keyboard: Keyboard) -> None:
    status = keyboard.scanner.status()
    assert status.state is DeviceState.ONLINE
    assert "cannot be told" in status.about


def test_a_real_timer_settles_a_lone_line() -> None:
    codes: Listener[CodeScanned] = Listener()
    scanner = WedgeCodeScanner(on_code=codes, on_status=lambda status: None, now=noon, clock=lambda: 0.0)
    scanner.open()
    scanner.arm()
    for character in ZONE[0]:
        scanner.typed(character)
    scanner.entered()
    codes.wait_for(CodeScanned(ZONE[0]).__eq__)
    scanner.close()
