"""The public pages that the codes on papers and slips lead to: a paper, a case, a stopped matter.

None names a person but the paper's, whose masked name is there to be compared with the paper.
"""

from __future__ import annotations

import html
from collections.abc import Iterator
from datetime import date
from enum import Enum
from typing import Final

from kiosk.bilingual import Bilingual
from kiosk.catalogue.resuming import RESUME_DAYS, step_name
from kiosk.catalogue.service import Service
from kiosk.portal.messages import CaseMessage, PaperConfirmedMessage, StageMessage, TextMessage
from kiosk.sandbox.page_frame import both, facts, heading, mark, note, paragraph, whole_page
from kiosk.sandbox.store import StoppedMatter
from kiosk.visit.register import CaseStage

_STAGES: Final = {
    CaseStage.ACCEPTED: Bilingual("受理", "Accepted"),
    CaseStage.IN_REVIEW: Bilingual("审核", "Review"),
    CaseStage.CONCLUDED: Bilingual("办结", "Concluded"),
}


class _Reach(Enum):
    """How far a stage is; the values are classes of the style sheet."""

    DONE = "done"
    NOW = "now"
    AHEAD = "ahead"


def paper_page(paper: PaperConfirmedMessage) -> str:
    """Return the page for a paper that was issued."""
    rows = (
        (Bilingual("名称", "Title"), html.escape(paper.title)),
        (Bilingual("持有人", "Holder"), html.escape(paper.masked_name)),
        (Bilingual("出具单位", "Issuer"), html.escape(paper.issuer)),
        (Bilingual("出具日期", "Issued"), both(_day(paper.issued))),
        (Bilingual("验证码", "Code"), html.escape(paper.code)),
    )
    return whole_page(
        "核验结果",
        (
            heading(Bilingual("这份证明是真的", "This paper was issued")),
            mark() if paper.specimen else "",
            facts(rows),
            note(Bilingual("请与纸上的内容逐项核对。", "Please compare with the paper, line by line.")),
        ),
    )


def unknown_paper_page() -> str:
    """Return the page for a verification code that stands for nothing."""
    return _unknown(
        Bilingual("没有查到这个验证码", "No paper has this code"),
        Bilingual("请再看一遍纸上的验证码，或再扫一次。", "Please check the code on the paper, or scan it again."),
    )


def case_page(case: CaseMessage) -> str:
    """Return the page for a case: its three stages and the promised day."""
    rows = (
        (Bilingual("办件号", "Case number"), html.escape(case.number)),
        (Bilingual("承诺办结", "Promised by"), both(_day(case.promised))),
        (Bilingual("承办单位", "Department"), both(_text(case.department))),
    )
    return whole_page("办件进度", (heading(_text(case.title)), mark(), _stages(case), facts(rows), *_case_notes(case)))


def unknown_case_page() -> str:
    """Return the page for a case number that stands for nothing."""
    return _unknown(
        Bilingual("没有查到这个办件号", "No case has this number"),
        Bilingual("请再看一遍单子上的办件号，或再扫一次。", "Please check the number on the slip, or scan it again."),
    )


def resume_page(stopped: StoppedMatter, service: Service | None, *, until: date) -> str:
    """Return the page for a matter that stopped: which service, which step, what to bring, until when."""
    name = service.name if service else Bilingual("这件事", "Your matter")
    bring = service.bring if service else Bilingual("身份证或社保卡。", "Your identity or social security card.")
    code = " ".join(stopped.code[at : at + 4] for at in range(0, len(stopped.code), 4))
    valid = _day(until)
    days = Bilingual(f"{RESUME_DAYS} 天，到{valid.zh}为止", f"{RESUME_DAYS} days, until {valid.en}")
    rows = (
        (Bilingual("办到", "Reached"), both(step_name(stopped.step))),
        (Bilingual("要带什么", "What to bring"), both(bring)),
        (Bilingual("接续码", "Resume code"), html.escape(code)),
        (Bilingual("有效期", "Valid"), both(days)),
    )
    where = Bilingual(
        "带着接续单，到县政务大厅“办不成事”窗口接着办，不用从头说起。",
        "Bring the slip to the help counter of the county hall and go on from this step.",
    )
    return whole_page("接着办", (heading(name), mark(), facts(rows), note(where)))


def unknown_resume_page() -> str:
    """Return the page for a resume code that stands for nothing, any more or not yet."""
    return _unknown(
        Bilingual("没有查到这个接续码", "No matter has this code"),
        Bilingual(
            f"刚打的单子要过几分钟才查得到；过了 {RESUME_DAYS} 天就查不到了。",
            f"A new slip can be found after some minutes, and no longer after {RESUME_DAYS} days.",
        ),
    )


def _unknown(what: Bilingual, advice: Bilingual) -> str:
    return whole_page("没有查到", (heading(what), note(advice)))


def _stages(case: CaseMessage) -> str:
    """Return all three stages; the last one reached goes on, unless it is the end."""
    reached = [step.stage for step in case.stages if step.on is not None]
    current = reached[-1] if reached and reached[-1] is not CaseStage.CONCLUDED else None

    def reach(stage: CaseStage) -> _Reach:
        if stage is current:
            return _Reach.NOW
        return _Reach.DONE if stage in reached else _Reach.AHEAD

    return "<ol>\n" + "\n".join(_stage(step, reach(step.stage)) for step in case.stages) + "\n</ol>"


def _stage(step: StageMessage, reach: _Reach) -> str:
    name = _STAGES[step.stage]
    day = _day(step.on) if step.on else None
    match reach:
        case _Reach.AHEAD:
            when = Bilingual("还没开始", "Not yet begun")
        case _Reach.NOW:
            when = Bilingual(f"{day.zh}起", f"Since {day.en}") if day else Bilingual("正在办理", "Going on")
        case _Reach.DONE:
            when = day or Bilingual("已完成", "Done")
    title = f"{html.escape(name.zh)} · {name.en}"
    return f'<li class="{reach.value}"><b>{title}</b>{both(when)}</li>'


def _case_notes(case: CaseMessage) -> Iterator[str]:
    if not case.systems_agree and case.department_state is not None:
        state = _text(case.department_state)
        yield note(
            Bilingual(f"两个系统都办结才算办结。{state.zh}。", f"Concluded only when both systems say so ({state.en}).")
        )
    yield paragraph(Bilingual("这里只看进度，不显示姓名。", "Only the progress is shown here, never a name."))


def _day(day: date) -> Bilingual:
    return Bilingual(f"{day.year}年{day.month}月{day.day}日", f"{day.day} {day:%B} {day.year}")


def _text(text: TextMessage) -> Bilingual:
    return Bilingual(text.zh, text.en)
