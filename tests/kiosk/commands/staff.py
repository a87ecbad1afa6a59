"""A terminal that runs, and a member of staff who types commands beside it."""

from __future__ import annotations

from pathlib import Path

from click import Group
from click.testing import CliRunner, Result

SETTINGS = """
[terminal]
id = "T1"
place = { zh = "大厅", en = "Hall" }
profile = "sandbox"
state_dir = "."
public_url = "http://127.0.0.1"

[[line]]
name = "extranet"
base_url = "https://portal.example"
trust_file = "trust.pem"
certificate_file = "terminal.pem"
key_file = "terminal.key"
"""
SECRETS = ("张桂兰", "430922195203184525", "visit-7f3a9c", "430922-2026-000123", "A1B2C3D4", "L-1")
"""What no command shows: name, number, visit, case, verification code, licence (tests/kiosk/press/world.py)."""


class Staff:
    """Types commands for the terminal whose records lie in a folder."""

    def __init__(self, folder: Path, group: Group) -> None:
        self._config = folder / "config.toml"
        self._config.write_text(SETTINGS, encoding="utf-8")
        self._group = group

    def types(self, command: str, *words: str, typed: str | None = None) -> Result:
        return CliRunner().invoke(self._group, [command, "--config", str(self._config), *words], input=typed)

    def reads(self, command: str, *words: str) -> str:
        result = self.types(command, *words)
        assert result.exit_code == 0, result.output
        assert [secret for secret in SECRETS if secret in result.output] == []
        return result.output
