"""Fingerprint readers and face cameras: they compare the person at the terminal with what the card carries."""
