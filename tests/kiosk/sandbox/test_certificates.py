"""The sandbox's certificates: made once, kept, and every terminal's own."""

from __future__ import annotations

from pathlib import Path

from cryptography import x509

from kiosk.sandbox.certificates import KeyPair, provide_certificates


def test_certificates_are_made_once_and_kept(tmp_path: Path) -> None:
    first = provide_certificates(tmp_path, ("01",))
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert provide_certificates(tmp_path, ("01",)) == first
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_a_terminal_that_comes_later_is_vouched_for_by_the_same_authority(tmp_path: Path) -> None:
    provide_certificates(tmp_path, ("01",))
    authority = x509.load_pem_x509_certificate((tmp_path / "authority.pem").read_bytes())
    later = provide_certificates(tmp_path, ("01", "02")).terminals["02"]
    issued = read(later)
    issued.verify_directly_issued_by(authority)
    assert "02.terminal.sandbox" in issued.subject.rfc4514_string()


def test_keys_are_readable_by_their_owner_only(tmp_path: Path) -> None:
    provide_certificates(tmp_path, ("01",))
    assert {path.stat().st_mode & 0o777 for path in tmp_path.glob("*.key")} == {0o600}


def read(pair: KeyPair) -> x509.Certificate:
    return x509.load_pem_x509_certificate(pair.certificate.read_bytes())
