"""What is drawn and not set in type: water lines, a card, a person, a sheet of paper, a code.

Each is painted once into a still image (the software renderer then copies it) and takes its colours by role.
"""
