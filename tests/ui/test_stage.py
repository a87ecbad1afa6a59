"""The stage shows what has arrived, also when several screens arrive at once."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject

from kiosk.terminal import Shown
from kiosk.visit.preferences import Preferences
from tests.ui.looking import Onlooker
from tests.ui.samples_steps import samples


@pytest.fixture
def onlooker(qapp: QObject) -> Iterator[Onlooker]:
    onlooker = Onlooker(width=540, height=960)
    yield onlooker
    onlooker.close()


def test_a_page_that_gets_fresher_twice_at_once_reads_nothing_that_has_gone(
    onlooker: Onlooker, caplog: pytest.LogCaptureFixture
) -> None:
    printing = samples(Preferences())["printing-certificate"]
    onlooker.show(printing)
    for serial in range(2, 6):
        onlooker.window.stage.receive(Shown(serial, printing))
    QCoreApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert onlooker.window.stage.serial == 5
    assert [record.getMessage() for record in caplog.records if "TypeError" in record.getMessage()] == []
