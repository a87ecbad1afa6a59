"""One form with every kind of element, of each alignment and script, within 205 x 205 mm."""

from __future__ import annotations

from printing.calibration import Shift
from printing.fonts import FontRole
from printing.form.condition import Condition, Test
from printing.form.elements import (
    Align,
    Box,
    CellsElement,
    Code128Element,
    Column,
    ConstantElement,
    DateElement,
    DatePart,
    DayElement,
    Element,
    Fit,
    LinesElement,
    MoneyCellsElement,
    MoneyWordsElement,
    PhotoElement,
    QrElement,
    Script,
    SealElement,
    TableElement,
    TextElement,
    TickElement,
    TickPlace,
    VerticalElement,
)
from printing.form.form import Form, Turn
from tests.printing.making import form_of, lettering

MEDIA = (
    ("iso_a4_210x297mm", Turn.NONE),
    ("iso_a4_210x297mm", Turn.RIGHT),
    ("iso_a4_210x297mm", Turn.LEFT),
    ("iso_a3_297x420mm", Turn.RIGHT),
    ("custom_hall_218x222.25mm", Turn.LEFT),
)


def every_kind(form_id: str, medium: str, turn: Turn) -> Form:
    """Return the form on a medium."""
    elements, shift = (*_texts(), *_numbers(), *_pictures()), Shift(right=-30, down=15)
    return form_of(*elements, form_id=form_id, medium=medium, turn=turn, shift=shift)


def _text(element_id: str, y: int, sample: str, align: Align, fit: Fit, wrapped: tuple[int, ...] = ()) -> TextElement:
    return TextElement(
        id=element_id,
        box=Box(1000, y, 7000, 1200),
        data=element_id,
        required=True,
        sample=sample,
        blank="",
        baseline=y + 750,
        wrapped=wrapped,
        lettering=lettering(1600, floor=700),
        fit=fit,
        align=align,
    )


def _texts() -> tuple[Element, ...]:
    return (
        _text("left", 1000, "欧阳桂芳", Align.LEFT, Fit.SHRINK),
        _text("centre", 2200, "桃江县民政局婚姻登记处桃花江", Align.CENTRE, Fit.SHRINK),
        _text("right", 3400, "阿卜杜热合曼·麦麦提吐尔逊䶮", Align.RIGHT, Fit.WRAP, (3950, 4500)),
        _text("flow", 4600, "湖南省桃江县桃花江镇芙蓉社区桃花东路 16 号", Align.CENTRE, Fit.FLOW, (5150, 5700)),
        LinesElement(
            id="lines",
            box=Box(1000, 6000, 7000, 2200),
            data="lines",
            required=True,
            sample="食品销售；农副产品销售；\n日用百货销售（不含烟草）；五金产品零售；新鲜水果零售；互联网销售。",
            blank="",
            closing="（以下空白）",
            baseline=6450,
            leading=600,
            lettering=lettering(1300, floor=700, role=FontRole.SONG),
            align=Align.LEFT,
        ),
        VerticalElement(
            id="vertical",
            box=Box(18500, 1000, 1600, 9000),
            data="vertical",
            required=True,
            sample="持证人（桃江县）：“张三·𠅤”，自2026年起——至长期；是？〔一〕",
            blank="",
            axes=(19700, 18900),
            pitch=560,
            lettering=lettering(1400, floor=800, role=FontRole.FANGSONG),
        ),
        ConstantElement(
            id="constant",
            box=Box(1000, 8400, 7000, 800),
            when=Condition(key="sex", test=Test.ONE_OF, values=("女",)),
            text="平方米",
            baseline=8950,
            lettering=lettering(1200, spacing=300, role=FontRole.HEI),
            align=Align.RIGHT,
        ),
        TableElement(
            id="table",
            box=Box(1000, 9500, 9000, 3000),
            data="table",
            required=True,
            sample=(("苹果", "12.5", "千克"), ("水蜜桃（一级品，套袋）", "", "千克")),
            closing="以下空白",
            columns=(
                Column(1000, 4000, Align.LEFT),
                Column(5000, 2500, Align.RIGHT),
                Column(7500, 2500, Align.CENTRE),
            ),
            baseline=10000,
            pitch=700,
            count=4,
            lettering=lettering(1200, floor=700),
        ),
    )


def _numbers() -> tuple[Element, ...]:
    day = {"data": "day", "required": True, "sample": "2026-12-31"}
    money = {"data": "money", "required": True, "sample": "107000.53"}
    places = (Box(1000, 13000, 7000, 800), Box(1000, 14000, 7000, 800))
    return (
        DateElement(
            id="date",
            box=places[0],
            **day,  # type: ignore[arg-type] # one sample for three dates
            baseline=13550,
            lettering=lettering(1200, floor=800),
            script=Script.CHINESE,
            padded=False,
            year=DatePart(1200, 2200),
            month=DatePart(3900, 1000),
            day=DatePart(5400, 1300),
        ),
        DateElement(
            id="figures",
            box=places[1],
            **day,  # type: ignore[arg-type] # one sample for three dates
            baseline=14550,
            lettering=lettering(1200, floor=800),
            script=Script.ARABIC,
            padded=True,
            year=DatePart(1200, 2200),
            month=DatePart(3900, 1000),
            day=DatePart(5400, 1300),
        ),
        DayElement(
            id="day",
            box=Box(9000, 13000, 7000, 800),
            **day,  # type: ignore[arg-type] # one sample for three dates
            baseline=13550,
            lettering=lettering(1300, floor=800),
            script=Script.CHINESE,
            padded=False,
            align=Align.RIGHT,
        ),
        CellsElement(
            id="cells",
            box=Box(1000, 15000, 8640, 800),
            data="cells",
            required=True,
            sample="430922195603120023",
            baseline=15600,
            lettering=lettering(1400),
            pitch=480,
            count=18,
        ),
        MoneyCellsElement(
            id="money-cells",
            box=Box(1000, 16000, 5000, 800),
            **money,  # type: ignore[arg-type] # one sample for two amounts
            baseline=16600,
            lettering=lettering(1300),
            pitch=500,
            count=10,
        ),
        MoneyWordsElement(
            id="money-words",
            box=Box(7000, 16000, 9000, 800),
            **money,  # type: ignore[arg-type] # one sample for two amounts
            prefix="人民币",
            baseline=16600,
            lettering=lettering(1300, floor=800),
            fit=Fit.SHRINK,
            align=Align.LEFT,
        ),
        TickElement(
            id="tick",
            box=Box(1000, 17000, 4000, 800),
            data="sex",
            required=True,
            sample="女",
            mark="√",
            places=(TickPlace("男", 1600, 17600), TickPlace("女", 3600, 17600)),
            lettering=lettering(1300),
        ),
    )


def _pictures() -> tuple[Element, ...]:
    return (
        PhotoElement(id="photo", box=Box(9000, 1000, 2600, 3200), data="photo", required=True, min_dpi=300),
        QrElement(
            id="qr",
            box=Box(12500, 1000, 2500, 2500),
            data="qr",
            required=True,
            sample="https://zw.taojiang.example/v/7Q4K29MX3H",
        ),
        Code128Element(
            id="barcode", box=Box(9000, 5000, 6000, 1200), data="barcode", required=True, sample="XN202603180001"
        ),
        SealElement(id="seal", box=Box(11000, 8000, 4200, 4200), data="seal", required=True),
    )
