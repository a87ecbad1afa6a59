"""The contract: the stored document is the exported one, and the sandbox keeps it whatever it is sent."""

from __future__ import annotations

import json
import re
import time
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from fastapi import FastAPI
from hypothesis import HealthCheck, Phase, settings
from schemathesis.specs.openapi.checks import (
    response_schema_conformance,
    status_code_conformance,
)

from kiosk.portal import operations as op
from kiosk.portal.contract import GETS, POSTS, describe_contract, openapi_document
from kiosk.portal.errors import RefusalReason
from kiosk.sandbox.app import create_app
from kiosk.sandbox.county import build_county
from kiosk.sandbox.faults import Faults
from kiosk.sandbox.phones import Phones
from kiosk.sandbox.store import SandboxStore

TODAY = date(2026, 3, 18)
STORED = Path(__file__).parents[3] / "docs" / "portal-api" / "openapi.json"


def sandbox_app() -> FastAPI:
    return create_app(
        county=build_county(today=TODAY),
        store=SandboxStore(None),
        faults=Faults(),
        phones=Phones(monotonic=time.monotonic),
        today=lambda: TODAY,
        verify_url=lambda: "https://portal.example",
    )


def test_the_stored_document_is_the_exported_one() -> None:
    assert STORED.read_text(encoding="utf-8") == openapi_document(), "run: kiosk portal openapi --out " + str(STORED)


def test_every_operation_of_the_table_stands_in_the_document() -> None:
    declared = [value for value in vars(op).values() if isinstance(value, op.Get | op.Post)]
    assert {id(one) for one in declared} == {id(one) for one in (*GETS, *POSTS)}
    paths = describe_contract()["paths"]
    assert isinstance(paths, dict)
    assert set(paths) == {get.path for get in GETS} | {post.path for post in POSTS}


def test_every_refusal_has_a_status_of_its_own_kind() -> None:
    assert set(op.REFUSAL_STATUS) == set(RefusalReason)
    assert all(400 <= status < 500 for status in op.REFUSAL_STATUS.values())


def test_no_message_names_a_person_in_a_path() -> None:
    paths = [get.path for get in GETS] + [post.path for post in POSTS]
    assert all(re.findall(r"{(\w+)}", path) in ([], ["handle"]) for path in paths)


def test_the_document_is_json_in_a_stable_order() -> None:
    text = openapi_document()
    assert list(json.loads(text)) == sorted(json.loads(text))
    assert openapi_document() == text


schema = schemathesis.openapi.from_asgi("/openapi.json", sandbox_app())


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@schema.parametrize()
@settings(
    max_examples=12,
    derandomize=True,
    database=None,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_the_sandbox_keeps_the_contract(case: schemathesis.Case[Any]) -> None:
    case.call_and_validate(checks=[status_code_conformance, response_schema_conformance])
