"""All journeys by their names."""

from __future__ import annotations

from typing import Final

from tests.journeys.certificates import CERTIFICATES
from tests.journeys.identity import IDENTITY
from tests.journeys.journeys import HAPPY, Journey
from tests.journeys.unhappy import HURRIED_JOURNEYS, UNHAPPY

JOURNEYS: Final[dict[str, Journey]] = {
    journey.name: journey for journey in (*HAPPY, *CERTIFICATES, *IDENTITY, *UNHAPPY, *HURRIED_JOURNEYS)
}
