"""What the terminal's slips say: one module a kind, each a frozen dataclass and its layout in blocks."""
