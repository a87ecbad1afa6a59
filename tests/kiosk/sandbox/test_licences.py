"""What the residents of the wallet hold: every certificate that the sandbox grants can be laid out on its form."""

from __future__ import annotations

from datetime import date

import pytest

from kiosk.bilingual import Bilingual
from kiosk.press.layouts import form_values
from kiosk.sandbox.county import build_county
from kiosk.sandbox.papers import CertificateWriter
from kiosk.sandbox.records import HeldLicence
from kiosk.visit.register import Acceptance, CertificateGrant, LicenceState
from printing.fonts import DEBIAN_FONTS, FontLibrary
from printing.form.library import FormLibrary
from printing.form_check.numbers import number_problem
from printing.overlay import OverlayOrder, render_overlay

TODAY = date(2026, 3, 18)
COUNTY = build_county(today=TODAY)
OF_THE_WALLET = [held for held in COUNTY.licences if held.kind.form != "senior-card"] + list(COUNTY.licences[:1])


def named(held: HeldLicence) -> str:
    return f"{held.kind.form}-{held.id[-11:-6]}"


def grant_of(held: HeldLicence) -> CertificateGrant:
    holder = COUNTY.resident(held.holder)
    assert holder is not None
    contents = CertificateWriter().fill(held, holder, "https://zw.taojiang.example/verify/ABCD-EFGH-JKLM")
    return CertificateGrant(
        acceptance=Acceptance(case_number="430922-2026-000001", rating_token="r1"),
        grant="g1",
        licence="l1",
        form=held.kind.form,
        title=Bilingual(held.kind.title.zh, held.kind.title.en),
        values=tuple((value.key, value.text) for value in contents.values),
        pictures=tuple((picture.key, picture.data) for picture in contents.pictures),
        tables=tuple((table.key, table.rows) for table in contents.tables),
        holder_hash="",
        specimen=True,
    )


@pytest.mark.parametrize("held", OF_THE_WALLET, ids=named)
def test_what_is_held_fills_every_place_of_its_form_that_must_be_filled(held: HeldLicence) -> None:
    form = FormLibrary().get(held.kind.form)
    fonts = FontLibrary(book=DEBIAN_FONTS)
    paper = render_overlay(form, OverlayOrder(values=form_values(grant_of(held), form, "TJ0001000")), fonts)
    fonts.release()
    assert paper.medium == form.medium.name


@pytest.mark.parametrize("held", OF_THE_WALLET, ids=named)
def test_every_value_keeps_the_rules_of_its_key(held: HeldLicence) -> None:
    keys = FormLibrary().keys
    places = {place.data for place in FormLibrary().get(held.kind.form).filled()}
    assert {key for key, _ in (*held.values, *held.rows)} <= places
    for name, text in grant_of(held).values:
        key = keys.find(name)
        assert key is not None
        assert not key.values or text in key.values
        assert number_problem(text, key.numbering) == ""


def test_every_certificate_has_a_holder_who_may_print_it_and_most_one_who_may_not() -> None:
    states: dict[str, set[LicenceState]] = {}
    for held in COUNTY.licences:
        states.setdefault(held.kind.service, set()).add(held.state)
    assert set(states) == set(COUNTY.licence_kinds)
    for found in states.values():
        assert LicenceState.VALID in found
        assert len(found) > 1


def test_names_that_break_things_are_among_the_holders() -> None:
    holders = {held.holder for held in COUNTY.licences if held.state is LicenceState.VALID}
    names = {person.name for key in holders if (person := COUNTY.resident(key))}
    assert {"谢䶮", "韦𠅤"} <= names
    assert max(len(name) for name in names) == 25
