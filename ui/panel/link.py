"""The panel's link to the simulated world: follows it on one thread and acts in it on another."""

from __future__ import annotations

import logging
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Signal

from devices.errors import DeviceError
from devices.simulators.wallet import Holder
from devices.simulators.world_client import WorldClient
from devices.simulators.world_messages import AwaitChange, Command, PrintedSheet, WorldStatus
from kiosk.sheet_picture import picture_sheet
from kiosk.simulated_phone import PhoneOff, SimulatedPhone, portal_of
from printing.errors import PrintingError

log = logging.getLogger("ui.panel")

LOOK_AGAIN_S: Final = 10.0
TRY_AGAIN_S: Final = 0.5
SHEET_DPI: Final = 110
"""Enough for a sheet that is shown some 15 cm wide."""


class WorldLink(QObject):
    """Tells the window what the world is like, and the world what the window wants.

    Signals, delivered on the window's thread:
        seen: the world as it is now (a ``WorldStatus``).
        lost: no world answers.
        refused: why a command was not carried out.
        pictured: path of a sheet's document, and of its picture.
        messaged: whose phone was looked at, by the name in the wallet, and the one-time code that came last.
    """

    seen = Signal(object)
    lost = Signal()
    refused = Signal(str)
    pictured = Signal(str, str)
    messaged = Signal(str, str)

    def __init__(self, *, state: Path, pictures: Path) -> None:
        super().__init__()
        self._state = state
        self._pictures = pictures
        self._closing = threading.Event()
        self._hand = ThreadPoolExecutor(1, thread_name_prefix="panel-hand")
        self._painter = ThreadPoolExecutor(1, thread_name_prefix="panel-painter")
        self._watcher = threading.Thread(target=self._watch, name="panel-watch", daemon=True)
        self._painted: set[str] = set()

    def open(self) -> None:
        """Begin to follow the world."""
        self._watcher.start()

    def close(self) -> None:
        """Let it go; a watch that hangs in the world ends with the process."""
        self._closing.set()
        self._hand.shutdown(wait=False, cancel_futures=True)
        self._painter.shutdown(wait=True, cancel_futures=True)

    def do(self, command: Command) -> None:
        """Carry a command out; returns at once."""
        self._hand.submit(self._act, command)

    def show_phone(self, holder: Holder) -> None:
        """Hold the holder's electronic card before the scanner; returns at once."""
        self._hand.submit(self._show_phone, holder)

    def look_at_messages(self, holder: Holder) -> None:
        """See which one-time code came last to the holder's phone; returns at once."""
        self._hand.submit(self._look_at_messages, holder)

    def _show_phone(self, holder: Holder) -> None:
        try:
            phone = SimulatedPhone(holder=holder, portal=portal_of(self._state))
            with WorldClient(state=self._state) as world:
                phone.show_card(world)
        except PhoneOff as off:
            self.refused.emit(str(off))
        except DeviceError as error:
            self.refused.emit(error.detail)

    def _look_at_messages(self, holder: Holder) -> None:
        try:
            code = SimulatedPhone(holder=holder, portal=portal_of(self._state)).one_time_code()
        except PhoneOff as off:
            self.refused.emit(str(off))
            return
        if code is None:
            self.refused.emit(f"no one-time code has come to the phone of {holder.slug}")
        else:
            self.messaged.emit(holder.slug, code)

    def _act(self, command: Command) -> None:
        try:
            with WorldClient(state=self._state) as world:
                world.do(command)
        except DeviceError as error:
            self.refused.emit(error.detail)

    def _watch(self) -> None:
        while not self._closing.is_set():
            try:
                with WorldClient(state=self._state) as world:
                    self._follow(world)
            except DeviceError:
                if not self._closing.is_set():
                    self.lost.emit()
            self._closing.wait(TRY_AGAIN_S)

    def _follow(self, world: WorldClient) -> None:
        status = world.status()
        while not self._closing.is_set():
            self._paint_new(status)
            self.seen.emit(status)
            status = world.do(AwaitChange(revision=status.revision, within_s=LOOK_AGAIN_S))

    def _paint_new(self, status: WorldStatus) -> None:
        for sheet in status.certificate.lying:
            if sheet.document not in self._painted:
                self._painted.add(sheet.document)
                self._painter.submit(self._paint, sheet)

    def _paint(self, sheet: PrintedSheet) -> None:
        picture = self._pictures / f"{sheet.number:03}.png"
        try:
            data = Path(sheet.document).read_bytes()
            picture_sheet(data, medium=sheet.media, dots_per_inch=SHEET_DPI).save(picture)
        except (OSError, PrintingError) as error:
            log.warning("the sheet cannot be pictured: %s", error)
            return
        self.pictured.emit(sheet.document, str(picture))
