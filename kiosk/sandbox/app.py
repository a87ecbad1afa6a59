"""The sandbox portal over HTTP: the contract's operations, idempotency, and faults."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Awaitable, Callable
from datetime import date
from typing import Final, TypeVar

from fastapi import FastAPI, Request, Response
from fastapi.responses import HTMLResponse, JSONResponse
from pydantic import ValidationError
from starlette.exceptions import HTTPException

from kiosk.catalogue.loader import load_catalogue
from kiosk.portal import messages as m
from kiosk.portal import operations as op
from kiosk.portal.contract import describe_contract
from kiosk.portal.errors import RefusalReason
from kiosk.sandbox.desk import Desk, resumable_until
from kiosk.sandbox.faults import Fault, Faults
from kiosk.sandbox.identity_desk import IdentityDesk
from kiosk.sandbox.pages import (
    case_page,
    paper_page,
    resume_page,
    unknown_case_page,
    unknown_paper_page,
    unknown_resume_page,
)
from kiosk.sandbox.phone_page import REFRESH_S, holder_of_phone, phone_page, unknown_phone_page
from kiosk.sandbox.phones import Phones
from kiosk.sandbox.records import County
from kiosk.sandbox.refused import Refused
from kiosk.sandbox.store import Replay, SandboxStore

LARGEST_BODY: Final = 65_536
"""Bytes. A message is below 4 kB."""
CASE_PATH: Final = "/cases/{handle}"
RESUME_PATH: Final = "/resume/{handle}"
"""Where the QR codes of slips lead (kiosk/press/layouts.py)."""
PHONE_PATH: Final = "/phone/{slug}"
PAGE_HEADERS: Final = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; form-action 'none'",
    "Referrer-Policy": "no-referrer",
}
"""A borrowed phone keeps nothing, and a page can load nothing."""
_PLAIN_REASONS: Final = {404: RefusalReason.NOT_FOUND}

AskT = TypeVar("AskT", bound=m.Message)
AnswerT = TypeVar("AnswerT", bound=m.Message)
Endpoint = Callable[[Request], Awaitable[Response]]


def create_app(
    *,
    county: County,
    store: SandboxStore,
    faults: Faults,
    phones: Phones,
    today: Callable[[], date],
    verify_url: Callable[[], str],
) -> FastAPI:
    """Build the portal as terminals see it; who may connect is the business of TLS below it."""
    desk = Desk(
        county=county, catalogue=load_catalogue(), store=store, faults=faults, today=today, verify_url=verify_url
    )
    who = IdentityDesk(county=county, phones=phones)
    app = _bare_app()
    window = _Window(store, faults)

    def get(operation: op.Get[AnswerT], answer: Callable[[str], AnswerT]) -> None:
        app.add_api_route(operation.path, window.looking_up(answer), methods=["GET"], include_in_schema=False)

    def post(operation: op.Post[AskT, AnswerT], answer: Callable[[AskT, str], AnswerT]) -> None:
        app.add_api_route(operation.path, window.taking(operation, answer), methods=["POST"], include_in_schema=False)

    get(op.HEALTH, lambda _: desk.health())
    get(op.CHECK_GRANT, desk.check_grant)
    get(op.VERIFY, desk.verify)
    post(op.VERIFY_CREDENTIAL, lambda ask, _: who.verify_credential(ask))
    post(op.SEND_ONE_TIME_CODE, lambda ask, _: who.send_one_time_code(ask))
    post(op.CHECK_ONE_TIME_CODE, lambda ask, _: who.check_one_time_code(ask))
    post(op.FIND_PERSON, lambda ask, _: who.find_person(ask))
    post(op.LOOK_UP_CODE, lambda ask, _: desk.look_up_code(ask))
    post(op.FIND_PROPERTIES, lambda ask, _: desk.find_properties(ask))
    post(op.FIND_LICENCES, lambda ask, _: desk.find_licences(ask))
    post(op.FIND_CASES, lambda ask, _: desk.find_cases(ask))
    post(op.ISSUE_PROOF, desk.issue_proof)
    post(op.GRANT_CERTIFICATE, desk.grant_certificate)
    post(op.REPORT_CERTIFICATE, lambda report, _: desk.report_certificate(report))
    post(op.REPORT_PROOF, lambda report, _: desk.report_proof(report))
    post(op.REPORT_UNCERTAIN, lambda report, _: desk.report_uncertain(report))
    post(op.RATE, lambda rating, _: desk.rate(rating))
    post(op.NOTE_RESUME, lambda note, _: desk.note_resume(note))
    app.add_api_route("/openapi.json", _contract, methods=["GET"], include_in_schema=False)
    return app


def create_public_app(
    *,
    county: County,
    store: SandboxStore,
    phones: Phones,
    today: Callable[[], date],
    verify_url: Callable[[], str],
) -> FastAPI:
    """Build what everyone may reach without a certificate: what the codes on papers and slips lead to.

    A paper is confirmed as a page or as JSON; cases and stopped matters are pages. None names a person. Beside them
    stand the phones of the wallet's people, which no real county would show.
    """
    catalogue = load_catalogue()
    desk = Desk(county=county, catalogue=catalogue, store=store, faults=Faults(), today=today, verify_url=verify_url)
    app = _bare_app()

    async def verify(request: Request) -> Response:
        wants_page = "text/html" in request.headers.get("accept", "")
        try:
            paper = desk.verify(str(request.path_params["handle"]))
        except Refused as refusal:
            return _page(unknown_paper_page(), 404) if wants_page else _refusal(refusal)
        return _page(paper_page(paper)) if wants_page else _answer(paper.model_dump_json().encode())

    async def case(request: Request) -> Response:
        try:
            return _page(case_page(desk.case(str(request.path_params["handle"]))))
        except Refused:
            return _page(unknown_case_page(), 404)

    async def stopped(request: Request) -> Response:
        try:
            matter = desk.stopped(str(request.path_params["handle"]))
        except Refused:
            return _page(unknown_resume_page(), 404)
        return _page(resume_page(matter, catalogue.find(matter.service), until=resumable_until(matter)))

    async def phone(request: Request) -> Response:
        holder = holder_of_phone(county, str(request.path_params["slug"]))
        if holder is None:
            return _page(unknown_phone_page(), 404)
        shown = _page(phone_page(holder, phones))
        shown.headers["Refresh"] = str(REFRESH_S)
        return shown

    pages = ((op.VERIFY.path, verify), (CASE_PATH, case), (RESUME_PATH, stopped), (PHONE_PATH, phone))
    for path, endpoint in pages:
        app.add_api_route(path, endpoint, methods=["GET"], include_in_schema=False)
    return app


class _Window:
    """Turns a desk's methods into endpoints, with faults in front and idempotency around."""

    def __init__(self, store: SandboxStore, faults: Faults) -> None:
        self._store = store
        self._faults = faults

    def looking_up(self, answer: Callable[[str], AnswerT]) -> Endpoint:
        """Make an endpoint of something that is looked up by the last part of its path."""

        async def endpoint(request: Request) -> Response:
            handle = str(request.path_params.get("handle", ""))
            return await self._with_faults(lambda: answer(handle).model_dump_json().encode())

        return endpoint

    def taking(self, operation: op.Post[AskT, AnswerT], answer: Callable[[AskT, str], AnswerT]) -> Endpoint:
        """Make an endpoint of something that is posted."""

        async def endpoint(request: Request) -> Response:
            key = request.headers.get(op.IDEMPOTENCY_HEADER, "")
            body = await _body(request)
            return await self._with_faults(lambda: self._take(operation, answer, key, body))

        return endpoint

    async def _with_faults(self, act: Callable[[], bytes]) -> Response:
        fault = self._faults.now
        if fault is Fault.SLOW:
            await self._faults.be_slow()
        if fault is Fault.BROKEN:
            return Response("the sandbox was told to fail", status_code=500)
        if fault is Fault.GARBAGE:
            return JSONResponse({"surprise": [1, None]})
        try:
            answer = act()
        except Refused as refusal:
            return _refusal(refusal)
        if fault is Fault.ANSWER_LOST:
            return Response("the sandbox was told to lose its answer", status_code=500)
        return _answer(answer)

    def _take(
        self,
        operation: op.Post[AskT, AnswerT],
        answer: Callable[[AskT, str], AnswerT],
        key: str,
        body: bytes,
    ) -> bytes:
        ask = _parse(operation.ask, body)
        if not operation.writes:
            return answer(ask, key).model_dump_json().encode()
        if not re.fullmatch(op.KEY_PATTERN, key):
            raise Refused(RefusalReason.MESSAGE_UNUSABLE, f"{op.IDEMPOTENCY_HEADER} is missing or unusable")
        # The message, not its bytes, decides: a repetition may put its keys in another order.
        digest = hashlib.sha256(ask.model_dump_json().encode()).hexdigest()
        earlier = self._store.replay(key)
        if earlier is None:
            return self._act_once(operation.name, answer, ask, key, digest)
        if (earlier.operation, earlier.body_sha256) != (operation.name, digest):
            raise Refused(RefusalReason.KEY_REUSED, "the key came with another message before")
        return earlier.answer

    def _act_once(
        self, operation: str, answer: Callable[[AskT, str], AnswerT], ask: AskT, key: str, digest: str
    ) -> bytes:
        # Refusals roll back and are not remembered: the same message may succeed when the register has changed.
        with self._store.transaction():
            given = answer(ask, key).model_dump_json().encode()
            self._store.remember(key, Replay(operation, digest, given))
        return given


async def _body(request: Request) -> bytes:
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST_BODY:
            raise HTTPException(413)
    return bytes(body)


def _parse(message: type[AskT], body: bytes) -> AskT:
    try:
        return message.model_validate_json(body)
    except ValidationError as error:
        places = [f"{'.'.join(map(str, e['loc']))} {e['type']}" for e in error.errors(include_input=False)]
        raise Refused(RefusalReason.MESSAGE_UNUSABLE, "; ".join(places)[:400]) from None


def _answer(body: bytes) -> Response:
    return Response(body, media_type="application/json", headers={"Cache-Control": "no-store"})


def _page(page: str, status: int = 200) -> Response:
    return HTMLResponse(page, status_code=status, headers=PAGE_HEADERS)


def _refusal(refusal: Refused) -> Response:
    message = m.RefusalMessage(reason=refusal.reason, detail=refusal.detail[:400])
    status = op.REFUSAL_STATUS[refusal.reason]
    return Response(message.model_dump_json(), status_code=status, media_type="application/json")


async def _contract(_: Request) -> Response:
    return JSONResponse(describe_contract())


def _bare_app() -> FastAPI:
    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None)

    async def plain(_: Request, error: Exception) -> Response:
        """Answer what no operation is for, as the contract's refusals look."""
        status, headers = (error.status_code, error.headers) if isinstance(error, HTTPException) else (500, None)
        reason = _PLAIN_REASONS.get(status, RefusalReason.MESSAGE_UNUSABLE)
        body = m.RefusalMessage(reason=reason, detail=f"HTTP {status}").model_dump_json()
        return Response(body, status_code=status, headers=headers, media_type="application/json")

    app.add_exception_handler(HTTPException, plain)
    return app
