"""Colours by role, type by role and spacing, for every size of screen (look.md sections 2 to 4)."""
