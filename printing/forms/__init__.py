"""Certificate forms as data: ``<id>.toml`` is the form, ``<id>.background.toml`` what the blank has pre-printed."""
