"""``kiosk form`` on the real forms."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from PIL import Image

from kiosk.cli import OWN, LazyCommands
from printing.calibration import Affine
from printing.fonts import DEBIAN_FONTS, FontLibrary
from printing.form.form import Form
from printing.form.library import PACKAGED_FORMS, FormLibrary
from printing.preview.drawing import NO_BLANK
from printing.preview.gallery import write_gallery
from tests.kiosk.commands.staff import SETTINGS
from tests.printing.pdf_reader import codes_of, media_box, placed, text_of

VALUES = {
    "licence_number": "湘优430922202600007",
    "holder_name": "文佩兰",
    "holder_sex": "女",
    "holder_birth": "1950-01-01",
    "holder_id_number": "430922195001010025",
    "holder_address": "湖南省桃江县灰山港镇向阳花社区 3 号",
    "issuer": "桃江县民政局",
    "issued_on": "2026-04-02",
    "verify_url": "https://zw.taojiang.example/v/3F8H2KD91X",
}


def call(*args: object) -> Result:
    return CliRunner().invoke(LazyCommands(places=OWN), ["form", *map(str, args)])


@pytest.fixture
def card() -> Form:
    return FormLibrary().get("senior-card")


@pytest.fixture
def config(tmp_path: Path) -> Path:
    path = tmp_path / "config.toml"
    path.write_text(SETTINGS, encoding="utf-8")
    return path


def test_every_form_is_listed_with_what_a_technician_needs() -> None:
    listed = call("list")
    assert listed.exit_code == 0, listed.output
    assert (
        "13  senior-card  老年人优待证\n     civil-affairs, revision 1, iso_a5_148x210mm, not measured\n"
        in listed.stdout
    )
    assert f"{len(FormLibrary().ids())} forms" in listed.stdout


def test_a_program_can_read_the_list() -> None:
    rows = json.loads(call("list", "--department", "civil-affairs", "--json").stdout)
    (row,) = [row for row in rows if row["id"] == "senior-card"]
    assert row["medium"] == "iso_a5_148x210mm"
    assert row["measured"] is False
    assert "holder_name" in row["keys"]
    assert {row["department"] for row in rows} == {"civil-affairs"}


def test_a_department_without_forms_is_told_with_those_that_have_some() -> None:
    result = call("list", "--department", "weather")
    assert result.exit_code == 1
    assert "civil-affairs" in result.output


def test_a_sound_form_is_checked_quietly() -> None:
    result = call("check", "senior-card")
    assert (result.exit_code, result.output) == (0, "forms: 1, faults: 0, warnings: 0\n")


def test_a_check_wants_to_know_of_what() -> None:
    assert call("check").exit_code == 2
    assert call("check", "senior-card", "--all").exit_code == 2
    assert "FORM_UNKNOWN" in call("check", "nothing").output


def test_a_form_is_drawn_as_the_printer_gets_it(tmp_path: Path) -> None:
    result = call("render", "senior-card", "--sample", "--out", tmp_path / "card.pdf")
    assert result.exit_code == 0, result.output
    data = (tmp_path / "card.pdf").read_bytes()
    assert media_box(data) == pytest.approx((148, 210), abs=0.001)
    assert "姓名" not in text_of(data)


def test_a_proof_shows_the_blank_too_and_can_be_looked_at(tmp_path: Path) -> None:
    result = call("render", "senior-card", "--sample", "--proof", "--png", "--out", tmp_path / "card.pdf")
    assert result.exit_code == 0, result.output
    assert "".join(NO_BLANK.split()) in "".join(text_of((tmp_path / "card.pdf").read_bytes()).split())
    with Image.open(tmp_path / "card.png") as picture:
        assert picture.size == pytest.approx((148 / 25.4 * 200, 210 / 25.4 * 200), abs=2)


@pytest.mark.parametrize("name", ["values.json", "values.toml"])
def test_values_come_from_a_file(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    lines = "\n".join(f'{key} = "{value}"' for key, value in VALUES.items())
    path.write_text(lines if name.endswith("toml") else json.dumps(VALUES), encoding="utf-8")
    result = call("render", "senior-card", "--data", path, "--out", tmp_path / "card.pdf")
    assert result.exit_code == 0, result.output
    data = (tmp_path / "card.pdf").read_bytes()
    assert "文佩兰" in text_of(data)
    assert codes_of(data) == [VALUES["verify_url"]]


def test_what_is_wrong_with_values_is_told_by_key(tmp_path: Path) -> None:
    path = tmp_path / "values.json"
    path.write_text(json.dumps({**VALUES, "holder_birth": "2. 4. 1950"}), encoding="utf-8")
    result = call("render", "senior-card", "--data", path, "--out", tmp_path / "card.pdf")
    assert result.exit_code == 1
    assert "holder_birth (出生日期): wanted a date such as 2026-03-18" in result.output
    assert not (tmp_path / "card.pdf").exists()


def test_a_value_that_does_not_fit_names_its_element(tmp_path: Path) -> None:
    path = tmp_path / "values.json"
    path.write_text(json.dumps({**VALUES, "holder_name": "阿卜杜" * 20}), encoding="utf-8")
    result = call("render", "senior-card", "--data", path, "--out", tmp_path / "card.pdf")
    assert result.exit_code == 1
    assert "PRINT_ELEMENT_OVERFLOW: element name" in result.output


@pytest.mark.parametrize("within", [False, True])
def test_a_calibration_moves_the_ink(tmp_path: Path, within: bool) -> None:
    numbers = tmp_path / "calibration.json"
    matrix = {"a": 1, "b": 0, "c": 0, "d": 1, "e": 1.5, "f": -0.5}
    numbers.write_text(json.dumps({"number": 1, "matrix": matrix} if within else matrix), encoding="utf-8")
    names = []
    for more in ([], ["--calibration", numbers]):
        assert call("render", "senior-card", "--sample", "--out", tmp_path / "card.pdf", *more).exit_code == 0
        names.append(next(each for each in placed((tmp_path / "card.pdf").read_bytes()) if each.char == "欧"))
    moved = Affine(e=1.5, f=-0.5).inverse().apply(names[0].x, names[0].baseline)
    assert (names[1].x, names[1].baseline) == pytest.approx(moved, abs=0.01)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{", "calibration.json"),
        ('{"a": 1}', "wanted an object with the numbers a, b, c, d, e, f"),
        ('{"a": 1, "b": 0, "c": 0, "d": 1, "e": "x", "f": 0}', "e is not a number"),
        ('{"a": 2, "b": 0, "c": 0, "d": 1, "e": 0, "f": 0}', "CALIBRATION_UNUSABLE"),
    ],
)
def test_a_calibration_that_cannot_be_used_is_told(tmp_path: Path, text: str, told: str) -> None:
    numbers = tmp_path / "calibration.json"
    numbers.write_text(text, encoding="utf-8")
    result = call("render", "senior-card", "--sample", "--out", tmp_path / "card.pdf", "--calibration", numbers)
    assert result.exit_code == 1
    assert told in result.output


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    result = call("render", "senior-card", "--sample", "--out", tmp_path / "none" / "card.pdf")
    assert (result.exit_code, "No such file" in result.output) == (1, True)


def test_the_gallery_has_every_form_twice_and_two_sheets_a_department(tmp_path: Path, card: Form) -> None:
    fonts = FontLibrary(book=DEBIAN_FONTS)
    written = list(write_gallery([card], fonts, folder=PACKAGED_FORMS, out=tmp_path))
    fonts.release()
    assert [str(path.relative_to(tmp_path)) for path in written] == [
        "civil-affairs/senior-card.filled.png",
        "civil-affairs/senior-card.proof.png",
        "civil-affairs.filled.png",
        "civil-affairs.proof.png",
    ]
    for path in written:
        with Image.open(path) as picture:
            assert min(picture.size) > 500


def test_a_confirmed_form_is_listed_as_confirmed_on_this_terminal(config: Path, card: Form) -> None:
    def state() -> bool:
        rows = json.loads(call("list", "--config", config, "--json").stdout)
        (row,) = [row for row in rows if row["id"] == card.id]
        return bool(row["confirmed"])

    assert state() is False
    result = call("confirm", "senior-card", "--config", config, "--who", "technician 3")
    assert result.exit_code == 0, result.output
    assert card.sha256[:12] in result.output
    assert state() is True
    assert "not measured, confirmed here" in call("list", "--config", config).stdout


def test_nobody_confirms_without_a_name(config: Path) -> None:
    assert call("confirm", "senior-card", "--config", config).exit_code == 2
