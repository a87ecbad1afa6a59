"""The hand that lays cards on the readers of a simulated world."""

from __future__ import annotations

from pathlib import Path
from typing import assert_never

from devices.errors import DeviceError
from devices.simulators.emrtd.chip import EmrtdChip
from devices.simulators.emrtd.issuer import SandboxIssuer
from devices.simulators.sam import SamSimulator
from devices.simulators.sam_peer import SamFault
from devices.simulators.vpcd import VpcdFault, VpcdSimulator
from devices.simulators.vpcd_chips import BankChip, Chip, SocialSecurityChip, social_card_of_a_bank
from devices.simulators.wallet import Holder, IdentityCardImage, WalletError, load_holder
from devices.simulators.world_messages import LyingCard, Place, PlaceCard


class NoSuchCard(DeviceError):
    """The holder is unknown, or has no card for that reader."""

    def __init__(self, detail: str) -> None:
        super().__init__("SIMULATOR_NO_SUCH_CARD", detail)


class CardHand:
    """Lays the cards of invented residents down and lifts them.

    Args of the constructor:
        identity: the identity-card reader.
        slot: the reader for chip cards.
        contactless: the reader for travel documents and for chip cards that are held against it.
        authorities: folder of the invented states that sign travel documents.
    """

    def __init__(
        self, *, identity: SamSimulator, slot: VpcdSimulator, contactless: VpcdSimulator, authorities: Path
    ) -> None:
        self._identity = identity
        self._slots = {Place.CARD: slot, Place.CONTACTLESS: contactless}
        self._authorities = authorities
        self._lying: dict[Place, str] = {}

    def lying(self) -> tuple[LyingCard, ...]:
        """Return the cards that lie on readers."""
        return tuple(LyingCard(place, slug) for place, slug in self._lying.items())

    def place(self, command: PlaceCard) -> None:
        """Lay a card down; one that lies there is taken away first. Raises :class:`NoSuchCard`."""
        try:
            holder = load_holder(command.slug)
        except WalletError as error:
            raise NoSuchCard(str(error)) from error
        place = command.place or _usual_place(holder)
        match place:
            case Place.IDENTITY:
                self._lay_on_identity_reader(_identity_card(holder), pulled=command.pulled)
            case Place.CARD:
                self._insert(self._slots[place], _contact_chip(holder), pulled=command.pulled)
            case Place.CONTACTLESS:
                self._insert(self._slots[place], self._contactless_chip(holder), pulled=command.pulled)
            case _:
                assert_never(place)
        self._lying[place] = holder.slug

    def lift(self) -> None:
        """Take every card away."""
        self._identity.lift()
        self._identity.mend()
        for slot in self._slots.values():
            slot.lift()
            slot.mend()
        self._lying.clear()

    def _insert(self, slot: VpcdSimulator, chip: Chip, *, pulled: bool) -> None:
        if pulled:
            slot.fault(VpcdFault.PULLED_WHILE_READING)
        slot.place(chip)

    def _lay_on_identity_reader(self, card: IdentityCardImage, *, pulled: bool) -> None:
        if pulled:
            self._identity.fault(SamFault.PULLED_WHILE_READING)
        self._identity.place(card)

    def _contactless_chip(self, holder: Holder) -> Chip:
        if holder.travel_document is not None:
            return EmrtdChip(holder.travel_document, SandboxIssuer.create(self._authorities))
        if holder.social_card or holder.bank_card:
            return _contact_chip(holder)
        raise NoSuchCard(f"{holder.slug} has no contactless card")


def _usual_place(holder: Holder) -> Place:
    if holder.social_card or holder.bank_card:
        return Place.CARD
    return Place.CONTACTLESS if holder.travel_document else Place.IDENTITY


def _contact_chip(holder: Holder) -> Chip:
    if holder.social_card is not None:
        return social_card_of_a_bank(holder.social_card) if holder.bank_card else SocialSecurityChip(holder.social_card)
    if holder.bank_card is not None:
        return BankChip()
    raise NoSuchCard(f"{holder.slug} has no chip card")


def _identity_card(holder: Holder) -> IdentityCardImage:
    if holder.identity_card is None:
        raise NoSuchCard(f"{holder.slug} has no identity card")
    return holder.identity_card
