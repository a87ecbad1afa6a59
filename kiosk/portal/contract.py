"""The portal contract as an OpenAPI 3.1 document, made from the operations and messages."""

from __future__ import annotations

import json
from typing import Final, TypeAlias

from pydantic.json_schema import models_json_schema

from kiosk.portal import messages as m
from kiosk.portal import operations as op
from kiosk.portal.errors import RefusalReason

Json: TypeAlias = "dict[str, Json] | list[Json] | str | int | float | bool | None"
Table: TypeAlias = dict[str, Json]

GETS: Final[tuple[op.Get[m.Message], ...]] = (
    op.HEALTH,
    op.CHECK_GRANT,
    op.VERIFY,
)
POSTS: Final[tuple[op.Post[m.Message, m.Message], ...]] = (
    op.VERIFY_CREDENTIAL,
    op.SEND_ONE_TIME_CODE,
    op.CHECK_ONE_TIME_CODE,
    op.FIND_PERSON,
    op.LOOK_UP_CODE,
    op.FIND_PROPERTIES,
    op.FIND_LICENCES,
    op.FIND_CASES,
    op.ISSUE_PROOF,
    op.GRANT_CERTIFICATE,
    op.REPORT_CERTIFICATE,
    op.REPORT_PROOF,
    op.REPORT_UNCERTAIN,
    op.RATE,
    op.NOTE_RESUME,
)
_REF: Final = "#/components/schemas/{model}"
_HANDLE_SCHEMA: Final[Table] = {"type": "string", "pattern": r"^[A-Za-z0-9._-]{1,80}$"}


def openapi_document() -> str:
    """Return the contract as indented JSON, always in the same order, with a newline at the end."""
    return json.dumps(describe_contract(), ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def describe_contract() -> Table:
    """Return the contract as an OpenAPI 3.1 document."""
    paths: Table = {}
    for lookup in GETS:
        paths[lookup.path] = {"get": _get(lookup)}
    for operation in POSTS:
        paths[operation.path] = {"post": _post(operation)}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Hall terminal: portal contract",
            "version": "1.0.0",
            "description": "What a hall terminal asks and tells the county platform. See README.md beside this file.",
            "license": {"name": "GPL-3.0-or-later", "identifier": "GPL-3.0-or-later"},
        },
        "security": [{"terminal": []}],
        "paths": paths,
        "components": {"schemas": _schemas(), "securitySchemes": {"terminal": {"type": "mutualTLS"}}},
    }


def _schemas() -> Table:
    models: list[type[m.Message]] = [m.RefusalMessage, *(lookup.answer for lookup in GETS)]
    for operation in POSTS:
        models += [operation.ask, operation.answer]
    unique = list(dict.fromkeys(models))
    _, definitions = models_json_schema([(model, "validation") for model in unique], ref_template=_REF)
    found: Table = definitions["$defs"]
    return found


def _get(lookup: op.Get[m.Message]) -> Table:
    described: Table = {
        "operationId": lookup.name,
        "summary": lookup.summary,
        "responses": _responses(lookup.answer, lookup.refusals),
    }
    if "{handle}" in lookup.path:
        described["parameters"] = [{"name": "handle", "in": "path", "required": True, "schema": _HANDLE_SCHEMA}]
    if lookup.public:
        described["security"] = []
    return described


def _post(operation: op.Post[m.Message, m.Message]) -> Table:
    reasons = [RefusalReason.MESSAGE_UNUSABLE, *operation.refusals]
    if operation.writes:
        reasons.append(RefusalReason.KEY_REUSED)
    described: Table = {
        "operationId": operation.name,
        "summary": operation.summary,
        "requestBody": {"required": True, "content": _json(operation.ask)},
        "responses": _responses(operation.answer, tuple(reasons)),
    }
    if operation.writes:
        schema: Table = {"type": "string", "pattern": op.KEY_PATTERN}
        described["parameters"] = [{"name": op.IDEMPOTENCY_HEADER, "in": "header", "required": True, "schema": schema}]
    return described


def _responses(answer: type[m.Message], refusals: tuple[RefusalReason, ...]) -> Table:
    responses: Table = {"200": {"description": _first_line(answer), "content": _json(answer)}}
    by_status: dict[int, list[str]] = {}
    for reason in refusals:
        by_status.setdefault(op.REFUSAL_STATUS[reason], []).append(reason.value)
    for status, reasons in sorted(by_status.items()):
        responses[str(status)] = {"description": ", ".join(reasons), "content": _json(m.RefusalMessage)}
    return responses


def _json(model: type[m.Message]) -> Table:
    return {"application/json": {"schema": {"$ref": _REF.format(model=model.__name__)}}}


def _first_line(model: type[m.Message]) -> str:
    return (model.__doc__ or "").strip().splitlines()[0]
