"""The messages of the portal contract, shared by client and sandbox so that they cannot drift.

Every message is strict: an unknown key, a missing key or a value of another type refuses the whole message. Dates are
ISO 8601, moments carry a zone, decimal numbers travel as strings, texts for people come in Chinese and English.
"""

from __future__ import annotations

import base64
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Annotated, Final, Self

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints, model_validator

from devices.cards.contents import CardKind, Numbering
from kiosk.catalogue.service import IdentityLevel
from kiosk.portal.errors import RefusalReason
from kiosk.portal.numberings import fits, shapes_in_schema
from kiosk.visit.identity import CARD_WAYS, Way
from kiosk.visit.register import CaseStage, LicenceState

Handle = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9._-]{1,80}$")]
"""An opaque id: ASCII, so that it may stand in a path or a header."""
Text = Annotated[str, StringConstraints(min_length=1, max_length=400)]
"""One line or paragraph for people."""
IdNumber = Annotated[str, StringConstraints(pattern=r"^[0-9A-Z<]{1,18}$")]
"""A number of any register; together with the register it must have that register's shape."""
StateCode = Annotated[str, StringConstraints(pattern=r"^([A-Z]{1,3})?$")]
"""Who issued a travel document (ICAO Doc 9303-3 section 5); empty for every other numbering."""
PersonName = Annotated[str, StringConstraints(min_length=1, max_length=100)]
"""As on the card; 60 letters on a foreigner's card, 81 in a machine-readable zone and DG11's more."""
Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
DataKey = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,40}$")]
"""By which a form asks for a value (printing/forms/keys.toml)."""
CellText = Annotated[str, StringConstraints(max_length=400)]
"""One text of a table."""
TERMINALS_OWN: Final = "blank_serial"
"""The data key of the serial: which blank lies on the stack the portal cannot know."""
PICTURE_BYTES: Final = 300 * 1024
"""Largest file of a photo or seal; 35 x 45 mm at 600 dpi is well below in JPEG."""
LONGEST_PICTURE: Final = PICTURE_BYTES // 3 * 4
PICTURE_MARKS: Final = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")
"""How JPEG (ITU-T T.81, B.1.1.3: SOI and the next marker) and PNG (ISO/IEC 15948, 5.2) files begin."""
FailureCode = Annotated[str, StringConstraints(pattern=r"^[A-Z][A-Z0-9_]{2,60}$")]
IsoDate = Annotated[date, Field(json_schema_extra={"pattern": r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"})]


class Message(BaseModel):
    """What all messages have in common."""

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")


class TextMessage(Message):
    """A text for people in both languages of the hall."""

    zh: Text
    en: Text


class NumberedMessage(Message):
    """A number with the register it comes from; the two must fit each other."""

    model_config = ConfigDict(json_schema_extra={"allOf": shapes_in_schema()})

    id_number: IdNumber = Field(repr=False)
    numbering: Numbering
    issuing_state: StateCode

    @model_validator(mode="after")
    def _fit(self) -> Self:
        if not fits(self.id_number, self.numbering, self.issuing_state):
            raise ValueError("the number is not one of its numbering")
        return self


class PersonMessage(NumberedMessage):
    """Who asks, and how the terminal knows: what the portal needs to find the person, and no more.

    ``card`` is there exactly where a card was shown, ``clerk`` exactly where somebody vouches.
    """

    name: PersonName = Field(repr=False)
    way: Way
    level: IdentityLevel
    card: CardKind | None
    clerk: Handle | None

    @model_validator(mode="after")
    def _agree(self) -> Self:
        if (self.card is not None) != (self.way in CARD_WAYS):
            raise ValueError("a card where none was shown, or none where one was")
        if (self.clerk is not None) != (self.level is IdentityLevel.VOUCHED):
            raise ValueError("a clerk who does not vouch, or a word that nobody gave")
        return self


class PropertyMessage(Message):
    """One registered unit; see ``kiosk.visit.register.Property``."""

    key: Handle
    use: TextMessage
    area_m2: Annotated[Decimal, Field(gt=0, max_digits=9, decimal_places=2)]
    masked_address: Text = Field(repr=False)
    co_owners: Annotated[int, Field(ge=0, le=99)]
    registered: Annotated[int, Field(ge=1949, le=2200)]
    obstacle: TextMessage | None


class FindPropertiesMessage(Message):
    """Which units are registered to this person?"""

    person: PersonMessage


class PropertiesFoundMessage(Message):
    """All units of the person; may be none."""

    properties: tuple[PropertyMessage, ...]
    data_as_of: IsoDate


class LicenceMessage(Message):
    """A licence that may be printed onto a form; see ``kiosk.visit.register.Licence``."""

    key: Handle
    form: Handle
    title: TextMessage
    granted: IsoDate
    state: LicenceState


class FindLicencesMessage(Message):
    """Which licences for this form does the person hold?"""

    person: PersonMessage
    form: Handle


class LicencesFoundMessage(Message):
    """The licences; may be none."""

    licences: tuple[LicenceMessage, ...]


class StageMessage(Message):
    """One of the three stages and the day it was reached."""

    stage: CaseStage
    on: IsoDate | None


class CaseMessage(Message):
    """A case on its way; see ``kiosk.visit.register.Case``."""

    number: Handle
    title: TextMessage
    stages: Annotated[tuple[StageMessage, ...], Field(min_length=3, max_length=3)]
    promised: IsoDate
    portal_state: TextMessage
    department: TextMessage
    department_state: TextMessage | None
    systems_agree: bool
    rating_token: Handle | None = Field(repr=False)


class FindCasesMessage(Message):
    """Which cases of this person are on their way or were lately concluded?"""

    person: PersonMessage


class CasesFoundMessage(Message):
    """The cases, newest first; may be none."""

    cases: tuple[CaseMessage, ...]


class AcceptanceMessage(Message):
    """The platform took the matter."""

    case_number: Handle
    rating_token: Handle = Field(repr=False)


class IssueProofMessage(Message):
    """Accept the matter and issue a proof over the chosen units."""

    service: Handle
    person: PersonMessage
    properties: Annotated[tuple[Handle, ...], Field(max_length=50)]
    copies: Annotated[int, Field(ge=1, le=20)]


class ProofIssuedMessage(Message):
    """A proof ready for paper; see ``kiosk.visit.register.IssuedProof``."""

    acceptance: AcceptanceMessage
    title: Text
    paragraphs: Annotated[tuple[Text, ...], Field(min_length=1)] = Field(repr=False)
    columns: tuple[Text, ...]
    rows: tuple[tuple[Text, ...], ...] = Field(repr=False)
    verification_code: Handle
    verify_url: Annotated[str, StringConstraints(pattern=r"^https?://[!-~]{1,200}$")] = Field(repr=False)
    issuer: Text
    issued: IsoDate
    data_as_of: IsoDate
    holder_hash: Sha256 = Field(repr=False)
    specimen: bool


class GrantCertificateMessage(Message):
    """Accept the matter and give leave to print this licence once."""

    service: Handle
    person: PersonMessage
    licence: Handle


class FormValueMessage(Message):
    """The text for one element of a form, by the form's data key; dates in ISO 8601, amounts in yuan as 1234.50."""

    key: DataKey
    text: Text = Field(repr=False)


class FormPictureMessage(Message):
    """The photo or seal for one element of a form: a JPEG or PNG file in base64 (RFC 4648, section 4)."""

    key: DataKey
    content: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9+/]{16,}={0,2}$", max_length=LONGEST_PICTURE)] = (
        Field(repr=False, json_schema_extra={"contentEncoding": "base64"})
    )

    @property
    def data(self) -> bytes:
        """The file itself."""
        return base64.b64decode(self.content, validate=True)

    @model_validator(mode="after")
    def _is_a_picture(self) -> Self:
        try:
            data = self.data
        except ValueError:
            # Said without the content: it may be somebody's face.
            raise ValueError("the content is not base64") from None
        if not data.startswith(PICTURE_MARKS):
            raise ValueError("the content is neither JPEG nor PNG")
        return self


class FormTableMessage(Message):
    """The rows of one table of a form, each with one text a column; a text may be empty."""

    key: DataKey
    rows: Annotated[
        tuple[Annotated[tuple[CellText, ...], Field(min_length=1, max_length=20)], ...], Field(max_length=100)
    ] = Field(repr=False)


class CertificateGrantedMessage(Message):
    """Leave to print; see ``kiosk.visit.register.CertificateGrant``."""

    acceptance: AcceptanceMessage
    grant: Handle
    licence: Handle
    form: Handle
    title: TextMessage
    values: Annotated[tuple[FormValueMessage, ...], Field(min_length=1, max_length=200)] = Field(repr=False)
    pictures: Annotated[tuple[FormPictureMessage, ...], Field(max_length=4)] = Field(repr=False)
    tables: Annotated[tuple[FormTableMessage, ...], Field(max_length=10)] = Field(repr=False)
    holder_hash: Sha256 = Field(repr=False)
    specimen: bool

    @model_validator(mode="after")
    def _each_key_once(self) -> Self:
        keys = [
            *(value.key for value in self.values),
            *(picture.key for picture in self.pictures),
            *(table.key for table in self.tables),
        ]
        if len(set(keys)) < len(keys):
            raise ValueError("a data key stands there twice")
        if TERMINALS_OWN in keys:
            raise ValueError("the serial of the blank is the terminal's to say")
        return self


class GrantStateMessage(Message):
    """What the register says of a grant at this moment."""

    state: LicenceState
    holder_hash: Sha256 = Field(repr=False)


class CertificatePrintedMessage(Message):
    """Which blank now carries which licence."""

    grant: Handle
    licence: Handle
    blank_serial: Handle
    print_key: Handle
    sheet_sha256: Sha256
    printed_at: AwareDatetime


class ProofPrintedMessage(Message):
    """A proof came out on plain paper."""

    case_number: Handle
    verification_code: Handle
    copies: Annotated[int, Field(ge=1, le=20)]
    print_key: Handle
    sheet_sha256: Sha256
    printed_at: AwareDatetime


class PrintUncertainMessage(Message):
    """Nobody can say yet whether a sheet was printed."""

    case_number: Handle
    grant: Handle | None
    blank_serial: Handle | None
    print_key: Handle
    failure: FailureCode
    noted_at: AwareDatetime


class RatingMessage(Message):
    """A resident's rating of one case: 5 very satisfied to 1 very dissatisfied (GB/T 39735)."""

    token: Handle = Field(repr=False)
    level: Annotated[int, Field(ge=1, le=5)]


class ResumeMessage(Message):
    """A matter stopped; the counter can take it up by its code."""

    resume_code: Handle
    service: Handle
    step: Handle
    failure: FailureCode
    case_number: Handle | None


class ReceivedMessage(Message):
    """The portal has it, now or already before."""

    received: bool


class PaperKind(Enum):
    """What a verification code stands for."""

    PROOF = "proof"
    CERTIFICATE = "certificate"


class PaperConfirmedMessage(Message):
    """A paper that the platform issued; nothing personal but the masked name."""

    code: Handle
    kind: PaperKind
    title: Text
    masked_name: Text
    issuer: Text
    issued: IsoDate
    specimen: bool


class HealthMessage(Message):
    """The portal answers on this line."""

    portal: Text
    specimen: bool
    today: IsoDate


class RefusalMessage(Message):
    """The portal says no. ``detail`` is for technicians and never personal."""

    reason: RefusalReason
    detail: Annotated[str, StringConstraints(max_length=400)]
