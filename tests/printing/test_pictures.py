from __future__ import annotations

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageDraw

from printing.errors import PictureUnusable
from printing.pictures import Photo, open_photo, open_seal

RED, WHITE = (200, 16, 32), (255, 255, 255)
SECRET = b"28.5N 112.1E, camera of the photographer"


def face(mode: str = "RGB", size: tuple[int, int] = (358, 441)) -> Image.Image:
    """A picture with a dark left and a light lower right, so that a turn shows."""
    image = Image.linear_gradient("L").resize(size).convert("RGB")
    ImageDraw.Draw(image).rectangle((0, 0, size[0] // 3, size[1]), fill=(20, 60, 120))
    return image.convert(mode)


def saved(image: Image.Image, kind: str = "JPEG", **how: object) -> bytes:
    file = BytesIO()
    image.save(file, kind, **how)
    return file.getvalue()


def shown(photo: Photo) -> Image.Image:
    image = Image.open(BytesIO(photo.jpeg))
    image.load()
    return image


def differs(one: Image.Image, other: Image.Image) -> int:
    bands = ImageChops.difference(one.convert("RGB"), other.convert("RGB")).getextrema()
    return max(int(high) for _, high in bands)  # type: ignore[misc] # three bands, so pairs


def refusal(data: bytes) -> str:
    with pytest.raises(PictureUnusable) as refused:
        open_photo(data, element="portrait")
    assert refused.value.element == "portrait"
    return refused.value.code


def test_an_ordinary_jpeg_is_passed_on_bit_for_bit() -> None:
    data = saved(face(), quality=90)
    photo = open_photo(data)
    assert (photo.jpeg, photo.width, photo.height, photo.grey) == (data, 358, 441, False)
    assert "jpeg" not in repr(photo)


def test_a_grey_jpeg_stays_grey() -> None:
    assert open_photo(saved(face("L"))).grey


def test_what_a_camera_wrote_beside_the_picture_is_left_out() -> None:
    noted = Image.Exif()
    noted[0x010E] = SECRET.decode()
    data = saved(face(), exif=noted, comment=SECRET)
    photo = open_photo(data + SECRET)
    assert SECRET in data
    assert SECRET not in photo.jpeg
    assert not differs(shown(photo), Image.open(BytesIO(data)))


@pytest.mark.parametrize(("kind", "mode"), [("JPEG", "RGB"), ("JPEG", "L"), ("PNG", "RGB"), ("PNG", "RGBA")])
def test_a_photo_that_was_held_sideways_is_turned_upright(kind: str, mode: str) -> None:
    held = Image.Exif()
    held[0x0112] = 6
    photo = open_photo(saved(face(mode).transpose(Image.Transpose.ROTATE_90), kind, exif=held, quality=95))
    assert (photo.width, photo.height) == (358, 441)
    assert differs(shown(photo), face(mode)) < 40


def test_a_progressive_jpeg_becomes_a_baseline_one() -> None:
    photo = open_photo(saved(face(), progressive=True, quality=95))
    assert "progressive" not in shown(photo).info
    assert differs(shown(photo), face()) < 40


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGB", "RGBA", "LA"])
def test_png_of_every_kind_becomes_a_jpeg(mode: str) -> None:
    photo = open_photo(saved(face(mode), "PNG"))
    assert differs(shown(photo), face(mode)) < 48


def test_sixteen_bits_of_grey_become_eight() -> None:
    image = Image.frombytes("I;16", (2, 1), (0x0180).to_bytes(2, "little") + (0xF0FF).to_bytes(2, "little"))
    levels = list(shown(open_photo(saved(image, "PNG"))).convert("L").tobytes())
    assert levels == pytest.approx([0x01, 0xF0], abs=3)


@pytest.mark.parametrize("kind", ["RGBA", "P"])
def test_what_is_transparent_becomes_white(kind: str) -> None:
    clear = Image.new("RGBA", (16, 16), (0, 0, 0, 0))
    image = clear if kind == "RGBA" else clear.convert("P")
    data = saved(image, "PNG", **({} if kind == "RGBA" else {"transparency": image.getpixel((0, 0))}))
    assert shown(open_photo(data)).convert("RGB").getpixel((8, 8)) == WHITE


def test_colours_of_a_printing_press_are_refused() -> None:
    assert refusal(saved(face("CMYK"))) == "PICTURE_COLOURS"


def test_a_picture_that_unpacks_to_too_much_is_refused() -> None:
    assert refusal(saved(Image.new("1", (5000, 4000)), "PNG")) == "PICTURE_TOO_LARGE"
    assert refusal(saved(Image.new("1", (20000, 10000)), "PNG")) == "PICTURE_TOO_LARGE"
    assert refusal(saved(face()) + bytes(9 * 1024 * 1024)) == "PICTURE_TOO_LARGE"


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
@pytest.mark.parametrize("share", [0.02, 0.5, 0.9])
def test_half_a_file_is_refused(kind: str, share: float) -> None:
    data = saved(face(), kind)
    assert refusal(data[: int(len(data) * share)]) == "PICTURE_UNREADABLE"


@pytest.mark.parametrize("data", [b"", b"%PDF-1.4", b"<svg/>", saved(face(), "GIF"), saved(face(), "BMP")])
def test_what_is_neither_jpeg_nor_png_is_refused(data: bytes) -> None:
    assert refusal(data) == "PICTURE_UNREADABLE"


@given(st.sampled_from(["JPEG", "PNG"]), st.data())
def test_a_damaged_file_is_a_picture_or_refused(kind: str, data: st.DataObject) -> None:
    sound = bytearray(saved(face(size=(40, 50)), kind))
    for place in data.draw(st.lists(st.integers(min_value=0, max_value=len(sound) - 1), max_size=4)):
        sound[place] = data.draw(st.integers(min_value=0, max_value=255))
    try:
        photo = open_photo(bytes(sound))
    except PictureUnusable:
        return
    assert shown(photo).size == (photo.width, photo.height)


def test_the_resolution_is_that_of_the_side_that_fills_the_box() -> None:
    photo = open_photo(saved(face()))
    assert photo.dots_per_inch(26, 32) == pytest.approx(358 / 26 * 25.4)
    assert photo.dots_per_inch(20, 32) == pytest.approx(441 / 32 * 25.4)


def seal(ground: tuple[int, ...], *, kind: str = "PNG", ink: tuple[int, int, int] = RED, size: int = 300) -> bytes:
    image = Image.new("RGBA" if len(ground) == 4 else "RGB", (size, size), ground)
    ImageDraw.Draw(image).ellipse((10, 10, size - 10, size - 10), outline=ink, width=20)
    return saved(image, kind)


@pytest.mark.parametrize("data", [seal((0, 0, 0, 0)), seal((255, 255, 255, 0)), seal(WHITE), seal(WHITE, kind="JPEG")])
def test_a_seal_is_a_fine_stencil_of_one_ink(data: bytes) -> None:
    found = open_seal(data)
    assert (found.width, found.height) == (1000, 1000)
    assert found.ink == pytest.approx(RED, abs=6)


def test_a_seal_has_ink_where_its_picture_has() -> None:
    import zlib

    found = open_seal(seal((0, 0, 0, 0)))
    stencil = Image.frombytes("1", (found.width, found.height), zlib.decompress(found.stencil))
    ink, none = 0, 255
    assert [stencil.getpixel(place) for place in ((2, 2), (500, 60), (500, 500))] == [none, ink, none]


def test_a_seal_without_ink_is_refused() -> None:
    for data in (saved(Image.new("RGBA", (9, 9), (200, 0, 0, 0)), "PNG"), saved(Image.new("RGB", (9, 9), WHITE))):
        with pytest.raises(PictureUnusable, match="PICTURE_UNREADABLE"):
            open_seal(data)


def test_a_seal_of_two_inks_is_refused() -> None:
    image = Image.open(BytesIO(seal(WHITE)))
    ImageDraw.Draw(image).rectangle((100, 100, 200, 200), fill=(0, 0, 0))
    with pytest.raises(PictureUnusable, match="PICTURE_COLOURS"):
        open_seal(saved(image, "PNG"), element="seal")
