"""Peripherals of the hall terminal, in the vocabulary of CEN/XFS.

This package knows no resident and no portal. Every driver has one owner thread (``devices.owner``), tells its state as
a frozen snapshot (``devices.status``) and raises only from the tree in ``devices.errors``.
"""
