"""PagedColumn: a column that never cuts anything off; what does not fit goes to a next page.

Children stand one below the other, as wide as the column. A child with a property ``share`` of 2, 3 or 4 takes that
part of a row beside others of the same share, and all of one row become equally high. A child with the property
``heading`` stays with what follows it. A child without height, or with ``shown: false``, is left out.

A list that the visit itself pages is one of ``outerPages``; then turning goes through the pages here first.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Property, QRect, QRectF, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement
from PySide6.QtQuick import QQuickItem

from ui.letting_go import let_go_when_destroyed

QML_IMPORT_NAME = "Hall"
QML_IMPORT_MAJOR_VERSION = 1

MOST_ROUNDS: Final = 50

log = logging.getLogger("ui.items")


@dataclass(frozen=True)
class Row:
    """One row: its items, how many such make a row, its height, and whether it must not end a page."""

    items: tuple[QQuickItem, ...]
    share: int
    height: float
    heading: bool


def paginate(heights: list[float], headings: list[bool], *, room: float, gap: float) -> list[list[int]]:
    """Part rows into pages: greedily, never ending a page with a heading; each page holds at least one row."""
    pages: list[list[int]] = [[]]
    filled = 0.0
    for index, height in enumerate(heights):
        page = pages[-1]
        needed = height + (gap if page else 0.0)
        if page and filled + needed > room + 0.5:
            carried: list[int] = []
            while len(page) > 1 and headings[page[-1]]:
                carried.insert(0, page.pop())
            pages.append(carried)
            filled = sum(heights[row] + gap for row in carried)
            needed = height
        pages[-1].append(index)
        filled += needed
    return pages


@QmlElement
class PagedColumn(QQuickItem):
    """Lays out its children in pages.

    Attributes:
        page, pages: which page is shown, from 0, and how many there are.
        outerPage, outerPages: the same of the visit's own list.
        spacing, columnSpacing: between rows, and between the items of one row, in window pixels.
        pager: the item that turns pages; stands at the bottom and is shown when there is more than one page.
        keepsRoom: the pager's place stays free also when there is one page only.
        pagerWidth: of the pager, in window pixels; 0 for the column's own.
        contentHeight: what all rows on the shown page need, in window pixels.

    Signals:
        outerTurn: the visit is to turn its list; by 1 or -1.
    """

    changed = Signal()
    outerTurn = Signal(int, arguments=["by"])

    def __init__(self, parent: QQuickItem | None = None) -> None:
        super().__init__(parent)
        let_go_when_destroyed(self)
        self._page = 0
        self._pages = 1
        self._outer_page = 0
        self._outer_pages = 1
        self._spacing = 0.0
        self._column_spacing = 0.0
        self._content_height = 0.0
        self._pager: QQuickItem | None = None
        self._watched: list[QQuickItem] = []
        self._rounds = 0
        self._keeps_room = False
        self._pager_width = 0.0
        self.childrenChanged.connect(self._watch)

    def _get_page(self) -> int:
        return self._page

    def _set_page(self, page: int) -> None:
        page = max(0, min(page, self._pages - 1))
        if page != self._page:
            self._page = page
            self._renew()

    def _get_pages(self) -> int:
        return self._pages

    def _get_outer_page(self) -> int:
        return self._outer_page

    def _set_outer_page(self, page: int) -> None:
        if page != self._outer_page:
            self._outer_page = page
            self._page = 0
            self._renew()

    def _get_outer_pages(self) -> int:
        return self._outer_pages

    def _set_outer_pages(self, pages: int) -> None:
        self._outer_pages = pages
        self._renew()

    def _get_spacing(self) -> float:
        return self._spacing

    def _set_spacing(self, spacing: float) -> None:
        self._spacing = spacing
        self._renew()

    def _get_column_spacing(self) -> float:
        return self._column_spacing

    def _set_column_spacing(self, spacing: float) -> None:
        self._column_spacing = spacing
        self._renew()

    def _get_pager(self) -> QQuickItem | None:
        return self._pager

    def _set_pager(self, pager: QQuickItem) -> None:
        self._pager = pager
        pager.setParentItem(self)
        pager.heightChanged.connect(self.polish)
        self._renew()

    def _get_keeps_room(self) -> bool:
        return self._keeps_room

    def _set_keeps_room(self, keeps: bool) -> None:
        self._keeps_room = keeps
        self._renew()

    def _get_pager_width(self) -> float:
        return self._pager_width

    def _set_pager_width(self, width: float) -> None:
        self._pager_width = width
        self._renew()

    def _get_content_height(self) -> float:
        return self._content_height

    def _get_has_next(self) -> bool:
        return self._page + 1 < self._pages or self._outer_page + 1 < self._outer_pages

    def _get_has_previous(self) -> bool:
        return self._page > 0 or self._outer_page > 0

    def _get_number(self) -> int:
        if self._outer_pages == 1:
            return self._page + 1
        return self._outer_page + 1 if self._pages == 1 else 0

    def _get_total(self) -> int:
        return self._pages if self._outer_pages == 1 else self._outer_pages

    page = Property(int, _get_page, _set_page, notify=changed)
    pages = Property(int, _get_pages, notify=changed)
    outerPage = Property(int, _get_outer_page, _set_outer_page, notify=changed)
    outerPages = Property(int, _get_outer_pages, _set_outer_pages, notify=changed)
    spacing = Property(float, _get_spacing, _set_spacing, notify=changed)
    columnSpacing = Property(float, _get_column_spacing, _set_column_spacing, notify=changed)
    pager = Property(QQuickItem, _get_pager, _set_pager, notify=changed)
    keepsRoom = Property(bool, _get_keeps_room, _set_keeps_room, notify=changed)
    pagerWidth = Property(float, _get_pager_width, _set_pager_width, notify=changed)
    contentHeight = Property(float, _get_content_height, notify=changed)
    hasNext = Property(bool, _get_has_next, notify=changed)
    hasPrevious = Property(bool, _get_has_previous, notify=changed)
    number = Property(int, _get_number, notify=changed)
    """Of the page for people, from 1; 0 when two countings would mix and none is told."""
    total = Property(int, _get_total, notify=changed)

    @Slot()
    def arrange(self) -> None:
        """Lay out anew before the next picture; for what changes without changing a height, such as ``shown``."""
        self.polish()

    @Slot(int)
    def turn(self, by: int) -> None:
        """Turn to another page here, or have the visit turn its list; beyond the ends nothing happens."""
        if 0 <= self._page + by < self._pages:
            self._set_page(self._page + by)
        elif 0 <= self._outer_page + by < self._outer_pages:
            self.outerTurn.emit(by)

    def geometryChange(self, newGeometry: QRectF | QRect, oldGeometry: QRectF | QRect) -> None:  # noqa: N803 - Qt's names
        """Lay out anew when the column's size changes."""
        super().geometryChange(newGeometry, oldGeometry)
        if newGeometry.size() != oldGeometry.size():
            self.polish()

    def componentComplete(self) -> None:
        """Lay out once everything is there."""
        super().componentComplete()
        self._watch()

    def updatePolish(self) -> None:
        """Give every child its place, or hide it until its page is shown."""
        if self.width() <= 0 or self.height() <= 0 or not self._may_go_round():
            return
        rows = self._rows()
        heights = [row.height for row in rows]
        headings = [row.heading for row in rows]
        pages = paginate(heights, headings, room=self.height(), gap=self._spacing)
        if self._pager is not None and (self._keeps_room or len(pages) > 1 or self._outer_pages > 1):
            room = self.height() - self._pager.height() - self._spacing
            pages = paginate(heights, headings, room=room, gap=self._spacing)
        self._settle(len(pages))
        for number, page in enumerate(pages):
            self._place([rows[index] for index in page], shown=number == self._page)
        if self._pager is not None:
            self._pager.setWidth(self._pager_width or self.width())
            self._pager.setY(self.height() - self._pager.height())
            self._pager.setVisible(len(pages) > 1 or self._outer_pages > 1)

    def _renew(self) -> None:
        self.changed.emit()
        self.polish()

    def _watch(self) -> None:
        for item in self.childItems():
            if item not in self._watched:
                item.implicitHeightChanged.connect(self.polish)
                item.heightChanged.connect(self.polish)
        self._watched = self.childItems()
        self.polish()

    def _may_go_round(self) -> bool:
        """Whether layout may go on in this frame: children whose heights chase one another must not hang the window."""
        if self._rounds == 0:
            QTimer.singleShot(0, self, self._rest)
        self._rounds += 1
        if self._rounds == MOST_ROUNDS:
            log.error("a column's children never settle")
        return self._rounds < MOST_ROUNDS

    def _rest(self) -> None:
        self._rounds = 0

    def _settle(self, pages: int) -> None:
        page = min(self._page, pages - 1)
        if (page, pages) != (self._page, self._pages):
            self._page, self._pages = page, pages
            self.changed.emit()

    def _rows(self) -> list[Row]:
        rows: list[Row] = []
        waiting: list[QQuickItem] = []
        for item in self.childItems():
            if item is self._pager or item.inherits("QQuickRepeater"):
                continue
            share = _share(item)
            item.setWidth(self._cell_width(share))
            if item.property("shown") is False or _height(item) <= 0:
                item.setVisible(False)
                continue
            if waiting and (_share(waiting[0]) != share or len(waiting) == share):
                rows.append(_row(waiting))
                waiting = []
            waiting.append(item)
        if waiting:
            rows.append(_row(waiting))
        return rows

    def _cell_width(self, share: int) -> float:
        return (self.width() - (share - 1) * self._column_spacing) / share

    def _place(self, rows: list[Row], *, shown: bool) -> None:
        y = 0.0
        for row in rows:
            for column, item in enumerate(row.items):
                item.setX(column * (self._cell_width(row.share) + self._column_spacing))
                item.setY(y)
                # Also alone in a row: it may have been stretched when it still stood beside others.
                item.setHeight(row.height)
                item.setVisible(shown)
            y += row.height + self._spacing
        height = max(0.0, y - self._spacing)
        if shown and self._content_height != height:
            self._content_height = height
            self.changed.emit()


def _share(item: QQuickItem) -> int:
    return int(item.property("share") or 1)


def _height(item: QQuickItem) -> float:
    """The height an item asks for; its own height may have been stretched to that of its row."""
    return item.implicitHeight() or item.height()


def _row(items: list[QQuickItem]) -> Row:
    return Row(
        items=tuple(items),
        share=_share(items[0]),
        height=max(_height(item) for item in items),
        heading=bool(items[0].property("heading")),
    )
