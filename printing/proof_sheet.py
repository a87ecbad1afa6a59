"""What a proof on plain A4 says; nothing here knows how it looks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from printing.code_groups import groups_of_four
from printing.specimen import Specimen


@dataclass(frozen=True)
class ProofColumn:
    """A column of the table: its heading and its share of the width."""

    title: str
    share: float


@dataclass(frozen=True)
class ProofTable:
    """Columns and rows of texts; each row has one text a column. Shares add up to 1."""

    columns: tuple[ProofColumn, ...]
    rows: tuple[tuple[str, ...], ...]

    def __post_init__(self) -> None:
        """Refuse a table whose parts do not match; raises ValueError."""
        if any(len(row) != len(self.columns) for row in self.rows):
            raise ValueError("every row of a proof's table needs one text a column")
        if abs(sum(column.share for column in self.columns) - 1) > 0.001:
            raise ValueError("the shares of a proof's columns add up to 1")


@dataclass(frozen=True)
class ProofFact:
    """A label of at most six characters and what stands beside it."""

    label: str
    value: str


@dataclass(frozen=True, kw_only=True)
class ProofSheet:
    """Everything a proof says.

    Attributes:
        title: the name of the proof.
        number: of this paper, for the register.
        paragraphs: whole sentences; each is indented.
        table: what the sentences speak of, or None.
        facts: recipient, purpose, scope and the like.
        code: to type in when the QR cannot be scanned; printed in groups of four.
        verify_url: what the QR holds; ASCII.
        verify_at: where the code can be typed in, as people say it.
        issuer: who answers for the proof.
        issued_on: the date under the issuer.
        data_as_of: until when the register's data reach.
        place: the terminal, as people know it.
        printed_at: local time.
        specimen: the mark of the sandbox, or None for a paper that counts.
    """

    title: str
    number: str
    paragraphs: tuple[str, ...]
    table: ProofTable | None
    facts: tuple[ProofFact, ...]
    code: str
    verify_url: str
    verify_at: str
    issuer: str
    issued_on: date
    data_as_of: date
    place: str
    printed_at: datetime
    specimen: Specimen | None = None


def grouped(code: str) -> str:
    """Return a code in groups of four with a space between them."""
    return " ".join(groups_of_four(code))
