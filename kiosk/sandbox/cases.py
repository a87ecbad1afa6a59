"""Cases of the invented county, in all three stages, some with a department's own system beside the platform."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date, timedelta
from enum import Enum
from typing import Final

from kiosk.bilingual import Bilingual
from kiosk.sandbox.matters import MATTERS, Matter, working_days_after
from kiosk.sandbox.numbers import case_number
from kiosk.sandbox.records import CaseRecord, Resident

_ACCEPTED: Final = Bilingual("已受理，等待审核", "Accepted, waiting for review")
_IN_REVIEW: Final = Bilingual("正在审核", "Under review")
_CONCLUDED: Final = Bilingual("已办结", "Concluded")


class Progress(Enum):
    """How far an invented case has come, and whether the department's own system says the same."""

    ACCEPTED = "accepted"
    IN_REVIEW = "in-review"
    CONCLUDED = "concluded"
    DEPARTMENT_BEHIND = "department-behind"
    """The platform has concluded, the department's own system has not: to a resident it is not concluded."""


class CaseBook:
    """Makes cases with numbers of their own."""

    def __init__(self, *, today: date, chance: random.Random) -> None:
        self._today = today
        self._chance = chance
        self._serials: dict[date, int] = {}

    def make(self, applicant: Resident, matter: Matter, progress: Progress, days_ago: int) -> CaseRecord:
        """Make a case accepted ``days_ago`` days ago, at least 2 where it has come further."""
        accepted = self._today - timedelta(days=days_ago)
        reviewed = None if progress is Progress.ACCEPTED else accepted + timedelta(days=1)
        done = accepted + timedelta(days=2) if progress is Progress.CONCLUDED else None
        number = self._number(accepted)
        return CaseRecord(
            number=number,
            applicant=applicant.key,
            title=matter.title,
            department=matter.department,
            accepted=accepted,
            reviewed=reviewed,
            concluded=done,
            promised=working_days_after(accepted, matter.working_days),
            portal_state=_portal_state(progress),
            department_state=_department_state(matter, progress),
            systems_agree=progress is not Progress.DEPARTMENT_BEHIND,
            rating_token=f"r{self._chance.getrandbits(96):024x}" if done else None,
        )

    def some(self, residents: Sequence[Resident], count: int) -> tuple[CaseRecord, ...]:
        """Make cases of any matter and progress for any of these residents."""
        return tuple(self._any(self._chance.choice(residents)) for _ in range(count))

    def _any(self, applicant: Resident) -> CaseRecord:
        matter = self._chance.choice(MATTERS)
        ways = [Progress.ACCEPTED, Progress.IN_REVIEW, Progress.CONCLUDED]
        if matter.own_system is not None:
            ways.append(Progress.DEPARTMENT_BEHIND)
        progress = self._chance.choice(ways)
        days_ago = self._chance.randint(0, 1) if progress is Progress.ACCEPTED else self._chance.randint(2, 40)
        return self.make(applicant, matter, progress, days_ago)

    def _number(self, accepted: date) -> str:
        self._serials[accepted] = serial = self._serials.get(accepted, 0) + 1
        return case_number(accepted, serial)


def _portal_state(progress: Progress) -> Bilingual:
    match progress:
        case Progress.ACCEPTED:
            return _ACCEPTED
        case Progress.IN_REVIEW:
            return _IN_REVIEW
        case Progress.CONCLUDED | Progress.DEPARTMENT_BEHIND:
            return _CONCLUDED


def _department_state(matter: Matter, progress: Progress) -> Bilingual | None:
    if matter.own_system is None:
        return None
    behind = _IN_REVIEW if progress is Progress.DEPARTMENT_BEHIND else _portal_state(progress)
    return Bilingual(f"{matter.own_system.zh}：{behind.zh}", f"{matter.own_system.en}: {behind.en}")
