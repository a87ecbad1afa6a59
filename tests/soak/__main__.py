"""``scripts/soak``: trials that take long, each with a seed that repeats it."""

from __future__ import annotations

import argparse
import random
import secrets
import sys
import tempfile
import time
from pathlib import Path

from tests.devices.printers.fault_hall import all_cases, fault_hall
from tests.soak.death import Moment
from tests.soak.kill import Trial, kill_hall

MOST_DEATHS = 3
TOLD_EVERY = 50


def main() -> None:
    """Play as many trials as were asked for; end with 1 at the first that fails."""
    parser = argparse.ArgumentParser(prog="scripts/soak", description="Long trials of the printing half.")
    parser.add_argument("--kill", type=int, default=0, metavar="N", help="trials with the program killed")
    parser.add_argument("--faults", type=int, default=0, metavar="N", help="rounds of every fault at every moment")
    parser.add_argument("--seed", type=int, default=None, help="repeats a series")
    asked = parser.parse_args()
    if not asked.kill and not asked.faults:
        parser.error("wanted --kill N or --faults N")
    seed = secrets.randbelow(2**32) if asked.seed is None else asked.seed
    print(f"seed {seed}", flush=True)
    chance = random.Random(seed)
    try:
        if asked.kill:
            _kill(asked.kill, chance)
        if asked.faults:
            _faults(asked.faults, chance)
    except AssertionError as error:
        print(error, flush=True)
        sys.exit(1)


def _kill(count: int, chance: random.Random) -> None:
    began, died = time.monotonic(), 0
    with kill_hall() as hall:
        moments = hall.moments()
        print(f"{len(moments)} moments", flush=True)
        for number in range(count):
            died += hall.play(_trial(number, moments, chance))
            if (number + 1) % TOLD_EVERY == 0:
                print(f"{number + 1} trials, {died} deaths, {time.monotonic() - began:.0f} s", flush=True)
    print(f"{count} trials, {died} deaths, books and paper agree each time, {time.monotonic() - began:.0f} s")


def _trial(number: int, moments: tuple[Moment, ...], chance: random.Random) -> Trial:
    """Take every moment once, one death each; after that deaths at random, up to three in a row."""
    if number < len(moments):
        return Trial((moments[number],))
    return Trial(tuple(chance.choice(moments) for _ in range(chance.randint(1, MOST_DEATHS))))


def _faults(rounds: int, chance: random.Random) -> None:
    began, cases = time.monotonic(), list(all_cases())
    with tempfile.TemporaryDirectory(prefix="soak-") as folder, fault_hall(Path(folder)) as hall:
        for number in range(rounds):
            # In another order each time: a fault must leave nothing behind for the next.
            chance.shuffle(cases)
            for case in cases:
                try:
                    hall.play(case)
                except AssertionError as error:
                    raise AssertionError(f"round {number + 1}, {case}: {error}") from error
            print(f"{number + 1} rounds of {len(cases)} faults, {time.monotonic() - began:.0f} s", flush=True)


if __name__ == "__main__":
    main()
