"""Whom the terminal believes, and whom it does not."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from asn1crypto import core, pem, x509
from hypothesis import given
from hypothesis import strategies as st

from devices.cards.emrtd.certificates import CertificateMalformed, parse_certificate
from devices.cards.emrtd.files import File
from devices.cards.emrtd.security_object import read_security_object
from devices.cards.emrtd.states import COUNTRIES
from devices.cards.emrtd.tlv import write_object
from devices.cards.emrtd.trust import TrustStore
from devices.errors import CardUnreadable
from tests.devices.cards.emrtd.documents import TODAY
from tests.devices.cards.emrtd.signing import (
    CSCA,
    MASTER_LIST,
    MASTER_LIST_SIGNING,
    SIGNER,
    Party,
    Profile,
    make_party,
    master_list,
    security_object,
    sign_message,
)

AUTHORITY = make_party(CSCA)
LIST_SIGNER = replace(SIGNER, name="Master List Signer", purpose=MASTER_LIST_SIGNING)


def store_of(folder: Path, *parties: Party) -> TrustStore:
    for number, party in enumerate(parties):
        (folder / f"{number}.pem").write_bytes(party.pem)
    return TrustStore.load(folder)


def demand(store: TrustStore, signer: Party, *, state: str = "NZL", on: date = TODAY) -> None:
    store.demand_vouched(parse_certificate(signer.der), state=state, on=on)


def refusal(store: TrustStore, signer: Party, *, state: str = "NZL", on: date = TODAY) -> str:
    with pytest.raises(CardUnreadable) as caught:
        demand(store, signer, state=state, on=on)
    assert caught.value.code == "TRAVEL_DOCUMENT_ISSUER_UNKNOWN"
    return caught.value.detail


@pytest.mark.parametrize("profile", [SIGNER, replace(SIGNER, named_key=False)], ids=["by key", "by name"])
def test_a_signer_under_an_authority_of_the_store_is_believed(tmp_path: Path, profile: Profile) -> None:
    demand(store_of(tmp_path, AUTHORITY), make_party(profile, issuer=AUTHORITY))


def test_an_authority_that_renewed_its_key_is_believed_under_both(tmp_path: Path) -> None:
    renewed = make_party(CSCA)
    store = store_of(tmp_path, AUTHORITY, renewed)
    for authority in (AUTHORITY, renewed):
        demand(store, make_party(replace(SIGNER, named_key=False), issuer=authority))


def test_an_empty_store_believes_nobody(tmp_path: Path) -> None:
    for store in (TrustStore(), TrustStore.load(tmp_path), TrustStore.load(tmp_path / "missing")):
        assert refusal(store, make_party(SIGNER, issuer=AUTHORITY)) == "no authority in the store"


def test_an_authority_of_the_same_name_is_not_the_same(tmp_path: Path) -> None:
    impostor = make_party(CSCA)
    store = store_of(tmp_path, AUTHORITY)
    assert refusal(store, make_party(SIGNER, issuer=impostor)) == "no authority in the store"
    assert refusal(store, make_party(replace(SIGNER, named_key=False), issuer=impostor)) == "no authority in the store"


def test_nobody_vouches_for_himself(tmp_path: Path) -> None:
    assert refusal(store_of(tmp_path, AUTHORITY), make_party(SIGNER)) == "no authority in the store"


def test_an_authority_does_not_sign_documents_itself(tmp_path: Path) -> None:
    assert refusal(store_of(tmp_path, AUTHORITY), AUTHORITY) == "certificate for another purpose"


def test_a_certificate_for_another_purpose_signs_no_documents(tmp_path: Path) -> None:
    signer = make_party(LIST_SIGNER, issuer=AUTHORITY)
    assert refusal(store_of(tmp_path, AUTHORITY), signer) == "certificate for another purpose"


def test_a_key_usage_that_is_stated_counts(tmp_path: Path) -> None:
    authority = make_party(replace(CSCA, usage=("key_cert_sign", "crl_sign")))
    store = store_of(tmp_path, authority)
    demand(store, make_party(replace(SIGNER, usage=("digital_signature",)), issuer=authority))
    signer = make_party(replace(SIGNER, usage=("key_agreement",)), issuer=authority)
    assert refusal(store, signer) == "certificate for another purpose"


def test_an_authority_that_may_sign_no_certificates_is_none(tmp_path: Path) -> None:
    store = store_of(tmp_path, make_party(replace(CSCA, usage=("digital_signature",))))
    assert store.authorities == ()
    assert store.unreadable != ()


def test_a_certificate_from_the_year_0_is_none() -> None:
    parsed = x509.Certificate.load(AUTHORITY.der)
    tbs = parsed["tbs_certificate"]
    year_0 = core.GeneralizedTime.load(b"\x18\x0f00000101000000Z")
    tbs["validity"] = {"not_before": x509.Time("general_time", year_0), "not_after": tbs["validity"]["not_after"]}
    signed = {"tbs_certificate": tbs, "signature_algorithm": parsed["signature_algorithm"]}
    with pytest.raises(CertificateMalformed):
        parse_certificate(x509.Certificate({**signed, "signature_value": parsed["signature_value"]}).dump())


def test_an_authority_vouches_for_its_own_state_only(tmp_path: Path) -> None:
    store, signer = store_of(tmp_path, AUTHORITY), make_party(SIGNER, issuer=AUTHORITY)
    for state in ("CHN", "AUS", "ZZZ", ""):
        assert refusal(store, signer, state=state) == "authority of another state"


@pytest.mark.parametrize(
    ("day", "believed"),
    [(date(2019, 12, 31), False), (date(2020, 1, 1), True), (date(2040, 1, 1), True), (date(2040, 1, 2), False)],
)
def test_both_certificates_must_be_valid_on_the_day(tmp_path: Path, day: date, believed: bool) -> None:
    long_lived = replace(
        CSCA, valid_from=datetime(2000, 1, 1, tzinfo=UTC), valid_until=datetime(2060, 1, 1, tzinfo=UTC)
    )
    authority = make_party(long_lived)
    signer_at_fault = store_of(tmp_path, authority), make_party(SIGNER, issuer=authority)
    (tmp_path / "other").mkdir()
    long_signer = replace(SIGNER, valid_from=long_lived.valid_from, valid_until=long_lived.valid_until)
    authority_at_fault = store_of(tmp_path / "other", AUTHORITY), make_party(long_signer, issuer=AUTHORITY)
    for store, signer in (signer_at_fault, authority_at_fault):
        if believed:
            demand(store, signer, on=day)
        else:
            refusal(store, signer, on=day)


def test_certificates_come_in_pem_and_der_and_other_files_are_named(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    second = make_party(replace(CSCA, country="CN"))
    (tmp_path / "one.PEM").write_bytes(AUTHORITY.pem + second.pem)
    (tmp_path / "two.cer").write_bytes(second.der)
    (tmp_path / "three.crt").write_bytes(b"no certificate")
    (tmp_path / "signer.der").write_bytes(make_party(SIGNER).der)
    (tmp_path / "readme.txt").write_bytes(b"not looked at")
    (tmp_path / "folder.pem").mkdir()
    store = TrustStore.load(tmp_path)
    assert [each.country for each in store.authorities] == ["NZ", "CN"]
    assert store.unreadable == ("folder.pem", "signer.der", "three.crt")
    assert "three.crt cannot be used" in caplog.text


def listed(signer: Party, *certificates: bytes) -> bytes:
    return sign_message(master_list(certificates), signer, content_type=MASTER_LIST)


def test_a_certificate_that_cannot_be_read_does_not_cost_the_others_of_its_file(tmp_path: Path) -> None:
    odd = pem.armor("CERTIFICATE", AUTHORITY.der[:-40])
    (tmp_path / "bundle.pem").write_bytes(odd + AUTHORITY.pem)
    store = TrustStore.load(tmp_path)
    assert [each.country for each in store.authorities] == ["NZ"]
    assert store.unreadable == ()


def test_a_master_list_counts_when_its_signers_authority_is_there(tmp_path: Path) -> None:
    publisher = make_party(replace(CSCA, country="DE", name="csca-germany"))
    (tmp_path / "list.ml").write_bytes(listed(make_party(LIST_SIGNER, issuer=publisher), AUTHORITY.der, b"\x30\x00"))
    assert TrustStore.load(tmp_path).unreadable == ("list.ml",)
    (tmp_path / "publisher.pem").write_bytes(publisher.pem)
    store = TrustStore.load(tmp_path)
    assert store.unreadable == ()
    demand(store, make_party(SIGNER, issuer=AUTHORITY))


@pytest.mark.parametrize("wrong", ["purpose", "content", "signature"])
def test_a_master_list_of_somebody_else_counts_for_nothing(tmp_path: Path, wrong: str) -> None:
    publisher = make_party(replace(CSCA, country="DE"))
    (tmp_path / "publisher.pem").write_bytes(publisher.pem)
    signer = make_party(SIGNER if wrong == "purpose" else LIST_SIGNER, issuer=publisher)
    message = listed(signer, AUTHORITY.der)
    if wrong == "content":
        message = sign_message(b"no list", signer, content_type=MASTER_LIST)
    if wrong == "signature":
        message = message.replace(AUTHORITY.der, make_party(CSCA).der[: len(AUTHORITY.der)].ljust(len(AUTHORITY.der)))
    (tmp_path / "list.ml").write_bytes(message)
    store = TrustStore.load(tmp_path)
    assert store.unreadable == ("list.ml",)
    assert len(store.authorities) == 1


def test_digests_are_compared() -> None:
    signer = make_party(SIGNER, issuer=AUTHORITY)
    for digest in ("sha1", "sha224", "sha256", "sha384", "sha512"):
        signed = sign_message(security_object({1: b"holder"}, digest=digest), signer)
        security = read_security_object(write_object(0x77, signed))
        security.demand_genuine(File.HOLDER, b"holder")
        assert not security.lists(File.FACE)
        for file, content in ((File.HOLDER, b"Holder"), (File.FACE, b"holder"), (File.FACE, b"")):
            with pytest.raises(CardUnreadable) as caught:
                security.demand_genuine(file, content)
            assert caught.value.code == "TRAVEL_DOCUMENT_NOT_GENUINE"


@pytest.mark.parametrize(
    ("state", "country"),
    [("CHN", "CN"), ("CHN", "HK"), ("NZL", "NZ"), ("D", "DE"), ("GBR", "GB"), ("TWN", "TW"), ("UTO", "UT")],
)
def test_states_know_their_countries(state: str, country: str) -> None:
    assert country in COUNTRIES[state]


def test_every_code_has_its_length() -> None:
    assert len(COUNTRIES) > 249
    assert all(len(country) == 2 for countries in COUNTRIES.values() for country in countries)


@given(st.binary(max_size=200))
def test_byte_soup_is_no_certificate(soup: bytes) -> None:
    with pytest.raises(CertificateMalformed):
        parse_certificate(soup)


@given(at=st.integers(0, len(AUTHORITY.der) - 1), byte=st.integers(0, 255))
def test_a_spoilt_certificate_is_refused_or_signs_nothing(at: int, byte: int) -> None:
    spoilt = AUTHORITY.der[:at] + bytes([byte]) + AUTHORITY.der[at + 1 :]
    try:
        certificate = parse_certificate(spoilt)
    except CardUnreadable:
        return
    assert spoilt == AUTHORITY.der or not certificate.has_signed(certificate)
