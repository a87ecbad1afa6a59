"""What the terminal says: the translation catalogue, and how dates, times and amounts are put."""
