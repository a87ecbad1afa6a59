"""What pages show of a service: its tile, and the words around it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Property, QObject, Slot
from PySide6.QtQml import QmlElement

from kiosk.catalogue.service import Service
from kiosk.visit.actions import Action, Open
from kiosk.visit.screens import Pause, Tile
from ui.icons import glyph
from ui.qml_types import made_in_python
from ui.views.base import FROM_HERE
from ui.words.phrasebook import Phrasebook

QML_IMPORT_NAME = "Hall"
QML_IMPORT_MAJOR_VERSION = 1


def pause_text(pause: Pause, say: Phrasebook) -> str:
    """Say why a service is paused and since when."""
    reason = say.pick(pause.failure.title)
    if pause.since is None:
        return reason
    return say.text("service.paused_since", reason=reason, time=say.clock(pause.since))


def meta_text(service: Service, say: Phrasebook) -> str:
    """Say how long a service takes and what it costs."""
    return say.text("service.meta", minutes=service.minutes, fee=say.fee(service.fee_fen))


@QmlElement
@made_in_python(FROM_HERE)
class ServiceItem(QObject):
    """One service on a list."""

    def __init__(self, tile: Tile, *, say: Phrasebook, send: Callable[[Action], None], parent: QObject) -> None:
        super().__init__(parent)
        self._tile = tile
        self._say = say
        self._send = send

    @Property(str, constant=True)
    def id(self) -> str:
        return self._tile.service.id

    @Property(str, constant=True)
    def name(self) -> str:
        return self._say.pick(self._tile.service.name)

    @Property(str, constant=True)
    def glyph(self) -> str:
        return glyph(self._tile.service.icon)

    @Property(str, constant=True)
    def verb(self) -> str:
        return self._tile.service.verb.value

    @Property(bool, constant=True)
    def paused(self) -> bool:
        return self._tile.pause is not None

    @Property(str, constant=True)
    def meta(self) -> str:
        pause = self._tile.pause
        return pause_text(pause, self._say) if pause else meta_text(self._tile.service, self._say)

    @Slot()
    def open(self) -> None:
        self._send(Open(self._tile.service.id))
