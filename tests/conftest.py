"""What every run of the tests watches over."""

from __future__ import annotations

import hypothesis
import pytest

from tests.log_privacy import LogPrivacy


def pytest_configure(config: pytest.Config) -> None:
    """Watch what is logged, and let no property fail because the machine is slow."""
    config.pluginmanager.register(LogPrivacy(), "log-privacy")
    slow = hypothesis.HealthCheck.too_slow
    hypothesis.settings.register_profile("patient", deadline=None, suppress_health_check=[slow])
    hypothesis.settings.load_profile("patient")
