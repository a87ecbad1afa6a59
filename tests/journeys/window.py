"""The terminal's glass, reached through the window's own control socket (``ui.hands``)."""

from __future__ import annotations
