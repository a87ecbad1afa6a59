"""Confirmed forms."""

from __future__ import annotations

import pytest

from kiosk.records.audit import Audit, Happening
from kiosk.records.confirmations import FormConfirmations
from kiosk.records.database import Database
from tests.kiosk.records.conftest import Wall

SHA = "ab" * 32


@pytest.fixture
def confirmations(database: Database, audit: Audit, wall: Wall) -> FormConfirmations:
    return FormConfirmations(database=database, audit=audit, now=wall)


def test_who_confirmed_which_revision_is_in_the_audit(confirmations: FormConfirmations, audit: Audit) -> None:
    confirmations.confirm("food-licence", revision=2, sha256=SHA, who="王工")
    assert [(line.what, line.about, line.who) for line in audit.since(0)] == [
        (Happening.FORM_CONFIRMED, "food-licence 2", "王工")
    ]


@pytest.mark.parametrize(
    ("form", "revision", "sha256", "held"),
    [
        ("food-licence", 2, SHA, True),
        ("food-licence", 3, SHA, False),
        ("food-licence", 2, "cd" * 32, False),
        ("senior-card", 2, SHA, False),
    ],
)
def test_only_the_very_version_that_was_confirmed_counts(
    confirmations: FormConfirmations, form: str, revision: int, sha256: str, held: bool
) -> None:
    confirmations.confirm("food-licence", revision=2, sha256=SHA, who="wang")
    assert confirmations.holds(form, revision=revision, sha256=sha256) is held


def test_an_earlier_version_stays_confirmed_and_the_last_one_is_named(confirmations: FormConfirmations) -> None:
    assert confirmations.latest("food-licence") is None
    confirmations.confirm("food-licence", revision=2, sha256=SHA, who="wang")
    confirmations.confirm("food-licence", revision=3, sha256="cd" * 32, who="li")
    latest = confirmations.latest("food-licence")
    assert latest is not None
    assert (latest.version.revision, latest.who) == (3, "li")
    assert confirmations.holds("food-licence", revision=2, sha256=SHA)
