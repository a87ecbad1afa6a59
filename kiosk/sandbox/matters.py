"""The matters that the invented county handles, with the departments that answer for them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from kiosk.bilingual import Bilingual
from kiosk.catalogue.service import IdentityLevel

PROPERTY_PROOF: Final = "property-count-proof"
PROPERTY_DETAIL_PROOF: Final = "property-detail-proof"
SENIOR_CARD: Final = "senior-card"
SENIOR_AGE: Final = 65
"""Full years from which the county grants a senior card (domain.md section 10, number 13)."""
LEAST_LEVEL: Final = {
    PROPERTY_PROOF: IdentityLevel.CARD,
    PROPERTY_DETAIL_PROOF: IdentityLevel.CARD_AND_FACTOR,
}
"""How sure the county wants to be of who asks for a proof, whatever a terminal thinks; of licences their kind says."""
CIVIL_AFFAIRS: Final = Bilingual("桃江县民政局", "Taojiang Civil Affairs Bureau")
NATURAL_RESOURCES: Final = Bilingual("桃江县自然资源局", "Taojiang Natural Resources Bureau")
_HEALTH_INSURANCE: Final = Bilingual("桃江县医疗保障局", "Taojiang Healthcare Security Bureau")
_LABOUR: Final = Bilingual("桃江县人力资源和社会保障局", "Taojiang Human Resources and Social Security Bureau")
_HEALTH: Final = Bilingual("桃江县卫生健康局", "Taojiang Health Bureau")
_FORESTRY: Final = Bilingual("桃江县林业局", "Taojiang Forestry Bureau")


@dataclass(frozen=True)
class Matter:
    """A matter that takes days.

    Attributes:
        working_days: promised time (承诺时限).
        own_system: what the department's own system is called; absent where there is only the platform.
    """

    title: Bilingual
    department: Bilingual
    working_days: int
    own_system: Bilingual | None = None


INSURANCE_CARE: Final = Matter(
    Bilingual("异地就医备案", "Treatment elsewhere, registration"),
    _HEALTH_INSURANCE,
    3,
    Bilingual("医保系统", "healthcare system"),
)
PENSION: Final = Matter(
    Bilingual("城乡居民养老保险待遇申领", "Residents' pension, application"),
    _LABOUR,
    10,
    Bilingual("社保系统", "social security system"),
)
SUBSIDY: Final = Matter(Bilingual("高龄津贴申领", "Allowance for great age, application"), CIVIL_AFFAIRS, 15)
SENIOR: Final = Matter(Bilingual("老年人优待证办理", "Senior card"), CIVIL_AFFAIRS, 5)
FELLING: Final = Matter(Bilingual("林木采伐许可", "Felling permit"), _FORESTRY, 7)
BIRTH: Final = Matter(Bilingual("生育登记", "Birth registration"), _HEALTH, 3, Bilingual("卫健系统", "health system"))
TITLE: Final = Matter(Bilingual("不动产变更登记", "Change of a title deed"), NATURAL_RESOURCES, 5)
MATTERS: Final = (INSURANCE_CARE, PENSION, SUBSIDY, SENIOR, FELLING, BIRTH, TITLE)


def working_days_after(day: date, count: int) -> date:
    """Return the day that lies ``count`` Mondays to Fridays after ``day``; public holidays are not counted out."""
    while count > 0:
        day += timedelta(days=1)
        count -= day.weekday() < 5
    return day
