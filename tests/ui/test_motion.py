"""Drawings move only to show where to look, and not at all for those who want none of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickItem
from pytestqt.qtbot import QtBot

from kiosk.terminal import Shown
from kiosk.visit.preferences import Contrast, Preferences
from tests.ui.looking import HALL
from tests.ui.samples_identity import samples
from ui.hands import items_below
from ui.window import Sight, TerminalWindow


@contextmanager
def identify_page(*, contrast: Contrast, reduced_motion: bool) -> Iterator[list[QQuickItem]]:
    """Show the page with the sinking card and yield its items."""
    QGuiApplication.instance() or QGuiApplication([])
    window = TerminalWindow(sight=Sight(reduced_motion=reduced_motion), hall=HALL)
    window.show()
    window.stage.show_first(Shown(1, samples(Preferences(contrast=contrast))["identify"]))
    QGuiApplication.processEvents()
    yield list(items_below(window.window.contentItem()))
    window.close()


def halo_of(items: list[QQuickItem]) -> QQuickItem:
    return next(item for item in items if item.objectName() == "halo")


def test_the_halo_of_the_lit_reader_breathes(qtbot: QtBot) -> None:
    with identify_page(contrast=Contrast.DAY, reduced_motion=False) as items:
        halo = halo_of(items)
        qtbot.waitUntil(lambda: halo.opacity() > 0.35)


@pytest.mark.parametrize(
    ("contrast", "reduced_motion"), [(Contrast.DAY, True), (Contrast.LIGHT, False), (Contrast.DARK, False)]
)
def test_nothing_moves_with_reduced_motion_or_in_the_strong_contrasts(
    contrast: Contrast, reduced_motion: bool, qtbot: QtBot
) -> None:
    with identify_page(contrast=contrast, reduced_motion=reduced_motion) as items:
        moved: list[str] = []
        for item in items:
            item.yChanged.connect(lambda: moved.append("y"))
            item.opacityChanged.connect(lambda: moved.append("opacity"))
        qtbot.wait(200)
        assert moved == []
        assert halo_of(items).opacity() == pytest.approx(0.3)
