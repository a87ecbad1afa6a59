"""Readings from scans: right to a few hundredths of a millimetre, or refused by name."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from printing.calibration import Affine, Calibration
from printing.calibration_fit import Verdict, fit_calibration
from printing.calibration_plan import TEST_SHEET, Reading, SheetId, plan_sheet
from printing.calibration_scan import ScanReading, read_scan, sheets_of_run
from printing.calibration_sheet import SheetOrder, render_calibration_sheets, render_test_sheet
from printing.errors import CalibrationError
from printing.fonts import FontLibrary
from printing.scan import Scan, open_scan
from tests.printing.synthetic_scan import Scanner, true_readings

CARD = plan_sheet("custom_card_54x85.6mm")
A5 = plan_sheet("iso_a5_148x210mm")
PRINTER = Affine(a=1.004, b=0.0035, c=-0.003, d=0.997, e=1.6, f=-1.2)
ORDER = SheetOrder(printer="urn:uuid:11", source="tray-2", medium=CARD.medium, printed=date(2026, 3, 18))
EXACT_MM = 0.05


@pytest.fixture(scope="module")
def card(fonts: FontLibrary) -> bytes:
    return render_calibration_sheets(ORDER, fonts)


@pytest.fixture(scope="module")
def large(fonts: FontLibrary) -> bytes:
    return render_calibration_sheets(replace(ORDER, medium=A5.medium), fonts)


def refused(scan: Scan) -> CalibrationError:
    with pytest.raises(CalibrationError) as found:
        read_scan(scan, CARD)
    return found.value


@pytest.mark.parametrize(
    "scanner",
    [
        Scanner(),
        Scanner(turn=2.5),
        Scanner(turn=91.0),
        Scanner(turn=178.5),
        Scanner(turn=268.0, shift=(4.0, -6.0)),
        Scanner(turn=-1.0, lid=240, shadow=195),
        Scanner(turn=1.5, lid=232),
        Scanner(lid=200, turn=0.4, specks=600),
        Scanner(dots_per_inch=200, turn=3.0),
        Scanner(dots_per_inch=200, turn=-2.0, noise=6.0, blur=1.1, jpeg=60),
        Scanner(dots_per_inch=600, turn=0.7, jpeg=None),
    ],
    ids=str,
)
def test_a_card_is_read_however_it_lies_and_whatever_the_lid(card: bytes, scanner: Scanner) -> None:
    read = read_scan(scanner.open(scanner.scan(card, CARD, PRINTER, page=1)), CARD)
    assert read.sheet == ORDER.sheet_id(2)
    for number, wanted in true_readings(CARD, PRINTER).items():
        assert read.readings[number].left == pytest.approx(wanted.left, abs=EXACT_MM)
        assert read.readings[number].top == pytest.approx(wanted.top, abs=EXACT_MM)


@pytest.mark.parametrize("printer", [PRINTER, Affine(a=1.01, d=0.99, e=4.0, f=-4.0), Affine(b=0.008, c=-0.008)])
def test_a_large_sheet_is_read_also_from_a_printer_that_errs_much(large: bytes, printer: Affine) -> None:
    scanner = Scanner(turn=184.0)
    read = read_scan(scanner.open(scanner.scan(large, A5, printer)), A5)
    for number, wanted in true_readings(A5, printer).items():
        assert read.readings[number].left == pytest.approx(wanted.left, abs=EXACT_MM)
        assert read.readings[number].top == pytest.approx(wanted.top, abs=EXACT_MM)


def test_three_scans_give_the_printer_back(card: bytes) -> None:
    scans = [
        Scanner(turn=turn).open(Scanner(turn=turn).scan(card, CARD, PRINTER, page=n))
        for n, turn in enumerate((1, 90, -2))
    ]
    sheets = sheets_of_run([read_scan(scan, CARD) for scan in scans], ORDER.sheet_id(1))
    fit = fit_calibration(CARD.marks, sheets)
    assert fit.verdict is Verdict.GREEN
    for corner in ((0.0, 0.0), (54.0, 0.0), (0.0, 85.6), (54.0, 85.6)):
        assert fit.measured.apply(*corner) == pytest.approx(PRINTER.apply(*corner), abs=EXACT_MM)


def test_a_test_sheet_comes_out_of_the_same_printer_with_every_cross_in_its_place(fonts: FontLibrary) -> None:
    pdf = render_test_sheet(replace(ORDER, medium=A5.medium), Calibration(PRINTER), fonts)
    scanner = Scanner(turn=-1.0)
    read = read_scan(scanner.open(scanner.scan(pdf, A5, PRINTER)), A5)
    assert read.sheet.number == TEST_SHEET
    for mark in A5.marks:
        assert read.readings[mark.number].left == pytest.approx(mark.x, abs=EXACT_MM)
        assert read.readings[mark.number].top == pytest.approx(mark.y, abs=EXACT_MM)


class TestRefused:
    def test_a_sheet_whose_edges_do_not_show_under_a_lid_as_white_as_itself(self, card: bytes) -> None:
        scanner = Scanner(lid=246)
        error = refused(scanner.open(scanner.scan(card, CARD, PRINTER)))
        assert (error.code, error.detail) == ("CALIBRATION_SCAN_NO_EDGES", "the left edge")

    def test_a_sheet_that_goes_beyond_the_glass(self, card: bytes) -> None:
        scanner = Scanner(margin=3.0)
        picture = scanner.scan(card, CARD, PRINTER)
        cut = picture.crop((0, round(3.5 / 25.4 * 300), picture.width, picture.height))
        error = refused(scanner.open(cut))
        assert (error.code, error.detail) == ("CALIBRATION_SCAN_NO_EDGES", "the top edge")

    @pytest.mark.parametrize("number", [1, 3, 5])
    def test_a_cross_that_was_not_printed(self, card: bytes, number: int) -> None:
        scanner = Scanner()
        picture = scanner.scan(card, CARD, PRINTER)
        mark, dots = CARD.mark(number), 300 / 25.4
        x, y = (mark.x + scanner.margin) * dots, (mark.y + scanner.margin) * dots
        ImageDraw.Draw(picture).rectangle((x - 100, y - 100, x + 120, y + 120), fill=scanner.paper)
        error = refused(scanner.open(picture))
        assert (error.code, error.detail) == ("CALIBRATION_SCAN_NO_MARK", f"mark {number}")

    def test_a_page_without_the_code(self) -> None:
        error = refused(Scan(Image.new("L", (900, 1200), 250), dots_per_inch=(300, 300)))
        assert error.code == "CALIBRATION_SCAN_NO_CODE"

    @pytest.mark.parametrize("dots", [(150.0, 300.0), (72.0, 72.0)])
    def test_a_scan_that_is_too_coarse(self, dots: tuple[float, float]) -> None:
        with pytest.raises(CalibrationError, match="CALIBRATION_SCAN_COARSE"):
            Scan(Image.new("L", (90, 120), 250), dots_per_inch=dots)

    def test_a_scan_that_was_fitted_to_a_page(self, large: bytes) -> None:
        scanner = Scanner(dots_per_inch=291)
        picture = scanner.scan(large, A5, PRINTER)
        with pytest.raises(CalibrationError, match="CALIBRATION_SCAN_SCALED"):
            read_scan(Scan(picture, dots_per_inch=(300, 300)), A5)


class TestSheetsOfARun:
    def scanned(self, number: int, *, source: str = "tray-2", day: date = ORDER.printed) -> ScanReading:
        return ScanReading(replace(ORDER, source=source, printed=day).sheet_id(number), {1: Reading(20.0, 20.0)})

    def test_come_in_their_own_order(self) -> None:
        first, third = self.scanned(1), replace(self.scanned(3), readings={2: Reading(1.0, 1.0)})
        assert sheets_of_run([third, first], ORDER.sheet_id(1)) == (first.readings, third.readings)

    @pytest.mark.parametrize(
        ("others", "why"),
        [
            ({"number": 2, "source": "tray-3"}, "another printer"),
            ({"number": 1}, "twice"),
            ({"number": 0}, "test sheet"),
            ({"number": 2, "day": date(2026, 3, 19)}, "another day"),
        ],
    )
    def test_must_belong_together(self, others: dict[str, object], why: str) -> None:
        with pytest.raises(CalibrationError, match=why) as found:
            sheets_of_run([self.scanned(1), self.scanned(**others)], ORDER.sheet_id(1))  # type: ignore[arg-type]
        assert found.value.code == "CALIBRATION_SCAN_OTHER_SHEET"


class TestOpeningAScan:
    @pytest.mark.parametrize("kind", ["png", "jpg", "tif", "pdf"])
    def test_pictures_and_documents_keep_their_size(self, tmp_path: Path, card: bytes, kind: str) -> None:
        scanner = Scanner(turn=1.0)
        path = tmp_path / f"scan.{kind}"
        picture = scanner.scan(card, CARD, PRINTER)
        if kind == "pdf":
            picture.save(path, resolution=300)
        else:
            picture.save(path, dpi=(300, 300))
        (scan,) = open_scan(path)
        read = read_scan(scan, CARD)
        assert read.readings[5].left == pytest.approx(true_readings(CARD, PRINTER)[5].left, abs=EXACT_MM)

    def test_a_document_may_have_many_pages(self, tmp_path: Path) -> None:
        page = Image.new("L", (600, 900), 250)
        page.save(tmp_path / "scan.pdf", resolution=300, save_all=True, append_images=[page, page])
        assert len(open_scan(tmp_path / "scan.pdf")) == 3

    def test_a_coarse_picture_in_a_document_is_refused(self, tmp_path: Path) -> None:
        Image.new("L", (300, 450), 250).save(tmp_path / "scan.pdf", resolution=100)
        with pytest.raises(CalibrationError, match=r"CALIBRATION_SCAN_COARSE.* 100 dpi"):
            open_scan(tmp_path / "scan.pdf")

    def test_a_picture_that_does_not_say_its_resolution_is_refused(self, tmp_path: Path) -> None:
        Image.new("L", (300, 450), 250).save(tmp_path / "scan.png")
        with pytest.raises(CalibrationError, match="CALIBRATION_SCAN_COARSE"):
            open_scan(tmp_path / "scan.png")

    @pytest.mark.parametrize("data", [b"", b"hello", b"%PDF-1.7 no more", b"\x89PNG\r\n\x1a\n"])
    def test_what_is_no_scan_is_refused(self, tmp_path: Path, data: bytes) -> None:
        (tmp_path / "scan.png").write_bytes(data)
        with pytest.raises(CalibrationError, match="CALIBRATION_SCAN_UNREADABLE"):
            open_scan(tmp_path / "scan.png")

    def test_a_file_that_is_not_there_is_refused(self, tmp_path: Path) -> None:
        with pytest.raises(CalibrationError, match="CALIBRATION_SCAN_UNREADABLE"):
            open_scan(tmp_path / "none.png")


def test_the_reader_knows_what_the_drawer_wrote() -> None:
    assert SheetId.read(ORDER.sheet_id(3).text()) == ORDER.sheet_id(3)
