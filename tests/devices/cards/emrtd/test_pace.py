"""PACE, with the worked example of ICAO Doc 9303-11, appendix G.1 (ECDH, generic mapping, brainpoolP256r1, AES-128)."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from devices.cards.access import AccessKey, CanKey, MrzKey
from devices.cards.emrtd.card_access import PaceOffer, parse_card_access
from devices.cards.emrtd.curves import BRAINPOOL_P256R1
from devices.cards.emrtd.elliptic import Point, base_point, multiply
from devices.cards.emrtd.pace import PaceArithmetic, password_access
from devices.cards.emrtd.suites import KeyUse, Suite
from devices.errors import CardUnreadable

KEY = MrzKey(number="T22000129", birth="640812", expiry="101031")
OFFER = PaceOffer(bytes.fromhex("04007F00070202040202"), 13)
CURVE = BRAINPOOL_P256R1

SEALED_NONCE = "95A3A016522EE98D01E76CB6B98B42C3"
NONCE = 0x3F00C4D39D153F2B2A214A078D899B22
MAPPING_PRIVATE = 0x7F4EF07B9EA82FD78AD689B38D0BC78CF21F249D953BC46F4C6E19259C010F99
MAPPING_PUBLIC = Point(
    0x7ACF3EFC982EC45565A4B155129EFBC74650DCBFA6362D896FC70262E0C2CC5E,
    0x544552DCB6725218799115B55C9BAA6D9F6BC3A9618E70C25AF71777A9C4922D,
)
CHIP_MAPPING_PRIVATE = 0x498FF49756F2DC1587840041839A85982BE7761D14715FB091EFA7BCE9058560
CHIP_MAPPING_PUBLIC = Point(
    0x824FBA91C9CBE26BEF53A0EBE7342A3BF178CEA9F45DE0B70AA601651FBA3F57,
    0x30D8C879AAA9C9F73991E61B58F4D52EB87A0A0C709A49DC63719363CCD13C54,
)
SHARED = Point(
    0x60332EF2450B5D247EF6D3868397D398852ED6E8CAF6FFEEF6BF85CA57057FD5,
    0x0840CA7415BAF3E43BD414D35AA4608B93A2CAF3A4E3EA4E82C9C13D03EB7181,
)
GENERATOR = Point(
    0x8CED63C91426D4F0EB1435E7CB1D74A46723A0AF21C89634F65A9AE87A9265E2,
    0x8C879506743F8611AC33645C5B985C80B5F09A0B83407C1B6A4D857AE76FE522,
)
EPHEMERAL_PRIVATE = 0xA73FB703AC1436A18E0CFA5ABB3F7BEC7A070E7A6788486BEE230C4A22762595
EPHEMERAL_PUBLIC = Point(
    0x2DB7A64C0355044EC9DF190514C625CBA2CEA48754887122F3A5EF0D5EDD301C,
    0x3556F3B3B186DF10B857B58F6A7EB80F20BA5DC7BE1D43D9BF850149FBB36462,
)
CHIP_EPHEMERAL_PUBLIC = Point(
    0x9E880F842905B8B3181F7AF7CAA9F0EFB743847F44A306D2D28C1D9EC65DF6DB,
    0x7764B22277A2EDDC3C265A9F018F9CB852E111B768B326904B59A0193776F094,
)
AGREED_X = 0x28768D20701247DAE81804C9E780EDE582A9996DB4A315020B2733197DB84925
TOKEN = "C2B0BD78D94BA866"
CHIP_TOKEN = "3ABB9674BCE93C08"


def test_the_password_opens_the_nonce() -> None:
    assert PaceArithmetic(OFFER).open_nonce(KEY, bytes.fromhex(SEALED_NONCE)) == NONCE


def test_the_password_of_the_zone_becomes_the_key_of_the_nonce() -> None:
    secret = bytes.fromhex("7E2D2A41C74EA0B38CD36F863939BFA8E9032AAD")
    assert Suite.AES_128.derive(secret, KeyUse.PACE_NONCE).hex().upper() == "89DED1B26624EC1E634C1989302849DD"


def test_the_mapping_leads_to_the_sessions_generator() -> None:
    assert multiply(CURVE, MAPPING_PRIVATE, base_point(CURVE)) == MAPPING_PUBLIC
    assert multiply(CURVE, CHIP_MAPPING_PRIVATE, base_point(CURVE)) == CHIP_MAPPING_PUBLIC
    assert multiply(CURVE, MAPPING_PRIVATE, CHIP_MAPPING_PUBLIC) == SHARED
    assert PaceArithmetic(OFFER).map_generator(NONCE, SHARED) == GENERATOR


def test_both_sides_agree_on_keys_and_prove_them() -> None:
    arithmetic = PaceArithmetic(OFFER)
    assert multiply(CURVE, EPHEMERAL_PRIVATE, GENERATOR) == EPHEMERAL_PUBLIC
    agreed = multiply(CURVE, EPHEMERAL_PRIVATE, CHIP_EPHEMERAL_PUBLIC)
    assert agreed.x == AGREED_X
    keys = arithmetic.session_keys(agreed)
    assert keys.encryption.hex().upper() == "F5F0E35C0D7161EE6724EE513A0D9A7F"
    assert keys.authentication.hex().upper() == "FE251C7858B356B24514B3BD5F4297D1"
    assert arithmetic.token(keys, CHIP_EPHEMERAL_PUBLIC).hex().upper() == TOKEN
    assert arithmetic.token(keys, EPHEMERAL_PUBLIC).hex().upper() == CHIP_TOKEN


def point(value: Point) -> str:
    return f"04{value.x:064X}{value.y:064X}"


COMMANDS = [
    "0022C1A40F800A04007F00070202040202830101",
    "10860000027C0000",
    f"10860000457C438141{point(MAPPING_PUBLIC)}00",
    f"10860000457C438341{point(EPHEMERAL_PUBLIC)}00",
    f"008600000C7C0A8508{TOKEN}00",
]
ANSWERS = [
    "9000",
    f"7C128010{SEALED_NONCE}9000",
    f"7C438241{point(CHIP_MAPPING_PUBLIC)}9000",
    f"7C438441{point(CHIP_EPHEMERAL_PUBLIC)}9000",
    f"7C0A8608{CHIP_TOKEN}9000",
]
"""Commands and answers as the appendix prints them."""


def privates() -> Iterator[bytes]:
    """Random bytes that make the private keys of the example."""
    for private in (MAPPING_PRIVATE, EPHEMERAL_PRIVATE):
        yield (private - 1).to_bytes(40, "big")


def run(answers: list[str], key: AccessKey = KEY, sent: list[str] | None = None) -> None:
    queue, random = iter(answers), privates()

    def transmit(apdu: bytes) -> bytes:
        if sent is not None:
            sent.append(apdu.hex().upper())
        return bytes.fromhex(next(queue))

    password_access(transmit, key, offer=OFFER, name_parameters=False, random_bytes=lambda _: next(random))


def test_the_rounds_are_those_of_the_worked_example() -> None:
    sent: list[str] = []
    run(ANSWERS, sent=sent)
    assert sent == COMMANDS


CAN = CanKey("123456")


@pytest.mark.parametrize(
    ("round_number", "answer", "key", "code"),
    [
        (0, "6A88", KEY, "TRAVEL_DOCUMENT_ACCESS_UNSUPPORTED"),
        (0, "6A88", CAN, "TRAVEL_DOCUMENT_WANTS_MRZ"),
        (0, "6A80", KEY, "CARD_ANSWERS_WRONGLY"),
        (1, "6985", KEY, "CARD_ANSWERS_WRONGLY"),
        (1, "7C0080009000", KEY, "CARD_ANSWERS_WRONGLY"),
        (1, "7C04800200009000", KEY, "CARD_ANSWERS_WRONGLY"),
        (2, f"7C438241{point(Point(1, 1))}9000", KEY, "CARD_ANSWERS_WRONGLY"),
        (2, "7C038201009000", KEY, "CARD_ANSWERS_WRONGLY"),
        (3, f"7C438441{point(EPHEMERAL_PUBLIC)}9000", KEY, "CARD_ANSWERS_WRONGLY"),
        (4, "6300", KEY, "TRAVEL_DOCUMENT_KEY_WRONG"),
        (4, "63C2", KEY, "TRAVEL_DOCUMENT_KEY_WRONG"),
        (4, f"7C0A8608{TOKEN}9000", KEY, "CARD_ANSWERS_WRONGLY"),
    ],
)
def test_each_refusal_has_its_name(round_number: int, answer: str, key: AccessKey, code: str) -> None:
    with pytest.raises(CardUnreadable) as caught:
        run([*ANSWERS[:round_number], answer], key)
    assert caught.value.code == code


def test_a_chip_may_tell_how_many_tries_are_left() -> None:
    run(["63C3", *ANSWERS[1:]])


def test_the_offer_is_read_from_the_chip() -> None:
    """Appendix G.1, EF.CardAccess."""
    (offer,) = parse_card_access(bytes.fromhex("31143012060A04007F0007020204020202010202010D"))
    assert offer == OFFER
    assert offer.usable
    assert (offer.curve, offer.suite) == (CURVE, Suite.AES_128)


@pytest.mark.parametrize(
    ("infos", "usable"),
    [
        ("3100", []),
        ("310F300D060804007F0007020202020101", []),
        ("31143012060A04007F00070202040102020102020100", [False]),
        ("31143012060A04007F0007020204040202010202010D", [False]),
        ("31143012060A04007F0007020204020902010202010D", [False]),
        ("31143012060A04007F0007020204020202010202011F", [False]),
        ("3111300F060A04007F00070202040202020102", [False]),
        (
            "31283012060A04007F0007020204040202010202010D3012060A04007F0007020204020402010202010F",
            [False, True],
        ),
    ],
    ids=["none", "other", "finite field", "integrated", "cipher", "curve", "no parameters", "two"],
)
def test_offers_are_usable_or_not(infos: str, usable: list[bool]) -> None:
    assert [offer.usable for offer in parse_card_access(bytes.fromhex(infos))] == usable


@pytest.mark.parametrize("content", ["", "3000", "3102", "31020400", "31023000", "310430020400"])
def test_what_is_no_set_of_offers_is_refused(content: str) -> None:
    with pytest.raises(CardUnreadable):
        parse_card_access(bytes.fromhex(content))
