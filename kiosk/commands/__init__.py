"""The commands of ``kiosk`` that need no screen, one file each."""
