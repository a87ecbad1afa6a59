"""Bell and lamps, as far as the window has them."""

from __future__ import annotations

import logging

from kiosk.visit.effects import Cue

log = logging.getLogger("ui.attention")


class WindowAttention:
    """Notes each cue; satisfies :class:`kiosk.runner.Attention`. The page itself shows where to look."""

    def call(self, cue: Cue) -> None:
        """Note the cue."""
        log.info("cue %s", cue.value)
