"""What the sandbox issues, and the services by which a terminal asks for it."""

from __future__ import annotations

import pytest

from kiosk.catalogue.loader import load_catalogue
from kiosk.catalogue.service import Service, StepKind
from kiosk.sandbox.licences import LicenceBook
from kiosk.sandbox.matters import LEAST_LEVEL
from kiosk.sandbox.proofs import PROOFS

CATALOGUE = load_catalogue()
LEVELS = LEAST_LEVEL | {service: kind.identity for service, kind in LicenceBook().kinds().items()}


@pytest.mark.parametrize(
    "service", [one for one in CATALOGUE.services if one.needs_sheet_printer], ids=lambda one: one.id
)
def test_county_and_terminal_want_the_same_certainty_for_every_paper(service: Service) -> None:
    assert LEVELS[service.id] is service.identity


def test_every_proof_is_titled_as_its_service_is_called() -> None:
    proofs = {one.id: one.name.zh for one in CATALOGUE.services if one.has(StepKind.PROOF)}
    assert {service: proof.title for service, proof in PROOFS.items()} == proofs


def test_every_certificate_is_printed_onto_the_form_of_its_service_and_named_alike() -> None:
    wanted = {one.id: (one.form, one.name.zh) for one in CATALOGUE.services if one.has(StepKind.CERTIFICATE)}
    kinds = LicenceBook().kinds()
    assert {service: (kind.form, kind.title.zh) for service, kind in kinds.items()} == wanted
