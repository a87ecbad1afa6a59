"""Signing in at a command: badge number and PIN, with the same pauses as at the screen."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

import click

from kiosk.settings import Settings
from kiosk.staff.book import StaffBook
from kiosk.staff.lockout import Lockout
from kiosk.staff.pins import Pins
from kiosk.staff.sign_in import StaffDesk
from kiosk.visit.identity import Clerk

if TYPE_CHECKING:
    from kiosk.commands.records import Records

AT_A_COMMAND: Final = "command"
"""Stands in the audit where a sign-in at the screen has its visit."""

badge_option = click.option("--badge", prompt="badge number", help="Your badge number; the PIN is asked for, hidden.")


def sign_in(settings: Settings, records: Records, badge: str) -> Clerk:
    """Ask for the PIN of a badge and return whose it is. Raises what ``StaffDesk.sign_in`` raises."""
    if settings.staff is None:
        raise click.ClickException("the settings have no [staff] table; it names the file of the staff book")
    desk = StaffDesk(
        book=StaffBook(settings.staff.file),
        pins=Pins(),
        lockout=Lockout(database=records.database, keys=records.keys, now=_now),
        audit=records.audit,
    )
    pin = click.prompt("PIN", hide_input=True, type=str, err=True)
    return desk.sign_in(badge, pin, visit=AT_A_COMMAND)


def _now() -> datetime:
    return datetime.now(UTC)
