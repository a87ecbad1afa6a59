"""The invented states that sign travel documents."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from devices.cards.emrtd.trust import TrustStore
from devices.simulators.emrtd.issuer import IssuerError, SandboxIssuer
from devices.simulators.wallet import load_wallet


def test_every_state_of_the_wallet_has_an_authority(tmp_path: Path) -> None:
    issuer = SandboxIssuer.create(tmp_path)
    documents = [holder.travel_document for holder in load_wallet() if holder.travel_document is not None]
    assert documents
    for document in documents:
        assert issuer.sign(b"", state=document.issuing_state)


def test_the_readers_store_is_filled_with_authorities_and_nothing_else(tmp_path: Path) -> None:
    SandboxIssuer.create(tmp_path, states=("NZL", "CHN"))
    store = TrustStore.load(tmp_path)
    assert sorted(each.country for each in store.authorities) == ["CN", "NZ"]
    assert store.unreadable == ()


def test_the_issuer_of_a_folder_stays_the_same(tmp_path: Path) -> None:
    SandboxIssuer.create(tmp_path / "issuer", states=("NZL",))
    before = {path.name: path.read_bytes() for path in (tmp_path / "issuer").iterdir()}
    SandboxIssuer.create(tmp_path / "issuer", states=("NZL",))
    assert {path.name: path.read_bytes() for path in (tmp_path / "issuer").iterdir()} == before
    assert before.keys() == {"csca-nzl.pem", "nzl.signer"}


def test_a_new_state_joins_the_others(tmp_path: Path) -> None:
    SandboxIssuer.create(tmp_path, states=("NZL",))
    SandboxIssuer.create(tmp_path, states=("NZL", "CHN"))
    assert len(TrustStore.load(tmp_path).authorities) == 2


def test_private_keys_are_for_the_owner_only(tmp_path: Path) -> None:
    SandboxIssuer.create(tmp_path, states=("NZL",))
    assert stat.S_IMODE((tmp_path / "nzl.signer").stat().st_mode) == 0o600
    assert b"PRIVATE" not in (tmp_path / "csca-nzl.pem").read_bytes()


def test_a_foreign_issuer_leaves_nothing_behind(tmp_path: Path) -> None:
    issuer = SandboxIssuer.create(tmp_path, states=("NZL",))
    before = sorted(tmp_path.iterdir())
    issuer.foreign().sign(b"", state="NZL")
    assert sorted(tmp_path.iterdir()) == before


def test_no_state_signs_for_another(tmp_path: Path) -> None:
    with pytest.raises(IssuerError):
        SandboxIssuer.create(tmp_path, states=("NZL",)).sign(b"", state="CHN")
