"""What the calibration commands say to a technician, in both languages."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Final, assert_never

from kiosk.bilingual import Bilingual, Language
from printing.calibration_fit import CalibrationFit, Verdict
from printing.calibration_misreads import Misread, Side
from printing.calibration_plan import ReadingDoubt, SheetPlan

HOW_TO: Final = Bilingual(
    "每张量 {marks} 个十字，先离左边，再离上边，单位毫米，看到 0.1。打错了，输入 b 退回上一个十字。",
    "Measure {marks} marks on each sheet: first from the left edge, then from the top, in mm, to 0.1. "
    "Type b to go back to the mark before.",
)
ASK_LEFT: Final = Bilingual("第 {sheet} 张，十字 {mark}，离左边", "Sheet {sheet}, mark {mark}, from the left edge")
ASK_TOP: Final = Bilingual("第 {sheet} 张，十字 {mark}，离上边", "Sheet {sheet}, mark {mark}, from the top edge")
NO_NUMBER: Final = Bilingual("请输入毫米数，像 20.3 这样。", "Type a number of millimetres such as 20.3.")
MEASURE_AGAIN: Final = Bilingual("这些读数要重新量吗？", "Measure these again?")
PLAIN_PAPER: Final = Bilingual(
    "纸盒里放的是这种大小的白纸，不是空白证，对吗？", "Does plain paper of this size lie in the tray, and no blanks?"
)
KEEP: Final = Bilingual("保存这次校准吗？", "Keep this calibration?")
KEEP_OFF: Final = Bilingual(
    "误差超过 1 毫米。保存以后，这个纸盒的这种纸不打证照，直到重新校准或者退回。还要保存吗？",
    "It is off by more than 1 mm. Once kept, no certificate goes onto this medium from this tray until it is "
    "calibrated again or rolled back. Keep it all the same?",
)
NOT_KEPT: Final = Bilingual("没有保存。", "Not kept.")
KEPT: Final = Bilingual(
    "已保存，编号 {number}，可打 {prints} 张。", "Kept as number {number}; it lasts {prints} sheets."
)
PRINTED: Final = Bilingual("第 {sheet} 张已打出。", "Sheet {sheet} is out.")
TEST_PRINTED: Final = Bilingual("试印页已打出。", "The test sheet is out.")
ROLLED_BACK: Final = Bilingual(
    "已退回，现在用编号 {number}（{at}，{who}）。", "Rolled back: number {number} holds again ({at}, {who})."
)


def doubt_sentence(doubt: ReadingDoubt, plan: SheetPlan, mark: int, language: Language) -> str:
    """Return why a reading cannot be right."""
    match doubt:
        case ReadingDoubt.OUT_OF_SHEET:
            text = Bilingual(
                f"超出纸外了：这张纸宽 {plan.width:g}、高 {plan.height:g} 毫米。",
                f"That is off the sheet, which is {plan.width:g} mm wide and {plan.height:g} mm high.",
            )
        case ReadingDoubt.SWAPPED:
            text = Bilingual("左边和上边好像填反了。", "Left and top seem to be swapped.")
        case ReadingDoubt.OTHER_MARK:
            text = Bilingual(f"这是别的十字的数，请量十字 {mark}。", f"That fits another mark; measure mark {mark}.")
        case ReadingDoubt.TOO_FAR:
            text = Bilingual(
                f"离十字 {mark} 该在的地方太远，请再看一次。",
                f"That is too far from where mark {mark} should be; look again.",
            )
        case _:
            assert_never(doubt)
    return text.into(language)


def misread_sentence(misread: Misread, language: Language) -> str:
    """Return which reading does not go with the others."""
    side = Bilingual("左边", "left") if misread.side is Side.LEFT else Bilingual("上边", "top")
    return Bilingual(
        f"第 {misread.sheet} 张，十字 {misread.mark}，离{side.zh} {misread.read:.1f}："
        f"应该在 {misread.expected:.1f} 附近。",
        f"sheet {misread.sheet}, mark {misread.mark}, {side.en} {misread.read:.1f}: "
        f"was expected near {misread.expected:.1f}",
    ).into(language)


def fit_lines(fit: CalibrationFit, plan: SheetPlan, language: Language) -> Iterator[str]:
    """Say what the printer does to a sheet, and how far the calibration can be trusted."""
    m = fit.measured
    x, y = m.apply(plan.width / 2, plan.height / 2)
    right, down = x - plan.width / 2, y - plan.height / 2
    across, along = (m.a - 1) * 100, (m.d - 1) * 100
    turn = math.degrees((m.b - m.c) / 2)
    yield Bilingual(
        f"打印机：{'偏右' if right >= 0 else '偏左'} {abs(right):.2f}，{'偏下' if down >= 0 else '偏上'} "
        f"{abs(down):.2f} 毫米；横向 {across:+.2f} %，纵向 {along:+.2f} %；歪斜 {turn:+.2f} 度",
        f"Printer: {abs(right):.2f} mm to the {'right' if right >= 0 else 'left'}, {abs(down):.2f} mm "
        f"{'down' if down >= 0 else 'up'}; scale {across:+.2f} % across, {along:+.2f} % along; "
        f"turned {turn:+.2f} degrees",
    ).into(language)
    yield Bilingual(
        f"校准以后：最大偏差 {fit.residual_max:.2f} 毫米，均方根 {fit.residual_rms:.2f} 毫米",
        f"Once corrected: off by {fit.residual_max:.2f} mm at most, {fit.residual_rms:.2f} mm root mean square",
    ).into(language)
    if fit.jitter is not None and fit.reading is not None:
        yield Bilingual(
            f"各张之间跳动 {fit.jitter:.2f} 毫米（校准不了），读数误差 {fit.reading:.2f} 毫米",
            f"Sheets jump by {fit.jitter:.2f} mm, which nothing corrects; readings vary by {fit.reading:.2f} mm",
        ).into(language)
    if fit.odd_sheet is not None:
        odd = fit.odd_sheet
        yield Bilingual(
            f"第 {odd.sheet} 张整张偏了 {odd.by:.1f} 毫米，跟别的不一样，请重打一张。",
            f"Sheet {odd.sheet} as a whole lies {odd.by:.1f} mm apart from the others; print it again.",
        ).into(language)
    yield verdict_sentence(fit, language)


def verdict_sentence(fit: CalibrationFit, language: Language) -> str:
    """Return what the calibration is good for."""
    match fit.verdict:
        case Verdict.GREEN:
            text = Bilingual("合格（绿）：不超过 0.5 毫米。", "Green: within 0.5 mm.")
        case Verdict.AMBER if fit.sheets == 1:
            text = Bilingual(
                "勉强（黄）：只量了一张，看不出各张之间的跳动。", "Amber: one sheet alone cannot show jitter."
            )
        case Verdict.AMBER:
            text = Bilingual(
                "勉强（黄）：只能打四周留有 1 毫米空的证照。", "Amber: good where fields have 1 mm of room around them."
            )
        case Verdict.OFF:
            text = Bilingual("不合格：超过 1 毫米，不能打证照。", "Off: more than 1 mm; no certificates.")
        case _:
            assert_never(fit.verdict)
    return text.into(language)
