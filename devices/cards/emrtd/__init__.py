"""Travel documents with a chip: passports and permits after ICAO Doc 9303, read over any APDU transport."""
