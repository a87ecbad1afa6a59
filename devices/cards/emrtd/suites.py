"""The ciphers that protect a talk with a chip (ICAO Doc 9303-11, 9.6 to 9.8): 3DES, and AES with three key lengths."""

from __future__ import annotations

import hashlib
from enum import Enum
from typing import Final

from cryptography.hazmat.decrepit.ciphers.algorithms import TripleDES
from cryptography.hazmat.primitives.ciphers import Cipher, CipherAlgorithm, modes
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.cmac import CMAC

MAC_BYTES: Final = 8
DES_KEY_BYTES: Final = 8


class KeyUse(Enum):
    """What a derived key is for, as the counter of the derivation (ICAO Doc 9303-11, 9.7.1)."""

    ENCRYPTION = 1
    AUTHENTICATION = 2
    PACE_NONCE = 3


class Suite(Enum):
    """A block cipher with its code for messages, as block and key length in bytes."""

    TRIPLE_DES = ("3des", 8, 16)
    AES_128 = ("aes-128", 16, 16)
    AES_192 = ("aes-192", 16, 24)
    AES_256 = ("aes-256", 16, 32)

    @property
    def block(self) -> int:
        """Bytes of a block, and of the send sequence counter."""
        return self.value[1]

    @property
    def key_bytes(self) -> int:
        """Bytes of a key."""
        return self.value[2]

    def derive(self, secret: bytes, use: KeyUse) -> bytes:
        """Derive a key from a shared secret (ICAO Doc 9303-11, 9.7.1)."""
        source = secret + use.value.to_bytes(4, "big")
        if self is Suite.TRIPLE_DES:
            return _with_parity(hashlib.sha1(source, usedforsecurity=False).digest()[: self.key_bytes])
        if self is Suite.AES_128:
            return hashlib.sha1(source, usedforsecurity=False).digest()[: self.key_bytes]
        return hashlib.sha256(source).digest()[: self.key_bytes]

    def encrypt(self, key: bytes, data: bytes, *, iv: bytes | None = None) -> bytes:
        """Encrypt whole blocks in CBC mode; the initial vector is zero unless given."""
        encryptor = Cipher(self._algorithm(key), modes.CBC(iv or bytes(self.block))).encryptor()
        return encryptor.update(data) + encryptor.finalize()

    def decrypt(self, key: bytes, data: bytes, *, iv: bytes | None = None) -> bytes:
        """Decrypt whole blocks in CBC mode; the initial vector is zero unless given."""
        decryptor = Cipher(self._algorithm(key), modes.CBC(iv or bytes(self.block))).decryptor()
        return decryptor.update(data) + decryptor.finalize()

    def authenticate(self, key: bytes, message: bytes) -> bytes:
        """Return the code of a message, 8 bytes: ISO/IEC 9797-1 MAC algorithm 3 with DES, or AES-CMAC (RFC 4493).

        A message for DES is padded first; CMAC pads by itself.
        """
        if self is Suite.TRIPLE_DES:
            return _retail_mac(key, pad(message, self.block))
        cmac = CMAC(AES(key))
        cmac.update(message)
        return cmac.finalize()[:MAC_BYTES]

    def authenticate_command(self, key: bytes, message: bytes) -> bytes:
        """Return the code of a protected command or answer: both ciphers pad it (ICAO Doc 9303-11, 9.8.6)."""
        if self is Suite.TRIPLE_DES:
            return self.authenticate(key, message)
        return self.authenticate(key, pad(message, self.block))

    def _algorithm(self, key: bytes) -> CipherAlgorithm:
        # With the first half again, as the chip takes it: two-key 3DES.
        return TripleDES(key + key[:DES_KEY_BYTES]) if self is Suite.TRIPLE_DES else AES(key)


def pad(data: bytes, block: int) -> bytes:
    """Append 80 and as many zeros as fill the block (ISO/IEC 9797-1, padding method 2)."""
    return data + b"\x80" + bytes(-(len(data) + 1) % block)


def unpad(data: bytes) -> bytes | None:
    """Take the padding off again; nothing when there is none."""
    stripped = data.rstrip(b"\x00")
    return stripped[:-1] if stripped.endswith(b"\x80") else None


def _with_parity(key: bytes) -> bytes:
    """Make the number of ones odd in each byte of a DES key (FIPS 46-3)."""
    return bytes(byte if byte.bit_count() % 2 else byte ^ 1 for byte in key)


def _retail_mac(key: bytes, blocks: bytes) -> bytes:
    """Chain single DES over all blocks but the last, which takes 3DES (ISO/IEC 9797-1, MAC algorithm 3)."""
    single = TripleDES(key[:DES_KEY_BYTES] * 3)
    chain = bytes(MAC_BYTES)
    if len(blocks) > MAC_BYTES:
        encryptor = Cipher(single, modes.CBC(chain)).encryptor()
        chain = (encryptor.update(blocks[:-MAC_BYTES]) + encryptor.finalize())[-MAC_BYTES:]
    return Suite.TRIPLE_DES.encrypt(key, blocks[-MAC_BYTES:], iv=chain)
