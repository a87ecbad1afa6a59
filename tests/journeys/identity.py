"""The journeys of people who say in other ways who they are, and of cards that come in between."""

from __future__ import annotations

from typing import Final

from devices.simulators.emrtd.zone import write_zone
from devices.simulators.wallet import load_holder
from devices.simulators.world_messages import LiftCard, MendLine, Place
from tests.journeys.books import Tally
from tests.journeys.journeys import (
    PROGRESS,
    PROOF_PRINTED,
    PROPERTY,
    ZHANG,
    Journey,
    begin,
    choose_properties,
    print_it,
    rate,
    stop_half_way,
    take_everything,
)
from tests.journeys.visitor import Visitor

DETAIL: Final = "service-property-detail-proof"
LI: Final = "li-jianguo"
ZHANG_NUMBER: Final = "430922195001010025"
CHAN: Final = "chan-wing-man"
KIM: Final = "kim-tae-hyun"
CAO: Final = "passport-cao-lei"
LAM: Final = "permit-lam-ka-yan"
WHAREPAPA: Final = "passport-te-aroha"


def phone_code(me: Visitor) -> None:
    """I have no card with me, show the electronic one on my phone, and see how far my case has come."""
    begin(me, PROGRESS)
    me.touches("way-phone-code")
    me.sees("scan-code")
    me.shows_phone(ZHANG)
    me.goes_on(["confirm"])
    me.sees("choose-one")
    me.touches("aid-end")
    me.sees("attract")


def one_time_code(me: Visitor) -> None:
    """My full addresses want a second proof: I type the code that comes to my phone."""
    begin(me, DETAIL)
    me.lays(ZHANG, Place.CARD)
    me.goes_on(["confirm"])
    me.sees("prove-it")
    me.touches("factor-one-time-code")
    me.sees("one-time-code")
    me.types_code_from_phone(ZHANG)
    me.touches("primary")
    me.sees("choose-properties")
    me.touches("all")
    me.goes_on(["choose-properties"])
    print_it(me)
    take_everything(me)
    rate(me)


def fingerprint(me: Visitor) -> None:
    """I give the second proof with my finger, which the terminal compares with the templates on my identity card."""
    begin(me, DETAIL)
    me.lays(LI, Place.IDENTITY)
    me.goes_on(["confirm"])
    me.sees("prove-it")
    me.touches("factor-fingerprint")
    me.sees("choose-properties")
    me.touches("aid-end")
    me.sees("take")
    me.lifts_card()
    me.sees("attract")


def face(me: Visitor) -> None:
    """I give the second proof by looking into the camera, which compares me with the photo on my identity card."""
    begin(me, DETAIL)
    me.lays(ZHANG, Place.IDENTITY)
    me.goes_on(["confirm"])
    me.sees("prove-it")
    me.touches("factor-face")
    me.sees("choose-properties")
    me.touches("aid-end")
    me.sees("take")
    me.lifts_card()
    me.sees("attract")


def clerk_vouches(me: Visitor) -> None:
    """I have nothing with me; the clerk knows me, signs in, and names me."""
    begin(me, PROGRESS)
    me.touches("way-clerk")
    me.sees("sign-in")
    me.signs_in()
    me.sees("name-person")
    me.types(ZHANG_NUMBER)
    me.touches("primary")
    me.goes_on(["confirm"])
    me.sees("choose-one")
    me.touches("aid-end")
    me.sees("attract")


def residence_permit(me: Visitor) -> None:
    """I come from Hong Kong and lay my residence permit down."""
    _ask_and_leave(me, CHAN, Place.IDENTITY)


def permanent_resident(me: Visitor) -> None:
    """I am a foreigner who lives here for good, and lay my card of 2023 down."""
    _ask_and_leave(me, KIM, Place.IDENTITY)


def passport_typed(me: Visitor) -> None:
    """I lay my passport down and type what stands in it."""
    begin(me, PROGRESS)
    me.lays(CAO)
    me.sees("unlock")
    me.types("EJ3071560")
    me.touches("primary")
    me.types("19870923")
    me.touches("primary")
    me.types("20310416")
    me.touches("primary")
    _leave_from_confirm(me)


def permit_scanned(me: Visitor) -> None:
    """I come from Hong Kong with my travel permit, and hold its printed lines before the scanner instead of typing."""
    document = load_holder(LAM).travel_document
    assert document is not None
    begin(me, PROGRESS)
    me.lays(LAM)
    me.sees("unlock")
    me.shows_code(write_zone(document))
    _leave_from_confirm(me)


def passport_by_number_on_front(me: Visitor) -> None:
    """My passport has six digits on its front, and they are enough."""
    begin(me, PROGRESS)
    me.lays(WHAREPAPA)
    me.sees("unlock")
    me.touches("own")
    me.types("430922")
    me.touches("primary")
    _leave_from_confirm(me)


def another_card_meanwhile(me: Visitor) -> None:
    """Somebody lays their card down beside mine: my visit ends at once, and nothing of mine is shown."""
    begin(me, PROPERTY)
    me.lays(ZHANG, Place.CARD)
    me.goes_on(["confirm"])
    me.sees("choose-properties")
    me.lays(LI, Place.IDENTITY)
    me.sees("take")
    me.plays(LiftCard())
    me.sees("attract")


def slip_code(me: Visitor) -> None:
    """My matter stopped and I have its slip; the terminal knows it and takes me to the service again."""
    code = _stop_in_the_middle(me)
    me.shows_code(code)
    me.sees("code-lookup")
    me.touches("primary")
    me.sees("guide")
    me.waits_for_key("primary")
    me.goes_on(["guide", "consent"])
    me.sees("identify")
    me.lays(ZHANG, Place.CARD)
    choose_properties(me)
    print_it(me)
    take_everything(me)
    rate(me)


def _stop_in_the_middle(me: Visitor) -> str:
    """Let a matter stop, take the slip, and return what the code on it says."""
    stop_half_way(me)
    code = me.reads_code_on_slip()
    me.tears_slip()
    me.lifts_card()
    me.sees("attract")
    me.plays(MendLine("registry"))
    return code


def _ask_and_leave(me: Visitor, slug: str, place: Place) -> None:
    begin(me, PROGRESS)
    me.lays(slug, place)
    _leave_from_confirm(me)


def _leave_from_confirm(me: Visitor) -> None:
    """See that it is me, and leave."""
    me.sees("confirm")
    me.touches("aid-end")
    me.sees("take")
    me.lifts_card()
    me.sees("attract")


IDENTITY: Final = (
    Journey(name="phone-code", play=phone_code),
    Journey(name="one-time-code", play=one_time_code, adds=PROOF_PRINTED),
    Journey(name="fingerprint", play=fingerprint),
    Journey(name="face", play=face),
    Journey(name="clerk-vouches", play=clerk_vouches),
    Journey(name="residence-permit", play=residence_permit),
    Journey(name="permanent-resident", play=permanent_resident),
    Journey(name="passport-typed", play=passport_typed),
    Journey(name="permit-scanned", play=permit_scanned),
    Journey(name="passport-number-on-front", play=passport_by_number_on_front),
    Journey(name="another-card-meanwhile", play=another_card_meanwhile),
    Journey(
        name="slip-code",
        play=slip_code,
        adds=Tally(sheets=1, slips=2, matters=1, proofs=1, taken=1, ratings=1, resumes=1),
    ),
)
