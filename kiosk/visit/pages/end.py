"""The pages of the end."""

from __future__ import annotations

from devices.status import DeviceKind, Outlet
from kiosk.visit.pages.frame import frame_of
from kiosk.visit.screens import (
    FaultScreen,
    Screen,
    TakeScreen,
    Taking,
    WipingScreen,
)
from kiosk.visit.state import (
    Ending,
    EndReason,
    Visit,
)
from kiosk.visit.surroundings import Surroundings


def end_page(visit: Visit, ending: Ending, now: Surroundings) -> Screen:
    """Return the page of an ending: things to take first, then the wiping."""
    frame = frame_of(visit, now)
    if ending.reason is EndReason.FAULT and not visit.papers and not visit.cards:
        return FaultScreen(frame, ending.support_code or "")
    if not visit.papers and not visit.cards:
        return WipingScreen(frame)
    papers = [outlet for outlet in (Outlet.CERTIFICATE, Outlet.RECEIPT) if outlet in ending.presented]
    things = [Taking(outlet, taken=outlet not in visit.papers) for outlet in papers]
    if ending.had_card or visit.cards:
        things.append(Taking(None, taken=not visit.cards))
    return TakeScreen(
        frame=frame,
        reason=ending.reason,
        things=tuple(things),
        sheet=ending.sheet,
        bell_s=int(visit.house.policy.remind_s) if now.rings else None,
        by_word=bool(visit.papers) and not _sees_papers(visit, now),
        reminded=ending.reminders > 0,
    )


def _sees_papers(visit: Visit, now: Surroundings) -> bool:
    """Whether a working sensor watches every outlet with paper in it."""
    board = now.device(DeviceKind.INPUT_BOARD)
    return board is not None and board.works and visit.papers <= visit.house.policy.sensed
