"""What is painted: the right thing in the right colours, once, and nothing where nothing is wanted."""

from __future__ import annotations

import pytest
import zxingcpp
from PIL import Image
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter
from qrcode.constants import ERROR_CORRECT_M
from qrcode.main import QRCode

from ui.drawings.card import BookletDrawing, CardDrawing, PersonDrawing
from ui.drawings.code import SPECIMEN_CODE, SPECIMEN_TEXT
from ui.drawings.drawing import Drawing
from ui.drawings.objects import CARD, CARD_EDGE
from ui.drawings.paper import PaperDrawing, split_title
from ui.drawings.phone import PhoneDrawing
from ui.drawings.water import WaterLines, mix

GROUND = QColor("#F3F5F1")


@pytest.fixture(autouse=True)
def _application(qapp: QGuiApplication) -> None:
    """Painting text wants an application."""


def painted(drawing: Drawing, width: int, height: int, ground: QColor = GROUND) -> QImage:
    drawing.setWidth(width)
    drawing.setHeight(height)
    image = QImage(width, height, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(ground)
    painter = QPainter(image)
    drawing.paint(painter)
    painter.end()
    return image


def as_pillow(image: QImage) -> Image.Image:
    pixels = image.convertToFormat(QImage.Format.Format_RGBA8888)
    return Image.frombytes("RGBA", (pixels.width(), pixels.height()), bytes(pixels.constBits()))


def test_the_kept_code_is_what_an_encoder_makes_of_its_text() -> None:
    code = QRCode(version=2, error_correction=ERROR_CORRECT_M, border=0, mask_pattern=3)
    code.add_data(SPECIMEN_TEXT.encode())
    code.make(fit=False)
    assert tuple("".join("#" if dark else "." for dark in row) for row in code.get_matrix()) == SPECIMEN_CODE


def test_whoever_scans_drawn_paper_reads_that_it_is_a_specimen() -> None:
    paper = PaperDrawing()
    paper.setProperty("title", "房产套数证明")
    picture = as_pillow(painted(paper, 636, 894))
    assert [found.text for found in zxingcpp.read_barcodes(picture)] == [SPECIMEN_TEXT]


def test_the_code_on_a_drawn_phone_is_a_specimen_too() -> None:
    picture = as_pillow(painted(PhoneDrawing(), 492, 816))
    assert [found.text for found in zxingcpp.read_barcodes(picture)] == [SPECIMEN_TEXT]


def test_an_open_booklet_has_its_fold_in_the_middle() -> None:
    picture = painted(BookletDrawing(), 434, 278)
    assert picture.pixelColor(214, 100) == CARD_EDGE
    assert picture.pixelColor(100, 100) == CARD


def test_paper_is_white_on_every_ground() -> None:
    for ground in (QColor("#000000"), QColor("#FFFFFF")):
        assert painted(PaperDrawing(), 318, 448, ground).pixelColor(2, 200) == QColor("white")


def test_lines_of_the_grounds_own_colour_are_not_drawn() -> None:
    water = WaterLines()
    water.setProperty("ground", GROUND)
    water.setProperty("wave", GROUND)
    bare = QImage(300, 200, QImage.Format.Format_ARGB32_Premultiplied)
    bare.fill(GROUND)
    assert painted(water, 300, 200) == bare


def test_the_glow_line_runs_down_into_the_key() -> None:
    glow = QColor("#FFB547")
    water = WaterLines()
    water.setProperty("ground", GROUND)
    water.setProperty("wave", GROUND)
    water.setProperty("glow", glow)
    picture = painted(water, 1080, 700)
    assert picture.pixelColor(round(1080 * 0.797), 698) == glow


@pytest.mark.parametrize(("strength", "mixed"), [(0.0, "#000000"), (0.5, "#808080"), (1.0, "#ffffff")])
def test_colours_are_mixed_by_strength(strength: float, mixed: str) -> None:
    assert mix(QColor("black"), QColor("white"), strength).name() == mixed


def test_a_person_has_the_colours_that_were_asked_for() -> None:
    person = PersonDrawing()
    person.setProperty("ground", QColor("#DCECE7"))
    person.setProperty("figure", QColor("#394E55"))
    picture = painted(person, 232, 300)
    assert picture.pixelColor(20, 20) == QColor("#DCECE7")
    assert picture.pixelColor(116, 90) == QColor("#394E55")


def test_a_new_colour_paints_the_card_again() -> None:
    card = CardDrawing()
    repainted: list[bool] = []
    card.changed.connect(lambda: repainted.append(True))
    card.setProperty("panelDark", QColor("#8FA49E"))
    card.setProperty("panelDark", QColor("#8FA49E"))
    assert repainted == [True]


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("Proof of property holdings", ["Proof of property", "holdings"]),
        ("房产套数证明", ["房产套数证明"]),
    ],
)
def test_a_long_latin_title_is_parted_at_a_blank(title: str, lines: list[str]) -> None:
    assert split_title(title) == lines
