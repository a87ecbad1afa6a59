"""What lies in the simulated printer of demo and journeys."""

from __future__ import annotations

from devices.simulators.certificate_attributes import TRAYS
from kiosk.catalogue.loader import load_catalogue
from printing.form.library import FormLibrary
from tests.journeys.stage import LAST_BLANKS, PACKS, PLAIN_TRAY


def test_every_certificate_of_the_catalogue_has_blanks_in_a_tray_of_its_own() -> None:
    assert {pack.form for pack in PACKS} == {one.form for one in load_catalogue().services if one.form}
    sources = [PLAIN_TRAY, *(pack.source for pack in PACKS)]
    assert len(set(sources)) == len(sources)
    assert LAST_BLANKS.keys() <= {pack.form for pack in PACKS}


def test_each_tray_takes_the_size_of_what_lies_in_it() -> None:
    forms = FormLibrary()
    sizes = {tray.source: {medium.name for medium in tray.media} for tray in TRAYS}
    assert all(forms.get(pack.form).medium.name in sizes[pack.source] for pack in PACKS)
