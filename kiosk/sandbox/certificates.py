"""Certificates of the sandbox: an authority, the portal's own, and one for each terminal, made at first start."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import trustme

_OWNER_ONLY: Final = 0o600
_HOSTS: Final = ("127.0.0.1", "localhost")


@dataclass(frozen=True)
class KeyPair:
    """A certificate and its key, as PEM files."""

    certificate: Path
    key: Path


@dataclass(frozen=True)
class SandboxCertificates:
    """The PEM files of a sandbox: whom to trust, the portal's pair, and each terminal's pair by its name."""

    authority: Path
    portal: KeyPair
    terminals: dict[str, KeyPair]


def provide_certificates(folder: Path, terminals: tuple[str, ...]) -> SandboxCertificates:
    """Return the certificates in a folder, making what is not there yet. Keys are readable by their owner only."""
    folder.mkdir(parents=True, exist_ok=True)
    authority = KeyPair(folder / "authority.pem", folder / "authority.key")
    portal = KeyPair(folder / "portal.pem", folder / "portal.key")
    pairs = {name: KeyPair(folder / f"terminal-{name}.pem", folder / f"terminal-{name}.key") for name in terminals}
    wanted: dict[KeyPair, tuple[str, ...]] = {portal: _HOSTS}
    wanted |= {pair: (f"{name}.terminal.sandbox",) for name, pair in pairs.items()}
    missing = {pair: hosts for pair, hosts in wanted.items() if not _there(pair)}
    if missing:
        _issue(authority, missing)
    return SandboxCertificates(authority.certificate, portal, pairs)


def _issue(authority: KeyPair, missing: dict[KeyPair, tuple[str, ...]]) -> None:
    if _there(authority):
        signer = trustme.CA.from_pem(authority.certificate.read_bytes(), authority.key.read_bytes())
    else:
        signer = trustme.CA(organization_name="Hall terminal sandbox")
        _write(authority, signer.cert_pem.bytes(), signer.private_key_pem.bytes())
    for pair, hosts in missing.items():
        issued = signer.issue_cert(*hosts, common_name=hosts[0])
        chain = b"".join(blob.bytes() for blob in issued.cert_chain_pems)
        _write(pair, chain, issued.private_key_pem.bytes())


def _there(pair: KeyPair) -> bool:
    return pair.certificate.is_file() and pair.key.is_file()


def _write(pair: KeyPair, certificate: bytes, key: bytes) -> None:
    """Write the key first, so that a certificate never stands without it."""
    pair.key.unlink(missing_ok=True)
    handle = os.open(pair.key, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _OWNER_ONLY)
    with os.fdopen(handle, "wb") as file:
        file.write(key)
    pair.certificate.write_bytes(certificate)
