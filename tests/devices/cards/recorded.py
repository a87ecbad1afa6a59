"""A chip that notes every command APDU that reaches it."""

from __future__ import annotations

from devices.simulators.vpcd_chips import BANK_APPLICATION, SELECT_BY_NAME, Chip

VERIFY = 0x20
"""Instruction that carries a PIN (ISO/IEC 7816-4, 11.6.6)."""


class RecordedChip:
    """Passes everything on to another chip."""

    def __init__(self, chip: Chip) -> None:
        self._chip = chip
        self.sent: list[bytes] = []

    @property
    def atr(self) -> bytes:
        return self._chip.atr

    def reset(self) -> None:
        self._chip.reset()

    def process(self, apdu: bytes) -> bytes:
        self.sent.append(apdu)
        return self._chip.process(apdu)

    @property
    def names(self) -> list[bytes]:
        """Names of the applications that were to be selected."""
        return [apdu[5 : 5 + apdu[4]] for apdu in self.sent if apdu.startswith(SELECT_BY_NAME)]

    @property
    def was_asked_for_the_bank(self) -> bool:
        """Whether any command holds the name of the bank's application, or the beginning that all of a bank share."""
        return any(BANK_APPLICATION[:5] in apdu or b"1PAY.SYS" in apdu or b"2PAY.SYS" in apdu for apdu in self.sent)

    @property
    def was_sent_a_pin(self) -> bool:
        return any(apdu[1] == VERIFY for apdu in self.sent)
