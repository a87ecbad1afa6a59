"""The operations of the portal contract: one table for the client, the sandbox and the OpenAPI document."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Generic, TypeVar

from kiosk.portal import identity_messages as who
from kiosk.portal import messages as m
from kiosk.portal.errors import RefusalReason

IDEMPOTENCY_HEADER: Final = "Idempotency-Key"
LINE_HEADER: Final = "Portal-Line"
KEY_PATTERN: Final = r"^[A-Za-z0-9._-]{8,80}$"
"""What an idempotency key may look like."""
REFUSAL_STATUS: Final = {
    RefusalReason.MESSAGE_UNUSABLE: 422,
    RefusalReason.KEY_REUSED: 409,
    RefusalReason.NOT_FOUND: 404,
    RefusalReason.PERSON_NOT_MATCHED: 403,
    RefusalReason.PERSON_NOT_FOUND: 404,
    RefusalReason.IDENTITY_TOO_LOW: 403,
    RefusalReason.CREDENTIAL_NOT_ACCEPTED: 403,
    RefusalReason.NO_PHONE_REGISTERED: 409,
    RefusalReason.ONE_TIME_CODE_SPENT: 409,
    RefusalReason.CODE_NOT_FOUND: 404,
    RefusalReason.SERVICE_NOT_OFFERED: 404,
    RefusalReason.PROPERTY_NOT_PROVABLE: 409,
    RefusalReason.LICENCE_NOT_VALID: 409,
    RefusalReason.GRANT_UNKNOWN: 404,
    RefusalReason.GRANT_ALREADY_PRINTED: 409,
    RefusalReason.BLANK_ALREADY_USED: 409,
    RefusalReason.CASE_UNKNOWN: 404,
    RefusalReason.RATING_UNKNOWN: 404,
    RefusalReason.RATING_ALREADY_GIVEN: 409,
}
"""HTTP status of each refusal (RFC 9110, section 15.5)."""

AskT_co = TypeVar("AskT_co", bound=m.Message, covariant=True)
AnswerT_co = TypeVar("AnswerT_co", bound=m.Message, covariant=True)


@dataclass(frozen=True, kw_only=True)
class Post(Generic[AskT_co, AnswerT_co]):
    """A message that is posted.

    Attributes:
        name: in the OpenAPI document.
        path: below the line's base URL.
        ask, answer: the messages.
        writes: whether it changes something, so that it needs an idempotency key.
        refusals: why it may be refused, besides an unusable message or key.
        once: whether the terminal asks it a single time, also after a lost connection.
    """

    name: str
    path: str
    summary: str
    ask: type[AskT_co]
    answer: type[AnswerT_co]
    writes: bool
    refusals: tuple[RefusalReason, ...] = ()
    once: bool = False


@dataclass(frozen=True, kw_only=True)
class Get(Generic[AnswerT_co]):
    """Something that is looked up; ``path`` may end in one ``{handle}``. ``public`` needs no certificate."""

    name: str
    path: str
    summary: str
    answer: type[AnswerT_co]
    refusals: tuple[RefusalReason, ...] = ()
    public: bool = False


HEALTH: Final = Get(name="health", path="/health", summary="Whether the portal answers", answer=m.HealthMessage)
VERIFY_CREDENTIAL: Final = Post(
    name="verify_credential",
    path="/v1/credentials/verify",
    summary="Whose electronic card shows this code; using it up",
    ask=who.VerifyCredentialMessage,
    answer=who.PersonFoundMessage,
    writes=True,
    refusals=(RefusalReason.CREDENTIAL_NOT_ACCEPTED,),
    once=True,
)
SEND_ONE_TIME_CODE: Final = Post(
    name="send_one_time_code",
    path="/v1/one-time-codes",
    summary="Send a one-time code to a person's registered phone",
    ask=who.SendOneTimeCodeMessage,
    answer=who.OneTimeCodeSentMessage,
    writes=True,
    refusals=(RefusalReason.PERSON_NOT_MATCHED, RefusalReason.NO_PHONE_REGISTERED),
)
CHECK_ONE_TIME_CODE: Final = Post(
    name="check_one_time_code",
    path="/v1/one-time-codes/check",
    summary="Whether a one-time code is the one that was sent; each check is a try",
    ask=who.CheckOneTimeCodeMessage,
    answer=who.OneTimeCodeCheckedMessage,
    writes=True,
    refusals=(RefusalReason.ONE_TIME_CODE_SPENT,),
)
FIND_PERSON: Final = Post(
    name="find_person",
    path="/v1/persons/find",
    summary="Who has an identity number; for a clerk who vouches",
    ask=who.FindPersonMessage,
    answer=who.PersonFoundMessage,
    writes=False,
    refusals=(RefusalReason.PERSON_NOT_FOUND,),
)
LOOK_UP_CODE: Final = Post(
    name="look_up_code",
    path="/v1/codes/look-up",
    summary="What a slip's or pick-up code stands for",
    ask=who.LookUpCodeMessage,
    answer=who.CodeLookedUpMessage,
    writes=False,
    refusals=(RefusalReason.CODE_NOT_FOUND,),
)
FIND_PROPERTIES: Final = Post(
    name="find_properties",
    path="/v1/properties/find",
    summary="Which units are registered to a person",
    ask=m.FindPropertiesMessage,
    answer=m.PropertiesFoundMessage,
    writes=False,
    refusals=(RefusalReason.PERSON_NOT_MATCHED,),
)
FIND_LICENCES: Final = Post(
    name="find_licences",
    path="/v1/licences/find",
    summary="Which licences of one form a person holds",
    ask=m.FindLicencesMessage,
    answer=m.LicencesFoundMessage,
    writes=False,
    refusals=(RefusalReason.PERSON_NOT_MATCHED,),
)
FIND_CASES: Final = Post(
    name="find_cases",
    path="/v1/cases/find",
    summary="Which cases of a person are on their way",
    ask=m.FindCasesMessage,
    answer=m.CasesFoundMessage,
    writes=False,
    refusals=(RefusalReason.PERSON_NOT_MATCHED,),
)
ISSUE_PROOF: Final = Post(
    name="issue_proof",
    path="/v1/proofs",
    summary="Accept a matter and issue a proof",
    ask=m.IssueProofMessage,
    answer=m.ProofIssuedMessage,
    writes=True,
    refusals=(
        RefusalReason.PERSON_NOT_MATCHED,
        RefusalReason.IDENTITY_TOO_LOW,
        RefusalReason.SERVICE_NOT_OFFERED,
        RefusalReason.NOT_FOUND,
        RefusalReason.PROPERTY_NOT_PROVABLE,
    ),
)
GRANT_CERTIFICATE: Final = Post(
    name="grant_certificate",
    path="/v1/grants",
    summary="Accept a matter and give leave to print one licence once",
    ask=m.GrantCertificateMessage,
    answer=m.CertificateGrantedMessage,
    writes=True,
    refusals=(
        RefusalReason.PERSON_NOT_MATCHED,
        RefusalReason.IDENTITY_TOO_LOW,
        RefusalReason.SERVICE_NOT_OFFERED,
        RefusalReason.NOT_FOUND,
        RefusalReason.LICENCE_NOT_VALID,
    ),
)
CHECK_GRANT: Final = Get(
    name="check_grant",
    path="/v1/grants/{handle}",
    summary="State and holder of a granted licence at this moment",
    answer=m.GrantStateMessage,
    refusals=(RefusalReason.GRANT_UNKNOWN,),
)
REPORT_CERTIFICATE: Final = Post(
    name="report_certificate",
    path="/v1/prints/certificates",
    summary="Which blank now carries which licence",
    ask=m.CertificatePrintedMessage,
    answer=m.ReceivedMessage,
    writes=True,
    refusals=(
        RefusalReason.GRANT_UNKNOWN,
        RefusalReason.GRANT_ALREADY_PRINTED,
        RefusalReason.BLANK_ALREADY_USED,
    ),
)
REPORT_PROOF: Final = Post(
    name="report_proof",
    path="/v1/prints/proofs",
    summary="A proof came out on plain paper",
    ask=m.ProofPrintedMessage,
    answer=m.ReceivedMessage,
    writes=True,
    refusals=(RefusalReason.CASE_UNKNOWN,),
)
REPORT_UNCERTAIN: Final = Post(
    name="report_uncertain",
    path="/v1/prints/uncertain",
    summary="Nobody can say yet whether a sheet was printed",
    ask=m.PrintUncertainMessage,
    answer=m.ReceivedMessage,
    writes=True,
    refusals=(RefusalReason.CASE_UNKNOWN,),
)
RATE: Final = Post(
    name="rate",
    path="/v1/ratings",
    summary="Rate a case, once",
    ask=m.RatingMessage,
    answer=m.ReceivedMessage,
    writes=True,
    refusals=(RefusalReason.RATING_UNKNOWN, RefusalReason.RATING_ALREADY_GIVEN),
)
NOTE_RESUME: Final = Post(
    name="note_resume",
    path="/v1/resumes",
    summary="A matter stopped; the counter can take it up by its code",
    ask=m.ResumeMessage,
    answer=m.ReceivedMessage,
    writes=True,
)
VERIFY: Final = Get(
    name="verify",
    path="/verify/{handle}",
    summary="Confirm a paper by the code printed on it",
    answer=m.PaperConfirmedMessage,
    refusals=(RefusalReason.NOT_FOUND,),
    public=True,
)
