"""Long trials: the terminal's process is killed at every write and every call to the spooler, over and over."""
