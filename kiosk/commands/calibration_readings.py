"""Where the readings of calibration sheets come from: asked one by one, from a file, or from scans."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

import click

from kiosk.bilingual import Bilingual, Language
from kiosk.commands.calibration_words import ASK_LEFT, ASK_TOP, HOW_TO, NO_NUMBER, doubt_sentence
from printing.calibration_fit import SheetReadings
from printing.calibration_misreads import Misread
from printing.calibration_plan import Reading, SheetId, SheetPlan
from printing.calibration_scan import ScanReading, read_scan, sheets_of_run
from printing.errors import CalibrationError
from printing.scan import open_scan

_NUMBER: Final = re.compile(r"(\d{1,3}(?:\.\d{1,2})?)(?:mm|毫米)?")
_BACK: Final = "b"


class Asking:
    """Asks a technician for the readings, and for single ones again."""

    def __init__(self, *, plan: SheetPlan, sheets: int, language: Language) -> None:
        self._plan = plan
        self._language = language
        self._read: list[dict[int, Reading]] = [{} for _ in range(sheets)]

    @property
    def readings(self) -> Sequence[SheetReadings]:
        """What has been read so far, sheet by sheet."""
        return self._read

    def ask_all(self) -> None:
        """Ask for every mark of every sheet, in order."""
        click.echo(HOW_TO.into(self._language).format(marks=len(self._plan.marks)))
        places = [(sheet, mark.number) for sheet in range(len(self._read)) for mark in self._plan.marks]
        at = 0
        while at < len(places):
            at = at + 1 if self._ask(*places[at]) else max(0, at - 1)

    def ask_again(self, misreads: Iterable[Misread]) -> None:
        """Ask again for the marks whose readings are doubted."""
        for sheet, mark in sorted({(misread.sheet - 1, misread.mark) for misread in misreads}):
            while not self._ask(sheet, mark):
                pass

    def _ask(self, sheet: int, mark: int) -> bool:
        """Ask for one mark until it can be right; false when the technician wants to go back."""
        while True:
            left = self._number(ASK_LEFT, sheet, mark)
            top = None if left is None else self._number(ASK_TOP, sheet, mark)
            if left is None or top is None:
                return False
            doubt = self._plan.doubt(mark, Reading(left, top))
            if doubt is None:
                self._read[sheet][mark] = Reading(left, top)
                return True
            click.echo(doubt_sentence(doubt, self._plan, mark, self._language))

    def _number(self, question: Bilingual, sheet: int, mark: int) -> float | None:
        """Ask for a length; None to go back."""
        longest = max(self._plan.width, self._plan.height)
        while True:
            words = question.into(self._language).format(sheet=sheet + 1, mark=mark)
            typed = click.prompt(words, type=str)
            if typed.strip().lower() == _BACK:
                return None
            value = length_in(typed)
            if value is None:
                click.echo(NO_NUMBER.into(self._language))
            elif value > longest:
                size = f"{self._plan.width:g} x {self._plan.height:g} mm"
                click.echo(
                    Bilingual(f"超出纸外了（{size}）。", f"That is off the sheet ({size}).").into(self._language)
                )
            else:
                return value


def length_in(text: str) -> float | None:
    """Return a length in mm as people type it, also with full-width digits or a comma; none when it is no length."""
    plain = unicodedata.normalize("NFKC", text).replace(" ", "").replace("。", ".").replace(",", ".").lower()
    found = _NUMBER.fullmatch(plain)
    return float(found[1]) if found else None


def readings_in_file(path: Path, plan: SheetPlan, language: Language) -> Sequence[SheetReadings]:
    """Read lines of ``sheet mark left top``, in mm; ``#`` begins a remark. Raises click's exception naming the line."""
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise click.ClickException(f"{path}: {error}") from error
    sheets: dict[int, dict[int, Reading]] = {}
    for number, line in enumerate(lines, start=1):
        words = line.partition("#")[0].replace(",", " ").split()
        if words:
            where = f"{path}:{number}"
            sheet, mark, reading = _line(words, where, plan, language)
            if mark in sheets.setdefault(sheet, {}):
                raise click.ClickException(f"{where}: sheet {sheet}, mark {mark} stands there twice")
            sheets[sheet][mark] = reading
    return [sheets[sheet] for sheet in sorted(sheets)]


def _line(words: Sequence[str], where: str, plan: SheetPlan, language: Language) -> tuple[int, int, Reading]:
    if len(words) != 4 or not (words[0].isdecimal() and words[1].isdecimal()):
        raise click.ClickException(f"{where}: wanted four numbers: sheet, mark, mm from the left, mm from the top")
    sheet, mark = int(words[0]), int(words[1])
    left, top = length_in(words[2]), length_in(words[3])
    if sheet < 1 or mark not in {each.number for each in plan.marks}:
        raise click.ClickException(f"{where}: there is no sheet {sheet} with a mark {mark}")
    if left is None or top is None:
        raise click.ClickException(f"{where}: wanted lengths in mm such as 20.3")
    doubt = plan.doubt(mark, Reading(left, top))
    if doubt is not None:
        raise click.ClickException(f"{where}: {doubt_sentence(doubt, plan, mark, language)}")
    return sheet, mark, Reading(left, top)


def readings_in_scans(paths: Sequence[Path], plan: SheetPlan, wanted: SheetId) -> Sequence[SheetReadings]:
    """Read scans of the sheets of one run. Raises CalibrationError naming the file."""
    scanned: list[ScanReading] = []
    for path in paths:
        for page, scan in enumerate(open_scan(path), start=1):
            try:
                scanned.append(read_scan(scan, plan))
            except CalibrationError as error:
                raise CalibrationError(error.code, f"{path.name}, page {page}: {error.detail}") from error
    return sheets_of_run(scanned, wanted)
