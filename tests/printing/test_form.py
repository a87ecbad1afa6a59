from __future__ import annotations

from pathlib import Path

import pytest

from printing.errors import FormError
from printing.fonts import FontLibrary
from printing.form import PACKAGED_FORMS, FormLibrary, load_form
from printing.overlay import OverlayOrder, render_overlay, sample_values
from printing.preview import load_background

SENIOR_CARD = (PACKAGED_FORMS / "senior-card.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize("form_id", FormLibrary().ids())
def test_every_packaged_form_prints_its_own_samples(form_id: str, fonts: FontLibrary) -> None:
    form = FormLibrary().get(form_id)
    assert render_overlay(form, OverlayOrder(values=sample_values(form)), fonts).sheets == 1
    assert load_background(form).labels


@pytest.mark.parametrize(
    ("old", "new", "element", "field"),
    [
        ("schema = 1", "schema = 2", "", "schema"),
        ("schema = 1", "", "", "schema"),
        ('id = "senior-card"', 'id = "other"', "", "id"),
        ("measured = false", 'measured = "no"', "", "measured"),
        ("width = 14800", "width = 148.0", "", "width"),
        ("width = 14800", "width = 9", "", "width"),
        ('medium = "iso_a5_148x210mm"', 'medium = ""', "", "medium"),
        ("revision = 1", "revision = 1\ncolour = 3", "", "colour"),
        ('id = "name"', 'id = "sex"', "sex", "id"),
        ('kind = "qr"', 'kind = "seal"', "verify", "kind"),
        ('data = "holder_sex"', "", "sex", "data"),
        ('data = "holder_sex"', 'data = "holder_sex"\nnote = "x"', "sex", "note"),
        ("box = [4600, 5600, 5200, 1150]", "box = [4600, 5600, 5200]", "name", "box"),
        ("box = [4600, 5600, 5200, 1150]", "box = [4600, 5600, 5200, -1]", "name", "box"),
        ("box = [4600, 5600, 5200, 1150]", "box = [4600, 5600, 0, 1150]", "name", "box"),
        ("box = [4600, 5600, 5200, 1150]", "box = [14600, 5600, 5200, 1150]", "name", "box"),
        ("wrapped = [6080, 6620]", "", "name", "wrapped"),
        ("wrapped = [6080, 6620]", "wrapped = [6620, 6080]", "name", "wrapped"),
        ("wrapped = [6080, 6620]", "wrapped = [6080, 9620]", "name", "wrapped"),
        ('floor = 1000\nfit = "wrap"', 'floor = 1700\nfit = "wrap"', "name", "floor"),
        ('floor = 1000\nfit = "wrap"', 'floor = 1000\nfit = "cut"', "name", "fit"),
        ("baseline = 8840", "baseline = 9840", "id-number", "baseline"),
        ("count = 18", "count = 19", "id-number", "count"),
        ("month = [7000, 1000]", "month = [12000, 1000]", "birth", "month"),
        ("year = [4600, 1700]", "year = [4600]", "birth", "year"),
        ("box = [1600, 15100, 2900, 2900]", "box = [1600, 15100, 2900, 2800]", "verify", "box"),
        ('font = "kai"\nsize = 1150', 'font = "fang"\nsize = 1150', "card-number", "font"),
        ('font = "kai"\nsize = 1150', 'font = "kai"\nsize = true', "card-number", "size"),
    ],
)
def test_a_fault_is_told_with_form_element_and_field(
    tmp_path: Path, old: str, new: str, element: str, field: str
) -> None:
    assert old in SENIOR_CARD
    path = tmp_path / "senior-card.toml"
    path.write_text(SENIOR_CARD.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(FormError) as caught:
        load_form(path)
    error = caught.value
    assert (error.code, error.form, error.element, error.field) == ("FORM_INVALID", "senior-card", element, field)
    assert f"form senior-card{' element ' + element if element else ''} field {field}:" in str(error)


def test_a_file_that_is_not_toml_is_told(tmp_path: Path) -> None:
    (tmp_path / "bad.toml").write_text("id = ", encoding="utf-8")
    with pytest.raises(FormError, match="FORM_INVALID: form bad"):
        FormLibrary(folder=tmp_path).get("bad")


@pytest.mark.parametrize("form_id", ["nothing", "senior-card.background", "../forms/senior-card"])
def test_a_form_that_is_not_there_is_told(form_id: str) -> None:
    with pytest.raises(FormError, match="FORM_UNKNOWN"):
        FormLibrary().get(form_id)


def test_the_hash_of_a_form_changes_with_its_geometry(tmp_path: Path) -> None:
    path = tmp_path / "senior-card.toml"
    path.write_text(SENIOR_CARD.replace("pitch = 480", "pitch = 479"), encoding="utf-8")
    assert load_form(path).sha256 != FormLibrary().get("senior-card").sha256


def test_the_background_of_another_form_is_refused(tmp_path: Path) -> None:
    form = FormLibrary().get("senior-card")
    background = (PACKAGED_FORMS / "senior-card.background.toml").read_text(encoding="utf-8")
    path = tmp_path / "senior-card.background.toml"
    path.write_text(background.replace('id = "senior-card"', 'id = "other"'), encoding="utf-8")
    with pytest.raises(FormError, match="belongs to another form"):
        load_background(form, folder=tmp_path)
    path.write_text(background.replace("#E4EFE8", "pale"), encoding="utf-8")
    with pytest.raises(FormError, match="field water"):
        load_background(form, folder=tmp_path)
