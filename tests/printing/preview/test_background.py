from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from printing.errors import FormError
from printing.fonts import FontLibrary
from printing.form.elements import Box, DateElement, DatePart, Element
from printing.form.form import Form
from printing.form.library import PACKAGED_FORMS
from printing.preview.background import Background, FrameStyle
from printing.preview.placing import SetWords, set_attached, underlines
from printing.preview.reading import load_background, read_background
from tests.printing.making import blank_of
from tests.printing.pdf_reader import placed

CARD = (PACKAGED_FORMS / "civil-affairs/senior-card.background.toml").read_text(encoding="utf-8")


def written(folder: Path, text: str) -> Path:
    (folder / "civil-affairs").mkdir(exist_ok=True)
    (folder / "civil-affairs" / "senior-card.background.toml").write_text(text, encoding="utf-8")
    return folder


def with_element(form: Form, element_id: str, change: dict[str, object]) -> Form:
    elements: list[Element] = [
        replace(each, **change) if each.id == element_id else each  # type: ignore[arg-type]
        for each in form.elements
    ]
    return replace(form, elements=tuple(elements))


def words(form: Form, background: Background, fonts: FontLibrary) -> dict[str, SetWords]:
    return {f"{each.element} {each.words.text}": each for each in set_attached(form, background, fonts)}


def test_a_caption_stands_left_of_its_element_on_its_baseline(card: Form, fonts: FontLibrary) -> None:
    name = words(card, load_background(card), fonts)["name 姓名"]
    assert name.baseline == 6620
    assert (name.x, name.width) == (4600 - 900 - 2000, 2000)


def test_a_caption_follows_its_element(card: Form, fonts: FontLibrary) -> None:
    background = load_background(card)
    moved = with_element(card, "sex", {"box": Box(9600, 6600, 1500, 1150), "baseline": 7620})
    before, after = (words(form, background, fonts)["sex 性别"] for form in (card, moved))
    assert (after.x - before.x, after.baseline - before.baseline) == (-2000, 1000)


def test_spread_words_reach_from_end_to_end(card: Form, fonts: FontLibrary) -> None:
    background = load_background(card)
    chars = placed(blank_of(card, background, fonts))
    title = [each for each in chars if each.char in "老年人优待证" and abs(each.baseline - 32.5) < 0.1]
    size = 29 * 25.4 / 72
    assert title[0].x == pytest.approx(74 - 41, abs=0.3)
    assert title[-1].x + size == pytest.approx(74 + 41, abs=0.3)


def test_words_too_long_for_their_spread_are_condensed_into_it(tmp_path: Path, card: Form, fonts: FontLibrary) -> None:
    folder = written(tmp_path, CARD.replace('text = "住址"', 'text = "户籍所在地详细住址"'))
    address = words(card, load_background(card, folder=folder), fonts)["address 户籍所在地详细住址"]
    assert address.width == 2000
    assert address.style.squeeze < 1


def test_year_and_month_stand_between_their_numbers(card: Form, fonts: FontLibrary) -> None:
    placed_words = words(card, load_background(card), fonts)
    year, month, day = (placed_words[f"birth {word}"] for word in "年月日")
    assert year.x + year.width / 2 == pytest.approx((4600 + 1700 + 7000) / 2, abs=2)
    assert month.x + month.width / 2 == pytest.approx((7000 + 1000 + 8700) / 2, abs=2)
    assert day.x - 9700 == pytest.approx(month.x - 8000, abs=2)


def test_a_date_is_underlined_part_by_part(card: Form) -> None:
    (birth,) = (each for each in card.elements if each.id == "birth")
    assert isinstance(birth, DateElement)
    assert [(left, right) for left, right, _ in underlines(replace(birth, day=DatePart(8800, 900)))] == [
        (4600, 6300),
        (7000, 8000),
        (8800, 9700),
    ]


@pytest.mark.parametrize(
    "more",
    [
        '[[frame]]\nstyle = "double"\nbox = [2000, 2000, 3000, 3000]',
        '[[frame]]\nstyle = "corners"\ninset = 900',
        "[[area]]\nbox = [0, 0, 14800, 1200]",
        "[[rule]]\nfrom = [1000, 1000]\nto = [9000, 1000]",
        "[[grid]]\nbox = [1000, 1000, 6000, 3000]\ncolumns = [3000, 5000]\nrows = [2000]",
        "[[emblem]]\nat = [7400, 1800]",
        '[[seal]]\nat = [7400, 17000]\ntext = "发证机关盖章"',
        '[[place]]\nbox = [1000, 1000, 6000, 3000]\ntext = "附图"',
        '[[label]]\ntext = "民政部监制"\nbaseline = 19000\nalign = "right"\nx = 13000\ncolour = "#336699"',
        '[part]\ntext = "（副本）"\nbaseline = 4000',
    ],
)
def test_everything_that_a_blank_can_have_is_drawn(tmp_path: Path, card: Form, fonts: FontLibrary, more: str) -> None:
    plain = blank_of(card, load_background(card), fonts)
    background = load_background(card, folder=written(tmp_path, f"{CARD}\n{more}\n"))
    assert len(blank_of(card, background, fonts)) != len(plain)


def test_a_frame_keeps_its_distance_from_all_edges(card: Form) -> None:
    (frame,) = load_background(card).frames
    assert frame.style is FrameStyle.ORNAMENT
    assert frame.box == Box(700, 700, 13400, 19600)


@pytest.mark.parametrize(
    ("old", "new", "element", "field"),
    [
        ("schema = 2", "schema = 1", "", "schema"),
        ('id = "senior-card"', 'id = "other"', "", "id"),
        ('scheme = "gold"', 'scheme = "pink"', "", "scheme"),
        ('scheme = "gold"', 'scheme = "gold"\nspecimen = false', "", "specimen"),
        ('element = "name"', 'element = "nam"', "nam", "element"),
        ('text = "姓名"', "", "name", "text"),
        ('text = "姓名"', 'text = "姓名"\nside = "under"', "name", "side"),
        ('text = "姓名"', 'text = "姓名"\nvalue = "x"', "name", "value"),
        ('text = "姓名"', 'text = "姓名"\ncolour = "pale"', "name", "colour"),
        ('text = "姓名"', 'text = "姓名"\nnote = "x"', "name", "note"),
        ('[[cells]]\nelement = "id-number"', '[[cells]]\nelement = "name"', "name", "element"),
        ("box = [1600, 11900, 11600, 1800]", "box = [1600, 11900, 13600, 1800]", "", "box"),
        ("baseline = 3250", "", "", "baseline"),
        ('style = "ornament"', 'style = "flowers"', "", "style"),
    ],
)
def test_a_fault_is_told_with_its_element_and_field(
    tmp_path: Path, card: Form, old: str, new: str, element: str, field: str
) -> None:
    assert old in CARD
    with pytest.raises(FormError) as caught:
        load_background(card, folder=written(tmp_path, CARD.replace(old, new, 1)))
    error = caught.value
    assert error.form in ("senior-card background", "senior-card.background")
    assert (error.element, error.field) == (element, field)


def test_all_faults_of_a_background_are_told_at_once(tmp_path: Path, card: Form) -> None:
    faulty = CARD.replace('text = "姓名"', "").replace('style = "ornament"', 'style = "flowers"')
    reading = read_background(card, folder=written(tmp_path, faulty))
    assert [(fault.element, fault.field) for fault in reading.faults] == [("", "style"), ("name", "text")]


def test_a_form_without_a_background_is_told(tmp_path: Path, card: Form) -> None:
    with pytest.raises(FormError, match="FORM_UNKNOWN"):
        load_background(card, folder=tmp_path)
