"""The messages of the portal contract that tell who somebody is, or what a code stands for."""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

from pydantic import Field, StringConstraints

from devices.cards.contents import Sex
from kiosk.portal.messages import (
    Handle,
    IdNumber,
    IsoDate,
    Message,
    NumberedMessage,
    PersonMessage,
    PersonName,
    TextMessage,
)

Credential = Annotated[str, StringConstraints(pattern=r"^[^\u0000-\u001f\u007f]{1,4096}$")]
"""What a code says; opaque. The largest QR code holds 4,296 characters (ISO/IEC 18004, table 7)."""
OneTimeCode = Annotated[str, StringConstraints(pattern=r"^[0-9]{6}$")]


class KnownPersonMessage(NumberedMessage):
    """A person of the county's registers."""

    name: PersonName = Field(repr=False)
    sex: Sex = Field(repr=False)
    birth: IsoDate = Field(repr=False)


class VerifyCredentialMessage(Message):
    """Whose electronic card shows this code? It is used up by being asked."""

    code: Credential = Field(repr=False)


class FindPersonMessage(Message):
    """Who has this number? Asked by a clerk who vouches."""

    id_number: IdNumber = Field(repr=False)
    clerk: Handle


class PersonFoundMessage(Message):
    """Whom a code or a number stands for."""

    person: KnownPersonMessage


class SendOneTimeCodeMessage(Message):
    """Send a one-time code to the phone that is registered for this person."""

    person: PersonMessage


class OneTimeCodeSentMessage(Message):
    """A code is on its way; ``masked_phone`` shows the last digits only."""

    challenge: Handle = Field(repr=False)
    masked_phone: Annotated[str, StringConstraints(min_length=1, max_length=40)] = Field(repr=False)


class CheckOneTimeCodeMessage(Message):
    """Is this the code that was sent?"""

    challenge: Handle = Field(repr=False)
    code: OneTimeCode = Field(repr=False)


class OneTimeCodeCheckedMessage(Message):
    """Whether it was right, and how many more tries there are."""

    right: bool
    tries_left: Annotated[int, Field(ge=0, le=9)]


class LookUpCodeMessage(Message):
    """What does this slip's or pick-up code stand for?"""

    code: Handle = Field(repr=False)


class MatterFoundMessage(Message):
    """A matter that stopped and can go on; see ``kiosk.visit.register.MatterFound``."""

    kind: Literal["matter"] = "matter"
    service: Handle
    title: TextMessage
    stopped_on: IsoDate


class PickupFoundMessage(Message):
    """A finished paper; see ``kiosk.visit.register.PickupFound``."""

    kind: Literal["pickup"] = "pickup"
    title: TextMessage
    ready: bool
    place: TextMessage
    until: IsoDate


CodeMeaningMessage: TypeAlias = Annotated[MatterFoundMessage | PickupFoundMessage, Field(discriminator="kind")]


class CodeLookedUpMessage(Message):
    """What the code stands for; it names nobody."""

    meaning: CodeMeaningMessage
