"""The page that is measured: twelve Chinese values, a QR symbol of 37 modules and a photo on 210 x 148.5 mm."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PIL import Image, ImageFilter

from printing.calibration import Shift
from printing.fonts import DEBIAN_FONTS, FontLibrary, FontRole
from printing.form.elements import Align, Box, Element, Fit, Lettering, PhotoElement, QrElement, TextElement
from printing.form.form import Form, Holder, Turn
from printing.form.media import medium_named
from printing.form.values import PictureValue, Values
from printing.overlay import OverlayOrder, render_overlay
from printing.qr import encode_qr

if TYPE_CHECKING:
    import typst

PHOTO_SIZE: Final = (358, 441)
"""Pixels: 26 x 32 mm at 350 dots per inch (GA/T 461)."""
PHOTO_QUALITY: Final = 85
FLOOR: Final = Path(__file__).parent / "floor"

FAMILY: Final = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许邓冯韩曹曾彭蔡潘田董袁余叶蒋杜苏魏程吕丁"
GIVEN: Final = "桂兰秀英建国志强玉珍红海燕春梅德胜文斌丽华庆永福淑芬家豪子涵雨欣浩然思远晓峰立新世昌"
TOWNS: Final = ("桃花江镇", "灰山港镇", "马迹塘镇", "修山镇", "三堂街镇", "鸬鹚渡镇", "大栗港镇", "武潭镇")
STREETS: Final = ("芙蓉社区建设路", "资江社区桃花路", "石牛江村油榨湾组", "崆峒村曾家坪组", "金盆社区芙蓉西路")
NATIONS: Final = ("汉族", "土家族", "苗族", "侗族", "瑶族", "维吾尔族")
DIGITS: Final = "〇一二三四五六七八九"
VALUES: Final = 12


def values_of(number: int) -> tuple[str, ...]:
    """Return the twelve values of an invented holder."""
    dice = random.Random(number)

    def name() -> str:
        return dice.choice(FAMILY) + "".join(dice.choices(GIVEN, k=2))

    return (
        name(),
        dice.choice("男女"),
        dice.choice(NATIONS),
        f"一九{''.join(dice.choices(DIGITS, k=2))}年{dice.choice(DIGITS[1:])}月十{dice.choice(DIGITS[1:])}日",
        "".join(dice.choices("0123456789", k=18)),
        f"湖南省益阳市桃江县{dice.choice(TOWNS)}{dice.choice(STREETS)}{dice.randrange(1, 300)}号",
        name(),
        "桃江县民政局",
        "二〇二六年三月十八日",
        f"湘桃优字第{''.join(dice.choices(DIGITS, k=7))}号",
        "长期有效",
        "凭本证享受乘车、就医、参观优待",
    )


def url_of(number: int) -> str:
    """Return an address whose symbol has 37 modules at level M."""
    code = "".join(random.Random(number).choices("ABCDEFGHJKLMNPQRSTUVWXYZ23456789", k=60))
    return f"https://zwfw.taojiang.example/v/{code}"


def photo_file() -> bytes:
    """Return a JPEG of about 55 kB, as a portrait has, the same each time."""
    noise = random.Random(4).randbytes(PHOTO_SIZE[0] * PHOTO_SIZE[1] * 3)
    image = Image.frombytes("RGB", PHOTO_SIZE, noise).filter(ImageFilter.GaussianBlur(1))
    file = BytesIO()
    image.save(file, "JPEG", quality=PHOTO_QUALITY)
    return file.getvalue()


def ours(fonts: FontLibrary, photo: bytes) -> Callable[[int], bytes]:
    """Return what lays out the page of a holder, on the very path of a certificate."""
    form = _form()

    def lay_out(number: int) -> bytes:
        values: Values = {
            **{f"value{n}": value for n, value in enumerate(values_of(number))},
            "photo": PictureValue(photo),
            "url": url_of(number),
        }
        return render_overlay(form, OverlayOrder(values=values), fonts).data

    return lay_out


def typsts(folder: Path, photo: bytes) -> Callable[[int], bytes]:
    """Return what lays out the same page by typst, its compiler kept; ``folder`` is for its files.

    Raises ModuleNotFoundError where typst is not installed.
    """
    import typst

    (folder / "photo.jpg").write_bytes(photo)
    source = folder / "certificate.typ"
    source.write_bytes((FLOOR / source.name).read_bytes())
    kai = str(DEBIAN_FONTS.kai[0].path.parent)
    compiler = typst.Compiler(str(source), root=str(folder), font_paths=[kai], ignore_system_fonts=True)

    def lay_out(number: int) -> bytes:
        inputs = {"values": json.dumps(values_of(number)), "symbol": _svg(url_of(number))}
        return _compiled(compiler, inputs)

    return lay_out


def _compiled(compiler: typst.Compiler, inputs: Mapping[str, str]) -> bytes:
    made = compiler.compile(format="pdf", sys_inputs=dict(inputs), pdf_tags=False)
    assert isinstance(made, bytes)
    return made


def _svg(url: str) -> str:
    symbol = encode_qr(url)
    path = "".join(f"M{x} {y}h{length}v1h-{length}z" for x, y, length in symbol.bars())
    across = symbol.across
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {across} {across}"><path d="{path}"/></svg>'


def _form() -> Form:
    medium = medium_named("custom_bench_148.5x210mm")
    elements: list[Element] = [_text(n) for n in range(VALUES)]
    elements.append(
        PhotoElement(id="photo", box=Box(16500, 2500, 2600, 3200), data="photo", required=True, min_dpi=300)
    )
    elements.append(QrElement(id="qr", box=Box(16500, 9500, 2500, 2500), data="url", required=True, sample=url_of(0)))
    return Form(
        id="bench",
        number=1,
        title="示例",
        part="",
        department="bench",
        holder=Holder.PERSON,
        revision=1,
        sha256="",
        medium=medium,
        turn=Turn.RIGHT,
        width=medium.height,
        height=medium.width,
        shift=Shift(),
        source="",
        measured=False,
        elements=tuple(elements),
    )


def _text(n: int) -> TextElement:
    top = 1200 + 900 * n
    return TextElement(
        id=f"value{n}",
        box=Box(2000, top, 14000, 800),
        data=f"value{n}",
        required=True,
        sample="",
        blank="",
        baseline=top + 500,
        wrapped=(),
        lettering=Lettering(role=FontRole.KAI, size=1400, floor=900, condense=80, spacing=0),
        fit=Fit.SHRINK,
        align=Align.LEFT,
    )
