"""Sample screens of the identity ladder: who is it, and is it really them? Residents and clerks are invented."""

from __future__ import annotations

from dataclasses import replace

from devices.cards.contents import CardKind
from kiosk.failures import load_failures
from kiosk.visit.identity import Way
from kiosk.visit.person import mask_name
from kiosk.visit.preferences import Preferences
from kiosk.visit.screens import ConfirmScreen, Frame, IdentifyScreen, Revealed, Screen
from tests.ui.world import COUNT_PROOF, a_frame

FAILURES = load_failures()
NAME = "张＊＊"
LATIN_NAME = "MAXIMILIANA ALEXANDRA FERNANDEZ-QUINTERO"
"""As long as the machine-readable zone of a passport allows, and one more (ICAO Doc 9303-4: 39 characters)."""
ALL_BUT_IDENTITY = (Way.SOCIAL_CARD, Way.TRAVEL_DOCUMENT, Way.PHONE_CODE, Way.CLERK)
ALL_BUT_SOCIAL = (Way.TRAVEL_DOCUMENT, Way.PHONE_CODE, Way.CLERK, Way.IDENTITY_CARD)
ALL_BUT_DOCUMENT = (Way.IDENTITY_CARD, Way.SOCIAL_CARD, Way.PHONE_CODE, Way.CLERK)


def samples(preferences: Preferences) -> dict[str, Screen]:
    """Return each sample by its name."""
    return _identify(preferences) | _confirm(preferences)


def unknown(preferences: Preferences) -> Frame:
    """Make the frame of a page before anybody has said who they are."""
    return a_frame(preferences, service=COUNT_PROOF, current=1, in_visit=True)


def known(preferences: Preferences) -> Frame:
    """Make the frame of a page on which the resident is known."""
    return a_frame(preferences, service=COUNT_PROOF, current=2, in_visit=True, masked_name=NAME)


def _identify(preferences: Preferences) -> dict[str, Screen]:
    identify = IdentifyScreen(
        unknown(preferences), Way.IDENTITY_CARD, ALL_BUT_IDENTITY[:1] + ALL_BUT_IDENTITY[2:], False, None, beeps=True
    )
    lifted = FAILURES.find("CARD_LIFTED_TOO_EARLY")
    return {
        "identify": identify,
        "identify-four": replace(identify, others=ALL_BUT_IDENTITY, beeps=False),
        "identify-one": replace(identify, others=(Way.CLERK,)),
        "identify-none": replace(identify, others=()),
        "identify-reading": replace(identify, others=(), reading=True),
        "identify-lifted": replace(identify, others=ALL_BUT_IDENTITY, notice=lifted),
        "identify-social": replace(identify, way=Way.SOCIAL_CARD, others=ALL_BUT_SOCIAL, beeps=False),
        "identify-social-only": replace(identify, way=Way.SOCIAL_CARD, others=(Way.CLERK,)),
        "identify-document": replace(identify, way=Way.TRAVEL_DOCUMENT, others=ALL_BUT_DOCUMENT, beeps=False),
    }


def _confirm(preferences: Preferences) -> dict[str, Screen]:
    confirm = ConfirmScreen(
        frame=known(preferences),
        service=COUNT_PROOF,
        way=Way.IDENTITY_CARD,
        card=CardKind.IDENTITY_CARD,
        masked_name=NAME,
        birth_year=1950,
        masked_id_number="430922 ＊＊＊＊＊＊＊＊ 0025",
        revealed=Revealed("张桂兰", "430922195003120025"),
    )
    latin = replace(
        confirm, masked_name=mask_name(LATIN_NAME), birth_year=1984, revealed=Revealed(LATIN_NAME, "K01234567")
    )
    return {
        "confirm": confirm,
        "confirm-social": replace(confirm, way=Way.SOCIAL_CARD, card=CardKind.SOCIAL_SECURITY_CARD),
        "confirm-residence": replace(confirm, card=CardKind.RESIDENCE_PERMIT),
        "confirm-permanent": replace(latin, card=CardKind.PERMANENT_RESIDENT_CARD),
        "confirm-passport": replace(
            latin, way=Way.TRAVEL_DOCUMENT, card=CardKind.PASSPORT, masked_id_number="K ＊＊＊＊＊＊ 67"
        ),
        "confirm-travel-permit": replace(confirm, way=Way.TRAVEL_DOCUMENT, card=CardKind.TRAVEL_PERMIT),
        "confirm-phone": replace(confirm, way=Way.PHONE_CODE, card=None),
        "confirm-clerk": replace(confirm, way=Way.CLERK, card=None),
    }
