"""Code scanners: on a serial line, or typing like a keyboard."""
