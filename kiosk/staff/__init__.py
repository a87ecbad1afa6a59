"""The hall's staff on this terminal: who they are, and how they sign in."""
