"""A resident's visit as a pure function: state, events, effects, transitions, choice of screen. No clock, no I/O."""
