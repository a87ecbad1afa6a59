"""The staff book: what it takes, what it refuses, and that half a book never stands there."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from argon2 import PasswordHasher, Type

from kiosk.staff.book import Entry, StaffBook
from kiosk.staff.errors import EntryRefused, StaffBookUnusable
from kiosk.staff.pins import Pins, check_pin, is_hash, standard_hasher

CHEAP = Pins(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
HASH = CHEAP.hash("604172")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "staff.toml"


def written(path: Path, text: str, mode: int = 0o600) -> StaffBook:
    path.write_text(text, encoding="utf-8")
    path.chmod(mode)
    return StaffBook(path)


def clerk(number: str = "1001", name: str = "周敏", pin: str = HASH) -> str:
    return f'[[clerk]]\nnumber = "{number}"\nname = "{name}"\npin = "{pin}"\n'


def test_a_book_that_is_not_there_has_no_clerks(path: Path) -> None:
    assert StaffBook(path).entries() == ()


def test_who_is_entered_is_found_until_struck_out(path: Path) -> None:
    book = StaffBook(path)
    for number, name in (("2002", 'Ann "Bo" O\\Neil'), ("1001", "欧阳敏·䶮")):
        book.add(Entry(number=number, name=name, pin=HASH))
    assert [(entry.number, entry.name) for entry in book.entries()] == [
        ("1001", "欧阳敏·䶮"),
        ("2002", 'Ann "Bo" O\\Neil'),
    ]
    book.remove("2002")
    assert book.find("2002") is None
    assert book.find("1001") == Entry(number="1001", name="欧阳敏·䶮", pin=HASH)


def test_only_its_owner_may_read_it_and_nothing_is_left_beside_it(path: Path) -> None:
    StaffBook(path).add(Entry(number="1001", name="周敏", pin=HASH))
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [one.name for one in path.parent.iterdir()] == ["staff.toml"]


def test_a_write_that_was_cut_off_leaves_the_old_book_and_does_not_hinder_the_next(path: Path) -> None:
    book = StaffBook(path)
    book.add(Entry(number="1001", name="周敏", pin=HASH))
    path.with_name("staff.toml.new").write_text("[[clerk]]\nnumb", encoding="utf-8")
    assert [entry.number for entry in book.entries()] == ["1001"]
    book.add(Entry(number="1002", name="文静", pin=HASH))
    assert [entry.number for entry in book.entries()] == ["1001", "1002"]


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    with pytest.raises(StaffBookUnusable, match=r"staff\.toml: No such file"):
        StaffBook(tmp_path / "none" / "staff.toml").add(Entry(number="1001", name="周敏", pin=HASH))


@pytest.mark.parametrize(
    ("entry", "wanted"),
    [
        (Entry(number="12", name="周敏", pin=HASH), "badge number of 3 to 12 digits"),
        (Entry(number="１００１", name="周敏", pin=HASH), "badge number of 3 to 12 digits"),
        (Entry(number="1001", name=" ", pin=HASH), "a name of at most"),
        (Entry(number="1001", name="周敏\n", pin=HASH), "a name of at most"),
        (Entry(number="1001", name="周" * 41, pin=HASH), "a name of at most"),
        (Entry(number="1001", name="周敏", pin="604172"), "an Argon2id hash"),
    ],
)
def test_an_entry_that_would_not_do_is_refused_and_nothing_is_written(path: Path, entry: Entry, wanted: str) -> None:
    with pytest.raises(EntryRefused, match=wanted):
        StaffBook(path).add(entry)
    assert not path.exists()


def test_a_badge_is_entered_once_and_struck_out_once(path: Path) -> None:
    book = StaffBook(path)
    book.add(Entry(number="1001", name="周敏", pin=HASH))
    with pytest.raises(EntryRefused, match="already"):
        book.add(Entry(number="1001", name="文静", pin=HASH))
    book.remove("1001")
    with pytest.raises(EntryRefused, match="not in the book"):
        book.remove("1001")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("clerk = ", "is not TOML"),
        ("clerk = 3", "wanted [[clerk]] tables"),
        ("[staff]\n", "wanted [[clerk]] tables"),
        ("clerk = [3]", "clerk[0]: wanted number, name and pin"),
        (clerk().replace("name", "nom"), "clerk[0]: wanted number, name and pin"),
        (clerk(number="1").replace('"1"', "1001"), "clerk[0]: wanted number, name and pin"),
        (clerk(number="abc"), "clerk[0]: wanted a badge number"),
        (clerk(pin="secret"), "clerk[0]: wanted an Argon2id hash"),
        (clerk(pin=HASH.replace("argon2id", "argon2d")), "clerk[0]: wanted an Argon2id hash"),
        (clerk() + clerk(), "a badge number stands there twice"),
    ],
)
def test_a_broken_book_is_a_named_failure_that_says_where(path: Path, text: str, said: str) -> None:
    book = written(path, text)
    with pytest.raises(StaffBookUnusable) as caught:
        book.entries()
    assert caught.value.code == "STAFF_BOOK_UNUSABLE"
    assert said in caught.value.detail
    assert HASH not in str(caught.value)


def test_a_book_in_another_encoding_is_a_named_failure(path: Path) -> None:
    path.write_bytes(clerk().encode("gb18030"))
    path.chmod(0o600)
    with pytest.raises(StaffBookUnusable, match="is not TOML in UTF-8"):
        StaffBook(path).entries()


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660])
def test_a_book_that_others_may_read_is_not_trusted(path: Path, mode: int) -> None:
    book = written(path, clerk(), mode)
    with pytest.raises(StaffBookUnusable, match="wanted mode 0600"):
        book.entries()


@pytest.mark.parametrize(
    "pin", ["", "12345", "1234567890123", "12345a", "１２３４５６", "111111", "123456", "987654", "890123"]
)
def test_a_pin_that_is_short_or_easy_is_refused(pin: str) -> None:
    with pytest.raises(EntryRefused):
        check_pin(pin)


@pytest.mark.parametrize("pin", ["604172", "112233", "135790", "000001", "123456123456"])
def test_other_pins_do(pin: str) -> None:
    check_pin(pin)


def test_a_pin_has_its_own_hash_and_no_other() -> None:
    assert CHEAP.match("604172", HASH)
    assert not CHEAP.match("604173", HASH)
    assert not CHEAP.match("604172", None)
    assert CHEAP.hash("604172") != HASH


def test_a_hash_that_would_take_for_ever_is_none() -> None:
    assert is_hash(HASH)
    assert not is_hash(HASH.replace("m=8", "m=9999999"))
    assert not is_hash(HASH.replace("t=1", "t=9999"))


def test_real_hashes_cost_what_the_recommendation_says() -> None:
    hasher = standard_hasher()
    assert (hasher.type, hasher.memory_cost, hasher.time_cost, hasher.parallelism) == (Type.ID, 65_536, 3, 4)
    assert is_hash(Pins().hash("604172"))
