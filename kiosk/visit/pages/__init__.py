"""How the state of a visit becomes a page: one file a part of the visit."""
