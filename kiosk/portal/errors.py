"""Errors of the portal client.

PortalError                 the county platform did not give what was asked
├── LineDown                no connection over this line
│   └── TlsRefused          one side did not trust the other's certificate
├── PortalTimeout           connected, but no answer within the line's time
├── PortalBroken            the portal answered that it failed itself (HTTP 5xx)
├── PortalRefused           the portal answered no; ``reason`` says why
└── PortalAnswerUnusable    what came back is not what the contract says

Each carries ``code``, a key of ``failures.toml``, and the line it happened on.
"""

from __future__ import annotations

from enum import Enum

from kiosk.errors import KioskError


class RefusalReason(Enum):
    """Why the portal says no; the values stand on the wire and are failure codes."""

    MESSAGE_UNUSABLE = "PORTAL_MESSAGE_REFUSED"
    KEY_REUSED = "PORTAL_KEY_REUSED"
    NOT_FOUND = "PORTAL_NOTHING_FOUND"
    PERSON_NOT_MATCHED = "PERSON_NOT_MATCHED"
    PERSON_NOT_FOUND = "PERSON_NOT_FOUND"
    IDENTITY_TOO_LOW = "IDENTITY_TOO_LOW"
    CREDENTIAL_NOT_ACCEPTED = "CREDENTIAL_NOT_ACCEPTED"
    """Expired, used before or not known: the portal does not say which."""
    NO_PHONE_REGISTERED = "NO_PHONE_REGISTERED"
    ONE_TIME_CODE_SPENT = "ONE_TIME_CODE_SPENT"
    """Too old, used, or tried too often: another one must be sent."""
    CODE_NOT_FOUND = "CODE_NOT_FOUND"
    SERVICE_NOT_OFFERED = "SERVICE_NOT_OFFERED"
    PROPERTY_NOT_PROVABLE = "PROPERTY_NOT_PROVABLE"
    LICENCE_NOT_VALID = "LICENCE_NOT_VALID"
    GRANT_UNKNOWN = "GRANT_UNKNOWN"
    GRANT_ALREADY_PRINTED = "GRANT_ALREADY_PRINTED"
    BLANK_ALREADY_USED = "BLANK_ALREADY_USED"
    CASE_UNKNOWN = "CASE_UNKNOWN"
    RATING_UNKNOWN = "RATING_UNKNOWN"
    RATING_ALREADY_GIVEN = "RATING_ALREADY_GIVEN"


class PortalError(KioskError):
    """The county platform did not give what was asked."""

    def __init__(self, code: str, line: str, detail: str = "") -> None:
        super().__init__(code, f"{line}: {detail}" if detail else line)
        self.line = line


class LineDown(PortalError):
    """The portal cannot be reached over this line."""

    def __init__(self, line: str, detail: str = "", *, code: str = "PORTAL_UNREACHABLE") -> None:
        super().__init__(code, line, detail)


class TlsRefused(LineDown):
    """The portal did not accept the terminal's certificate, or the terminal not the portal's."""

    def __init__(self, line: str, detail: str = "") -> None:
        super().__init__(line, detail, code="PORTAL_TLS_REFUSED")


class PortalTimeout(PortalError):
    """The portal did not answer within the time of the line."""

    def __init__(self, line: str, detail: str = "") -> None:
        super().__init__("PORTAL_TIMEOUT", line, detail)


class PortalBroken(PortalError):
    """The portal answered that it failed itself."""

    def __init__(self, line: str, detail: str = "") -> None:
        super().__init__("PORTAL_BROKEN", line, detail)


class PortalRefused(PortalError):
    """The portal understood and says no; asking again changes nothing."""

    def __init__(self, line: str, reason: RefusalReason) -> None:
        super().__init__(reason.value, line)
        self.reason = reason


class PortalAnswerUnusable(PortalError):
    """The answer breaks the contract; nothing of it may be used."""

    def __init__(self, line: str, detail: str = "") -> None:
        super().__init__("PORTAL_ANSWER_UNUSABLE", line, detail)
