"""The face image of data group 2: biometric templates (ISO/IEC 7816-11) around a face record (ISO/IEC 19794-5:2005)."""

from __future__ import annotations

from typing import Final

from devices.cards.contents import Photo, PhotoFormat
from devices.cards.emrtd.files import File
from devices.cards.emrtd.tlv import TlvMalformed, find, read_objects

GROUP: Final = 0x7F61
TEMPLATE: Final = 0x7F60
RECORDS: Final = frozenset({0x5F2E, 0x7F2E})
"""Tag of the record, plain or constructed (ICAO Doc 9303-10, 4.7.2.1)."""

FORMAT: Final = b"FAC\x00"
RECORD_HEADER: Final = 14
"""Bytes: format, version, length of the record, number of faces (ISO/IEC 19794-5, 5.4)."""
LENGTH: Final = 4
FACE_HEADER: Final = 20
"""Bytes of the facial information, with the number of feature points at its bytes 4 and 5 (5.5)."""
FEATURE_POINT: Final = 8
IMAGE_HEADER: Final = 12
"""Bytes of the image information (5.7)."""

BEGINNINGS: Final = {
    b"\xff\xd8\xff": PhotoFormat.JPEG,
    b"\x00\x00\x00\x0cjP  ": PhotoFormat.JPEG_2000,
    b"\xff\x4f\xff\x51": PhotoFormat.JPEG_2000,
}
"""How the two formats begin: JFIF, and JPEG 2000 as a file or as a bare code stream (ISO/IEC 15444-1, annexes A, I)."""


def read_face(content: bytes) -> Photo | None:
    """Return the first face image of data group 2; nothing when there is none in a format that is known.

    Raises:
        TlvMalformed: the content is no data group 2.
    """
    template = find(content, File.FACE.tag, GROUP, TEMPLATE)
    record = next((each.value for each in read_objects(template) if each.tag in RECORDS), None)
    if record is None:
        raise TlvMalformed("no face record")
    image = _image(record)
    for beginning, image_format in BEGINNINGS.items():
        if image.startswith(beginning):
            return Photo(image_format, image)
    return None


def _image(record: bytes) -> bytes:
    """Return the image of a record's first face; empty when the record is of another kind or cut off."""
    if not record.startswith(FORMAT) or len(record) < RECORD_HEADER + FACE_HEADER:
        return b""
    face = record[RECORD_HEADER:]
    face = face[: int.from_bytes(face[:LENGTH], "big")]
    points = int.from_bytes(face[4:6], "big")
    return face[FACE_HEADER + points * FEATURE_POINT + IMAGE_HEADER :]
