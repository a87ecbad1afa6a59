"""What the invented county knows: residents, enterprises and everything that is registered of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from devices.cards.contents import Sex
from kiosk.bilingual import Bilingual
from kiosk.visit.register import LicenceState


@dataclass(frozen=True, kw_only=True)
class Resident:
    """An invented resident. ``address`` and ``nation`` are as on the identity card."""

    name: str
    id_number: str
    sex: Sex
    birth: date
    nation: str
    address: str

    def age_on(self, day: date) -> int:
        """Return the age in full years."""
        had_birthday = (day.month, day.day) >= (self.birth.month, self.birth.day)
        return day.year - self.birth.year - (0 if had_birthday else 1)


@dataclass(frozen=True, kw_only=True)
class Enterprise:
    """An invented enterprise; ``head`` is the citizen number of its legal representative."""

    name: str
    credit_code: str
    head: str
    address: str
    founded: date


@dataclass(frozen=True, kw_only=True)
class Unit:
    """One registered unit of real estate.

    Attributes:
        number: of the title deed.
        owners: citizen numbers, one at least.
        masked_address: without house numbers.
        obstacle: why it cannot be proved now.
    """

    number: str
    use: Bilingual
    area_m2: Decimal
    address: str
    masked_address: str
    owners: tuple[str, ...]
    registered: int
    obstacle: Bilingual | None = None


@dataclass(frozen=True, kw_only=True)
class HeldLicence:
    """A licence of a resident.

    Attributes:
        number: as printed on the certificate.
        id: its electronic number (GB/T 36904-2018).
        form: id of the certificate form.
    """

    number: str
    id: str
    form: str
    title: Bilingual
    holder: str
    granted: date
    issuer: str
    state: LicenceState


@dataclass(frozen=True, kw_only=True)
class CaseRecord:
    """A case; the days of stages not yet reached are absent."""

    number: str
    applicant: str
    title: Bilingual
    department: Bilingual
    accepted: date
    reviewed: date | None
    concluded: date | None
    promised: date
    portal_state: Bilingual
    department_state: Bilingual | None
    systems_agree: bool
    rating_token: str | None


@dataclass(frozen=True, kw_only=True)
class Fine:
    """A traffic fine; ``amount_fen`` is in 0.01 yuan."""

    number: str
    driver: str
    offence: str
    place: str
    on: date
    amount_fen: int
    paid: bool


@dataclass(frozen=True, kw_only=True)
class Bill:
    """A household's bill; ``amount_fen`` is in 0.01 yuan."""

    account: str
    holder: str
    kind: Bilingual
    month: str
    amount_fen: int
    paid: bool


@dataclass(frozen=True, kw_only=True)
class Envelope:
    """A finished document that waits in the pick-up locker."""

    code: str
    holder: str
    contents: Bilingual
    cell: int
    since: date


@dataclass(frozen=True, kw_only=True)
class County:
    """The whole invented county; the same seed and day give the same one."""

    seed: int
    today: date
    residents: tuple[Resident, ...]
    enterprises: tuple[Enterprise, ...]
    units: tuple[Unit, ...]
    licences: tuple[HeldLicence, ...]
    cases: tuple[CaseRecord, ...]
    fines: tuple[Fine, ...]
    bills: tuple[Bill, ...]
    envelopes: tuple[Envelope, ...]
    _by_number: dict[str, Resident] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Index the residents."""
        object.__setattr__(self, "_by_number", {person.id_number: person for person in self.residents})

    def resident(self, id_number: str) -> Resident | None:
        """Find a resident by citizen number."""
        return self._by_number.get(id_number)

    def units_of(self, id_number: str) -> tuple[Unit, ...]:
        """List what a resident owns, alone or with others."""
        return tuple(unit for unit in self.units if id_number in unit.owners)

    def licences_of(self, id_number: str, form: str) -> tuple[HeldLicence, ...]:
        """List a resident's licences of one form."""
        return tuple(held for held in self.licences if held.holder == id_number and held.form == form)

    def cases_of(self, id_number: str) -> tuple[CaseRecord, ...]:
        """List a resident's cases, newest first."""
        own = (case for case in self.cases if case.applicant == id_number)
        return tuple(sorted(own, key=lambda case: case.accepted, reverse=True))
