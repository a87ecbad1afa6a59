"""The installed filters, with descriptions of printers of several kinds."""

from __future__ import annotations

import pytest

from devices.printers.chain import probe
from devices.printers.chain.probe import ChainReport, Verdict

pytestmark = pytest.mark.stack

A4 = "iso_a4_210x297mm"
SIZES = {"A4": (595.275590551181, 841.889763779528), "A5": (419.527559055118, 595.275590551181)}


def description(*filters: str, drawn: str = "0 0 {width} {height}") -> bytes:
    """A PPD with A4 and A5, 300 dpi grey, and these filters."""
    lines = ['*PPD-Adobe: "4.3"', '*FormatVersion: "4.3"', '*NickName: "Model"', "*ColorDevice: False"]
    lines += [f'*cupsFilter2: "{one}"' for one in filters]
    for option in ("PageSize", "PageRegion"):
        lines += [f"*OpenUI *{option}: PickOne", f"*Default{option}: A5"]
        lines += [f'*{option} {name}: "<</PageSize[{w} {h}]>>setpagedevice"' for name, (w, h) in SIZES.items()]
        lines.append(f"*CloseUI: *{option}")
    lines += ["*DefaultImageableArea: A5", "*DefaultPaperDimension: A5"]
    for name, (width, height) in SIZES.items():
        lines.append(f'*ImageableArea {name}: "{drawn.format(width=width, height=height)}"')
        lines.append(f'*PaperDimension {name}: "{width} {height}"')
    lines += ["*OpenUI *ColorModel: PickOne", "*DefaultColorModel: Gray"]
    grey = "cupsColorSpace 18/cupsBitsPerColor 8/cupsColorOrder 0/HWResolution[300 300]"
    lines.append(f'*ColorModel Gray: "<</{grey}>>setpagedevice"')
    lines.append("*CloseUI: *ColorModel")
    return ("\n".join(lines) + "\n").encode()


def tried(ppd: bytes, **defaults: str) -> ChainReport:
    return probe.test_chain(ppd=ppd, media=(A4,), defaults=defaults)


THROUGH = "application/vnd.cups-pdf application/pdf 0 -"
ONCE_MORE = "application/vnd.cups-pdf application/pdf 0 pdftopdf"
RASTER = "image/pwg-raster image/pwg-raster 0 -"


def test_a_chain_without_filters_moves_nothing() -> None:
    report = tried(description(THROUGH), mirror="true")
    assert (report.verdict, report.document_format) == (Verdict.STAYS, "application/vnd.cups-pdf")
    assert report.fault is None


def test_a_filter_that_moves_nothing_is_let_pass() -> None:
    report = tried(description(ONCE_MORE))
    assert report.verdict is Verdict.STAYS
    assert report.moved_mm <= 0.1


def test_a_queue_that_moves_pages_says_by_how_much() -> None:
    report = tried(description(ONCE_MORE), mirror="true")
    assert report.verdict is Verdict.MOVES
    # The marks are 14 mm from the left edge and 18 mm from the right one.
    assert report.moved_mm == pytest.approx(4.0, abs=0.1)
    assert "moved +4.0" in report.detail
    assert report.fault is not None
    assert report.fault.code == "CERTIFICATE_CHAIN_MOVES"


def test_a_raster_is_looked_at_too() -> None:
    report = tried(description(RASTER))
    assert report.verdict is not Verdict.UNTESTED
    assert report.moved_mm < 1


def test_a_chain_whose_end_cannot_be_read_is_looked_at_before_its_last_filter() -> None:
    report = tried(description("application/vnd.cups-raster application/octet-stream 0 rastertopclx"))
    assert report.moved_mm < 1


def test_a_way_that_takes_only_plain_pdf_is_found() -> None:
    report = tried(description("application/pdf application/pdf 0 -"))
    assert (report.verdict, report.document_format) == (Verdict.STAYS, "application/pdf")


def test_without_filters_to_the_printer_nothing_is_known() -> None:
    report = tried(description("image/jpeg image/jpeg 0 -"))
    assert report.verdict is Verdict.UNTESTED
    assert report.fault is not None
    assert report.fault.code == "CERTIFICATE_CHAIN_UNTESTED"


def test_a_machine_without_cupsfilter_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(probe, "SYSTEM_PATH", "/nowhere")
    report = tried(description(THROUGH))
    assert report.verdict is Verdict.UNTESTED
    assert "cupsfilter is not installed" in report.detail


def test_the_worst_medium_counts() -> None:
    report = probe.test_chain(ppd=description(ONCE_MORE), media=("iso_a5_148x210mm", A4), defaults={"mirror": "true"})
    assert report.verdict is Verdict.MOVES
