"""The identity ladder as it stands here and now: which ways and which second proofs reach what a service asks."""

from __future__ import annotations

from typing import Final

from devices.status import DeviceKind
from kiosk.catalogue.service import IdentityLevel, Service
from kiosk.visit.identity import BIOMETRIC, CARD_WAYS, LEVEL_OF_FACTOR, LEVEL_OF_WAY, Factor, Way
from kiosk.visit.person import Person
from kiosk.visit.surroundings import Surroundings

WAYS: Final = (*CARD_WAYS, Way.PHONE_CODE, Way.CLERK)
"""Best first."""
DEVICE_OF_WAY: Final = {
    Way.IDENTITY_CARD: DeviceKind.IDENTITY_READER,
    Way.SOCIAL_CARD: DeviceKind.CARD_READER,
    Way.TRAVEL_DOCUMENT: DeviceKind.CARD_READER,
    Way.PHONE_CODE: DeviceKind.CODE_SCANNER,
}
DEVICE_OF_FACTOR: Final = {
    Factor.FINGERPRINT: DeviceKind.FINGERPRINT_READER,
    Factor.FACE: DeviceKind.FACE_CAMERA,
}


def ways_to(service: Service, now: Surroundings) -> tuple[Way, ...]:
    """Return the ways by which a resident can now say who they are as surely as a service asks, best first.

    A way that leads there only with a clerk's help is left out while the clerk's own way is shorter; where the service
    asks for a clerk anyway, it is offered.
    """
    if service.identity is IdentityLevel.NONE:
        return ()
    return tuple(way for way in possible_ways(service, now) if _reaches(way, service, now))


def possible_ways(service: Service, now: Surroundings) -> tuple[Way, ...]:
    """Return the ways that work now, whether or not they lead far enough."""
    return tuple(way for way in WAYS if _works(way, service, now))


def factors_for(
    person: Person, service: Service, now: Surroundings, failed: frozenset[Factor] = frozenset()
) -> tuple[Factor, ...]:
    """Return the second proofs that lift a person as far as a service asks, best first; none where none is left.

    Biometric proofs stand beside others or not at all: nobody is left with their finger or face alone.

    Args:
        failed: those tried in vain.
    """
    return _beside_others(tuple(f for f in _lifting(person.way, service, now) if f not in failed))


def _works(way: Way, service: Service, now: Surroundings) -> bool:
    if way in now.barred:
        return False
    if way is Way.CLERK:
        return now.clerks
    return now.usable(DEVICE_OF_WAY[way]) and (way is not Way.PHONE_CODE or now.line_up(service.line))


def _reaches(way: Way, service: Service, now: Surroundings) -> bool:
    if LEVEL_OF_WAY[way].reaches(service.identity):
        return True
    if way not in CARD_WAYS and service.identity is not IdentityLevel.VOUCHED:
        return False
    return bool(_beside_others(_lifting(way, service, now)))


def _lifting(way: Way, service: Service, now: Surroundings) -> tuple[Factor, ...]:
    """Return the proofs that lift somebody who came by this way as far as the service asks."""
    return tuple(
        factor
        for factor in Factor
        if LEVEL_OF_FACTOR[factor].reaches(service.identity) and _can_be_had(factor, way, service, now)
    )


def _can_be_had(factor: Factor, way: Way, service: Service, now: Surroundings) -> bool:
    match factor:
        case Factor.CLERK:
            return now.clerks
        case Factor.ONE_TIME_CODE:
            # It proves that a card is one's own; a phone's code with the same phone's message proves nothing more.
            return way in CARD_WAYS and now.line_up(service.line)
        case Factor.FINGERPRINT | Factor.FACE:
            # What to compare with stands on the card that the SAM reads.
            return way is Way.IDENTITY_CARD and now.usable(DEVICE_OF_FACTOR[factor])


def _beside_others(factors: tuple[Factor, ...]) -> tuple[Factor, ...]:
    return () if BIOMETRIC.issuperset(factors) else factors
