"""Service files: what is refused, and that a new one needs no code."""

from __future__ import annotations

from datetime import time
from pathlib import Path

import pytest

from kiosk.catalogue.loader import FOLDER, load_catalogue, read_service
from kiosk.catalogue.service import Choice, Hours, IdentityLevel, Service, StepKind
from kiosk.errors import CatalogueError
from kiosk.failures import load_failures
from kiosk.visit.state import House, Policy
from kiosk.visit.survey import survey
from printing.form.library import FormLibrary

GOOD = (FOLDER / "property-count-proof.toml").read_text(encoding="utf-8")
STEPS = '["guide", "consent", "identify", "confirm-person", "choose", "review", "proof", "receipt", "rate"]'


TWICE = "steps wants confirm-person right after identify for the identity card+factor"


def written(folder: Path, text: str, name: str = "property-count-proof") -> Path:
    path = folder / f"{name}.toml"
    path.write_text(text, encoding="utf-8")
    return path


def with_steps(*steps: str, choice: str = "", form: str = "", identity: str = "card") -> str:
    """The good file with other steps, and what goes with them."""
    quoted = ", ".join(f'"{step}"' for step in steps)
    text = GOOD.replace(STEPS, f"[{quoted}]").replace('choice = "properties"\n', "")
    text = text.replace('identity = "card"', f'identity = "{identity}"')
    text += f'choice = "{choice}"\n' if choice else ""
    return text + (f'form = "{form}"\n' if form else "")


def test_the_packaged_services_load_in_the_order_of_their_files() -> None:
    ids = [service.id for service in load_catalogue().services]
    assert ids == sorted(path.stem for path in FOLDER.glob("*.toml"))
    assert {"case-progress", "property-count-proof", "senior-card"} <= set(ids)


@pytest.mark.parametrize("service", load_catalogue().services, ids=lambda service: service.id)
def test_a_packaged_certificate_has_its_form(service: Service) -> None:
    assert service.form in (None, *FormLibrary().ids())


def test_a_service_is_found_by_its_id() -> None:
    catalogue = load_catalogue()
    found = catalogue.find("senior-card")
    assert found is not None
    assert found.choice is Choice.LICENCES
    assert catalogue.find("no-such-service") is None


def test_a_new_service_is_a_new_file_and_no_code(tmp_path: Path) -> None:
    text = (FOLDER / "senior-card.toml").read_text(encoding="utf-8").replace('"senior-card"', '"fishing-permit"')
    written(tmp_path, text, "fishing-permit")
    catalogue = load_catalogue(tmp_path)
    house = House(catalogue=catalogue, policy=Policy(), failures=load_failures())
    states = {transition.state for transition in survey(house) if transition.service == "fishing-permit"}
    assert {"Guide", "Consent", "Identify", "ChooseLicence", "Review", "Printing", "PrintingSlip"} <= states


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("id = \n", "not TOML"),
        (GOOD + 'colour = "red"\n', "colour is not a key of a service, found 'red'"),
        (GOOD.replace('"property-count-proof"', '"another"'), "id wants the file's name, property-count-proof"),
        (GOOD.replace("1143092200612345673432072015012", "114309"), "matter wants 31 characters, found '114309'"),
        (GOOD.replace('verb = "ask"', 'verb = "buy"'), "verb wants one of ask, do, take, found 'buy'"),
        (GOOD.replace('icon = "home-modern"\n', ""), "icon wants a text"),
        (GOOD.replace('icon = "home-modern"', 'icon = ""'), "icon wants a text, found ''"),
        (GOOD.replace(', en = "Proof of homes"', ""), "name wants { zh, en }, found"),
        (GOOD.replace('en = "Proof of homes"', 'en = ""'), "name wants { zh, en }, found"),
        (GOOD.replace("fee_fen = 0", "fee_fen = -1"), "fee_fen wants a whole number from 0, found -1"),
        (GOOD.replace("fee_fen = 0", "fee_fen = true"), "fee_fen wants a whole number from 0, found True"),
        (GOOD.replace("00:00-24:00", "8-17"), "hours wants HH:MM-HH:MM, found '8-17'"),
        (GOOD.replace("00:00-24:00", "08:00"), "hours wants HH:MM-HH:MM, found '08:00'"),
        (GOOD.replace("00:00-24:00", "08:00-25:00"), "hours wants HH:MM-HH:MM"),
        (GOOD.replace("00:00-24:00", "08:00-17:00+08:00"), "hours wants HH:MM-HH:MM"),
        (GOOD.replace(STEPS, '"guide"'), "steps wants a list of step kinds"),
        (GOOD.replace(STEPS, "[]"), "steps wants a list of step kinds, found []"),
        (GOOD.replace('"review"', '"dance"'), "steps wants one of guide, consent"),
        (with_steps("consent", "identify"), "steps wants guide first"),
        (with_steps("guide", "consent", "identify", "identify"), "steps wants each step once"),
        (with_steps("guide", "identify"), "steps wants consent before identify"),
        (with_steps("guide", "consent", "confirm-person", "identify"), "steps wants identify before confirm-person"),
        (with_steps("guide", "consent", "identify", "rate", "proof"), "steps wants rate last"),
        (with_steps("guide", "consent", "identify", "choose"), "choice goes with the step choose, and only with it"),
        (with_steps("guide", choice="cases", identity="none"), "choice goes with the step choose, and only with it"),
        (with_steps("guide", form="senior-card", identity="none"), "form goes with the step certificate"),
        (with_steps("guide"), "identity is none without the step identify, and only then, found 'card'"),
        (with_steps("guide", "consent", "identify", identity="none"), "identity is none without the step identify"),
        (
            with_steps("guide", "consent", "identify", "choose", "certificate", choice="cases", form="senior-card"),
            "choice wants licences for the step certificate, found 'cases'",
        ),
        (
            with_steps("guide", "consent", "identify", "choose", "answer", choice="properties"),
            "choice wants cases for the step answer, found 'properties'",
        ),
        (
            with_steps("guide", "consent", "identify", "answer", "choose", "receipt", choice="cases"),
            "steps wants choose before answer",
        ),
        (
            with_steps("guide", "consent", "identify", "choose", "answer", choice="cases"),
            "steps wants receipt after answer",
        ),
        (with_steps("guide", identity="face"), "identity wants one of none, code, card, card+factor, vouched"),
        (with_steps("guide", "consent", "identify", identity="card+factor"), TWICE),
        (with_steps("guide", "consent", "identify", "receipt", "confirm-person", identity="card+factor"), TWICE),
        (
            with_steps("guide", "consent", "identify", "receipt", identity="vouched"),
            "steps wants confirm-person right after identify for the identity vouched",
        ),
    ],
)
def test_a_fault_is_named_by_file_and_key(tmp_path: Path, text: str, wanted: str) -> None:
    with pytest.raises(CatalogueError) as caught:
        read_service(written(tmp_path, text))
    said = caught.value.detail
    assert said.startswith("property-count-proof.toml: ")
    assert wanted in said
    assert "\n" not in said


@pytest.mark.parametrize("level", [level for level in IdentityLevel if level is not IdentityLevel.NONE])
def test_every_level_that_asks_who_it_is_can_be_asked(tmp_path: Path, level: IdentityLevel) -> None:
    text = with_steps("guide", "consent", "identify", "confirm-person", "receipt", identity=level.value)
    assert read_service(written(tmp_path, text)).identity is level


def test_progress_takes_a_phones_code_and_full_addresses_want_a_second_proof() -> None:
    levels = {service.id: service.identity for service in load_catalogue().services}
    assert levels["case-progress"] is IdentityLevel.CODE
    assert levels["property-detail-proof"] is IdentityLevel.CARD_AND_FACTOR
    assert levels["property-count-proof"] is levels["senior-card"] is IdentityLevel.CARD


def test_a_file_saved_in_another_encoding_is_named(tmp_path: Path) -> None:
    path = tmp_path / "property-count-proof.toml"
    path.write_bytes(GOOD.encode("gb18030"))
    with pytest.raises(CatalogueError, match="not UTF-8 at byte"):
        read_service(path)


def test_a_folder_without_services_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match="holds no service file"):
        load_catalogue(tmp_path)


def test_a_service_that_only_informs_needs_nobody(tmp_path: Path) -> None:
    service = read_service(written(tmp_path, with_steps("guide", identity="none")))
    assert service.steps == (StepKind.GUIDE,)
    assert not service.needs_sheet_printer


@pytest.mark.parametrize(
    ("opens", "closes", "moment", "included"),
    [
        (time(8), time(17), time(8), True),
        (time(8), time(17), time(16, 59), True),
        (time(8), time(17), time(17), False),
        (time(8), time(17), time(7, 59), False),
        (time(0), time(0), time(3), True),
        (time(22), time(6), time(23), True),
        (time(22), time(6), time(5, 59), True),
        (time(22), time(6), time(6), False),
        (time(8), time(0), time(23, 59), True),
        (time(8), time(0), time(0), False),
    ],
)
def test_hours_include_their_first_minute_and_not_their_last(
    opens: time, closes: time, moment: time, included: bool
) -> None:
    assert Hours(opens=opens, closes=closes).include(moment) is included
