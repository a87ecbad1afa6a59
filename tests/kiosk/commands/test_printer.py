"""Calibrating the sheet printer from the command line, as a technician types it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from devices.simulators.certificate import CertificatePrinterSimulator
from devices.simulators.private_cups import PrivateCups
from kiosk.commands.calibration_readings import length_in
from kiosk.commands.printer import printer
from kiosk.records.audit import Audit, Happening
from kiosk.records.calibrations import CalibrationPlace, CalibrationStore, CalibrationVerdict
from kiosk.records.database import Database
from kiosk.single import StateFolder
from printing.calibration import Affine
from printing.calibration_plan import SheetId, plan_sheet
from printing.calibration_sheet import SheetOrder, render_calibration_sheets
from printing.fonts import FontLibrary
from tests.kiosk.commands.staff import SETTINGS
from tests.printing.conftest import fonts
from tests.printing.pdf_reader import codes_of, text_of
from tests.printing.synthetic_scan import Scanner

__all__ = ["fonts"]
MEDIUM = "iso_a5_148x210mm"
PLACE = CalibrationPlace(printer="urn:uuid:11", source="tray-2", medium=MEDIUM)
WHERE = ("--medium", MEDIUM, "--source", "tray-2", "--printer", "urn:uuid:11")
PLAN = plan_sheet(MEDIUM)
ERRS = Affine(a=1.002, b=0.001, c=-0.001, d=0.998, e=0.4, f=-0.8)
JUMPS = {1: 0.1, 2: -0.2, 3: 0.1}


def now() -> datetime:
    return datetime(2026, 3, 18, 9, 0, tzinfo=UTC)


class Technician:
    """Types commands for a terminal that has never run."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.config = folder / "config.toml"
        self.config.write_text(SETTINGS, encoding="utf-8")

    def types(self, command: str, *words: str, answers: str = "") -> Result:
        return CliRunner().invoke(printer, [command, "--config", str(self.config), *words], input=answers)

    def reads(self, command: str, *words: str, answers: str = "") -> str:
        result = self.types(command, *words, answers=answers)
        assert result.exit_code == 0, result.output
        return result.output

    def stored(self) -> tuple[CalibrationStore, Audit, Database]:
        database = Database(self.folder)
        audit = Audit(database=database, now=now)
        return CalibrationStore(database=database, audit=audit, now=now), audit, database

    def file(self, text: str) -> Path:
        path = self.folder / "readings.txt"
        path.write_text(text, encoding="utf-8")
        return path


@pytest.fixture
def technician(tmp_path: Path) -> Technician:
    return Technician(tmp_path)


def ruler(sheet: int, mark: int) -> tuple[float, float]:
    """Return what is read to a tenth of a millimetre."""
    x, y = ERRS.apply(PLAN.mark(mark).x, PLAN.mark(mark).y)
    return round(x, 1), round(y + JUMPS[sheet], 1)


def lines(**changed: str) -> str:
    """Return a file of readings; ``s2m4="..."`` changes one line."""
    rows = []
    for sheet in JUMPS:
        for mark in PLAN.marks:
            left, top = ruler(sheet, mark.number)
            rows.append(f"{sheet} {mark.number} " + changed.get(f"s{sheet}m{mark.number}", f"{left} {top}"))
    return "# sheet mark left top\n" + "\n".join(rows) + "\n"


def typed(*, sheets: int = 3) -> list[str]:
    """Return what a technician types for whole sheets, one number a line."""
    return [f"{value}" for sheet in range(1, sheets + 1) for mark in PLAN.marks for value in ruler(sheet, mark.number)]


class TestTheSheet:
    def test_is_written_with_its_code(self, technician: Technician) -> None:
        out = technician.folder / "sheet.pdf"
        technician.reads("sheet", *WHERE, "--out", str(out))
        pdf = out.read_bytes()
        read = [SheetId.read(codes_of(pdf, page=page)[0]) for page in range(3)]
        assert [sheet.number for sheet in read if sheet] == [1, 2, 3]
        assert "第 2 张，共 3 张" in text_of(pdf)

    @pytest.mark.parametrize(
        ("words", "why"),
        [
            (WHERE, "--out FILE, --print or both"),
            (("--medium", "a4", *WHERE[2:], "--out", "x.pdf"), "CALIBRATION_MEDIUM_UNFIT"),
            (("--medium", MEDIUM, "--out", "x.pdf"), "no [certificate_printer]"),
            ((*WHERE, "--out", "/nowhere/at/all.pdf"), "No such file"),
            ((*WHERE, "--print", "--yes"), "no [certificate_printer]"),
        ],
    )
    def test_is_not_made_of_nonsense(self, technician: Technician, words: tuple[str, ...], why: str) -> None:
        result = technician.types("sheet", *words)
        assert result.exit_code != 0
        assert why in result.output
        assert not Path("x.pdf").exists()

    def test_is_not_printed_beside_a_running_terminal(self, technician: Technician) -> None:
        running = StateFolder(technician.folder)
        running.take()
        try:
            result = technician.types("sheet", *WHERE, "--print", "--yes")
        finally:
            running.release()
        assert result.exit_code == 1
        assert "TERMINAL_ALREADY_RUNNING" in result.output

    def test_comes_only_from_a_tray_that_the_settings_know(self, technician: Technician) -> None:
        with technician.config.open("a", encoding="utf-8") as settings:
            settings.write('\n[certificate_printer]\nqueue = "q"\n[[certificate_printer.tray]]\n')
            settings.write('source = "tray-1"\nholds = "plain"\n')
        result = technician.types("sheet", *WHERE, "--out", "x.pdf")
        assert result.exit_code == 2
        assert "tray-1" in result.output


class TestCalibratingFromAFile:
    def test_keeps_what_it_shows(self, technician: Technician) -> None:
        said = technician.reads(
            "calibrate", *WHERE, "--who", "王工", "--readings", str(technician.file(lines())), "--yes"
        )
        assert "Green" in said
        assert "Kept as number 1; it lasts 5000 sheets." in said
        store, audit, database = technician.stored()
        kept = store.current(PLACE)
        assert kept is not None
        assert Affine(*kept.matrix).apply(74, 105) == pytest.approx(ERRS.apply(74, 105), abs=0.05)
        assert (kept.verdict, kept.by, kept.marks, kept.sheets) == (CalibrationVerdict.GREEN, "王工", 5, 3)
        assert [(line.what, line.who) for line in audit.since(0)] == [(Happening.PRINTER_CALIBRATED, "王工")]
        database.close()

    def test_speaks_chinese_to_technicians_who_want_it(self, technician: Technician) -> None:
        file = str(technician.file(lines()))
        said = technician.reads("calibrate", *WHERE, "--who", "王工", "--readings", file, "--yes", "--lang", "zh")
        for words in ("偏右", "最大偏差", "跳动", "合格（绿）", "已保存，编号 1"):
            assert words in said

    def test_names_the_mistyped_reading_and_does_not_keep_it_unasked(self, technician: Technician) -> None:
        left, top = ruler(2, 4)
        file = technician.file(lines(s2m4=f"{left + 8:.1f} {top}"))
        result = technician.types("calibrate", *WHERE, "--who", "王工", "--readings", str(file), "--yes")
        assert result.exit_code == 1
        found = re.search(r"sheet 2, mark 4, left ([\d.]+): was expected near ([\d.]+)", result.output)
        assert found
        assert float(found[1]) == pytest.approx(left + 8)
        assert float(found[2]) == pytest.approx(left, abs=0.3)
        assert "Not kept." in result.output

    def test_asks_before_it_keeps(self, technician: Technician) -> None:
        file = str(technician.file(lines()))
        words = ("calibrate", *WHERE, "--who", "王工", "--readings", file)
        assert technician.types(*words, answers="n\n").exit_code == 1
        assert "Kept as number 1" in technician.reads(*words, answers="y\n")

    def test_keeps_one_that_is_off_only_when_told_so(self, technician: Technician) -> None:
        rows = [
            f"{sheet} {mark.number} {mark.x:.1f} {mark.y + (sheet - 2) * 2.0:.1f}"
            for sheet in (1, 2, 3)
            for mark in PLAN.marks
        ]
        words = ("calibrate", *WHERE, "--who", "王工", "--readings", str(technician.file("\n".join(rows))))
        assert technician.types(*words, "--yes").exit_code == 1
        assert technician.types(*words, answers="\n").exit_code == 1
        said = technician.reads(*words, answers="y\n")
        assert "no certificate goes onto this medium" in said
        store, _, database = technician.stored()
        assert store.fault(PLACE) == "CALIBRATION_OFF"
        database.close()

    @pytest.mark.parametrize(
        ("text", "why"),
        [
            ("", "CALIBRATION_TOO_FEW_MARKS"),
            ("1 1 20 20\n1 2 128 20\n", "CALIBRATION_TOO_FEW_MARKS"),
            ("1 1 20\n", ":1: wanted four numbers"),
            ("one 1 20 20\n", ":1: wanted four numbers"),
            ("\n1 9 20 20\n", ":2: there is no sheet 1 with a mark 9"),
            ("0 1 20 20\n", "there is no sheet 0"),
            ("1 1 20 2o\n", "wanted lengths in mm"),
            ("1 1 20 -2\n", "wanted lengths in mm"),
            ("1 2 20.1 127.9\n", "swapped"),
            ("1 2 20.1 20.2\n", "fits another mark"),
            ("1 2 160.0 20.2\n", "off the sheet"),
            ("1 1 20 20\n1 1 20 20\n", "stands there twice"),
        ],
    )
    def test_refuses_nonsense_by_line(self, technician: Technician, text: str, why: str) -> None:
        result = technician.types("calibrate", *WHERE, "--who", "W", "--readings", str(technician.file(text)), "--yes")
        assert result.exit_code == 1
        assert why in result.output


class TestCalibratingByAsking:
    def test_asks_for_each_mark_of_each_sheet(self, technician: Technician) -> None:
        said = technician.reads("calibrate", *WHERE, "--who", "王工", answers="\n".join([*typed(), "y"]) + "\n")
        assert said.count(", from the left edge:") == 15
        assert "Sheet 3, mark 5, from the top edge" in said
        assert "Kept as number 1" in said

    @pytest.mark.parametrize(
        ("wrong", "said"),
        [
            (["twenty"], "Type a number"),
            (["-20"], "Type a number"),
            (["2030"], "Type a number"),
            (["999"], "off the sheet"),
            (["128.0", "20.1"], "fits another mark"),
            (["20.1", "190.2"], "fits another mark"),
            (["60", "60"], "too far"),
        ],
    )
    def test_refuses_nonsense_at_once_and_asks_again(self, technician: Technician, wrong: list[str], said: str) -> None:
        answers = [*wrong, *typed(sheets=1), "y"]
        result = technician.reads("calibrate", *WHERE, "--who", "W", "--sheets", "1", answers="\n".join(answers) + "\n")
        assert said in result
        assert "Kept as number 1" in result

    def test_sees_left_and_top_swapped(self, technician: Technician) -> None:
        numbers = typed(sheets=1)
        left, top = numbers[2:4]
        answers = [*numbers[:2], top, left, *numbers[2:], "y"]
        said = technician.reads("calibrate", *WHERE, "--who", "W", "--sheets", "1", answers="\n".join(answers) + "\n")
        assert "Left and top seem to be swapped." in said

    def test_goes_back_to_the_mark_before(self, technician: Technician) -> None:
        numbers = typed(sheets=1)
        answers = ["21.9", numbers[1], "b", *numbers, "y"]
        said = technician.reads("calibrate", *WHERE, "--who", "W", "--sheets", "1", answers="\n".join(answers) + "\n")
        assert said.count("Sheet 1, mark 1, from the left edge") == 2

    def test_asks_again_for_the_reading_that_does_not_go_with_the_others(self, technician: Technician) -> None:
        numbers = typed()
        slip = list(numbers)
        slip[10 + 2] = f"{float(slip[10 + 2]) - 7:.1f}"
        answers = [*slip, "y", *numbers[12:14], "y"]
        said = technician.reads("calibrate", *WHERE, "--who", "W", answers="\n".join(answers) + "\n")
        assert "sheet 2, mark 2, left" in said
        assert said.count("Sheet 2, mark 2, from the left edge") == 2
        assert "Off: " in said
        assert said.splitlines()[-3] == "Green: within 0.5 mm."

    def test_keeps_nothing_when_the_technician_walks_away(self, technician: Technician) -> None:
        assert technician.types("calibrate", *WHERE, "--who", "W", answers="20.1\n").exit_code == 1
        assert technician.reads("calibrations") == "0 calibrations\n"


class TestCalibratingFromScans:
    @pytest.fixture
    def scans(self, technician: Technician, fonts: FontLibrary) -> list[str]:
        order = SheetOrder(printer="urn:uuid:11", source="tray-2", medium=MEDIUM, printed=date(2026, 3, 18))
        pdf = render_calibration_sheets(order, fonts)
        paths = []
        for page, turn in enumerate((1.0, 180.5)):
            path = technician.folder / f"scan{page}.jpg"
            Scanner(turn=turn).scan(pdf, PLAN, ERRS, page=page).save(path, dpi=(300, 300), quality=85)
            paths.append(str(path))
        return paths

    def test_needs_no_typing(self, technician: Technician, scans: list[str]) -> None:
        words = [word for path in scans for word in ("--scan", path)]
        said = technician.reads("calibrate", *WHERE, "--who", "王工", *words, "--yes")
        assert "Green" in said
        result = technician.types("calibrate", *WHERE[:2], "--printer", "urn:uuid:22", "--who", "王工", *words)
        assert result.exit_code == 1
        assert "CALIBRATION_SCAN_OTHER_SHEET" in result.output

    def test_names_the_file_that_cannot_be_read(self, technician: Technician) -> None:
        file = technician.file("no scan")
        result = technician.types("calibrate", *WHERE, "--who", "W", "--scan", str(file), "--lang", "zh")
        assert result.exit_code == 1
        assert "扫描文件打不开" in result.output


class TestMisuse:
    @pytest.mark.parametrize(
        ("command", "words"),
        [
            ("calibrate", WHERE),
            ("calibrate", (*WHERE, "--who", " ")),
            ("calibrate", (*WHERE, "--who", "W", "--sheets", "0")),
            ("calibrate", (*WHERE, "--who", "W", "--prints", "0")),
            ("calibrate", (*WHERE, "--who", "W", "--readings", "/no/such/file")),
            ("calibrate", ("--who", "W")),
            ("rollback", WHERE),
            ("sheet", (*WHERE, "--sheets", "10")),
            ("verify", ("--out", "x.pdf")),
        ],
    )
    def test_is_answered_with_how_to_use_it(self, technician: Technician, command: str, words: tuple[str, ...]) -> None:
        result = technician.types(command, *words)
        assert result.exit_code == 2
        assert "Usage" in result.output

    def test_readings_and_scans_together_are_refused(self, technician: Technician) -> None:
        file = str(technician.file(lines()))
        result = technician.types("calibrate", *WHERE, "--who", "W", "--readings", file, "--scan", file)
        assert result.exit_code == 2

    def test_nothing_can_be_verified_or_rolled_back_before_it_was_calibrated(self, technician: Technician) -> None:
        assert "CALIBRATION_MISSING" in technician.types("verify", *WHERE, "--out", "x.pdf").output
        assert "CALIBRATION_NO_EARLIER" in technician.types("rollback", *WHERE, "--who", "W").output


class TestWhatWasKept:
    @pytest.fixture
    def twice(self, technician: Technician) -> Technician:
        for _ in range(2):
            file = str(technician.file(lines()))
            technician.reads("calibrate", *WHERE, "--who", "王工", "--readings", file, "--yes", "--prints", "3")
        return technician

    def test_is_listed_with_how_long_it_lasts(self, twice: Technician) -> None:
        said = twice.reads("calibrations")
        assert f"{MEDIUM}, tray-2, printer urn:uuid:11" in said
        assert "current, 0 of 3 sheets printed" in said
        assert "followed by a newer one" in said
        assert "2 calibrations" in said

    def test_is_rolled_back_once_and_no_further(self, twice: Technician) -> None:
        assert "number 1 holds again" in twice.reads("rollback", *WHERE, "--who", "李工")
        assert "by 李工" in twice.reads("calibrations")
        assert "CALIBRATION_NO_EARLIER" in twice.types("rollback", *WHERE, "--who", "李工").output

    def test_is_there_for_programs(self, twice: Technician) -> None:
        twice.reads("rollback", *WHERE, "--who", "李工")
        newest, oldest = json.loads(twice.reads("calibrations", "--json"))
        assert (newest["number"], newest["current"], newest["withdrawn_by"]) == (2, False, "李工")
        assert (oldest["number"], oldest["current"], oldest["prints"]) == (1, True, 0)
        assert sorted(oldest["matrix"]) == list("abcdef")
        assert Affine(**oldest["matrix"]).apply(74, 105) == pytest.approx(ERRS.apply(74, 105), abs=0.05)

    def test_expires(self, twice: Technician) -> None:
        _, _, database = twice.stored()
        with database.transaction():
            for number in range(3):
                database.execute(
                    "INSERT INTO prints (print_key, kind, grant_id, form, state, requested_at, changed_at, "
                    "presented_at, source, medium) VALUES (?, 'certificate', 'g', 'f', 'presented', '', '', "
                    "'2999-01-01', 'tray-2', ?)",
                    (f"k{number}", MEDIUM),
                )
        database.close()
        assert "current, 3 of 3 sheets printed, expired" in twice.reads("calibrations")

    def test_is_verified_with_a_test_sheet(self, twice: Technician) -> None:
        out = twice.folder / "test.pdf"
        twice.reads("verify", *WHERE, "--out", str(out))
        assert "校准试印页" in text_of(out.read_bytes())


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("20.3", 20.3),
        (" 20,3 ", 20.3),
        ("２０．３", 20.3),
        ("20。3", 20.3),
        ("20.3毫米", 20.3),
        ("20.3 mm", 20.3),
        ("190", 190.0),
        ("20.345", None),
        ("20.3.1", None),
        ("-3", None),
        ("", None),
        ("nan", None),
        ("1e2", None),
    ],
)
def test_a_length_is_understood_as_people_type_it(text: str, value: float | None) -> None:
    assert length_in(text) == value


@pytest.mark.stack
class TestOnARealQueue:
    @pytest.fixture
    def hall(self, technician: Technician) -> Iterator[tuple[Technician, CertificatePrinterSimulator]]:
        with ExitStack() as stack:
            device = stack.enter_context(CertificatePrinterSimulator(folder=technician.folder / "printer"))
            cups = stack.enter_context(PrivateCups(folder=technician.folder / "cups"))
            cups.add_queue("certificate", device_uri=device.uri, wanted={"media-supported": MEDIUM})
            with technician.config.open("a", encoding="utf-8") as settings:
                settings.write(f'\n[certificate_printer]\nqueue = "certificate"\ncups_port = {cups.port}\n')
                settings.write(f'cups_host = "{cups.host}"\n')
            yield technician, device

    def test_three_sheets_come_out_and_belong_to_the_printer_that_printed_them(
        self, hall: tuple[Technician, CertificatePrinterSimulator]
    ) -> None:
        technician, device = hall
        said = technician.reads("sheet", "--medium", MEDIUM, "--print", answers="y\n")
        assert "Does plain paper of this size lie in the tray" in said
        assert "Sheet 3 is out." in said
        assert len(device.sheets()) == 3
        file = str(technician.file(lines()))
        technician.reads("calibrate", "--medium", MEDIUM, "--who", "王工", "--readings", file, "--yes")
        (kept,) = json.loads(technician.reads("calibrations", "--json"))
        assert kept["printer"].startswith("urn:uuid:")
        technician.reads("verify", "--medium", MEDIUM, "--print", "--yes")
        assert len(device.sheets()) == 4

    def test_nothing_is_printed_on_blanks_by_mistake(
        self, hall: tuple[Technician, CertificatePrinterSimulator]
    ) -> None:
        technician, device = hall
        assert technician.types("sheet", "--medium", MEDIUM, "--print", answers="n\n").exit_code == 1
        assert len(device.sheets()) == 0
