"""The panel: a second window of the demo, where a person plays the world around the terminal."""
