"""What the invented county prints onto forms, and what the residents of the wallet hold of it: ``licences.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Annotated, Final, TypeAlias

from pydantic import BaseModel, ConfigDict, Field

from kiosk.bilingual import Bilingual
from kiosk.catalogue.service import IdentityLevel
from kiosk.sandbox.numbers import licence_id
from kiosk.sandbox.records import HeldLicence, LicenceKind, Resident
from kiosk.visit.register import LicenceState

FILE: Final = Path(__file__).with_name("licences.toml")
ISSUER_CODE: Final = "11430922006123456Q"
"""Invented credit code of the issuing bureaus (domain.md section 4.3)."""
STATES: Final = {state.name.lower().replace("_", "-"): state for state in LicenceState}

Days: TypeAlias = int
"""Days from the day on which the county is built; below 0 for days that have been."""


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Words(_Table):
    zh: str
    en: str

    def both(self) -> Bilingual:
        return Bilingual(self.zh, self.en)


class _Kind(_Table):
    service: str
    form: str
    title: _Words
    case: _Words
    department: _Words
    issuer: str
    identity: IdentityLevel
    type: Annotated[str, Field(pattern=r"^[0-9A-Z]{21}$")]


class _Licence(_Table):
    service: str
    holder: str
    number: str
    granted: Days
    state: str
    values: Mapping[str, str | Days]
    rows: Mapping[str, tuple[tuple[str, ...], ...]] = {}


class _File(_Table):
    kind: tuple[_Kind, ...]
    licence: tuple[_Licence, ...]


class LicenceBook:
    """The file, read."""

    def __init__(self) -> None:
        self._file = _File.model_validate(tomllib.loads(FILE.read_text(encoding="utf-8")))

    def kinds(self) -> dict[str, LicenceKind]:
        """Return every kind of licence by the service that prints it."""
        return {
            kind.service: LicenceKind(
                service=kind.service,
                form=kind.form,
                title=kind.title.both(),
                case=kind.case.both(),
                department=kind.department.both(),
                issuer=kind.issuer,
                identity=kind.identity,
                type_code=kind.type,
            )
            for kind in self._file.kind
        }

    def held(self, residents: Mapping[str, Resident], today: date) -> Iterator[HeldLicence]:
        """Give the residents, by their names, what the file says; raises KeyError for who or what is not there."""
        kinds = self.kinds()
        for serial, entry in enumerate(self._file.licence, start=1):
            kind, granted = kinds[entry.service], today + timedelta(days=entry.granted)
            yield HeldLicence(
                kind=kind,
                number=entry.number.format(year=granted.year, yy=f"{granted:%y}"),
                id=licence_id(kind.type_code, ISSUER_CODE, f"{granted.year}{serial:09d}"),
                holder=residents[entry.holder].key,
                granted=granted,
                state=STATES[entry.state],
                values=tuple((key, _text(value, today)) for key, value in entry.values.items()),
                rows=tuple(entry.rows.items()),
            )


def _text(value: str | Days, today: date) -> str:
    return (today + timedelta(days=value)).isoformat() if isinstance(value, int) else value
