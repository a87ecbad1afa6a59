"""Reading whole documents in process: the terminal's side against the chip's, which share primitives only."""

from __future__ import annotations

import itertools
import logging
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from devices.cards.access import AccessKey, CanKey, MrzKey
from devices.cards.contents import CardContents, CardKind, Numbering, PhotoFormat, Sex
from devices.cards.emrtd.curves import STANDARDIZED
from devices.cards.emrtd.read import has_travel_application, read_travel_document
from devices.cards.emrtd.suites import Suite
from devices.cards.emrtd.tlv import write_object
from devices.cards.emrtd.trust import TrustStore
from devices.errors import CardError, CardGone, CardUnreadable, CardUnsupported
from devices.simulators.emrtd.chip import EmrtdChip, EmrtdFault
from devices.simulators.emrtd.document import PaceChoice
from devices.simulators.emrtd.issuer import SandboxIssuer
from devices.simulators.emrtd.zone import write_zone
from devices.simulators.vpcd_chips import BankChip
from devices.simulators.wallet import Holder, TravelDocumentImage, load_wallet
from tests.devices.cards.emrtd.documents import PASSPORT, PERMIT, TODAY, key_of, transmit_to, with_pace
from tests.devices.cards.emrtd.signing import security_object


def read(
    chip: EmrtdChip, trust: TrustStore, key: AccessKey, *, with_photo: bool = False, today: date = TODAY
) -> CardContents:
    return read_travel_document(transmit_to(chip), key=key, trust=trust, today=today, with_photo=with_photo)


def refusal(chip: EmrtdChip, trust: TrustStore, key: AccessKey) -> str:
    with pytest.raises(CardUnreadable) as caught:
        read(chip, trust, key)
    return caught.value.code


BOTH = pytest.mark.parametrize("pace", [False, True], ids=["bac", "pace"])


@BOTH
def test_a_passport(issuer: SandboxIssuer, trust: TrustStore, pace: bool) -> None:
    image = replace(PASSPORT, pace=pace)
    contents = read(EmrtdChip(image, issuer), trust, key_of(image))
    assert contents == CardContents(
        kind=CardKind.PASSPORT,
        edition="pace" if pace else "bac",
        name="WHAREPAPA ONEIL AROHA MERE",
        latin_name="WHAREPAPA ONEIL AROHA MERE",
        id_number="LZ307156",
        numbering=Numbering.DOCUMENT,
        issuing_state="NZL",
        nationality="NZL",
        sex=Sex.FEMALE,
        birth=date(1995, 1, 30),
        valid_until=date(2033, 7, 12),
    )


@BOTH
def test_a_travel_permit(issuer: SandboxIssuer, trust: TrustStore, pace: bool) -> None:
    image = replace(PERMIT, pace=pace)
    contents = read(EmrtdChip(image, issuer), trust, key_of(image))
    assert (contents.kind, contents.id_number, contents.issuing_state) == (CardKind.TRAVEL_PERMIT, "H05713007", "CHN")


@pytest.mark.parametrize(("sex", "known"), [("M", Sex.MALE), ("F", Sex.FEMALE), ("", Sex.UNKNOWN)])
def test_sex_as_the_document_says(issuer: SandboxIssuer, trust: TrustStore, sex: str, known: Sex) -> None:
    image = replace(PERMIT, sex=sex)
    assert read(EmrtdChip(image, issuer), trust, key_of(image)).sex is known


def test_a_long_number(issuer: SandboxIssuer, trust: TrustStore) -> None:
    image = replace(PERMIT, number="H0571300712")
    assert read(EmrtdChip(image, issuer), trust, key_of(image)).id_number == "H0571300712"


@BOTH
def test_the_photo_comes_when_it_is_asked_for(issuer: SandboxIssuer, trust: TrustStore, pace: bool) -> None:
    image = replace(PASSPORT, pace=pace)
    photo = read(EmrtdChip(image, issuer), trust, key_of(image), with_photo=True).photo
    assert photo is not None
    assert photo.format is PhotoFormat.JPEG


def test_without_it_the_face_is_not_touched(issuer: SandboxIssuer, trust: TrustStore) -> None:
    commands: list[bytes] = []
    transmit = transmit_to(EmrtdChip(PASSPORT, issuer), commands=commands)
    read_travel_document(transmit, key=key_of(PASSPORT), trust=trust, today=TODAY)
    assert len(commands) < 20


@pytest.mark.parametrize("suite", Suite)
@pytest.mark.parametrize("parameters", STANDARDIZED)
def test_pace_on_every_curve_with_every_cipher(
    issuer: SandboxIssuer, trust: TrustStore, suite: Suite, parameters: int
) -> None:
    image = with_pace(PASSPORT)
    chip = EmrtdChip(image, issuer, pace=PaceChoice(suite, parameters))
    assert read(chip, trust, key_of(image)).edition == "pace"


def test_the_card_access_number_opens_a_chip_with_pace(issuer: SandboxIssuer, trust: TrustStore) -> None:
    assert read(EmrtdChip(with_pace(PASSPORT), issuer), trust, CanKey(PASSPORT.can)).edition == "pace"


def test_the_card_access_number_opens_no_other(issuer: SandboxIssuer, trust: TrustStore) -> None:
    assert refusal(EmrtdChip(PASSPORT, issuer), trust, CanKey(PASSPORT.can)) == "TRAVEL_DOCUMENT_WANTS_MRZ"
    without = with_pace(replace(PASSPORT, can=""))
    assert refusal(EmrtdChip(without, issuer), trust, CanKey("430922")) == "TRAVEL_DOCUMENT_WANTS_MRZ"


@pytest.mark.parametrize("holder", [each for each in load_wallet() if each.travel_document], ids=lambda each: each.slug)
def test_the_documents_of_the_wallet(tmp_path: Path, holder: Holder) -> None:
    image = holder.travel_document
    assert image is not None
    issuer = SandboxIssuer.create(tmp_path)
    contents = read(EmrtdChip(image, issuer), TrustStore.load(tmp_path), key_of(image))
    assert (contents.id_number, contents.issuing_state) == (image.number, image.issuing_state)
    assert f"{contents.birth:%Y%m%d}" == image.birth


RIGHT = key_of(PASSPORT)


@BOTH
@pytest.mark.parametrize(
    "key",
    [
        MrzKey(number="LZ307157", birth=RIGHT.birth, expiry=RIGHT.expiry),
        MrzKey(number=RIGHT.number, birth="950131", expiry=RIGHT.expiry),
        MrzKey(number=RIGHT.number, birth=RIGHT.birth, expiry="330713"),
    ],
    ids=["number", "birth", "expiry"],
)
def test_a_wrong_key_opens_nothing_and_never_says_which_field(
    issuer: SandboxIssuer, trust: TrustStore, key: MrzKey, pace: bool
) -> None:
    chip = EmrtdChip(replace(PASSPORT, pace=pace), issuer)
    with pytest.raises(CardUnreadable) as caught:
        read(chip, trust, key)
    assert (caught.value.code, caught.value.detail) == ("TRAVEL_DOCUMENT_KEY_WRONG", "6300")
    assert read(chip, trust, RIGHT).id_number == PASSPORT.number


def test_a_wrong_card_access_number_opens_nothing(issuer: SandboxIssuer, trust: TrustStore) -> None:
    assert refusal(EmrtdChip(with_pace(PASSPORT), issuer), trust, CanKey("430923")) == "TRAVEL_DOCUMENT_KEY_WRONG"


@BOTH
@pytest.mark.parametrize(
    ("fault", "code"),
    [
        (EmrtdFault.WRONG_DIGEST, "TRAVEL_DOCUMENT_NOT_GENUINE"),
        (EmrtdFault.FOREIGN_SIGNER, "TRAVEL_DOCUMENT_ISSUER_UNKNOWN"),
    ],
)
def test_a_document_that_nobody_vouches_for_is_not_taken(
    issuer: SandboxIssuer, trust: TrustStore, fault: EmrtdFault, code: str, pace: bool
) -> None:
    chip = EmrtdChip(replace(PASSPORT, pace=pace), issuer, fault=fault)
    assert refusal(chip, trust, RIGHT) == code


def test_a_store_without_the_state_takes_nothing(issuer: SandboxIssuer) -> None:
    assert refusal(EmrtdChip(PASSPORT, issuer), TrustStore(), RIGHT) == "TRAVEL_DOCUMENT_ISSUER_UNKNOWN"


@BOTH
def test_a_chip_that_leaves_the_field_is_gone_and_read_when_it_is_back(
    issuer: SandboxIssuer, trust: TrustStore, pace: bool
) -> None:
    chip = EmrtdChip(replace(PASSPORT, pace=pace), issuer, fault=EmrtdFault.CUT)
    with pytest.raises(CardGone):
        read(chip, trust, RIGHT)
    assert read(chip, trust, RIGHT).id_number == PASSPORT.number


def test_an_expired_document_is_read_and_says_so(issuer: SandboxIssuer, trust: TrustStore) -> None:
    contents = read(EmrtdChip(PASSPORT, issuer), trust, RIGHT, today=date(2062, 1, 1))
    assert contents.valid_until == date(2033, 7, 12)


def with_holder_of(image: TravelDocumentImage, other: TravelDocumentImage, issuer: SandboxIssuer) -> EmrtdChip:
    """A chip that opens with one document's key and holds another's files, properly signed."""
    chip, donor = EmrtdChip(image, issuer), EmrtdChip(other, issuer)
    chip._files = donor._files
    return chip


def test_a_chip_with_another_documents_files_is_not_genuine(issuer: SandboxIssuer, trust: TrustStore) -> None:
    chip = with_holder_of(PASSPORT, replace(PASSPORT, number="LZ307157"), issuer)
    assert refusal(chip, trust, RIGHT) == "TRAVEL_DOCUMENT_NOT_GENUINE"


def with_signed(chip: EmrtdChip, issuer: SandboxIssuer, *, holder: bytes = b"", face: bytes = b"") -> EmrtdChip:
    """A chip with other contents, properly signed."""
    files = chip._files
    files[0x0101], files[0x0102] = holder or files[0x0101], face or files[0x0102]
    signed = issuer.sign(security_object({1: files[0x0101], 2: files[0x0102]}), state="NZL")
    files[0x011D] = write_object(0x77, signed)
    return chip


@pytest.mark.parametrize(
    "zone",
    ["", "CS" + 88 * "<", write_zone(PASSPORT)[:-1] + "<", write_zone(replace(PASSPORT, birth="19950000"))],
    ids=["empty", "another layout", "check digit", "birth"],
)
def test_a_genuine_chip_with_another_zone_is_not_supported(issuer: SandboxIssuer, trust: TrustStore, zone: str) -> None:
    holder = write_object(0x61, write_object(0x5F1F, zone.encode("ascii")))
    with pytest.raises(CardUnsupported) as caught:
        read(with_signed(EmrtdChip(PASSPORT, issuer), issuer, holder=holder), trust, RIGHT)
    assert caught.value.code == "CARD_LAYOUT_UNSUPPORTED"


def test_a_genuine_face_in_another_layout_is_no_photo(issuer: SandboxIssuer, trust: TrustStore) -> None:
    chip = with_signed(EmrtdChip(PASSPORT, issuer), issuer, face=write_object(0x75, b"\xa1\x02\x30\x00"))
    assert read(chip, trust, RIGHT, with_photo=True).photo is None


def test_a_chip_that_knows_its_root_by_no_identifier_speaks_pace(issuer: SandboxIssuer, trust: TrustStore) -> None:
    chip = EmrtdChip(with_pace(PASSPORT), issuer)

    def transmit(apdu: bytes) -> bytes:
        return b"\x6a\x82" if apdu == bytes.fromhex("00A4000C023F00") else chip.process(apdu)

    assert has_travel_application(transmit)
    assert read_travel_document(transmit, key=RIGHT, trust=trust, today=TODAY).edition == "pace"


def test_a_changed_face_is_not_genuine(issuer: SandboxIssuer, trust: TrustStore) -> None:
    chip = EmrtdChip(PASSPORT, issuer)
    face = chip._files[0x0102]
    chip._files[0x0102] = face[:-1] + bytes([face[-1] ^ 1])
    assert read(chip, trust, RIGHT).photo is None
    chip.reset()
    with pytest.raises(CardUnreadable) as caught:
        read(chip, trust, RIGHT, with_photo=True)
    assert caught.value.code == "TRAVEL_DOCUMENT_NOT_GENUINE"


@pytest.mark.parametrize("code", ["I", "AC", "V", "C"])
def test_documents_of_other_kinds_are_not_taken(issuer: SandboxIssuer, trust: TrustStore, code: str) -> None:
    image = replace(PASSPORT, document_code=code)
    with pytest.raises(CardUnsupported) as caught:
        read(EmrtdChip(image, issuer), trust, key_of(image))
    assert caught.value.code == "CARD_WRONG_KIND"


def test_other_cards_are_no_travel_documents(trust: TrustStore) -> None:
    assert not has_travel_application(BankChip().process)
    with pytest.raises(CardUnsupported):
        read_travel_document(BankChip().process, key=RIGHT, trust=trust, today=TODAY)


@BOTH
def test_a_travel_document_is_recognised_without_a_key_and_read_afterwards(
    issuer: SandboxIssuer, trust: TrustStore, pace: bool
) -> None:
    chip = EmrtdChip(replace(PASSPORT, pace=pace), issuer)
    assert has_travel_application(chip.process)
    assert read(chip, trust, RIGHT).edition == ("pace" if pace else "bac")


@BOTH
@pytest.mark.parametrize("looks_first", [False, True])
def test_a_document_can_be_read_again_without_being_lifted(
    issuer: SandboxIssuer, trust: TrustStore, pace: bool, looks_first: bool
) -> None:
    """The chip still waits for commands under the keys of the first reading."""
    chip = EmrtdChip(replace(PASSPORT, pace=pace), issuer)
    first = read(chip, trust, RIGHT)
    assert not looks_first or has_travel_application(chip.process)
    assert read(chip, trust, RIGHT) == first


@BOTH
def test_nothing_of_the_holder_reaches_log_message_or_repr(
    issuer: SandboxIssuer, trust: TrustStore, caplog: pytest.LogCaptureFixture, pace: bool
) -> None:
    caplog.set_level(logging.DEBUG)
    said = []
    for fault in (None, *EmrtdFault):
        chip = EmrtdChip(replace(PASSPORT, pace=pace), issuer, fault=fault)
        for key in (RIGHT, MrzKey(number="LZ307157", birth="950131", expiry="330713")):
            try:
                said.append(repr(read(chip, trust, key, with_photo=True)))
            except CardError as error:
                said.append(repr(error))
            said.append(repr(key))
    text = "".join(said) + caplog.text
    assert all(word not in text for word in ("LZ30715", "950130", "950131", "33071", "WHAREPAPA", "AROHA"))


@given(st.lists(st.binary(max_size=258), max_size=12), st.sampled_from([RIGHT, CanKey("430922")]))
def test_byte_soup_from_a_chip_is_a_card_error(answers: list[bytes], key: AccessKey) -> None:
    rest = iter(answers)
    asked = 0

    def transmit(_: bytes) -> bytes:
        nonlocal asked
        asked += 1
        return next(rest, b"\x6f\x00")

    with pytest.raises(CardError):
        read_travel_document(transmit, key=key, trust=TrustStore(), today=TODAY)
    assert asked < 5_000


@settings(deadline=None)
@given(
    image=st.sampled_from([PASSPORT, with_pace(PASSPORT)]),
    spoilt=st.integers(0, 20),
    at=st.integers(0, 300),
    change=st.integers(1, 255),
)
def test_one_spoilt_answer_is_a_card_error_or_does_not_matter(
    issuer: SandboxIssuer, trust: TrustStore, image: TravelDocumentImage, spoilt: int, at: int, change: int
) -> None:
    chip, count = EmrtdChip(image, issuer), itertools.count()

    def transmit(apdu: bytes) -> bytes:
        answer = bytearray(chip.process(apdu))
        if next(count) == spoilt:
            answer[at % len(answer)] ^= change
        return bytes(answer)

    try:
        contents = read_travel_document(transmit, key=key_of(image), trust=trust, today=TODAY)
    except CardError:
        return
    assert contents.id_number == image.number
