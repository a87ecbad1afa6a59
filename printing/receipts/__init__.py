"""What the terminal's slips say: one layout file a kind, and the frozen dataclass that fills it."""
