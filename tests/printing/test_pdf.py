"""The file itself: what other readers make of its text, fonts and pictures, and what it says about its makers."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageDraw, ImageFont, ImageStat
from reportlab.pdfbase.ttfonts import TTFontParser

from printing.fonts import DEBIAN_FONTS, FontLibrary, FontRole
from printing.pdf import BLACK, Colour, PdfSheets, TextStyle
from printing.pdf.font_program import font_program
from printing.pictures import open_photo, open_seal
from printing.preview.picture import rasterise
from printing.qr import encode_qr
from tests.printing.pdf_reader import codes_of, media_box, placed, text_of

NAME = "阿卜杜热合曼·麦麦提吐尔逊"
MIXED = "张𠅤‖𬱖𠮷吉·A1"
"""Characters beyond U+FFFF beside those that their lower halves would name: 𠅤 is U+20164, ‖ is U+2016."""


def sheets_with(text: str, fonts: FontLibrary, role: FontRole = FontRole.KAI) -> bytes:
    sheets = PdfSheets(width=148, height=105, title="示例")
    runs = fonts.stack(role).runs(text, element="text")
    for n, start in enumerate(range(0, len(text), 20)):
        part = fonts.stack(role).runs(text[start : start + 20], element="text")
        sheets.text(10, 10 + 3 * n, part if len(text) > 20 else runs, TextStyle(size=8))
    return sheets.finish()


def streams(data: bytes) -> list[bytes]:
    """Return what the streams say, unpacked where they are packed."""
    found = re.findall(rb"<<((?:(?!>>|stream).)*)>>\nstream\n(.*?)\nendstream", data, re.DOTALL)
    return [zlib.decompress(body) if b"FlateDecode" in head else body for head, body in found]


@pytest.mark.parametrize("role", FontRole)
def test_text_is_read_back_beyond_the_basic_plane_too(fonts: FontLibrary, role: FontRole) -> None:
    assert text_of(sheets_with(MIXED, fonts, role)) == MIXED


def test_text_of_more_characters_than_a_subset_holds_is_read_back(fonts: FontLibrary) -> None:
    text = "".join(map(chr, range(0x4E00, 0x4E00 + 600)))
    data = sheets_with(text, fonts)
    assert text_of(data).replace("\r\n", "") == text
    assert data.count(b"/BaseFont") == 3


def test_spaces_are_spaces_of_their_width(fonts: FontLibrary) -> None:
    stack = fonts.stack(FontRole.SONG)
    (last,) = [each for each in placed(sheets_with("张 A　桂", fonts, FontRole.SONG)) if each.char == "桂"]
    wide = stack.width("张 A　", element="text") / 1000 * 8
    assert last.x == pytest.approx(10 + wide * 25.4 / 72, abs=0.005)


def test_characters_stand_where_they_are_put(fonts: FontLibrary) -> None:
    sheets = PdfSheets(width=210, height=148.5, title="示例")
    style = TextStyle(size=14, squeeze=0.8)
    sheets.text(31.7, 52.3, fonts.stack(FontRole.KAI).runs("桃江", element="text"), style)
    first, second = placed(sheets.finish())
    assert (first.x, first.baseline) == pytest.approx((31.7, 52.3), abs=0.002)
    assert second.x == pytest.approx(31.7 + 14 * 0.8 * 25.4 / 72, abs=0.002)


@pytest.mark.parametrize("role", FontRole)
def test_a_subset_draws_what_the_whole_font_draws(fonts: FontLibrary, role: FontRole) -> None:
    file = next(file for file in DEBIAN_FONTS.files(role) if not file.only)
    chars = "国Aé〇龘壹gÅ张"
    (run,) = fonts.stack(role).runs(chars, element="text")
    assert run.face.filename == str(file.path)
    glyphs = {33 + n: run.face.character_map.find(ord(char)) for n, char in enumerate(chars)}
    basic = ImageFont.Layout.BASIC
    program = BytesIO(font_program(run.face, glyphs))
    subset = ImageFont.truetype(program, 200, encoding="armn", layout_engine=basic)
    whole = ImageFont.truetype(file.path, 200, file.index, layout_engine=basic)
    for code, char in zip(glyphs, chars, strict=True):
        # Not quite the same: FreeType hints a font that has no hints by the letters that it finds in it. Of 255,
        # another letter differs by 13 and more, another Chinese character by 45.
        assert ImageStat.Stat(ImageChops.difference(drawn(chr(code), subset), drawn(char, whole))).mean[0] < 6
        assert subset.getlength(chr(code)) == pytest.approx(whole.getlength(char), abs=1)


def drawn(char: str, font: ImageFont.FreeTypeFont) -> Image.Image:
    picture = Image.new("L", (250, 250))
    ImageDraw.Draw(picture).text((20, 200), char, font=font, fill=255, anchor="ls")
    return picture


@pytest.mark.parametrize("count", [1, 200])
def test_a_subset_is_a_sound_font(fonts: FontLibrary, count: int) -> None:
    face, _ = fonts.stack(FontRole.HEI).resolve("国") or pytest.fail("no font")
    codes = {33 + n: face.character_map.find(0x4E00 + 7 * n) for n in range(count)}
    program = font_program(face, codes)
    font = TTFontParser(BytesIO(program), validate=1)  # raises for a wrong checksum
    assert {"cmap", "glyf", "head", "hhea", "hmtx", "loca", "maxp"} <= set(font.table)


def test_another_subset_has_another_name(fonts: FontLibrary) -> None:
    names = [re.findall(rb"/BaseFont /(\w+)\+", sheets_with(text, fonts)) for text in ("张", "桂", "张")]
    assert names[0] == names[2] != names[1]


def test_a_font_is_in_the_file_once(fonts: FontLibrary) -> None:
    sheets = PdfSheets(width=148, height=105, title="示例")
    for _ in range(3):
        sheets.text(10, 10, fonts.stack(FontRole.KAI).runs("张桂兰", element="text"), TextStyle(size=8))
        sheets.next_sheet()
    data = sheets.finish()
    assert (data.count(b"/FontFile2"), data.count(b"/Type /Page ")) == (1, 4)


def test_the_page_is_exactly_its_medium(fonts: FontLibrary) -> None:
    sheets = PdfSheets(width=210, height=148.5, title="示例")
    assert media_box(sheets.finish()) == pytest.approx((210, 148.5), abs=0.0005)


def full_sheet(fonts: FontLibrary, name: str = NAME) -> bytes:
    """One of everything."""
    sheets = PdfSheets(width=148, height=105, title="示例")
    sheets.seal(open_seal(seal_file()), 80, 50, 42, 42)
    for n, role in enumerate(FontRole):
        sheets.text(10, 15 + 8 * n, fonts.stack(role).runs(name, element="name"), TextStyle(size=12))
    sheets.picture(open_photo(photo_file()), 110, 10, 26, 32)
    sheets.modules(encode_qr("https://zwfw.example/v/1").bars(), x=10, y=60, size=0.6)
    return sheets.finish()


def test_the_same_calls_give_the_same_bytes(fonts: FontLibrary) -> None:
    before = full_sheet(fonts)
    sheets_with(MIXED, fonts)
    again = full_sheet(fonts)
    fonts.release()
    assert before == again == full_sheet(fonts)


def test_another_process_gives_the_same_bytes(fonts: FontLibrary) -> None:
    code = (
        "import sys; from printing.fonts import *; from tests.printing.test_pdf import full_sheet;"
        "sys.stdout.buffer.write(full_sheet(FontLibrary(book=DEBIAN_FONTS)))"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, env={"PYTHONHASHSEED": "7"})
    assert found.stdout == full_sheet(fonts)


def test_the_file_tells_nothing_of_time_place_or_people(fonts: FontLibrary) -> None:
    data = full_sheet(fonts)
    said = b"\n".join((re.sub(rb"stream\n.*?endstream", b"", data, flags=re.DOTALL), *streams(data)))
    assert set(re.findall(rb"\(D:(\d{8})", data)) == {b"20000101"}  # reportlab's word for no time
    assert not re.search(rb"/(?:usr|home|work|tmp|root|var)/|\.tt[fc]", said)
    for encoded in (NAME.encode(), NAME.encode("utf-16-be"), NAME.encode("gb18030")):
        assert encoded not in said
    information = data[data.index(b"/Author") : data.index(b"/Trapped")]
    assert b"/Author ()" in information
    assert "示例".encode("utf-16-be") in re.sub(rb"\\(\d{3})", lambda found: bytes([int(found[1], 8)]), information)


def test_files_of_other_content_have_another_identifier(fonts: FontLibrary) -> None:
    identifiers = [re.findall(rb"\[<(\w{32})>", full_sheet(fonts, name))[0] for name in ("张桂兰", "李建国", "张桂兰")]
    assert identifiers[0] == identifiers[2] != identifiers[1]


def photo_file() -> bytes:
    """A picture that is red in its left quarter, green in the middle and blue in its right quarter."""
    image = Image.new("RGB", (400, 200), (0, 160, 0))
    ImageDraw.Draw(image).rectangle((0, 0, 99, 199), fill=(200, 0, 0))
    ImageDraw.Draw(image).rectangle((300, 0, 399, 199), fill=(0, 0, 200))
    return _saved(image, "JPEG")


def seal_file() -> bytes:
    """A red disc on a transparent ground."""
    image = Image.new("RGBA", (420, 420), (0, 0, 0, 0))
    ImageDraw.Draw(image).ellipse((0, 0, 419, 419), fill=(210, 20, 30))
    return _saved(image, "PNG")


def _saved(image: Image.Image, kind: str) -> bytes:
    file = BytesIO()
    image.save(file, kind)
    return file.getvalue()


def by_pdfium(data: bytes, _: Path) -> Image.Image:
    picture: Image.Image = rasterise(data, dots_per_inch=254)
    return picture


def by_ghostscript(data: bytes, folder: Path) -> Image.Image:
    return _by_program(
        data, folder, ["gs", "-q", "-dBATCH", "-dNOPAUSE", "-sDEVICE=png16m", "-r254", "-o", "{out}.png"]
    )


def by_poppler(data: bytes, folder: Path) -> Image.Image:
    return _by_program(data, folder, ["pdftoppm", "-png", "-r", "254", "-singlefile", "{in}", "{out}"])


def by_postscript_of_poppler(data: bytes, folder: Path) -> Image.Image:
    """The way to an old printer: PostScript level 2, then a RIP."""
    (folder / "in.pdf").write_bytes(data)
    subprocess.run(["pdftops", "-level2", folder / "in.pdf", folder / "in.ps"], check=True)
    return by_ghostscript((folder / "in.ps").read_bytes(), folder)


def _by_program(data: bytes, folder: Path, command: list[str]) -> Image.Image:
    source, out = folder / "given", folder / "page"
    source.write_bytes(data)
    words = [word.format(**{"in": source, "out": out}) for word in command]
    subprocess.run(words if str(source) in words else [*words, str(source)], check=True, capture_output=True)
    return Image.open(f"{out}.png").convert("RGB")


Reader = Callable[[bytes, Path], Image.Image]
READERS = [
    pytest.param(by_pdfium, id="pdfium"),
    pytest.param(by_ghostscript, id="ghostscript", marks=pytest.mark.skipif(not shutil.which("gs"), reason="no gs")),
    pytest.param(
        by_poppler, id="poppler", marks=pytest.mark.skipif(not shutil.which("pdftoppm"), reason="no pdftoppm")
    ),
    pytest.param(
        by_postscript_of_poppler,
        id="postscript",
        marks=pytest.mark.skipif(not (shutil.which("pdftops") and shutil.which("gs")), reason="no pdftops or gs"),
    ),
]
"""Ten dots a millimetre each."""


def colour_at(picture: Image.Image, x: float, y: float) -> str:
    """Return the name of the colour at a place in mm."""
    red, green, blue = picture.getpixel((round(x * 10), round(y * 10)))  # type: ignore[misc] # three bands
    names = {(1, 1, 1): "white", (0, 0, 0): "black", (1, 0, 0): "red", (0, 1, 0): "green", (0, 0, 1): "blue"}
    return names.get((red > 128, green > 128, blue > 128), f"{red} {green} {blue}")


@pytest.mark.parametrize("reader", READERS)
def test_a_photo_fills_its_box_and_not_a_hair_more(reader: Reader, tmp_path: Path) -> None:
    sheets = PdfSheets(width=100, height=80, title="示例")
    sheets.picture(open_photo(photo_file()), 20, 30, 30, 30)
    picture = reader(sheets.finish(), tmp_path)
    # The box shows the middle half of the picture's width: from 15 mm before it to 15 mm behind it.
    assert [colour_at(picture, x, 45) for x in (19.8, 20.2, 35, 49.8, 50.2)] == [
        "white",
        "green",
        "green",
        "green",
        "white",
    ]
    assert [colour_at(picture, 35, y) for y in (29.8, 30.2, 59.8, 60.2)] == ["white", "green", "green", "white"]


@pytest.mark.parametrize("reader", READERS)
def test_a_photo_stands_upright_and_whole_in_a_box_of_its_shape(reader: Reader, tmp_path: Path) -> None:
    sheets = PdfSheets(width=100, height=80, title="示例")
    sheets.picture(open_photo(photo_file()), 20, 30, 40, 20)
    picture = reader(sheets.finish(), tmp_path)
    assert [colour_at(picture, x, 40) for x in (19.8, 20.5, 29, 31, 49, 51, 59.5, 60.2)] == [
        "white",
        "red",
        "red",
        "green",
        "green",
        "blue",
        "blue",
        "white",
    ]


@pytest.mark.parametrize("reader", READERS)
def test_text_on_a_seal_is_black_and_the_seal_hides_nothing_beside_it(reader: Reader, tmp_path: Path) -> None:
    sheets = PdfSheets(width=100, height=80, title="示例")
    sheets.areas([(10, 20, 60, 4)], colour=Colour(0, 0, 1))
    sheets.seal(open_seal(seal_file()), 20, 20, 50, 40)
    sheets.areas([(30, 39, 60, 2)], colour=BLACK)
    picture = reader(sheets.finish(), tmp_path)
    # A disc of 40 mm in the middle of the box: its centre is at (45, 40).
    assert [colour_at(picture, x, 38) for x in (24, 26, 45, 64, 66)] == ["white", "red", "red", "red", "white"]
    assert [colour_at(picture, x, 40) for x in (28, 45, 70)] == ["red", "black", "black"]
    assert [colour_at(picture, x, 22) for x in (28, 45, 62)] == ["blue", "red", "blue"]


def test_pictures_need_no_more_than_an_old_printer_has(fonts: FontLibrary) -> None:
    data = full_sheet(fonts)
    assert data.startswith(b"%PDF-1.3")
    for word in (b"SMask", b"Transparency", b"ExtGState", b"ASCII85", b"ObjStm", b"JPXDecode"):
        assert word not in data


def test_a_photos_bytes_are_in_the_file_as_they_came() -> None:
    sheets = PdfSheets(width=100, height=80, title="示例")
    for x in (10, 50):
        sheets.picture(open_photo(photo_file()), x, 10, 26, 32)
    assert sheets.finish().count(photo_file()) == 1


def test_a_symbol_of_modules_is_read() -> None:
    sheets = PdfSheets(width=100, height=80, title="示例")
    sheets.modules(encode_qr("https://zwfw.example/v/1").bars(), x=10, y=10, size=0.5)
    assert codes_of(sheets.finish()) == ["https://zwfw.example/v/1"]
