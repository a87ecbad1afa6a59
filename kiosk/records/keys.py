"""The machine's own secret: one random key in one file, from which each use derives its own."""

from __future__ import annotations

import hmac
import os
import stat
from enum import Enum
from pathlib import Path
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from kiosk.records.errors import KeyUnusable, SealedRowUnreadable

FILE_NAME: Final = "machine.key"
KEY_BYTES: Final = 32
NONCE_BYTES: Final = 12
"""96 bits, as NIST SP 800-38D section 8.2 advises for GCM."""
OTHERS: Final = stat.S_IRWXG | stat.S_IRWXO


class Use(Enum):
    """What a digest is for; digests of one text for two uses differ."""

    HOLDER = "holder"
    VISIT = "visit"
    PARCEL = "parcel"
    BADGE = "badge"


class MachineKeys:
    """What is derived from the machine's secret (HKDF-SHA256, RFC 5869), each use apart from the others."""

    def __init__(self, secret: bytes) -> None:
        self._digest_key = _derive(secret, b"hall terminal: digests")
        self._cipher = AESGCM(_derive(secret, b"hall terminal: sealed rows"))

    @classmethod
    def load(cls, folder: Path) -> MachineKeys:
        """Read the key file of a state folder, or make it with mode 0600 when there is none.

        Raises:
            KeyUnusable: it cannot be made or read, has the wrong length, or others may read it.
        """
        path = folder / FILE_NAME
        try:
            if not path.exists():
                _make(path)
            return cls(_read(path))
        except OSError as error:
            raise KeyUnusable(f"{FILE_NAME}: {error.strerror}") from error

    def digest(self, use: Use, text: str) -> bytes:
        """Return an HMAC-SHA256 of a text: it can be compared, and means nothing without this machine's key.

        A plain hash of an identity number could be found by trying all numbers; they are few.
        """
        return hmac.digest(self._digest_key, f"{use.value}\0{text}".encode(), "sha256")

    def seal(self, text: str, *, place: bytes) -> bytes:
        """Encrypt a text (AES-256-GCM, random nonce) for one place, such as a row's key."""
        nonce = os.urandom(NONCE_BYTES)
        return nonce + self._cipher.encrypt(nonce, text.encode(), place)

    def unseal(self, sealed: bytes, *, place: bytes) -> str:
        """Decrypt what :meth:`seal` made for this place.

        Raises:
            SealedRowUnreadable: it was changed, stood at another place, or was sealed under another key.
        """
        try:
            return self._cipher.decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], place).decode()
        except (InvalidTag, ValueError) as error:
            raise SealedRowUnreadable(type(error).__name__) from error


def _derive(secret: bytes, use: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=use).derive(secret)


def _make(path: Path) -> None:
    """Write aside and rename, so that a power cut leaves either no key or a whole one."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    aside = path.with_suffix(".new")
    aside.unlink(missing_ok=True)
    handle = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        os.write(handle, os.urandom(KEY_BYTES))
        os.fsync(handle)
    finally:
        os.close(handle)
    aside.rename(path)
    folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _read(path: Path) -> bytes:
    if path.stat().st_mode & OTHERS:
        raise KeyUnusable(f"{FILE_NAME}: others may read it; wanted mode 0600")
    secret = path.read_bytes()
    if len(secret) != KEY_BYTES:
        raise KeyUnusable(f"{FILE_NAME}: {len(secret)} bytes, wanted {KEY_BYTES}")
    return secret
