"""What the county's registers say of a resident, in the words of a visit.

The portal package turns its messages into these; nothing of them is written to disk.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import TypeAlias

from kiosk.bilingual import Bilingual
from kiosk.visit.person import Person


@dataclass(frozen=True, kw_only=True)
class Property:
    """One registered unit of real estate.

    Attributes:
        key: the portal's opaque handle, valid for this visit.
        use: what it is used for (住宅, 车位).
        area_m2: floor area in square metres, two decimals.
        masked_address: with house numbers already hidden by the portal.
        co_owners: how many others own it too.
        registered: year of registration.
        obstacle: why it cannot be proved now; absent when it can.
    """

    key: str
    use: Bilingual
    area_m2: Decimal
    masked_address: str = field(repr=False)
    co_owners: int
    registered: int
    obstacle: Bilingual | None = None


class LicenceState(Enum):
    """The state of a licence; only ``VALID`` may be printed (domain.md section 4.3)."""

    VALID = "01"
    SUSPENDED = "02"
    REVOKED = "03"
    CANCELLED = "04"
    EXPIRED = "05"
    MOVED_OUT = "06"
    WITHDRAWN = "07"
    OTHER = "99"


@dataclass(frozen=True, kw_only=True)
class Licence:
    """A licence that the resident may have printed onto a form.

    Attributes:
        key: the portal's opaque handle, valid for this visit.
        form: id of the certificate form, for example ``senior-card``.
        title: what people call it.
        granted: the day it was granted.
        state: as the register says now.
    """

    key: str
    form: str
    title: Bilingual
    granted: date
    state: LicenceState


class CaseStage(Enum):
    """The three stages of every case (domain.md section 1.3, rule 1)."""

    ACCEPTED = "accepted"
    IN_REVIEW = "in-review"
    CONCLUDED = "concluded"


@dataclass(frozen=True, kw_only=True)
class StageReached:
    """One stage and the day it was reached; absent while it has not been."""

    stage: CaseStage
    on: date | None


@dataclass(frozen=True, kw_only=True)
class Case:
    """A matter of the resident on its way (办件).

    Attributes:
        number: the case number, as printed on receipts.
        title: the matter's name.
        stages: all three, in order.
        promised: the day by which it will be concluded (承诺时限).
        portal_state: how the platform puts it.
        department: who works on it.
        department_state: how the department's own system puts it; absent where there is only one system.
        systems_agree: whether the two systems say the same.
        rating_token: lets this case be rated once; says nothing about the person.
    """

    number: str
    title: Bilingual
    stages: tuple[StageReached, ...]
    promised: date
    portal_state: Bilingual
    department: Bilingual
    department_state: Bilingual | None
    systems_agree: bool
    rating_token: str | None = field(repr=False)


@dataclass(frozen=True, kw_only=True)
class Acceptance:
    """The platform took the matter: its case number and the token for one rating."""

    case_number: str
    rating_token: str = field(repr=False)


@dataclass(frozen=True, kw_only=True)
class IssuedProof:
    """A proof ready for paper. The texts are the platform's own; the terminal only lays them out.

    Attributes:
        title: heading on the paper.
        paragraphs: the body, one entry a paragraph.
        columns, rows: the table below the body; may be empty.
        verification_code: groups of characters that the recipient types.
        verify_url: what the QR says; holds no personal data.
        issuer: the department.
        issued: the day of issue.
        data_as_of: the day up to which the register is complete.
        holder_hash: whose paper it is; compared with the visit before printing.
        specimen: from a sandbox; the paper is marked 样张 SPECIMEN.
    """

    acceptance: Acceptance
    title: str
    paragraphs: tuple[str, ...] = field(repr=False)
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...] = field(repr=False)
    verification_code: str
    verify_url: str = field(repr=False)
    issuer: str
    issued: date
    data_as_of: date
    holder_hash: str = field(repr=False)
    specimen: bool


@dataclass(frozen=True, kw_only=True)
class CertificateGrant:
    """Leave to print one copy of one licence onto one blank.

    Attributes:
        grant: the platform's id of this leave; with licence and copy it makes the print key.
        licence: the same each time that this licence is granted; see ``PrintUnsettled``.
        form: id of the certificate form.
        values: data key and text for the elements of the form that take one.
        pictures: data key and JPEG or PNG file of photos and seals.
        tables: data key and rows, one text a column.
        holder_hash: whose licence it is; compared with the visit before printing.
        specimen: from a sandbox; the sheet is marked 样张 SPECIMEN.
    """

    acceptance: Acceptance
    grant: str
    licence: str
    form: str
    title: Bilingual
    values: tuple[tuple[str, str], ...] = field(repr=False)
    pictures: tuple[tuple[str, bytes], ...] = field(default=(), repr=False)
    tables: tuple[tuple[str, tuple[tuple[str, ...], ...]], ...] = field(default=(), repr=False)
    holder_hash: str = field(repr=False)
    specimen: bool


@dataclass(frozen=True, kw_only=True)
class OneTimeCodeSent:
    """A one-time code is on its way to the registered phone.

    Attributes:
        challenge: the portal's opaque handle of this code.
        masked_phone: the phone's number, hidden but for its last digits.
    """

    challenge: str = field(repr=False)
    masked_phone: str = field(repr=False)


@dataclass(frozen=True)
class OneTimeCodeChecked:
    """Whether the code was right, and how many more tries there are."""

    right: bool
    tries_left: int


@dataclass(frozen=True)
class PersonKnown:
    """Whom a phone's code or a clerk's word stands for."""

    person: Person


@dataclass(frozen=True)
class MatterFound:
    """The slip's code belongs to a matter that stopped and can go on here.

    Attributes:
        service: id of the service.
        title: of the matter.
        stopped_on: the day it stopped.
    """

    service: str
    title: Bilingual
    stopped_on: date


@dataclass(frozen=True)
class PickupFound:
    """The pick-up code belongs to a finished paper.

    Attributes:
        title: what it is.
        ready: whether it can be fetched now.
        place: where it lies.
        until: the last day on which it lies there.
    """

    title: Bilingual
    ready: bool
    place: Bilingual
    until: date


# What can be asked, and what comes back.


@dataclass(frozen=True)
class VerifyCredential:
    """Whose electronic card is this? The code is used once, at once, and held no longer than the question."""

    code: str = field(repr=False)


@dataclass(frozen=True)
class SendOneTimeCode:
    """Send a one-time code to the phone that is registered for this person."""

    person: Person


@dataclass(frozen=True)
class CheckOneTimeCode:
    """Is this the code that was sent?"""

    challenge: str = field(repr=False)
    code: str = field(repr=False)


@dataclass(frozen=True)
class FindPerson:
    """Who has this identity number? Asked by a clerk who vouches for the person."""

    id_number: str = field(repr=False)
    clerk: str


@dataclass(frozen=True)
class LookUpCode:
    """What does this slip's or pick-up code stand for?"""

    code: str = field(repr=False)


@dataclass(frozen=True)
class FindProperties:
    """Which units are registered to this person?"""

    person: Person


@dataclass(frozen=True)
class PropertiesFound:
    """All units of the person; may be none."""

    properties: tuple[Property, ...]
    data_as_of: date


@dataclass(frozen=True)
class FindLicences:
    """Which licences for this form may the person have printed?"""

    person: Person
    form: str


@dataclass(frozen=True)
class LicencesFound:
    """The licences; may be none."""

    licences: tuple[Licence, ...]


@dataclass(frozen=True)
class FindCases:
    """Which cases of this person are on their way or were lately concluded?"""

    person: Person


@dataclass(frozen=True)
class CasesFound:
    """The cases, newest first; may be none."""

    cases: tuple[Case, ...]


@dataclass(frozen=True)
class IssueProof:
    """Accept the matter and issue a proof over the chosen units."""

    service: str
    person: Person
    properties: tuple[str, ...]
    copies: int


@dataclass(frozen=True)
class GrantCertificate:
    """Accept the matter and give leave to print this licence once."""

    service: str
    person: Person
    licence: str


CodeMeaning: TypeAlias = MatterFound | PickupFound
Question: TypeAlias = (
    FindProperties
    | FindLicences
    | FindCases
    | IssueProof
    | GrantCertificate
    | VerifyCredential
    | SendOneTimeCode
    | CheckOneTimeCode
    | FindPerson
    | LookUpCode
)
Answer: TypeAlias = (
    PropertiesFound
    | LicencesFound
    | CasesFound
    | IssuedProof
    | CertificateGrant
    | PersonKnown
    | OneTimeCodeSent
    | OneTimeCodeChecked
    | CodeMeaning
)
