"""A sheet on its way through the simulated certificate printer: the document to print, and what came out."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

from devices.simulators.certificate_attributes import MEDIA, Medium, source_of


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """A printed sheet.

    Attributes:
        document: holds the very bytes that the printer received.
        media: a PWG name.
        source: the tray it was taken from, a ``media-source`` keyword.
    """

    number: int
    document: Path
    media: str
    source: str
    job_name: str


@dataclass(frozen=True, kw_only=True)
class Task:
    """A document that is to be printed, as the print command hands it over."""

    document: Path
    job: int
    name: str
    media: str
    source: str


def task_in(line: str) -> Task:
    """Read the line of the print command (``certificate_command.py``)."""
    raw = json.loads(line)
    collection = str(raw["media_col"])
    medium = _medium_in(collection)
    return Task(
        document=Path(raw["document"]),
        job=int(raw["job"]),
        name=str(raw["name"]),
        media=str(raw["media"]) or medium.name,
        source=_source_in(collection) or source_of(medium),
    )


def _medium_in(collection: str) -> Medium:
    """Find the size in a ``media-col`` as ippeveprinter prints it; the default one when it holds none of ours."""
    sizes = dict(re.findall(r"([xy])-dimension=(\d+)", collection))
    for medium in MEDIA:
        if sizes == {"x": str(medium.width), "y": str(medium.height)}:
            return medium
    return MEDIA[0]


def _source_in(collection: str) -> str:
    found = re.search(r"media-source=([a-z0-9-]+)", collection)
    return found[1] if found else ""
