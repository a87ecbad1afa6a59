"""Items that QML made of Python classes leave Python's memory with their page."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QUrl
from PySide6.QtQml import QQmlComponent, QQmlEngine

import ui.items.qr_code  # noqa: F401 - the engine knows a type once its module has been read
from ui.drawings.water import WaterLines
from ui.items.paged_column import PagedColumn
from ui.items.qr_code import QrCode

PAGE = b"""
import QtQuick
import Hall
Item {
    QrCode { content: "case 430922" }
    WaterLines { width: 10; height: 10 }
    PagedColumn { Item { height: 10 } }
}
"""
KINDS = (QrCode, WaterLines, PagedColumn)


@pytest.fixture
def engine(qapp: QObject) -> Iterator[QQmlEngine]:
    made = QQmlEngine()
    yield made
    made.deleteLater()


def show_and_leave(engine: QQmlEngine) -> None:
    component = QQmlComponent(engine)
    component.setData(PAGE, QUrl())
    page = component.create()
    assert page is not None, component.errorString()
    page.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def left_of(kind: type[QObject]) -> int:
    gc.collect()
    return sum(type(thing) is kind for thing in gc.get_objects())


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_left_of_a_page_that_has_been_left(engine: QQmlEngine, kind: type[QObject]) -> None:
    before = left_of(kind)
    for _ in range(3):
        show_and_leave(engine)
    assert left_of(kind) == before


def test_an_item_that_somebody_still_holds_forgets_what_it_knew(engine: QQmlEngine) -> None:
    component = QQmlComponent(engine)
    component.setData(PAGE, QUrl())
    page = component.create()
    code = page.findChild(QrCode)
    assert code is not None
    assert "case 430922" in vars(code).values()
    page.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert vars(code) == {}
