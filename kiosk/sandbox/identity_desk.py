"""The sandbox portal's word on who somebody is: cards, phones and clerks."""

from __future__ import annotations

import re
from typing import Final

from devices.cards.citizen_number import InvalidNumber
from devices.cards.contents import Numbering
from devices.cards.numbers import parse_number
from kiosk.catalogue.service import IdentityLevel
from kiosk.portal import identity_messages as who
from kiosk.portal import messages as m
from kiosk.portal.errors import RefusalReason
from kiosk.sandbox.numbers import register_key
from kiosk.sandbox.phones import Phones, Spent, mask_phone
from kiosk.sandbox.records import County, Resident
from kiosk.sandbox.refused import Refused

_WORDS: Final = re.compile(r"[^\W\d_]+")


class IdentityDesk:
    """Answers who somebody is, in the name of the invented county."""

    def __init__(self, *, county: County, phones: Phones) -> None:
        self._county = county
        self._phones = phones

    def verify_credential(self, ask: who.VerifyCredentialMessage) -> who.PersonFoundMessage:
        """Use up the code of an electronic card, and say whose it is."""
        holder = self._phones.cards.redeem(ask.code)
        resident = self._county.resident(holder) if holder else None
        if resident is None:
            raise Refused(RefusalReason.CREDENTIAL_NOT_ACCEPTED)
        return person_found(resident)

    def send_one_time_code(self, ask: who.SendOneTimeCodeMessage) -> who.OneTimeCodeSentMessage:
        """Send a code to the phone that is registered for a person."""
        resident = identify(self._county, ask.person)
        if resident is None or not resident.phone:
            raise Refused(RefusalReason.NO_PHONE_REGISTERED)
        challenge = self._phones.messages.send(resident.key)
        return who.OneTimeCodeSentMessage(challenge=challenge, masked_phone=mask_phone(resident.phone))

    def check_one_time_code(self, ask: who.CheckOneTimeCodeMessage) -> who.OneTimeCodeCheckedMessage:
        """Compare a code with the one that was sent."""
        try:
            right, tries_left = self._phones.messages.check(ask.challenge, ask.code)
        except Spent:
            raise Refused(RefusalReason.ONE_TIME_CODE_SPENT) from None
        return who.OneTimeCodeCheckedMessage(right=right, tries_left=tries_left)

    def find_person(self, ask: who.FindPersonMessage) -> who.PersonFoundMessage:
        """Say who has an identity number."""
        resident = self._county.find_by_number(ask.id_number)
        if resident is None:
            raise Refused(RefusalReason.PERSON_NOT_FOUND)
        return person_found(resident)


def identify(county: County, person: m.PersonMessage) -> Resident | None:
    """Compare with the population register; who is not from this county is simply not found in it later.

    Raises :class:`Refused` for a number that nobody can have, and for one that somebody else has.
    """
    known = county.resident(key_of(person))
    if not _is_possible(person) or (known is not None and not _is_name(known.name, person.name)):
        raise Refused(RefusalReason.PERSON_NOT_MATCHED)
    return known


def key_of(person: m.PersonMessage) -> str:
    """Return the key under which a person stands in every register."""
    return register_key(person.id_number, person.numbering, person.issuing_state)


def demand_level(person: m.PersonMessage, least: IdentityLevel) -> None:
    """Raise :class:`Refused` when a matter takes more certainty than the terminal has."""
    if not person.level.reaches(least):
        raise Refused(RefusalReason.IDENTITY_TOO_LOW, f"{person.level.value}, wanted {least.value}")


def person_found(resident: Resident) -> who.PersonFoundMessage:
    """Name a resident."""
    return who.PersonFoundMessage(
        person=who.KnownPersonMessage(
            name=resident.name,
            id_number=resident.id_number,
            numbering=resident.numbering,
            issuing_state=resident.issuing_state,
            sex=resident.sex,
            birth=resident.birth,
        )
    )


def _is_possible(person: m.PersonMessage) -> bool:
    if person.numbering is Numbering.DOCUMENT:
        return True
    try:
        return parse_number(person.id_number).numbering is person.numbering
    except InvalidNumber:
        return False


def _is_name(known: str, shown: str) -> bool:
    """Compare names; those of travel documents come with surname first or last, with or without a comma."""
    if known == shown:
        return True
    words = [sorted(_WORDS.findall(name.upper())) for name in (known, shown)]
    return known.isascii() and words[0] == words[1]
