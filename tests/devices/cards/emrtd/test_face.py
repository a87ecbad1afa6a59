"""The face image among its biometric wrappings."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.cards.contents import Photo, PhotoFormat
from devices.cards.emrtd.face import read_face
from devices.cards.emrtd.tlv import write_object
from devices.errors import CardUnreadable
from devices.simulators.emrtd.portrait import draw_portrait

JPEG = b"\xff\xd8\xff\xe0 picture"
JP2 = b"\x00\x00\x00\x0cjP  \r\n\x87\n picture"
CODE_STREAM = b"\xff\x4f\xff\x51 picture"


def record(image: bytes, *, points: int = 0, behind: bytes = b"") -> bytes:
    length = 20 + 8 * points + 12 + len(image)
    face = length.to_bytes(4, "big") + points.to_bytes(2, "big") + bytes(14) + bytes(8 * points) + bytes(12) + image
    return b"FAC\x00010\x00" + (14 + length).to_bytes(4, "big") + b"\x00\x01" + face + behind


def group(face_record: bytes, *, tag: int = 0x5F2E) -> bytes:
    template = write_object(0x7F60, write_object(0xA1, b"\x81\x01\x02") + write_object(tag, face_record))
    return write_object(0x75, write_object(0x7F61, write_object(0x02, b"\x01") + template))


@pytest.mark.parametrize(
    ("image", "image_format"),
    [(JPEG, PhotoFormat.JPEG), (JP2, PhotoFormat.JPEG_2000), (CODE_STREAM, PhotoFormat.JPEG_2000)],
)
@pytest.mark.parametrize("points", [0, 1, 12])
@pytest.mark.parametrize("tag", [0x5F2E, 0x7F2E])
def test_an_image_is_taken_out(image: bytes, image_format: PhotoFormat, points: int, tag: int) -> None:
    content = group(record(image, points=points, behind=b"another face"), tag=tag)
    assert read_face(content) == Photo(image_format, image)


@pytest.mark.parametrize(
    "face_record", [b"", b"FAC\x00", b"FIR\x00" + record(JPEG)[4:], record(b"GIF89a"), record(JPEG)[:40]]
)
def test_a_face_of_another_kind_is_none(face_record: bytes) -> None:
    assert read_face(group(face_record)) is None


@pytest.mark.parametrize("content", [b"", write_object(0x61, b""), write_object(0x75, b""), group(b"")[:-4]])
def test_what_is_no_group_of_faces_is_refused(content: bytes) -> None:
    with pytest.raises(CardUnreadable):
        read_face(content)


def test_the_invented_portrait_is_a_small_jpeg() -> None:
    picture = draw_portrait()
    photo = read_face(group(record(picture)))
    assert photo == Photo(PhotoFormat.JPEG, picture)
    assert 2_000 < len(picture) < 20_000
    assert draw_portrait() == picture


@given(st.binary(max_size=300))
def test_byte_soup_in_a_record_is_an_image_or_none(soup: bytes) -> None:
    photo = read_face(group(b"FAC\x00" + soup))
    assert photo is None or soup.endswith(photo.data) or photo.data in soup
