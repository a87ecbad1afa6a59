"""``kiosk handbook``: the handbook of failures, made from the table that the terminal itself reads."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import click

from kiosk.failures import Failure, Failures, load_failures

HANDBOOK: Final = Path("docs/failures.md")
HEAD: Final = """\
# 故障手册 · Handbook of failures

屏幕下方和日志里的代码，都能在这里查到。先按 WHERE（代码的开头）找到章，再找代码。
写着“支持码”的，用支持码查日志。

Every code that stands on a screen or in the log is explained here. Find the chapter by the code's first
words, then the code. A support code of six characters is searched for in the log instead.

This page is made from `kiosk/failures.toml` by `kiosk handbook`; change the table, not the page.
"""


@dataclass(frozen=True)
class Chapter:
    """One chapter; the longest of the beginnings that fits a code decides where the code belongs."""

    title: str
    beginnings: tuple[str, ...]


CHAPTERS: Final = (
    Chapter("叫人 · Calls to staff", ("HELP_", "PAPER_LEFT_", "CARD_LEFT_")),
    Chapter("卡 · Cards", ("CARD_", "TRAVEL_DOCUMENT_")),
    Chapter("读卡器 · Card readers", ("IDENTITY_READER_", "CARD_READER_", "NO_CARD_READER")),
    Chapter(
        "扫码口、指纹和人脸 · Scanner, fingerprint, face", ("CODE_SCANNER_", "FINGERPRINT_READER_", "FACE_CAMERA_")
    ),
    Chapter(
        "核对身份 · Saying who somebody is",
        ("CREDENTIAL_", "CODE_", "ONE_TIME_CODE_", "MATCH_", "IDENTITY_", "NO_PHONE_", "NO_WAY_", "SECOND_PROOF_"),
    ),
    Chapter("工作人员 · Staff", ("STAFF_",)),
    Chapter("凭条打印机 · Receipt printer", ("RECEIPT_",)),
    Chapter("证照打印机 · Certificate printer", ("CERTIFICATE_", "IPP_")),
    Chapter("出纸口和声音 · Outlets and sound", ("OUTLET_", "INPUT_BOARD_", "SOUNDER_")),
    Chapter("打印 · Printing", ("PRINT_", "FONT_", "FORM_", "PICTURE_")),
    Chapter("打印校准 · Calibration", ("CALIBRATION_",)),
    Chapter("空白证和纸盒 · Blanks and trays", ("BLANK_", "TRAY_")),
    Chapter(
        "事项和登记 · Services and registers",
        ("SERVICE_", "PERSON_", "PROPERTY_", "LICENCE_", "GRANT_", "CASE_", "RATING_"),
    ),
    Chapter("网络和平台 · Network and portal", ("LINE_", "PORTAL_", "OUTBOX_")),
    Chapter("终端程序 · The terminal's program", ("TERMINAL_", "CONFIG_", "CATALOGUE_", "SCREEN_", "RECORDS_")),
    Chapter("模拟设备（只用于演示）· Simulators, in demos only", ("SIMULATOR_", "CERTIFICATE_SIMULATOR_")),
)


@click.command()
@click.option(
    "--to",
    "path",
    type=click.Path(path_type=Path, dir_okay=False),
    default=HANDBOOK,
    show_default=True,
    help="The page to write.",
)
def handbook(path: Path) -> None:
    """Write the handbook of failures for clerks and technicians."""
    path.write_text(handbook_text(load_failures()), encoding="utf-8")
    click.echo(path)


def handbook_text(failures: Failures) -> str:
    """Return the whole page; raises ``LookupError`` for a code that no chapter takes."""
    by_chapter: dict[Chapter, list[Failure]] = {chapter: [] for chapter in CHAPTERS}
    for failure in failures:
        by_chapter[chapter_of(failure.code)].append(failure)
    return "\n".join((HEAD, *(_chapter(chapter, found) for chapter, found in by_chapter.items() if found)))


def chapter_of(code: str) -> Chapter:
    """Return the chapter that a code belongs to."""
    fitting = [
        (len(beginning), chapter)
        for chapter in CHAPTERS
        for beginning in chapter.beginnings
        if code.startswith(beginning)
    ]
    if not fitting:
        raise LookupError(f"{code}: no chapter of the handbook takes it")
    return max(fitting, key=lambda pair: pair[0])[1]


def _chapter(chapter: Chapter, failures: Iterable[Failure]) -> str:
    entries = (_entry(failure) for failure in sorted(failures, key=lambda failure: failure.code))
    return "\n".join((f"## {chapter.title}\n", *entries))


def _entry(failure: Failure) -> str:
    return f"""\
### {failure.code}

- **屏幕 Screen:** {failure.title.zh}。{failure.safe.zh} · {failure.title.en}. {failure.safe.en}
- **情况 What it is:** {failure.staff.zh} · {failure.staff.en}
- **处理 What to do:** {failure.remedy.zh} · {failure.remedy.en}
- **结论 In short:** {_in_short(failure)}
"""


def _in_short(failure: Failure) -> str:
    """Whether trying again helps, and whether card and paper are safe."""
    again = "可以再试 · may be tried again" if failure.retriable else "再试没有用 · trying again does not help"
    card = "卡可以拿走 · the card may be lifted" if failure.card_safe else "卡先别动 · leave the card"
    paper = (
        "没有纸丢失 · no paper is lost"
        if failure.paper_safe
        else "可能有纸，请人看一眼 · there may be paper, somebody has to look"
    )
    return "; ".join((again, card, paper)) + "."
