"""Codes of the peoples of China, as cards carry them (GB/T 3304)."""

from typing import Final

NATIONS: Final = frozenset([*(f"{code:02d}" for code in range(1, 57)), "97", "98"])
"""56 peoples, 97 others, 98 naturalised."""
