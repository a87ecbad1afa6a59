"""Which tray a sheet is taken from.

The size of a sheet cannot tell plain A4 from a pre-printed A4 blank, so the settings say what lies in which tray and
every job names its tray.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final, TypeAlias

from kiosk.press.errors import TrayNotLoaded
from kiosk.settings import TraySettings
from kiosk.visit.surroundings import PLAIN as PLAIN

PLAIN_MEDIUM: Final = "iso_a4_210x297mm"
"""Proofs are printed on A4 (PWG 5101.1)."""
PRINTERS_CHOICE: Final = ""

Loaded: TypeAlias = Callable[[], Mapping[str, str]]
"""What may lie in the printer now, :data:`PLAIN` or form id, with the name of its medium."""


class Trays:
    """The trays of the sheet printer.

    Args of the constructor:
        trays: as the settings name them.
        loaded: asked only where the settings name none.
    """

    def __init__(self, *, trays: tuple[TraySettings, ...], loaded: Loaded) -> None:
        self._sources = {tray.holds: tray.source for tray in trays}
        self._loaded = loaded

    def source_of(self, what: str) -> str:
        """Return the printer's name of the tray that holds plain paper or a form.

        Where the settings name no tray the printer chooses by size, and that only while nothing else of this size may
        lie in it.

        Raises:
            TrayNotLoaded: no tray holds it, or the printer could take another paper for it.
        """
        if what in self._sources:
            return self._sources[what]
        if self._sources:
            raise TrayNotLoaded(f"no tray holds {what}")
        loaded = self._loaded()
        same_size = [other for other, medium in loaded.items() if other != what and medium == loaded.get(what)]
        if what not in loaded or same_size:
            raise TrayNotLoaded(f"no tray is named, and {what} is not told from {', '.join(same_size) or 'others'}")
        return PRINTERS_CHOICE
