"""One certificate of each medium and turn, from the order through CUPS to the printer: tray, size and words."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import date

import pypdfium2
import pytest

from devices.status import Outlet
from kiosk.press.orders import CertificateOrder
from kiosk.settings import TraySettings
from kiosk.visit.events import PaperPresented
from kiosk.visit.register import CertificateGrant
from printing.form.elements import TextElement
from printing.form.form import Form, Turn
from printing.form.library import FormLibrary
from printing.form.values import Money, PictureValue, RowsValue
from printing.overlay.samples import sample_values
from tests.kiosk.press.hall import Program, Room
from tests.kiosk.press.world import VISIT, certificate_order
from tests.printing.form_reader import Way, read_chars
from tests.printing.pdf_reader import MM_PER_POINT

pytestmark = pytest.mark.stack

FORMS = FormLibrary()
NEAR_MM = 0.05
"""How far a letter may lie from its baseline: a PDF has three decimals of a point."""


@dataclass(frozen=True)
class Kind:
    """A form for each size of paper and each way to lie on it, and the tray in which its blanks lie."""

    form: str
    medium: str
    turn: Turn
    source: str


KINDS = (
    Kind("business-licence-original", "iso_a3_297x420mm", Turn.RIGHT, "tray-4"),
    Kind("timber-harvest-permit", "iso_a4_210x297mm", Turn.NONE, "tray-3"),
    Kind("food-small-business-licence", "iso_a4_210x297mm", Turn.RIGHT, "tray-5"),
    Kind("senior-card", "iso_a5_148x210mm", Turn.NONE, "tray-2"),
    Kind("food-stall-card", "iso_a5_148x210mm", Turn.RIGHT, "tray-6"),
    Kind("disability-card", "custom_card_54x85.6mm", Turn.RIGHT, "tray-7"),
    Kind("disability-certificate", "custom_booklet_95x128mm", Turn.RIGHT, "tray-8"),
    Kind("real-estate-certificate", "om_16k_184x260mm", Turn.NONE, "by-pass-tray"),
    Kind("real-estate-certificate-integrated", "om_16k_184x260mm", Turn.RIGHT, "by-pass-tray"),
)


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Room]:
    with ExitStack() as stack:
        yield Room(tmp_path_factory.mktemp("hall"), stack)


@pytest.fixture(scope="module")
def program(room: Room) -> Iterator[Program]:
    plain = TraySettings(source="tray-1", holds="plain")
    program = Program(room, trays=(plain, *(TraySettings(source=kind.source, holds=kind.form) for kind in KINDS)))
    for kind in KINDS:
        program.blanks.load_pack(kind.form, first_serial="TJ0001000", count=3, who="technician")
    yield program
    program.end()


def sample_grant(form: Form) -> CertificateGrant:
    """The form's own samples, as a portal sends them for a paper that counts: no mark lies over the words."""
    texts: dict[str, str] = {}
    pictures: dict[str, bytes] = {}
    tables: dict[str, tuple[tuple[str, ...], ...]] = {}
    for key, value in sample_values(form).items():
        match value:
            case str():
                texts[key] = value
            case date():
                texts[key] = value.isoformat()
            case Money(fen):
                texts[key] = f"{fen // 100}.{fen % 100:02}"
            case PictureValue(data):
                pictures[key] = data
            case RowsValue(rows):
                tables[key] = rows
    grant = replace(certificate_order().effect.grant, grant=f"G-{form.id}", licence=f"L-{form.id}", form=form.id)
    return replace(
        grant,
        values=tuple(texts.items()),
        pictures=tuple(pictures.items()),
        tables=tuple(tables.items()),
        specimen=False,
    )


def order_of(form: Form, ticket: int) -> CertificateOrder:
    order = certificate_order(ticket)
    return replace(order, effect=replace(order.effect, grant=sample_grant(form)))


def test_every_size_and_turn_of_the_county_is_among_them() -> None:
    there = {(form.medium.name, form.turn) for form in map(FORMS.get, FORMS.ids())}
    assert {(kind.medium, kind.turn) for kind in KINDS} == there


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.form)
def test_a_certificate_comes_out_of_its_own_tray_in_its_own_size_with_its_words_in_place(
    program: Program, room: Room, kind: Kind
) -> None:
    form, ticket = FORMS.get(kind.form), KINDS.index(kind) + 1
    program.press.print_certificate(order_of(form, ticket).effect, visit=VISIT)
    assert program.until(PaperPresented) == PaperPresented(ticket, Outlet.CERTIFICATE)
    (sheet,) = room.sheets.take()
    assert (sheet.source, sheet.media) == (kind.source, kind.medium)
    printed = sheet.document.read_bytes()
    assert size_of(printed) == (form.medium.width, form.medium.height)
    assert program.blanks.balance(form.id).used == 1
    lines = one_line_texts(form)
    assert len(lines) >= 2
    for element in lines:
        assert words_at(printed, element, form) == "".join(element.sample.split())


def size_of(document: bytes) -> tuple[int, int]:
    """The size of the sheet that the file asks for, in 0.01 mm; it is drawn upright and nothing is cut off it."""
    with pypdfium2.PdfDocument(document) as pdf:
        (page,) = list(pdf)
        assert page.get_rotation() == 0
        left, bottom, right, top = page.get_mediabox()
        assert (left, bottom) == (0, 0)
        return round(right * MM_PER_POINT * 100), round(top * MM_PER_POINT * 100)


def one_line_texts(form: Form) -> list[TextElement]:
    """The unconditional texts that stand on one line, whatever their size."""
    texts = [element for element in form.elements if isinstance(element, TextElement)]
    return [text for text in texts if not text.wrapped and text.when is None]


def words_at(document: bytes, element: TextElement, form: Form) -> str:
    """What stands on an element's baseline within its box, as one reads the form."""
    box = element.box
    left, right, baseline = box.x / 100, box.right / 100, element.baseline / 100
    return "".join(
        char.char
        for char in read_chars(document, Way(form))
        if abs(char.y - baseline) < NEAR_MM and left - NEAR_MM <= char.x <= right
    )
