"""Simulated peripherals, each standing at its transport, with faults on command. They ship with the product."""
