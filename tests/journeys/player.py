"""Plays one journey on a stage and keeps what was seen and printed."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Final

from devices.errors import DeviceError
from devices.simulators.world_messages import WorldStatus
from kiosk.sheet_picture import picture_sheet
from tests.journeys.books import Books, DoesNotAddUp, personal_words
from tests.journeys.diary import Diary, Entry
from tests.journeys.journeys import Journey
from tests.journeys.stage import Stage
from tests.journeys.visitor import Visitor
from tests.journeys.window import NotOnTheGlass, Window

COMPLETED: Final = "completed"


def play(journey: Journey, *, stage: Stage, window: Window, folder: Path) -> Entry:
    """Play a journey and check the books after it.

    Returns the diary's entry; its outcome is ``completed``, or what went wrong in words.
    """
    diary = Diary(journey=journey.name, folder=folder)
    books = Books(stage=stage)
    before, world_before = books.tally(), stage.world.status()
    try:
        journey.play(Visitor(window=window, world=stage.world, portal=stage.portal, badge=stage.badge, diary=diary))
        books.check(before=before, expected=journey.adds)
        if holders := window.recalls(personal_words()):
            raise DoesNotAddUp(f"the living program still names a resident: {', '.join(holders)}")
        outcome = COMPLETED
    except (NotOnTheGlass, DoesNotAddUp, DeviceError) as error:
        window.picture(folder / "stuck.png")
        shutil.copytree(stage.folders.logs, folder / "logs", dirs_exist_ok=True)
        shutil.copytree(stage.folders.terminal / "log", folder / "logs", dirs_exist_ok=True)
        outcome = str(error)
    world = stage.world.status()
    keep_papers(world, since=world_before, folder=folder)
    sheets = len(world.certificate.sheets) - len(world_before.certificate.sheets)
    return diary.close(outcome, motor_s=sheets * stage.pace.motor_s)


def keep_papers(now: WorldStatus, *, since: WorldStatus, folder: Path) -> None:
    """Copy the last slip and the last sheet that came out since then."""
    for slip in now.receipt.torn[len(since.receipt.torn) :]:
        shutil.copyfile(slip.job, folder / "receipt.bin")
        shutil.copyfile(slip.picture, folder / "receipt.png")
    for sheet in now.certificate.sheets[len(since.certificate.sheets) :]:
        shutil.copyfile(sheet.document, folder / "certificate.pdf")
        data = Path(sheet.document).read_bytes()
        picture_sheet(data, medium=sheet.media).save(folder / "sheet.png")
