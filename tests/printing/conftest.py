from __future__ import annotations

from collections.abc import Iterator

import pytest

from printing.dots import DotFonts
from printing.fonts import DEBIAN_FONTS, FontLibrary
from printing.form.form import Form
from printing.form.library import FormLibrary


@pytest.fixture(scope="session")
def fonts() -> Iterator[FontLibrary]:
    library = FontLibrary(book=DEBIAN_FONTS)
    yield library
    library.release()


@pytest.fixture(scope="session")
def dot_fonts() -> Iterator[DotFonts]:
    library = DotFonts(book=DEBIAN_FONTS)
    yield library
    library.release()


@pytest.fixture(scope="session")
def card() -> Form:
    return FormLibrary().get("senior-card")
