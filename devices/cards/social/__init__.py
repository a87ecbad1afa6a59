"""Social security cards (LD/T 32-2015), generations 1 to 3."""
