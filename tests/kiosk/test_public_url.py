"""The public address that goes onto slips: what a terminal of each profile may print there."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.config import load_settings
from kiosk.errors import ConfigError

SETTINGS = """
[terminal]
id = "T1"
place = {{ zh = "大厅", en = "Hall" }}
profile = "{profile}"
state_dir = "state"
public_url = "{url}"

[[line]]
name = "extranet"
base_url = "https://portal.example"
trust_file = "trust.pem"
certificate_file = "terminal.pem"
key_file = "terminal.key"
"""


def public_url(folder: Path, profile: str, url: str) -> str:
    path = folder / "config.toml"
    path.write_text(SETTINGS.format(profile=profile, url=url), encoding="utf-8")
    return load_settings(path).terminal.public_url


@pytest.mark.parametrize(
    ("profile", "url"),
    [
        ("production", "https://zwfw.example"),
        ("production", "https://zwfw.example:8443/taojiang/"),
        ("sandbox", "https://zwfw.example"),
        ("sandbox", "http://127.0.0.1:4711"),
    ],
)
def test_an_address_that_a_phone_can_follow_is_taken(tmp_path: Path, profile: str, url: str) -> None:
    assert public_url(tmp_path, profile, url) == url


@pytest.mark.parametrize(
    ("profile", "url", "wanted"),
    [
        ("production", "http://zwfw.example", "begins with https://"),
        ("production", "", "a text that says something"),
        ("production", "zwfw.example", "begins with https://"),
        ("production", "https://", "begins with https://"),
        ("production", "https://[::1", "begins with https://"),
        ("production", "https://zwfw.example?from=slip", "begins with https://"),
        ("production", "https://zwfw.example/办件", "an address in ASCII"),
        ("production", "https://zwfw.example/ cases", "an address in ASCII"),
        ("sandbox", "ftp://127.0.0.1", "begins with https:// or http://"),
    ],
)
def test_any_other_is_refused_in_one_line(tmp_path: Path, profile: str, url: str, wanted: str) -> None:
    with pytest.raises(ConfigError) as caught:
        public_url(tmp_path, profile, url)
    assert caught.value.detail.startswith(f"terminal.public_url: found {url!r}; wanted ")
    assert wanted in caught.value.detail
    assert "\n" not in caught.value.detail
