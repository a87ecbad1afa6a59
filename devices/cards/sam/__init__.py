"""Identity cards through a SAM module: frames, commands, the lines that carry them, and the reader above."""
