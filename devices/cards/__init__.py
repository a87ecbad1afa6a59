"""Cards that residents lay down: what is on them, and what happens to them."""
