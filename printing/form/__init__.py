"""The template of a certificate: what a form file says, as types, and how it is read.

A form knows nothing of what is pre-printed on its blanks; :mod:`printing.preview` reads that from a file of its own.
"""
