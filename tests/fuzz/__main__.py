"""Fuzz one target; new inputs go into its corpus.

python -m tests.fuzz sam-frames --seconds 60
python -m tests.fuzz sam-frames --runs 5000 --scratch FOLDER     leaves the corpus as it is
"""

from __future__ import annotations

import argparse
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["devices"]):
    from tests.fuzz.targets import CORPUS, TARGETS


def main() -> None:
    """Run until the time or the runs are over, or something escapes."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description="Fuzz what takes bytes from outside.")
    parser.add_argument("target", choices=sorted(TARGETS))
    parser.add_argument("--seconds", type=int, default=0, help="stop after so long; 0 for never")
    parser.add_argument("--runs", type=int, default=-1, help="stop after so many inputs; -1 for never")
    parser.add_argument("--scratch", type=Path, help="where new inputs go instead of the corpus")
    asked = parser.parse_args()
    known = CORPUS / asked.target
    known.mkdir(parents=True, exist_ok=True)
    folders = [str(asked.scratch)] if asked.scratch else []
    limits = [f"-max_total_time={asked.seconds}", f"-runs={asked.runs}", "-max_len=8192", "-seed=1"]
    atheris.Setup(["tests.fuzz", *limits, *folders, str(known)], TARGETS[asked.target])
    atheris.Fuzz()


if __name__ == "__main__":
    main()
