"""``kiosk card read`` on the real stack: a SAM, pcscd with its virtual reader, and the program as it is installed."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from devices.simulators.wallet import load_holder
from devices.simulators.world import World
from devices.simulators.world_messages import Command, LiftCard, Place, PlaceCard
from kiosk.simulate import STATE_VARIABLE

pytestmark = pytest.mark.stack
CONFIG = Path(__file__).parents[3] / "config.toml"


@dataclass(frozen=True)
class Hall:
    """A running world and its folder."""

    world: World
    folder: Path

    def play(self, *commands: Command) -> None:
        for command in commands:
            self.world.carry_out(command)

    def kiosk(self, *arguments: str, typed: str = "") -> subprocess.CompletedProcess[str]:
        program = shutil.which("kiosk", path=str(Path(sys.executable).parent))
        assert program is not None
        environment = {**os.environ, STATE_VARIABLE: str(self.folder)}
        return subprocess.run(
            [program, "card", *arguments], input=typed, capture_output=True, text=True, env=environment, check=False
        )


@pytest.fixture(scope="module")
def hall(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hall]:
    folder = tmp_path_factory.mktemp("world")
    with World(state=folder) as world:
        yield Hall(world, folder)


@pytest.fixture(autouse=True)
def _empty_readers(hall: Hall) -> Iterator[None]:
    yield
    hall.play(LiftCard())


def test_cards_of_every_reader_are_read_at_once(hall: Hall) -> None:
    hall.play(PlaceCard("chan-wing-man", Place.IDENTITY), PlaceCard("li-jianguo", Place.CARD))
    done = hall.kiosk("read", "--simulated", "--json")
    assert done.returncode == 0, done.stderr
    assert {card["reader"]: card["kind"] for card in json.loads(done.stdout)} == {
        "identity-reader": "residence-permit",
        "card-reader": "social-security-card",
    }


def test_nothing_personal_is_printed_unless_it_is_asked_for(hall: Hall) -> None:
    image = load_holder("li-jianguo").social_card
    assert image is not None
    hall.play(PlaceCard("li-jianguo", Place.CARD))
    masked, revealed = hall.kiosk("read", "--simulated"), hall.kiosk("read", "--simulated", "--reveal")
    assert image.name not in masked.stdout
    assert image.number not in masked.stdout
    assert f"name: {image.name}" in revealed.stdout
    assert f"number: {image.number}" in revealed.stdout


def test_a_production_terminal_reveals_nothing(hall: Hall) -> None:
    hall.play(PlaceCard("li-jianguo", Place.CARD))
    done = hall.kiosk("read", "--reveal", "--config", str(CONFIG))
    assert done.returncode != 0
    assert "production" in done.stderr
    assert done.stdout == ""


def test_a_passport_wants_what_is_printed_in_it(hall: Hall) -> None:
    hall.play(PlaceCard("passport-te-aroha"))
    shut = hall.kiosk("read", "--simulated", "--json")
    assert shut.returncode == 2
    assert [card["failure"] for card in json.loads(shut.stdout)] == ["TRAVEL_DOCUMENT_KEY_WANTED"]
    opened = hall.kiosk("read", "--simulated", "--unlock", typed="430922\n")
    assert "kind: passport" in opened.stdout
    assert "photo" not in opened.stdout
    pictured = hall.kiosk("read", "--simulated", "--unlock", "--photo", typed="430922\n")
    assert "photo: jpeg" in pictured.stdout


def test_an_empty_reader_says_how_the_readers_are(hall: Hall) -> None:
    done = hall.kiosk("read", "--simulated", "--wait", "1")
    assert done.returncode == 1
    assert "no card" in done.stderr
    assert "identity-reader: online" in done.stderr
