"""The touch guard: swallows the second half of a double tap when a page has turned beneath the finger.

The action band stands at the same place on every page, so the second strike of a trembling hand would press the next
page's key. A strike is taken for the rest of a double tap when the page has turned since the strike before, and it
comes soon after and close to that one (EN 301 549, 8.5 and 5.9: double strike).
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from time import monotonic
from typing import Final

from PySide6.QtCore import QEvent, QObject, QPointF
from PySide6.QtGui import QMouseEvent, QTouchEvent
from PySide6.QtQuick import QQuickWindow

from ui.stage import Stage
from ui.theme.theme import Theme

DOUBLE_TAP_S: Final = 0.5
"""EN 301 549, 5.9: at least 0.5 s after a strike at the same key."""
NEAR_MM: Final = 15.0
"""About the width of a thumb: further away it is another key."""

BEGINS: Final = (QEvent.Type.TouchBegin, QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick)
ENDS: Final = (QEvent.Type.TouchEnd, QEvent.Type.TouchCancel, QEvent.Type.MouseButtonRelease)
GOES_ON: Final = (QEvent.Type.TouchUpdate, QEvent.Type.MouseMove)

log = logging.getLogger("ui.touch")


class TouchGuard(QObject):
    """Filters the events of one window."""

    def __init__(
        self, *, window: QQuickWindow, stage: Stage, theme: Theme, clock: Callable[[], float] = monotonic
    ) -> None:
        super().__init__(window)
        self._stage = stage
        self._theme = theme
        self._clock = clock
        self._last_at = float("-inf")
        self._last = QPointF()
        self._swallowing = False
        window.installEventFilter(self)

    def would_swallow(self, place: QPointF) -> float:
        """Return for how many seconds yet a strike at this place, in window pixels, is the rest of a double tap."""
        if self._stage.turned_at < self._last_at:
            return 0.0
        away = place - self._last
        if (away.x() ** 2 + away.y() ** 2) ** 0.5 > self._theme.glass.px(NEAR_MM):
            return 0.0
        return max(0.0, self._last_at + DOUBLE_TAP_S - self._clock())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Swallow a strike and all that belongs to it."""
        kind = event.type()
        if kind in BEGINS:
            place = _place(event)
            self._swallowing = self.would_swallow(place) > 0
            if self._swallowing:
                log.info("the rest of a double tap was dropped")
            else:
                self._last_at, self._last = self._clock(), place
            return self._swallowing
        if kind in ENDS and self._swallowing:
            self._swallowing = False
            return True
        return self._swallowing and kind in GOES_ON


def _place(event: QEvent) -> QPointF:
    if isinstance(event, QTouchEvent):
        return event.points()[0].position()
    if isinstance(event, QMouseEvent):
        return event.position()
    return QPointF()
