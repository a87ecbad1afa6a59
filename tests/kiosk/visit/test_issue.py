"""Before the portal grants: what cannot be printed now is not asked for."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.visit.actions import Forward
from kiosk.visit.effects import AskPortal, PrintCertificate
from kiosk.visit.events import PortalAnswered
from kiosk.visit.register import CertificateGrant, GrantCertificate
from kiosk.visit.state import Issuing, Serving, Stopped
from kiosk.visit.surroundings import PLAIN, FormNow
from tests.kiosk.visit.playing import ALL_WELL, Play, answer_to

PROOF, CARD = "property-count-proof", "senior-card"
CODES = ("CALIBRATION_EXPIRED", "FORM_NOT_MEASURED", "TRAY_NOT_LOADED", "BLANK_OUT_OF_STOCK", "BLANK_DOUBTFUL")


def reviewed(service: str, *forms: FormNow) -> Play:
    """A resident who is about to have it printed when something changes at the printer."""
    play = Play()
    play.review(service)
    play.now = replace(ALL_WELL, forms=forms)
    play.touch(Forward())
    return play


@pytest.mark.parametrize("code", CODES)
def test_a_certificate_that_cannot_be_printed_any_more_is_not_granted(code: str) -> None:
    play = reviewed(CARD, FormNow(PLAIN), FormNow(CARD, code))
    assert play.none(AskPortal)
    assert isinstance(play.visit.phase, Serving)
    assert isinstance(play.visit.phase.step, Stopped)
    assert play.visit.phase.step.code == code


def test_a_proof_without_a_tray_for_plain_paper_is_not_issued() -> None:
    play = reviewed(PROOF, FormNow(PLAIN, "TRAY_NOT_LOADED"), FormNow(CARD))
    assert play.none(AskPortal)
    assert isinstance(play.visit.phase, Serving)
    assert isinstance(play.visit.phase.step, Stopped)


@pytest.mark.parametrize(
    ("service", "other"), [(PROOF, FormNow(CARD, "BLANK_OUT_OF_STOCK")), (CARD, FormNow(PLAIN, "TRAY_NOT_LOADED"))]
)
def test_another_paper_that_is_missing_stops_nothing(service: str, other: FormNow) -> None:
    play = reviewed(service, other, FormNow(CARD if service == CARD else PLAIN))
    play.only(AskPortal)
    play.step(Issuing)


@pytest.mark.parametrize(("form", "prints"), [(CARD, True), ("food-licence", False)])
def test_leave_to_print_onto_another_form_than_the_services_prints_nothing(form: str, prints: bool) -> None:
    play = reviewed(CARD, FormNow(PLAIN), FormNow(CARD), FormNow("food-licence"))
    ask = play.only(AskPortal)
    answer = answer_to(ask)
    assert isinstance(answer, CertificateGrant)
    play.happen(PortalAnswered(ask.ticket, replace(answer, form=form)))
    assert play.none(PrintCertificate) is not prints
    if not prints:
        assert play.step(Stopped).code == "PORTAL_ANSWER_UNUSABLE"


@pytest.mark.parametrize(("own", "prints"), [(True, True), (False, False)])
def test_a_grant_prints_only_with_the_number_of_the_resident_who_stands_here(own: bool, prints: bool) -> None:
    play = reviewed(CARD, FormNow(PLAIN), FormNow(CARD))
    ask = play.only(AskPortal)
    answer = answer_to(ask)
    assert isinstance(answer, CertificateGrant)
    assert isinstance(ask.question, GrantCertificate)
    number = ask.question.person.id_number if own else "430922194911027710"
    # The hash is right in both cases: a portal may contradict itself.
    values = (*answer.values, ("holder_id_number", number))
    play.happen(PortalAnswered(ask.ticket, replace(answer, values=values)))
    assert play.none(PrintCertificate) is not prints
    if not prints:
        assert play.step(Stopped).code == "PRINT_HOLDER_MISMATCH"
