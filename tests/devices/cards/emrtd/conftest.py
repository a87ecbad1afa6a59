"""An invented state and a store that believes it."""

from __future__ import annotations

from pathlib import Path

import pytest

from devices.cards.emrtd.trust import TrustStore
from devices.simulators.emrtd.issuer import SandboxIssuer


@pytest.fixture(scope="session")
def issuer_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("issuer")


@pytest.fixture(scope="session")
def issuer(issuer_folder: Path) -> SandboxIssuer:
    return SandboxIssuer.create(issuer_folder, states=("NZL", "CHN", "UTO"))


@pytest.fixture(scope="session")
def trust(issuer: SandboxIssuer, issuer_folder: Path) -> TrustStore:
    return TrustStore.load(issuer_folder)
