"""What stands around a visit: devices and lines as they are now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time
from typing import Final

from devices.status import DeviceKind, DeviceState, DeviceStatus, Outlet, Supply
from kiosk.visit.identity import Way


@dataclass(frozen=True, kw_only=True)
class LineNow:
    """A network line as the watch last saw it; ``code`` says why it is down, and is empty while it is up."""

    name: str
    up: bool
    since: datetime
    code: str = ""


PLAIN: Final = "plain"
"""Stands for plain paper where the id of a form stands for its blanks."""
NOT_LOOKED_AT: Final = "FORM_NOT_LOOKED_AT"


@dataclass(frozen=True)
class FormNow:
    """A form, or plain paper, as it was last looked at; ``code`` says why it cannot be printed, empty when it can."""

    form: str
    code: str = ""


@dataclass(frozen=True, kw_only=True)
class Surroundings:
    """Devices, lines and the local time of day.

    Attributes:
        devices: the latest snapshot of each configured device.
        lines: the lines that have been looked at so far.
        time_of_day: local, for opening hours.
        alarm: the failure code of an alarm that stops the terminal until staff come; absent normally.
        forms: plain paper and the forms of services, as they were last looked at.
        fonts: the failure code that keeps everything off a sheet; empty while the fonts are there.
        occupied: the outlets in which the input board last saw paper.
        clerks: whether the staff book names anybody who could vouch for a resident.
        barred: ways of identifying that this terminal is not equipped for, whatever its devices say.
        ready: whether devices and stock have been looked at; nothing can be said of services before.
    """

    devices: tuple[DeviceStatus, ...] = ()
    lines: tuple[LineNow, ...] = ()
    time_of_day: time = time(12)
    alarm: str | None = None
    forms: tuple[FormNow, ...] = ()
    fonts: str = ""
    occupied: frozenset[Outlet] = frozenset()
    clerks: bool = False
    barred: frozenset[Way] = frozenset()
    ready: bool = True

    def device(self, kind: DeviceKind) -> DeviceStatus | None:
        """Return the snapshot of a device; none when the terminal has no such device."""
        return next((status for status in self.devices if status.kind is kind), None)

    def line(self, name: str) -> LineNow | None:
        """Return a line; none when it has not been looked at or does not exist."""
        return next((line for line in self.lines if line.name == name), None)

    def form_fault(self, form: str) -> str:
        """Return the failure code of why a form, or plain paper, cannot be printed now; empty when it can."""
        return next((now.code for now in self.forms if now.form == form), NOT_LOOKED_AT)

    def usable(self, kind: DeviceKind) -> bool:
        """Whether a device takes a task now, or most likely soon: one that is still starting counts as working."""
        status = self.device(kind)
        return status is not None and (status.works or status.state is DeviceState.STARTING)

    def held(self, kind: DeviceKind) -> str:
        """Return the failure code of a device that another program holds now; empty when none does."""
        status = self.device(kind)
        if status is None or status.state is not DeviceState.BUSY or status.fault is None:
            return ""
        return status.fault.code

    def line_up(self, name: str) -> bool:
        """Whether a line is up as far as anybody knows; one that has not been looked at yet counts as up."""
        line = self.line(name)
        return line is None or line.up

    def holds_paper(self, outlet: Outlet) -> bool:
        """Whether a working sensor sees paper in an outlet; one that is not looked at may hold some too."""
        board = self.device(DeviceKind.INPUT_BOARD)
        return board is not None and board.works and outlet in self.occupied

    @property
    def rings(self) -> bool:
        """Whether a bell can be heard."""
        sounder = self.device(DeviceKind.SOUNDER)
        return sounder is not None and sounder.works

    @property
    def speaks(self) -> bool:
        """Whether sentences can be read aloud; a sounder without a voice carries a fault and still rings."""
        sounder = self.device(DeviceKind.SOUNDER)
        return sounder is not None and sounder.works and sounder.fault is None

    @property
    def slips_possible(self) -> bool:
        """Whether the receipt printer takes a slip now."""
        printer = self.device(DeviceKind.RECEIPT_PRINTER)
        return printer is not None and printer.works and printer.paper not in (Supply.OUT, Supply.JAMMED)
