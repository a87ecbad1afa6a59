"""The layouts of identity cards: one file each, with its fields as a table and their reading."""
