"""The sandbox's back door for people, demonstration and tests: faults, and what has been reported. Loopback only."""

from __future__ import annotations

from typing import Annotated

from fastapi import FastAPI, HTTPException
from pydantic import BaseModel, ConfigDict, Field

from kiosk.sandbox.faults import Fault, Faults
from kiosk.sandbox.phones import Phones
from kiosk.sandbox.records import County, Resident
from kiosk.sandbox.store import SandboxStore


class FaultOrder(BaseModel):
    """Which fault from now on."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    fault: Fault
    delay_s: Annotated[float, Field(ge=0, le=600)] = 5.0


class PhoneOwner(BaseModel):
    """Whose phone."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id_number: str


class CodeShown(BaseModel):
    """What a phone shows; none when it shows nothing."""

    code: str | None


class CertificateOnBlank(BaseModel):
    """A reported certificate."""

    grant: str
    licence: str
    blank_serial: str
    print_key: str
    sheet_sha256: str


class Reports(BaseModel):
    """What terminals have brought and reported, counted by kind; certificates one by one."""

    fault: Fault
    counts: dict[str, int]
    certificates: list[CertificateOnBlank]


def create_admin_app(*, county: County, store: SandboxStore, faults: Faults, phones: Phones) -> FastAPI:
    """Build the back door."""
    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None)

    def resident(owner: PhoneOwner) -> Resident:
        found = county.find_by_number(owner.id_number)
        if found is None:
            raise HTTPException(404, "the county knows nobody with this number")
        return found

    @app.post("/phones/electronic-card")
    async def show_electronic_card(owner: PhoneOwner) -> CodeShown:
        return CodeShown(code=phones.cards.issue(resident(owner).key))

    @app.post("/phones/one-time-code")
    async def show_one_time_code(owner: PhoneOwner) -> CodeShown:
        return CodeShown(code=phones.messages.latest(resident(owner).key))

    @app.put("/fault")
    async def put_fault(order: FaultOrder) -> FaultOrder:
        faults.switch(order.fault, order.delay_s)
        return order

    @app.get("/reports")
    async def get_reports() -> Reports:
        prints = [
            CertificateOnBlank(
                grant=one.grant,
                licence=one.licence,
                blank_serial=one.blank_serial,
                print_key=one.print_key,
                sheet_sha256=one.sheet_sha256,
            )
            for one in store.certificate_prints()
        ]
        return Reports(fault=faults.now, counts=store.counts(), certificates=prints)

    return app
