"""A simulated travel document: the chip's side of ICAO Doc 9303, and an invented state that signs for it."""
