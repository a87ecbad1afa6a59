"""What the invented county knows: residents, enterprises and everything that is registered of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from devices.cards.contents import Numbering, Sex
from kiosk.bilingual import Bilingual
from kiosk.catalogue.service import IdentityLevel
from kiosk.sandbox.numbers import register_key
from kiosk.visit.register import LicenceState

KEPT_DAYS: Final = 30
"""So long a finished document lies in the locker before it goes back to the counter."""


@dataclass(frozen=True, kw_only=True)
class Resident:
    """An invented resident.

    Attributes:
        numbering, issuing_state: whose register ``id_number`` comes from.
        nation, address: as on the identity card; ``nation`` is empty for people from elsewhere.
        phone: the registered mobile number; empty when there is none.
    """

    name: str
    id_number: str
    numbering: Numbering = Numbering.CITIZEN
    issuing_state: str = ""
    sex: Sex
    birth: date
    nation: str
    address: str
    phone: str = ""

    @property
    def key(self) -> str:
        """What the resident stands under in every register; for citizens it is their number."""
        return register_key(self.id_number, self.numbering, self.issuing_state)

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
class LicenceKind:
    """A kind of licence that the county prints onto forms.

    Attributes:
        service: by which a terminal asks for it.
        form: id of the certificate form.
        title: of the licence.
        case: what its printing is called as a case.
        department: who answers for it.
        issuer: whose name and seal it bears.
        identity: how sure the county wants to be of who asks, whatever a terminal thinks.
        type_code: of GB/T 36904-2018, 21 characters.
    """

    service: str
    form: str
    title: Bilingual
    case: Bilingual
    department: Bilingual
    issuer: str
    identity: IdentityLevel
    type_code: str


@dataclass(frozen=True, kw_only=True)
class HeldLicence:
    """A licence of a resident.

    Attributes:
        kind: what it is, and who issues it.
        number: as printed on the certificate.
        id: its electronic number (GB/T 36904-2018).
        holder: what its holder stands under in the registers.
        values, rows: what only this licence says, by the data keys of its form.
    """

    kind: LicenceKind
    number: str
    id: str
    holder: str
    granted: date
    state: LicenceState
    values: tuple[tuple[str, str], ...] = ()
    rows: tuple[tuple[str, tuple[tuple[str, ...], ...]], ...] = ()


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
    """A document that waits in the pick-up locker, or will.

    Attributes:
        code: the pick-up code, eight digits.
        cell: of the locker.
        since: the day on which it was, or will be, laid into its cell.
    """

    code: str
    holder: str
    contents: Bilingual
    cell: int
    since: date

    @property
    def until(self) -> date:
        """The last day on which it lies there."""
        return self.since + timedelta(days=KEPT_DAYS)


@dataclass(frozen=True, kw_only=True)
class County:
    """The whole invented county; the same seed and day give the same one.

    Attributes:
        licence_kinds: by the service that prints them.
    """

    seed: int
    today: date
    residents: tuple[Resident, ...]
    enterprises: tuple[Enterprise, ...]
    units: tuple[Unit, ...]
    licence_kinds: Mapping[str, LicenceKind]
    licences: tuple[HeldLicence, ...]
    cases: tuple[CaseRecord, ...]
    fines: tuple[Fine, ...]
    bills: tuple[Bill, ...]
    envelopes: tuple[Envelope, ...]
    _by_key: dict[str, Resident] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Index the residents."""
        object.__setattr__(self, "_by_key", {person.key: person for person in self.residents})

    def resident(self, key: str) -> Resident | None:
        """Find a resident by what they stand under in the registers."""
        return self._by_key.get(key)

    def find_by_number(self, id_number: str) -> Resident | None:
        """Find a resident by number alone; none also when two states gave out the same one."""
        found = [person for person in self.residents if person.id_number == id_number]
        return found[0] if len(found) == 1 else None

    def envelope(self, code: str) -> Envelope | None:
        """Find a document in the locker by its pick-up code."""
        return next((one for one in self.envelopes if one.code == code), None)

    def units_of(self, key: str) -> tuple[Unit, ...]:
        """List what a resident owns, alone or with others."""
        return tuple(unit for unit in self.units if key in unit.owners)

    def licences_of(self, key: str, form: str) -> tuple[HeldLicence, ...]:
        """List a resident's licences of one form."""
        return tuple(held for held in self.licences if held.holder == key and held.kind.form == form)

    def cases_of(self, key: str) -> tuple[CaseRecord, ...]:
        """List a resident's cases, newest first."""
        own = (case for case in self.cases if case.applicant == key)
        return tuple(sorted(own, key=lambda case: case.accepted, reverse=True))
