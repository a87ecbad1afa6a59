"""What can be said to the simulated world, and what it says of itself: one JSON object a line."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import Annotated, Final, Literal, TypeAlias

from pydantic import Field, TypeAdapter, ValidationError

from devices.ports import MatchOutcome
from devices.simulators.world_line import Cut
from devices.status import DeviceKind


class Place(Enum):
    """Where a card can be laid."""

    IDENTITY = "identity"
    """The identity-card reader."""
    CARD = "card"
    """The reader for chip cards."""
    CONTACTLESS = "contactless"
    """The reader that travel documents are laid on, and chip cards that need no contact."""


class PaperLevel(Enum):
    """How much paper is in a printer."""

    FULL = "full"
    LOW = "low"
    OUT = "out"


@dataclass(frozen=True)
class PlaceCard:
    """Lay a holder's card on a reader.

    Attributes:
        slug: whose, by the file name in the wallet.
        place: which reader; absent for the one that the holder has a card for, the chip-card reader first.
        pulled: draw it back in the middle of the read.
    """

    slug: str
    place: Place | None = None
    pulled: bool = False
    do: Literal["place-card"] = "place-card"


@dataclass(frozen=True)
class LiftCard:
    """Take every card off the readers."""

    do: Literal["lift-card"] = "lift-card"


@dataclass(frozen=True)
class ShowCode:
    """Hold a code before the scanner, which must be lit; a newline parts the lines of a machine-readable zone."""

    text: str = field(repr=False)
    do: Literal["show-code"] = "show-code"


@dataclass(frozen=True)
class SetMatch:
    """Let the fingerprint reader or the face camera find this from now on."""

    kind: DeviceKind
    outcome: MatchOutcome
    do: Literal["set-match"] = "set-match"


@dataclass(frozen=True)
class LoadReceipt:
    """Set the paper of the receipt printer."""

    level: PaperLevel
    do: Literal["load-receipt"] = "load-receipt"


@dataclass(frozen=True)
class TearReceipt:
    """Tear off and take what hangs out of the receipt printer."""

    do: Literal["tear-receipt"] = "tear-receipt"


@dataclass(frozen=True)
class LoadCertificate:
    """Set the paper of the certificate printer."""

    level: PaperLevel
    do: Literal["load-certificate"] = "load-certificate"


@dataclass(frozen=True)
class JamCertificate:
    """Let the certificate printer jam.

    Attributes:
        at_page: jam on this page of the next document; absent for a jam here and now.
    """

    at_page: int | None = None
    do: Literal["jam-certificate"] = "jam-certificate"


@dataclass(frozen=True)
class ClearCertificate:
    """Put everything right that is wrong with the certificate printer."""

    do: Literal["clear-certificate"] = "clear-certificate"


@dataclass(frozen=True)
class TakeCertificate:
    """Take the sheets out of the certificate outlet."""

    do: Literal["take-certificate"] = "take-certificate"


@dataclass(frozen=True)
class CutLine:
    """Cut a network line."""

    line: str
    way: Cut = Cut.REFUSING
    do: Literal["cut-line"] = "cut-line"


@dataclass(frozen=True)
class MendLine:
    """Mend a network line."""

    line: str
    do: Literal["mend-line"] = "mend-line"


@dataclass(frozen=True)
class AwaitChange:
    """Answer with the status once it is another than ``revision``, or after ``within_s`` seconds."""

    revision: int = -1
    within_s: float = 0.0
    do: Literal["await-change"] = "await-change"


Command: TypeAlias = (
    PlaceCard
    | LiftCard
    | ShowCode
    | SetMatch
    | LoadReceipt
    | TearReceipt
    | LoadCertificate
    | JamCertificate
    | ClearCertificate
    | TakeCertificate
    | CutLine
    | MendLine
    | AwaitChange
)


@dataclass(frozen=True)
class LyingCard:
    """A card on a reader."""

    place: Place
    slug: str


@dataclass(frozen=True)
class TornSlip:
    """What was torn off the receipt printer at once; ``picture`` shows it and ``job`` holds the bytes that made it."""

    number: int
    picture: str
    job: str


@dataclass(frozen=True)
class ReceiptState:
    """The receipt printer.

    Attributes:
        paper: how much is left.
        picture: shows the cut paper that hangs out; absent when none does.
        torn: everything that was torn off since the world began.
        violations: what it got that its protocol does not allow.
    """

    paper: PaperLevel
    picture: str | None
    torn: tuple[TornSlip, ...]
    violations: tuple[str, ...]


@dataclass(frozen=True)
class PrintedSheet:
    """A sheet that came out of the certificate printer; ``document`` holds the bytes that made it."""

    number: int
    document: str
    media: str


@dataclass(frozen=True)
class CertificateState:
    """The certificate printer.

    Attributes:
        faults: ``printer-state-reasons`` keywords (RFC 8011, 5.4.12) of what is wrong.
        lying: the sheets in the outlet.
        sheets: every sheet since the world began.
    """

    faults: tuple[str, ...]
    lying: tuple[PrintedSheet, ...]
    sheets: tuple[PrintedSheet, ...]


@dataclass(frozen=True)
class LineState:
    """A network line; ``cut`` is absent while it is whole."""

    name: str
    cut: Cut | None


@dataclass(frozen=True)
class ScannerState:
    """The code scanner; it is lit while the terminal has it armed, and dark for a while after each code."""

    lit: bool


@dataclass(frozen=True)
class MatcherState:
    """A fingerprint reader or face camera, and what it will find."""

    kind: DeviceKind
    outcome: MatchOutcome


@dataclass(frozen=True)
class WorldStatus:
    """The whole world at one moment; ``revision`` grows with every change."""

    revision: int
    cards: tuple[LyingCard, ...]
    receipt: ReceiptState
    certificate: CertificateState
    lines: tuple[LineState, ...]
    scanner: ScannerState = ScannerState(lit=False)
    matchers: tuple[MatcherState, ...] = ()
    said: Literal["status"] = "status"


@dataclass(frozen=True)
class Refused:
    """The command was not carried out."""

    reason: str
    said: Literal["refused"] = "refused"


Reply: TypeAlias = WorldStatus | Refused

_COMMANDS: Final[TypeAdapter[Command]] = TypeAdapter(Annotated[Command, Field(discriminator="do")])
_REPLIES: Final[TypeAdapter[Reply]] = TypeAdapter(Annotated[Reply, Field(discriminator="said")])


class NotUnderstood(ValueError):
    """A line that is no message of this protocol."""


def encode_command(command: Command) -> bytes:
    """Return one line."""
    return _COMMANDS.dump_json(command) + b"\n"


def decode_command(line: bytes) -> Command:
    """Read one line; raises :class:`NotUnderstood`."""
    try:
        return _COMMANDS.validate_json(line)
    except ValidationError as error:
        raise NotUnderstood(_first_complaint(error)) from error


def encode_reply(reply: Reply) -> bytes:
    """Return one line."""
    return _REPLIES.dump_json(reply) + b"\n"


def decode_reply(line: bytes) -> Reply:
    """Read one line; raises :class:`NotUnderstood`."""
    try:
        return _REPLIES.validate_json(line)
    except ValidationError as error:
        raise NotUnderstood(_first_complaint(error)) from error


def _first_complaint(error: ValidationError) -> str:
    first = error.errors(include_url=False)[0]
    return f"{'.'.join(str(part) for part in first['loc'])}: {first['msg']}"
