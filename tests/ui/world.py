"""Services, failures and frames for sample screens; invented."""

from __future__ import annotations

from datetime import time

from kiosk.bilingual import Bilingual
from kiosk.catalogue.service import Choice, Hours, IdentityLevel, Service, StepKind, Theme, Verb
from kiosk.failures import Failure
from kiosk.visit.preferences import Preferences
from kiosk.visit.screens import Frame, Segment, StepHeader

ROUND_THE_CLOCK = Hours(opens=time(0), closes=time(0))


def a_service(
    service_id: str,
    name: Bilingual,
    *,
    verb: Verb = Verb.ASK,
    theme: Theme = Theme.HOUSING,
    icon: str = "home-modern",
    minutes: int = 3,
    form: str | None = None,
    choice: Choice | None = None,
) -> Service:
    """Make a service with plausible sentences."""
    return Service(
        id=service_id,
        matter="11430922006395487A2000113001001",
        verb=verb,
        theme=theme,
        icon=icon,
        name=name,
        summary=Bilingual(
            "证明您名下在本县有几套房，没有房也能证明。",
            "Says how many homes you own in this county, even if none.",
        ),
        department=Bilingual("县自然资源局", "County Natural Resources Bureau"),
        line="government-extranet",
        identity=IdentityLevel.CARD,
        promised_days=0,
        fee_fen=0,
        minutes=minutes,
        hours=ROUND_THE_CLOCK,
        who=Bilingual(
            "本人办本人名下的。替别人办，请到窗口。",
            "You, for yourself. For someone else, please go to the counter.",
        ),
        bring=Bilingual("只要身份证。不用复印件，不用照片。", "Only your identity card. No copies, no photos."),
        get=Bilingual(
            "一张 A4 证明，带二维码，单位可上网核对。",
            "One A4 sheet with a QR code that anyone can check online.",
        ),
        reads=Bilingual(
            "只看不动产登记。办完，本机不留。",
            "We read your property register only. Nothing stays here.",
        ),
        steps=(
            StepKind.GUIDE,
            StepKind.CONSENT,
            StepKind.IDENTIFY,
            StepKind.CONFIRM_PERSON,
            StepKind.CHOOSE,
            StepKind.REVIEW,
            StepKind.PROOF,
            StepKind.RECEIPT,
            StepKind.RATE,
        ),
        choice=choice,
        form=form,
        most_copies=3,
        frequent=1,
    )


COUNT_PROOF = a_service(
    "property-count-proof", Bilingual("房产套数证明", "Property count proof"), choice=Choice.PROPERTIES
)
SENIOR_CARD = a_service(
    "senior-card",
    Bilingual("老年人优待证", "Senior citizen card"),
    verb=Verb.TAKE,
    theme=Theme.SOCIAL_SECURITY,
    icon="account-card-details",
    form="senior-card",
    choice=Choice.LICENCES,
)
CASE_PROGRESS = a_service(
    "case-progress",
    Bilingual("办件进度", "Progress of a case"),
    theme=Theme.COMPLAINTS,
    icon="file-find",
    minutes=2,
    choice=Choice.CASES,
)
MEDICAL_FEE = a_service(
    "medical-insurance-fee",
    Bilingual("居民医保缴费", "Medical insurance fee"),
    verb=Verb.DO,
    theme=Theme.SOCIAL_SECURITY,
    icon="security",
    minutes=4,
)
TRAFFIC_FINE = a_service(
    "traffic-fine", Bilingual("交通违章处理", "Traffic fines"), verb=Verb.DO, theme=Theme.TRAFFIC, icon="car"
)
LICENCE_PRINT = a_service(
    "business-licence",
    Bilingual("营业执照打印", "Business licence"),
    verb=Verb.TAKE,
    theme=Theme.BUSINESS,
    icon="certificate",
    minutes=5,
    form="business-licence",
)
SERVICES = (COUNT_PROOF, MEDICAL_FEE, LICENCE_PRINT, SENIOR_CARD, TRAFFIC_FINE, CASE_PROGRESS)

LINE_DOWN = Failure(
    code="PORTAL_LINE_DOWN",
    title=Bilingual("线路中断", "Line down"),
    safe=Bilingual(
        "不是您的问题。没有扣钱，卡可以拿走。", "It is not your fault. No money was taken; you may take your card."
    ),
    staff=Bilingual("政务外网不通。", "The government network cannot be reached."),
    remedy=Bilingual("查交换机和网线，再打运维电话。", "Check switch and cable, then ring operations."),
    retriable=True,
    card_safe=True,
    paper_safe=True,
)
NO_SLIP_PAPER = Failure(
    code="RECEIPT_PRINTER_PAPER_OUT",
    title=Bilingual("凭条打印机没有纸了", "No paper for slips"),
    safe=Bilingual("证明照样能打，编号会显示在屏幕上。", "The proof still prints; its number is shown on the screen."),
    staff=Bilingual("凭条打印机缺纸。", "The receipt printer is out of paper."),
    remedy=Bilingual("换一卷 80 毫米热敏纸，合好盖。", "Put in an 80 mm thermal roll and close the lid."),
    retriable=True,
    card_safe=True,
    paper_safe=True,
)
NO_READER = Failure(
    code="NO_CARD_READER",
    title=Bilingual("读卡器现在用不了", "The card reader is not working"),
    safe=Bilingual("不是您的问题，卡可以拿走。", "It is not your fault; you may take your card."),
    staff=Bilingual("没有一个读卡器能用。", "No card reader works."),
    remedy=Bilingual(
        "查电源和连线，再看是否恢复；不行就报修。", "Check power and cables; if it does not come back, report it."
    ),
    retriable=True,
    card_safe=True,
    paper_safe=True,
)

ALL_SEGMENTS = (Segment.CONSENT, Segment.IDENTIFY, Segment.CONFIRM, Segment.CHOOSE, Segment.PRINT)


def a_frame(
    preferences: Preferences,
    *,
    service: Service | None = None,
    current: int = 0,
    masked_name: str | None = None,
    in_visit: bool = False,
    may_end: bool = True,
) -> Frame:
    """Make the frame of a page; with a service it has a step header."""
    header = StepHeader(service=service.name, segments=ALL_SEGMENTS, current=current) if service else None
    return Frame(
        preferences=preferences,
        masked_name=masked_name,
        header=header,
        in_visit=in_visit,
        may_end=may_end,
        may_speak=True,
    )
