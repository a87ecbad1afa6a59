"""Where a code is wanted: there, and nowhere else, the scanner scans."""

from __future__ import annotations

from kiosk.visit.effects import ArmScanner, DisarmScanner, Effect
from kiosk.visit.state import Attract, CodeLookup, Home, ScanCode, Serving, UnlockDocument, Visit


def wants_code(visit: Visit) -> bool:
    """Whether a code that is scanned now means something to the visit."""
    match visit.phase:
        case Attract() | Home() | CodeLookup():
            return True
        case (
            Serving(step=ScanCode() | UnlockDocument(reading=False)) | Serving(unlocking=UnlockDocument(reading=False))
        ):
            return True
        case _:
            return False


def mind_scanner(before: Visit, after: Visit) -> tuple[Effect, ...]:
    """Arm or disarm the scanner where the wish for a code begins or ends."""
    wanted, wants = wants_code(before), wants_code(after)
    if wanted == wants:
        return ()
    return (ArmScanner(),) if wants else (DisarmScanner(),)
