"""How the sandbox portal says no."""

from __future__ import annotations

from kiosk.portal.errors import RefusalReason


class Refused(Exception):
    """The portal says no; ``detail`` is for technicians and never personal."""

    def __init__(self, reason: RefusalReason, detail: str = "") -> None:
        super().__init__(f"{reason.value}: {detail}")
        self.reason = reason
        self.detail = detail
