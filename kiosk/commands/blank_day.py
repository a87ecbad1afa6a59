"""The daily sheet of the blanks (日结单): as text, as JSON, as a PDF to sign."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from kiosk.bilingual import Language
from kiosk.failures import Failures, load_failures
from kiosk.records.blank_books import DayOfForm, SerialRange, SpoiledBlank
from kiosk.records.blanks import TERMINAL, SpoilReason
from kiosk.records.ledger import RETRACTED_REASON
from kiosk.settings import Settings

if TYPE_CHECKING:
    from printing.day_sheet import FormDay, SpoiledLine

_REASONS: Final = {
    SpoilReason.TORN.value: "破损",
    SpoilReason.MISPRINTED.value: "打印错误",
    SpoilReason.JAMMED.value: "卡纸",
    SpoilReason.MISSING.value: "缺号，纸盒里没有",
    SpoilReason.WRONG_FORM.value: "混入的其他证照",
    SpoilReason.OTHER.value: "其他",
    RETRACTED_REASON: "打出后无人取走，收回",
}


def window_of(day: date) -> tuple[datetime, datetime]:
    """Return the first moment of a day and of the next, by the clock of the hall."""
    start = datetime.combine(day, time()).astimezone()
    return start, datetime.combine(day + timedelta(days=1), time()).astimezone()


def day_text(day: date, sheets: Sequence[DayOfForm]) -> str:
    """Return the sheet for a console."""
    lines = [f"{day:%Y-%m-%d}: {len(sheets)} forms"]
    for sheet in sheets:
        lines.append(
            f"{sheet.form}: {sheet.opening} opening + {sheet.loaded_count} loaded - {sheet.used_count} used "
            f"- {len(sheet.spoiled)} spoiled = {sheet.closing} closing; next {sheet.next_serial or '-'}"
        )
        lines += [f"    loaded {_span(span)}" for span in sheet.loaded]
        lines += [f"    used {_span(span)}" for span in sheet.used]
        lines += [f"    spoiled {_spoiled(each)}" for each in sheet.spoiled]
        lines += [f"    came out earlier, spoiled now: {_spoiled(each)}" for each in sheet.destroyed_later]
        lines += [f"    doubtful {serial}" for serial in sheet.doubtful]
    return "\n".join(lines)


def day_document(day: date, sheets: Sequence[DayOfForm]) -> dict[str, object]:
    """Return the sheet for programs."""
    return {"date": day.isoformat(), "forms": [_form_document(sheet) for sheet in sheets]}


def write_day(out: Path, settings: Settings, day: date, sheets: Sequence[DayOfForm], *, at: datetime) -> None:
    """Write the sheet as a PDF for A4."""
    from kiosk.press.paper import font_book
    from printing.day_sheet import BlankDaySheet, render_day_sheet
    from printing.errors import PrintingError
    from printing.fonts import FontLibrary

    failures = load_failures()
    try:
        pdf = render_day_sheet(
            BlankDaySheet(
                place=settings.terminal.place.zh,
                terminal=settings.terminal.id,
                day=day,
                printed_at=at,
                forms=tuple(_form_day(sheet, failures) for sheet in sheets),
            ),
            FontLibrary(book=font_book(settings.fonts)),
        )
        out.write_bytes(pdf.data)
    except PrintingError as error:
        raise click.ClickException(f"{error.code}: {error.detail}") from error
    except OSError as error:
        raise click.ClickException(f"{out}: cannot be written: {error.strerror}") from error


def _form_document(sheet: DayOfForm) -> dict[str, object]:
    return {
        "form": sheet.form,
        "opening": sheet.opening,
        "loaded": [_span_document(span) for span in sheet.loaded],
        "used": [_span_document(span) for span in sheet.used],
        "spoiled": [_spoiled_document(each) for each in sheet.spoiled],
        "destroyed_later": [_spoiled_document(each) for each in sheet.destroyed_later],
        "doubtful": list(sheet.doubtful),
        "closing": sheet.closing,
        "next": sheet.next_serial,
    }


def _span_document(span: SerialRange) -> dict[str, object]:
    return {"first": span.first, "last": span.last, "count": span.count}


def _spoiled_document(each: SpoiledBlank) -> dict[str, object]:
    return {
        "serial": each.serial,
        "reason": each.reason,
        "note": each.note,
        "who": each.who,
        "at": each.at.isoformat(),
        "came_out": each.came_out,
    }


def _form_day(sheet: DayOfForm, failures: Failures) -> FormDay:
    from printing.day_sheet import FormDay

    return FormDay(
        name=_name_of(sheet.form),
        id=sheet.form,
        opening=sheet.opening,
        loaded_count=sheet.loaded_count,
        used_count=sheet.used_count,
        closing=sheet.closing,
        next_serial=sheet.next_serial or "",
        loaded=tuple(_chinese_span(span) for span in sheet.loaded),
        used=tuple(_chinese_span(span) for span in sheet.used),
        spoiled=tuple(_line(each, failures) for each in sheet.spoiled),
        destroyed_later=tuple(_line(each, failures) for each in sheet.destroyed_later),
        doubtful=sheet.doubtful,
    )


def _name_of(form_id: str) -> str:
    """Return a form's name; one that the program no longer has goes by its id."""
    from printing.errors import FormError
    from printing.form.library import FormLibrary

    try:
        return FormLibrary().get(form_id).name
    except FormError:
        return form_id


def _line(each: SpoiledBlank, failures: Failures) -> SpoiledLine:
    from printing.day_sheet import SpoiledLine

    return SpoiledLine(
        serial=each.serial,
        reason=_REASONS.get(each.reason) or failures.find(each.reason).staff.into(Language.CHINESE),
        note=each.note,
        who="终端" if each.who == TERMINAL else each.who,
        at=f"{each.at.astimezone():%H:%M}",
    )


def _chinese_span(span: SerialRange) -> str:
    return span.first if span.count == 1 else f"{span.first} 至 {span.last}（{span.count} 张）"


def _span(span: SerialRange) -> str:
    return span.first if span.count == 1 else f"{span.first} - {span.last} ({span.count})"


def _spoiled(each: SpoiledBlank) -> str:
    return f"{each.serial}: {each.reason} {each.note}".rstrip() + f", {each.who}"
