"""The keys that a travel document wants before it lets itself be read: what is printed on it (ICAO Doc 9303-11)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final, TypeAlias

CAN: Final = re.compile(r"[0-9]{6}")
"""A card access number: six digits (ICAO Doc 9303-4 appendix)."""
DOCUMENT_NUMBER: Final = re.compile(r"[A-Z0-9<]{1,14}")
"""A document number as printed; longer ones than nine characters exist on TD1 (ICAO Doc 9303-5, 4.2.4)."""
SHORT_DATE: Final = re.compile(r"[0-9]{6}")
"""A date as YYMMDD."""


@dataclass(frozen=True)
class MrzKey:
    """Three fields of the machine-readable zone, without check digits and filling.

    Attributes:
        number: the document number.
        birth, expiry: dates as ``YYMMDD``.

    Raises:
        ValueError: a field has another shape; the message names the field, never its content.
    """

    number: str = field(repr=False)
    birth: str = field(repr=False)
    expiry: str = field(repr=False)

    def __post_init__(self) -> None:
        for name, shape, text in (
            ("number", DOCUMENT_NUMBER, self.number),
            ("birth", SHORT_DATE, self.birth),
            ("expiry", SHORT_DATE, self.expiry),
        ):
            if shape.fullmatch(text) is None:
                raise ValueError(name)


@dataclass(frozen=True)
class CanKey:
    """The card access number printed on the front.

    Raises:
        ValueError: not six digits.
    """

    can: str = field(repr=False)

    def __post_init__(self) -> None:
        if CAN.fullmatch(self.can) is None:
            raise ValueError("can")


AccessKey: TypeAlias = MrzKey | CanKey
