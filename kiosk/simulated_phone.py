"""An invented resident's phone: what the sandbox portal sends to it, and how it is held before the scanner."""

from __future__ import annotations

from pathlib import Path

from devices.simulators.wallet import Holder
from devices.simulators.world_client import WorldClient
from devices.simulators.world_endpoints import read_endpoints
from devices.simulators.world_messages import ShowCode, WorldStatus
from kiosk.sandbox.ready import NotReadable, read_ready
from kiosk.sandbox.remote import NoSuchResident, SandboxRemote, SandboxUnreachable


class PhoneOff(Exception):
    """The phone cannot do this; the message says why, in words for a person."""


class SimulatedPhone:
    """The phone of a holder in the wallet. All methods raise :class:`PhoneOff`.

    Args of the constructor:
        holder: whose it is.
        portal: the sandbox portal behind the world.
    """

    def __init__(self, *, holder: Holder, portal: SandboxRemote) -> None:
        self._holder = holder
        self._portal = portal

    def show_card(self, world: WorldClient) -> WorldStatus:
        """Open a fresh electronic card on it and hold its code before the scanner.

        Raises:
            DeviceError: the scanner is dark, or the world has gone.
        """
        number = id_number(self._holder)
        try:
            code = self._portal.issue_phone_code(number)
        except (NoSuchResident, SandboxUnreachable) as error:
            raise self._off(error) from error
        return world.do(ShowCode(code))

    def one_time_code(self) -> str | None:
        """Return the one-time code that came last, while it is good."""
        try:
            return self._portal.latest_one_time_code(id_number(self._holder))
        except (NoSuchResident, SandboxUnreachable) as error:
            raise self._off(error) from error

    def _off(self, error: NoSuchResident | SandboxUnreachable) -> PhoneOff:
        if isinstance(error, NoSuchResident):
            return PhoneOff(f"the sandbox portal knows no {self._holder.slug}")
        return PhoneOff("the sandbox portal does not answer")


def id_number(holder: Holder) -> str:
    """Return the number by which the portal knows a holder; raises :class:`PhoneOff`."""
    cards = (holder.identity_card, holder.social_card)
    for card in cards:
        if card is not None and card.number:
            return card.number
    raise PhoneOff(f"{holder.slug} has no card with a number that the portal knows")


def portal_of(state: Path) -> SandboxRemote:
    """Find the sandbox portal of a world by its state folder; raises :class:`PhoneOff`."""
    try:
        ready = read_endpoints(state).portal_ready
    except OSError as error:
        raise PhoneOff(f"no simulated world under {state}") from error
    if not ready:
        raise PhoneOff("this world was started without --portal")
    try:
        return SandboxRemote(read_ready(Path(ready)).admin_url)
    except (OSError, NotReadable) as error:
        raise PhoneOff("the sandbox portal has not started") from error
