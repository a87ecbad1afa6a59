"""What the portal sends for a certificate: texts, pictures, tables, and what it cannot send."""

from __future__ import annotations

import base64
import json

import pytest
from pydantic import ValidationError

from kiosk.portal import messages as m
from kiosk.portal.translate import certificate_granted

JPEG = b"\xff\xd8\xff\xe0" + bytes(60)
PNG = b"\x89PNG\r\n\x1a\n" + bytes(60)
TEXT = {"key": "holder_name", "text": "张桂兰"}
SECRET = base64.b64encode(JPEG).decode()


def picture(data: bytes, key: str = "photo") -> dict[str, str]:
    return {"key": key, "content": base64.b64encode(data).decode()}


def table(*rows: tuple[str, ...], key: str = "officers") -> dict[str, object]:
    return {"key": key, "rows": rows}


def granted(**changes: object) -> m.CertificateGrantedMessage:
    """Read a grant as it comes over the line."""
    document = {
        "acceptance": {"case_number": "K1", "rating_token": "r1"},
        "grant": "g1",
        "licence": "l1",
        "form": "social-group",
        "title": {"zh": "社会团体法人登记证书", "en": "Social organisation"},
        "values": [TEXT],
        "pictures": [],
        "tables": [],
        "holder_hash": "ab" * 32,
        "specimen": True,
    } | changes
    return m.CertificateGrantedMessage.model_validate_json(json.dumps(document))


def test_pictures_and_tables_arrive_as_they_were_sent() -> None:
    rows = (("李明", "理事长"), ("王芳", ""))
    grant = certificate_granted(granted(pictures=[picture(JPEG), picture(PNG, "seal")], tables=[table(*rows)]))
    assert grant.pictures == (("photo", JPEG), ("seal", PNG))
    assert grant.tables == (("officers", rows),)
    assert grant.values == (("holder_name", "张桂兰"),)


def test_what_is_read_is_what_is_written() -> None:
    message = granted(pictures=[picture(JPEG)], tables=[table(("甲", "乙"))])
    assert m.CertificateGrantedMessage.model_validate_json(message.model_dump_json()) == message


def test_the_largest_picture_is_taken() -> None:
    largest = JPEG + bytes(m.PICTURE_BYTES - len(JPEG))
    assert certificate_granted(granted(pictures=[picture(largest)])).pictures == (("photo", largest),)


@pytest.mark.parametrize(
    "changes",
    [
        {"pictures": [picture(JPEG + bytes(m.PICTURE_BYTES - len(JPEG) + 3))]},
        {"pictures": [picture(b"GIF89a" + bytes(60))]},
        {"pictures": [{"key": "photo", "content": SECRET[:-1]}]},
        {"pictures": [{"key": "photo", "content": SECRET + "\n"}]},
        {"pictures": [{"key": "photo", "content": ""}]},
        {"pictures": [picture(JPEG, f"photo{n}") for n in range(5)]},
        {"pictures": [picture(JPEG, "holder_name")]},
        {"pictures": [picture(JPEG), picture(PNG)]},
        {"tables": [table(("甲",), key="holder_name")]},
        {"tables": [table(*[("甲",)] * 101)]},
        {"tables": [table(("甲",) * 21)]},
        {"tables": [table(())]},
        {"tables": [table(("字" * 401,))]},
        {"values": [TEXT, {"key": "blank_serial", "text": "LN9999"}]},
        {"values": []},
    ],
)
def test_what_a_form_cannot_take_is_refused_without_saying_what_it_was(changes: dict[str, object]) -> None:
    with pytest.raises(ValidationError) as refused:
        granted(**changes)
    assert not any("张桂兰" in error["msg"] or SECRET in error["msg"] for error in refused.value.errors())


def test_no_picture_and_no_row_shows_where_a_message_is_written_down() -> None:
    message = granted(pictures=[picture(JPEG)], tables=[table(("李明",))])
    for written in (repr(message), repr(certificate_granted(message))):
        assert SECRET not in written
        assert "李明" not in written
        assert repr(JPEG) not in written
