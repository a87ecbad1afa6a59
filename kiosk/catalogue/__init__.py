"""The services that the terminal offers, as data, with their loader."""
