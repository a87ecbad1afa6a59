"""Chips of invented residents, for the tests of the card reader."""

from __future__ import annotations

from devices.simulators.vpcd_chips import SocialSecurityChip
from devices.simulators.wallet import SocialCardImage, load_holder


def social_image(slug: str) -> SocialCardImage:
    image = load_holder(slug).social_card
    assert image is not None
    return image


def social_chip(slug: str, *, permission_needed: bool = False) -> SocialSecurityChip:
    return SocialSecurityChip(social_image(slug), permission_needed=permission_needed)
