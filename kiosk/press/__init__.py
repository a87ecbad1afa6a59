"""The press carries a print order from wish to settled sheet: gate, blank, rendering, hand-over, outlet, report."""
