"""``scripts/soak``: trials that take long, each with a seed that repeats it."""

from __future__ import annotations

import argparse
import random
import secrets
import sys
import time

from tests.soak.death import Moment
from tests.soak.kill import Trial, kill_hall

MOST_DEATHS = 3


def main() -> None:
    """Play as many trials as were asked for; end with 1 at the first that fails."""
    parser = argparse.ArgumentParser(prog="scripts/soak", description="Long trials of the printing half.")
    parser.add_argument("--kill", type=int, default=200, metavar="N", help="trials with the program killed (200)")
    parser.add_argument("--seed", type=int, default=None, help="repeats a series")
    asked = parser.parse_args()
    seed = secrets.randbelow(2**32) if asked.seed is None else asked.seed
    print(f"seed {seed}", flush=True)
    _kill(asked.kill, random.Random(seed))


def _kill(count: int, chance: random.Random) -> None:
    began, died = time.monotonic(), 0
    with kill_hall() as hall:
        moments = hall.moments()
        print(f"{len(moments)} moments", flush=True)
        for number in range(count):
            trial = _trial(number, moments, chance)
            try:
                died += hall.play(trial)
            except AssertionError as error:
                print(f"trial {number + 1}: {error}", flush=True)
                sys.exit(1)
            if (number + 1) % 50 == 0:
                print(f"{number + 1} trials, {died} deaths, {time.monotonic() - began:.0f} s", flush=True)
    print(f"{count} trials, {died} deaths, books and paper agree each time, {time.monotonic() - began:.0f} s")


def _trial(number: int, moments: tuple[Moment, ...], chance: random.Random) -> Trial:
    """Take every moment once, one death each; after that deaths at random, up to three in a row."""
    if number < len(moments):
        return Trial((moments[number],))
    return Trial(tuple(chance.choice(moments) for _ in range(chance.randint(1, MOST_DEATHS))))


if __name__ == "__main__":
    main()
