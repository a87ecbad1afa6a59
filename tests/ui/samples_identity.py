"""Sample screens of the identity ladder: who is it, and is it really them? Residents and clerks are invented."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from devices.cards.contents import CardKind
from kiosk.bilingual import Bilingual
from kiosk.failures import Failure, load_failures
from kiosk.visit.identity import Factor, Way
from kiosk.visit.person import mask_name
from kiosk.visit.preferences import Preferences
from kiosk.visit.register import MatterFound, PickupFound
from kiosk.visit.screens import (
    CodeLookupScreen,
    ConfirmScreen,
    Frame,
    IdentifyScreen,
    MatchingScreen,
    NamePersonScreen,
    OneTimeCodeScreen,
    ProveItScreen,
    Revealed,
    ScanCodeScreen,
    Screen,
    SignInScreen,
    UnlockScreen,
)
from tests.ui.world import COUNT_PROOF, a_frame

FAILURES = load_failures()
NAME = "张＊＊"
LATIN_NAME = "MAXIMILIANA ALEXANDRA FERNANDEZ-QUINTERO"
"""As long as the machine-readable zone of a passport allows, and one more (ICAO Doc 9303-4: 39 characters)."""
ALL_BUT_IDENTITY = (Way.SOCIAL_CARD, Way.TRAVEL_DOCUMENT, Way.PHONE_CODE, Way.CLERK)
ALL_BUT_SOCIAL = (Way.TRAVEL_DOCUMENT, Way.PHONE_CODE, Way.CLERK, Way.IDENTITY_CARD)
ALL_BUT_PHONE = (Way.IDENTITY_CARD, Way.SOCIAL_CARD, Way.TRAVEL_DOCUMENT, Way.CLERK)
ALL_BUT_DOCUMENT = (Way.IDENTITY_CARD, Way.SOCIAL_CARD, Way.PHONE_CODE, Way.CLERK)

NOT_RIGHT = Failure(
    code="SAMPLE_NOT_RIGHT",
    title=Bilingual("和登记的对不上，请再看一遍", "It does not match. Please look again."),
    safe=Bilingual("没有办理，卡可以拿走。", "Nothing was done; you may take your card."),
    staff=Bilingual("输入的内容不对。", "What was typed is not right."),
    remedy=Bilingual("请重新输入。", "Type it again."),
    retriable=True,
    card_safe=True,
    paper_safe=True,
)
"""A notice as long as a title may be; the pages of the product take theirs from the table of failures."""
STALE = replace(
    NOT_RIGHT,
    title=Bilingual("二维码过期了，请在手机上刷新", "The code is too old. Refresh it on the phone."),
    safe=Bilingual("码一分钟一换，刷新后再扫一次。", "Codes change every minute; refresh and scan again."),
)


def samples(preferences: Preferences) -> dict[str, Screen]:
    """Return each sample by its name."""
    return (
        _identify(preferences)
        | _typed(preferences)
        | _proofs(preferences)
        | _codes(preferences)
        | _confirm(preferences)
    )


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


def _typed(preferences: Preferences) -> dict[str, Screen]:
    unlock = UnlockScreen(unknown(preferences), reading=False, notice=None, scanner=False)
    sign_in = SignInScreen(unknown(preferences), checking=False, notice=None, person_known=False)
    name_person = NamePersonScreen(unknown(preferences), clerk="刘敏", checking=False, notice=None)
    return {
        "unlock": unlock,
        "unlock-scanner": replace(unlock, scanner=True),
        "unlock-reading": replace(unlock, reading=True),
        "unlock-wrong": replace(unlock, notice=NOT_RIGHT),
        "sign-in": sign_in,
        "sign-in-known": replace(sign_in, frame=known(preferences), person_known=True),
        "sign-in-checking": replace(sign_in, checking=True),
        "sign-in-wrong": replace(sign_in, notice=NOT_RIGHT),
        "name-person": name_person,
        "name-person-checking": replace(name_person, checking=True),
        "name-person-unknown": replace(name_person, notice=NOT_RIGHT),
    }


def _proofs(preferences: Preferences) -> dict[str, Screen]:
    frame = known(preferences)
    prove = ProveItScreen(frame, tuple(Factor), checking=False, notice=None)
    code = OneTimeCodeScreen(frame, "138＊＊＊＊0025", checking=False, notice=None, others=tuple(Factor)[1:])
    finger = MatchingScreen(frame, Factor.FINGERPRINT, (Factor.ONE_TIME_CODE, Factor.FACE, Factor.CLERK))
    return {
        "prove-it": replace(prove, factors=(Factor.ONE_TIME_CODE, Factor.CLERK)),
        "prove-it-all": prove,
        "prove-it-checking": replace(prove, checking=True),
        "prove-it-again": replace(prove, notice=NOT_RIGHT),
        "prove-it-one": replace(prove, factors=(Factor.CLERK,), notice=NOT_RIGHT),
        "one-time-code": code,
        "one-time-code-alone": replace(code, others=()),
        "one-time-code-checking": replace(code, checking=True),
        "one-time-code-wrong": replace(code, notice=NOT_RIGHT, tries_left=2),
        "matching-finger": finger,
        "matching-face": replace(finger, factor=Factor.FACE, others=(Factor.ONE_TIME_CODE,)),
    }


def _codes(preferences: Preferences) -> dict[str, Screen]:
    scan = ScanCodeScreen(unknown(preferences), checking=False, notice=None, others=ALL_BUT_PHONE, beeps=True)
    frame = a_frame(preferences, in_visit=True)
    looking = CodeLookupScreen(frame, found=None, notice=None)
    matter = MatterFound("property-count-proof", COUNT_PROOF.name, date(2026, 3, 16))
    pickup = PickupFound(
        Bilingual("老年人优待证", "Senior citizen card"),
        True,
        Bilingual("县政务大厅一楼 3 号取件柜", "County hall, ground floor, locker 3"),
        date(2026, 4, 2),
    )
    return {
        "scan-code": scan,
        "scan-code-one": replace(scan, others=(Way.IDENTITY_CARD,), beeps=False),
        "scan-code-checking": replace(scan, checking=True, others=()),
        "scan-code-stale": replace(scan, notice=STALE),
        "code-lookup": looking,
        "code-lookup-matter": replace(looking, found=matter),
        "code-lookup-pickup": replace(looking, found=pickup),
        "code-lookup-later": replace(looking, found=replace(pickup, ready=False)),
        "code-lookup-unknown": replace(looking, notice=NOT_RIGHT),
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
