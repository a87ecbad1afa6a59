"""Basic access control, with the worked examples of ICAO Doc 9303-11, appendix D."""

from __future__ import annotations

import pytest

from devices.cards.access import MrzKey
from devices.cards.emrtd.bac import GET_CHALLENGE, Handshake, basic_access, mrz_information
from devices.cards.emrtd.commands import Command
from devices.cards.emrtd.suites import KeyUse, Suite
from devices.errors import CardUnreadable

KEY = MrzKey(number="L898902C", birth="690806", expiry="940623")
CHIP_NONCE = bytes.fromhex("4608F91988702212")
NONCE = bytes.fromhex("781723860C06C226")
SHARE = bytes.fromhex("0B795240CB7049B01C19B33E32804F0B")
COMMAND = bytes.fromhex("008200002872C29C2371CC9BDB65B779B8E8D37B29ECC154AA56A8799FAE2F498F76ED92F25F1448EEA8AD90A728")
ANSWER = bytes.fromhex("46B9342A41396CD7386BF5803104D7CEDC122B9132139BAF2EEDC94EE178534F2F2D235D074D7449")


def handshake() -> Handshake:
    return Handshake(KEY, chip_nonce=CHIP_NONCE, nonce=NONCE, share=SHARE)


@pytest.mark.parametrize(
    ("key", "information"),
    [
        (KEY, b"L898902C<369080619406236"),
        (MrzKey(number="L898902C<", birth="690806", expiry="940623"), b"L898902C<369080619406236"),
        (MrzKey(number="D23145890734", birth="340712", expiry="950712"), b"D23145890734934071279507122"),
    ],
)
def test_the_key_is_made_of_three_fields_with_check_digits(key: MrzKey, information: bytes) -> None:
    """Appendix D.2."""
    assert mrz_information(key) == information


def test_keys_are_derived_from_the_seed() -> None:
    """Appendix D.1."""
    seed = bytes.fromhex("239AB9CB282DAF66231DC5A4DF6BFBAE")
    assert Suite.TRIPLE_DES.derive(seed, KeyUse.ENCRYPTION).hex().upper() == "AB94FDECF2674FDFB9B391F85D7F76F2"
    assert Suite.TRIPLE_DES.derive(seed, KeyUse.AUTHENTICATION).hex().upper() == "7962D9ECE03D1ACD4C76089DCE131543"


def test_the_terminal_proves_itself() -> None:
    """Appendix D.3, steps 1 to 5."""
    assert handshake().command().to_bytes() == COMMAND


def test_the_chip_proves_itself_and_session_keys_follow() -> None:
    """Appendix D.3, steps 6 to 11."""
    keys = handshake().finish(ANSWER)
    assert keys.suite is Suite.TRIPLE_DES
    assert keys.encryption.hex().upper() == "979EC13B1CBFE9DCD01AB0FED307EAE5"
    assert keys.authentication.hex().upper() == "F1CB1F1FB5ADF208806B89DC579DC1F8"
    assert keys.counter == 0x887022120C06C226


@pytest.mark.parametrize("answer", [b"", ANSWER[:-1], ANSWER[:-1] + b"\x00", b"\x00" + ANSWER[1:], ANSWER + b"\x00"])
def test_a_chip_that_proves_nothing_is_refused(answer: bytes) -> None:
    with pytest.raises(CardUnreadable) as caught:
        handshake().finish(answer)
    assert caught.value.code == "CARD_ANSWERS_WRONGLY"


def test_a_replayed_proof_is_refused() -> None:
    other = Handshake(KEY, chip_nonce=bytes(8), nonce=NONCE, share=SHARE)
    with pytest.raises(CardUnreadable) as caught:
        other.finish(ANSWER)
    assert caught.value.detail == "nonces of the chip"


def open_with(answers: dict[bytes, str]) -> None:
    basic_access(lambda apdu: bytes.fromhex(answers[apdu[:2]]), KEY, random_bytes=lambda count: (NONCE + SHARE)[:count])


@pytest.mark.parametrize(
    ("challenge", "proof", "code"),
    [
        ("6D00", "", "TRAVEL_DOCUMENT_ACCESS_UNSUPPORTED"),
        ("6982", "", "TRAVEL_DOCUMENT_ACCESS_UNSUPPORTED"),
        ("6F00", "", "CARD_ANSWERS_WRONGLY"),
        ("46089000", "", "CARD_ANSWERS_WRONGLY"),
        ("4608F919887022129000", "6300", "TRAVEL_DOCUMENT_KEY_WRONG"),
        ("4608F919887022129000", "6982", "TRAVEL_DOCUMENT_KEY_WRONG"),
        ("4608F919887022129000", "9000", "CARD_ANSWERS_WRONGLY"),
    ],
)
def test_each_refusal_has_its_name(challenge: str, proof: str, code: str) -> None:
    with pytest.raises(CardUnreadable) as caught:
        open_with({b"\x00\x84": challenge, b"\x00\x82": proof})
    assert caught.value.code == code
    assert "L898902C" not in str(caught.value)


def test_a_challenge_is_asked_for_in_eight_bytes() -> None:
    assert GET_CHALLENGE.to_bytes() == bytes.fromhex("0084000008")
    assert "data" not in repr(Command(instruction=0x82, data=b"secret"))
