"""``kiosk receipt`` on the real layouts, drawn by the interpreter of the simulated printer."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import zxingcpp
from click.testing import CliRunner, Result
from PIL import Image

from kiosk.cli import OWN, LazyCommands
from printing.receipts.kinds import ReceiptKind


def call(*args: object) -> Result:
    return CliRunner().invoke(LazyCommands(places=OWN), ["receipt", *map(str, args)])


@pytest.fixture
def values() -> dict[str, object]:
    found = json.loads(call("sample", "pick-up").stdout)
    assert isinstance(found, dict)
    return found


def test_every_kind_is_listed_with_its_keys() -> None:
    listed = call("kinds").stdout
    for kind in ReceiptKind:
        assert f"{kind.value}: " in listed
    assert "    office: one of 12345, 12315, 12369" in listed
    assert "    stages: list of\n        name: text\n" in listed
    assert "    holder: optional text" in listed


def test_a_program_can_read_the_list() -> None:
    paid = next(each for each in json.loads(call("kinds", "--json").stdout) if each["kind"] == "paid")
    assert paid["title"] == "缴费回执"
    assert paid["keys"]["total"] == "money"
    assert paid["keys"]["items"] == {"list": {"name": "text", "amount": "money"}}


@pytest.mark.parametrize("kind", ReceiptKind)
def test_the_sample_of_every_kind_is_drawn(tmp_path: Path, kind: ReceiptKind) -> None:
    out = tmp_path / "slip.png"
    result = call("render", kind.value, "--sample", "--out", out)
    assert result.exit_code == 0, result.output
    with Image.open(out) as picture:
        assert picture.width == 576
        assert picture.height > 600


@pytest.mark.parametrize("han", ["none", "gb2312", "gbk", "gb18030-2byte"])
@pytest.mark.parametrize("dots", [384, 512, 576])
def test_a_slip_is_drawn_for_any_printer(tmp_path: Path, dots: int, han: str) -> None:
    out = tmp_path / "slip.png"
    result = call("render", "failure", "--sample", "--out", out, "--dots", dots, "--han", han)
    assert result.exit_code == 0, result.output
    with Image.open(out) as picture:
        assert picture.width == dots
        assert len(zxingcpp.read_barcodes(picture)) == 1


def test_what_sample_prints_can_be_changed_and_drawn(tmp_path: Path, values: dict[str, object]) -> None:
    url = "https://zw.example/parcels/1"
    data, out = tmp_path / "slip.json", tmp_path / "slip.png"
    data.write_text(json.dumps({**values, "url": url, "specimen": None}), encoding="utf-8")
    result = call("render", "pick-up", "--data", data, "--out", out)
    assert result.exit_code == 0, result.output
    with Image.open(out) as picture:
        assert [code.text for code in zxingcpp.read_barcodes(picture)] == [url]


def test_values_may_be_toml(tmp_path: Path, values: dict[str, object]) -> None:
    data, out = tmp_path / "slip.toml", tmp_path / "slip.png"
    lines = [f'{key} = "{value}"' for key, value in values.items() if key not in ("at", "until")]
    data.write_text("\n".join([*lines, "at = 2026-03-18T09:41:07", "until = 2026-03-25T18:00:00"]), encoding="utf-8")
    result = call("render", "pick-up", "--data", data, "--out", out)
    assert result.exit_code == 0, result.output
    assert out.is_file()


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"cell": None}, "element cell: wanted a text"),
        ({"until": "soon"}, "element until: wanted a day and a time, as 2026-03-18T09:41:07"),
        ({"colour": "red"}, "element colour: wanted no such key; the keys are place, terminal"),
        ({"holder": "\U000f1234"}, "element block 2 (field): no font has U+F1234"),
    ],
)
def test_a_wrong_value_is_named(
    tmp_path: Path, values: dict[str, object], change: dict[str, object], told: str
) -> None:
    data, out = tmp_path / "slip.json", tmp_path / "slip.png"
    data.write_text(json.dumps({**values, **change}), encoding="utf-8")
    result = call("render", "pick-up", "--data", data, "--out", out)
    assert result.exit_code == 1
    assert told in result.output
    assert not out.exists()


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (("render", "ticket", "--sample", "--out", "x.png"), "no slip is called ticket; the kinds are accepted, prog"),
        (("render", "paid", "--out", "x.png"), "wanted either --data FILE or --sample"),
        (("render", "paid", "--sample", "--data", "x.json", "--out", "x.png"), "wanted either --data FILE or --sample"),
        (("render", "paid", "--data", "/nowhere/x.json", "--out", "x.png"), "/nowhere/x.json: No such file"),
        (("render", "paid", "--sample", "--out", "/nowhere/x.png"), "/nowhere/x.png: No such file"),
        (("render", "paid", "--sample", "--out", "x.png", "--han", "big5"), "'big5' is not one of"),
    ],
)
def test_a_wrong_call_is_told(args: tuple[str, ...], told: str) -> None:
    result = call(*args)
    assert result.exit_code != 0
    assert told in result.output


@pytest.mark.parametrize(("text", "told"), [("{", "Expecting property name"), ("[1]", "wanted a table of values")])
def test_a_file_that_holds_no_values_is_told(tmp_path: Path, text: str, told: str) -> None:
    data = tmp_path / "slip.json"
    data.write_text(text, encoding="utf-8")
    result = call("render", "paid", "--data", data, "--out", tmp_path / "slip.png")
    assert result.exit_code == 1
    assert f"{data}: {told}" in result.output


def test_the_layouts_that_we_have_are_right() -> None:
    result = call("check")
    assert (result.exit_code, result.stdout) == (0, "every slip fits\n")
