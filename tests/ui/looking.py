"""Look at a page as a person would: what is written where, what can be pressed, and what is wrong with that."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import combinations
from time import monotonic
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QPointF, QRectF
from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickItem

from kiosk.bilingual import Bilingual
from kiosk.terminal import Shown
from kiosk.visit.screens import Screen
from ui.hands import is_key, items_below
from ui.items.paged_column import PagedColumn
from ui.place import Hall
from ui.theme import scale
from ui.theme.theme import ICONS
from ui.window import Sight, TerminalWindow
from ui.words.flow import plain

HALL: Final = Hall(name=Bilingual("桃江县 24 小时自助服务区", "Taojiang County 24-hour hall"), terminal="TJ-024-01")
SLACK: Final = 2.0
"""Window pixels by which rounding may move things."""
EMPTY_ABOVE: Final = 0.2
EMPTY_BELOW: Final = 0.07
"""What of Noto's line box no character ever fills, in em."""


@dataclass(frozen=True)
class Seen:
    """Something on the page: its name or words, and its box in the window."""

    what: str
    box: QRectF


class Onlooker:
    """Shows screens in one window and says what is wrong with each."""

    def __init__(self, *, width: int, height: int, clock: Callable[[], float] = monotonic) -> None:
        self._application = QGuiApplication.instance() or QGuiApplication([])
        self.window = TerminalWindow(sight=Sight(width=width, height=height), hall=HALL, monotonic=clock)
        self.window.show()
        self._serial = 0

    def show(self, screen: Screen) -> None:
        """Show a screen and let it settle."""
        self._serial += 1
        self.window.stage.show_first(Shown(self._serial, screen))
        self.settle()

    def close(self) -> None:
        """Take the window down."""
        self.window.close()

    def faults(self) -> Iterator[str]:
        """Say what is wrong, on every page of every column."""
        columns = [item for item in self._items() if isinstance(item, PagedColumn)]
        column: PagedColumn | None
        for column in (*columns, None)[: max(1, len(columns))]:
            pages = int(column.property("pages")) if column else 1
            for page in range(pages):
                if column is not None and pages > 1:
                    column.setProperty("page", page)
                    self.settle()
                yield from (f"{fault} [page {page + 1} of {pages}]" for fault in self._faults_now())

    def settle(self) -> None:
        """Let everything find its place, as it has before anybody could touch it."""
        for _ in range(3):
            self._application.processEvents()
            # An event loop would do this by itself.
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
            self.window.window.grabWindow()

    def _items(self) -> list[QQuickItem]:
        return list(items_below(self.window.window.contentItem()))

    def _faults_now(self) -> Iterator[str]:
        items = self._items()
        glass = QRectF(0, 0, self.window.window.width(), self.window.window.height())
        texts = [item for item in items if item.inherits("QQuickText") and item.property("text")]
        words = [item for item in texts if item.property("font").family() != ICONS]
        yield from self._text_faults(words, glass)
        yield from self._overlaps(words)
        yield from self._key_faults([item for item in items if is_key(item)], glass)
        yield from self._overflows([item for item in items if isinstance(item, PagedColumn)])

    def _text_faults(self, words: list[QQuickItem], glass: QRectF) -> Iterator[str]:
        for item in words:
            seen = _written(item)
            if item.property("truncated"):
                yield f"{seen.what!r} is cut off"
            if not _within(seen.box, glass):
                yield f"{seen.what!r} leaves the window: {_put(seen.box)}"
            ground = _ground(item)
            if ground is not None and not _within(seen.box, _box(ground)):
                yield f"{seen.what!r} {_put(seen.box)} leaves its ground {_put(_box(ground))}"

    def _overlaps(self, words: list[QQuickItem]) -> Iterator[str]:
        for one, other in combinations([_written(item) for item in words], 2):
            common = one.box.intersected(other.box)
            if common.width() > SLACK and common.height() > SLACK:
                yield f"{one.what!r} {_put(one.box)} lies over {other.what!r} {_put(other.box)}"

    def _key_faults(self, keys: list[QQuickItem], glass: QRectF) -> Iterator[str]:
        least = float(self.window.theme.property("target"))
        gap = self.window.theme.glass.px(scale.LEAST_GAP_MM)
        boxes = [Seen(key.objectName(), _box(key)) for key in keys]
        for seen in boxes:
            if min(seen.box.width(), seen.box.height()) < least - SLACK:
                yield f"key {seen.what!r} {_put(seen.box)} is smaller than {least:.0f}"
            if not _within(seen.box, glass):
                yield f"key {seen.what!r} {_put(seen.box)} leaves the window"
        for one, other in combinations(boxes, 2):
            across = max(one.box.left(), other.box.left()) - min(one.box.right(), other.box.right())
            down = max(one.box.top(), other.box.top()) - min(one.box.bottom(), other.box.bottom())
            if max(across, down) < gap - SLACK:
                yield f"keys {one.what!r} {_put(one.box)} and {other.what!r} {_put(other.box)} are too close"

    def _overflows(self, columns: list[PagedColumn]) -> Iterator[str]:
        for column in columns:
            pager = column.property("pager")
            for child in column.childItems():
                # The pager may stand beside its column, in the free half of the action band.
                if child is pager or not child.isVisible() or child.height() <= 0:
                    continue
                if not _within(_box(child), _box(column)):
                    yield f"{_name(child)} {_put(_box(child))} does not fit its column {_put(_box(column))}"
                if pager.isVisible() and _box(child).intersects(_box(pager)):
                    yield f"{_name(child)} {_put(_box(child))} lies on the pager {_put(_box(pager))}"


def _box(item: QQuickItem) -> QRectF:
    corner = item.mapToScene(QPointF(0, 0))
    return QRectF(corner.x(), corner.y(), item.width(), item.height())


def _written(item: QQuickItem) -> Seen:
    """Where the words of a text really are; it may be wider than its words, or narrower."""
    box = _box(item)
    width, height = float(item.property("contentWidth")), float(item.property("contentHeight"))
    left, right = float(item.property("leftPadding")), float(item.property("rightPadding"))
    spare = box.width() - left - right - width
    shift = left + (spare / 2 if item.property("centred") else 0.0)
    em = item.property("font").pixelSize()
    top = box.y() + float(item.property("topPadding")) + EMPTY_ABOVE * em
    text = plain(str(item.property("text")))
    return Seen(text, QRectF(box.x() + shift, top, width, height - (EMPTY_ABOVE + EMPTY_BELOW) * em))


def _ground(item: QQuickItem) -> QQuickItem | None:
    """The nearest thing that a text stands on: a key or a painted rectangle."""
    above: QQuickItem | None = item.parentItem()
    while above is not None:
        if is_key(above) or (above.inherits("QQuickRectangle") and above.property("color").alpha() > 0):
            return above
        above = above.parentItem()
    return None


def _within(inner: QRectF, outer: QRectF) -> bool:
    return outer.adjusted(-SLACK, -SLACK, SLACK, SLACK).contains(inner)


def _put(box: QRectF) -> str:
    return f"({box.left():.0f} {box.top():.0f} to {box.right():.0f} {box.bottom():.0f})"


def _name(item: QQuickItem) -> str:
    return item.objectName() or "something without a name"
