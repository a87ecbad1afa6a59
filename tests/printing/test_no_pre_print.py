"""What is pre-printed cannot reach a printer: not by import, not by file, not as ink."""

from __future__ import annotations

import shutil

import grimp
import pytest

from printing.fonts import FontLibrary
from printing.form.library import PACKAGED_FORMS, FormLibrary
from printing.overlay import OverlayOrder, render_overlay, sample_values
from printing.preview.drawing import NO_BLANK
from tests.printing.pdf_reader import text_of

LIBRARY = FormLibrary()


@pytest.fixture(scope="session")
def without_backgrounds(tmp_path_factory: pytest.TempPathFactory) -> FormLibrary:
    folder = tmp_path_factory.mktemp("forms") / "forms"
    shutil.copytree(PACKAGED_FORMS, folder, ignore=shutil.ignore_patterns("*.background.toml", "__pycache__"))
    return FormLibrary(folder=folder)


@pytest.mark.parametrize("production", ["printing.overlay", "printing.proof", "printing.form", "kiosk.press"])
def test_the_production_path_imports_no_preview(production: str) -> None:
    graph = grimp.build_graph("printing", "kiosk", "devices", cache_dir=None)
    assert "printing.preview.drawing" in graph.modules
    assert graph.find_shortest_chain(importer="printing.preview.proof", imported="printing.overlay") is not None
    chains = graph.find_shortest_chains(importer=production, imported="printing.preview", as_packages=True)
    assert chains == set()


@pytest.mark.parametrize("form_id", LIBRARY.ids())
def test_a_form_prints_the_same_bytes_when_there_is_no_background(
    form_id: str, fonts: FontLibrary, without_backgrounds: FormLibrary
) -> None:
    # That there is no ink beyond the boxes of elements is test_positions' question.
    with_background, bare = LIBRARY.get(form_id), without_backgrounds.get(form_id)
    order = OverlayOrder(values=sample_values(with_background))
    printed = render_overlay(with_background, order, fonts).data
    assert printed == render_overlay(bare, order, fonts).data
    assert "".join(NO_BLANK.split()) not in "".join(text_of(printed).split())
