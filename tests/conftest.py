"""What every run of the tests watches over."""

from __future__ import annotations

import pytest

from tests.log_privacy import LogPrivacy


def pytest_configure(config: pytest.Config) -> None:
    """Watch what is logged."""
    config.pluginmanager.register(LogPrivacy(), "log-privacy")
