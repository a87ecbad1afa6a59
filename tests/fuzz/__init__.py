"""Coverage-guided fuzzing of everything that takes bytes from a card, a line or a scanner."""
