"""The gallery: paints sample screens into PNG files, to be looked at.

    python -m ui.gallery --out DIR [--only NAME ...] [--language zh en] [--size 100 200] [--contrast day]
                         [--sideways] [--upright] [--low-reach] [--samples MODULE]

A development tool; the samples stand with the tests.
"""

from __future__ import annotations

import importlib
import os
from collections.abc import Iterator
from datetime import datetime
from itertools import product
from pathlib import Path

import click

from kiosk.bilingual import Bilingual, Language
from kiosk.visit.preferences import Contrast, Preferences, TextSize
from kiosk.visit.screens import Screen

LANGUAGES = {"zh": Language.CHINESE, "en": Language.ENGLISH}
UPRIGHT, SIDEWAYS = (1080, 1920), (1920, 1080)


@click.command()
@click.option("--out", type=click.Path(path_type=Path), required=True, help="Folder for the pictures.")
@click.option("--only", multiple=True, help="Names of samples; all when absent.")
@click.option("--language", type=click.Choice(list(LANGUAGES)), multiple=True, default=["zh"])
@click.option("--size", type=int, multiple=True, default=[100], help="Text size in per cent.")
@click.option("--contrast", multiple=True, default=["day"])
@click.option("--sideways", is_flag=True, help="1920 x 1080 instead of 1080 x 1920.")
@click.option("--low-reach", is_flag=True)
@click.option("--samples", "module", default="tests.ui.samples", help="Module with a function samples(preferences).")
def main(
    out: Path,
    only: tuple[str, ...],
    language: tuple[str, ...],
    size: tuple[int, ...],
    contrast: tuple[str, ...],
    sideways: bool,
    low_reach: bool,
    module: str,
) -> None:
    """Paint sample screens into PNG files."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ.setdefault("QT_QUICK_BACKEND", "software")
    out.mkdir(parents=True, exist_ok=True)
    wishes = [
        Preferences(
            language=LANGUAGES[tongue], text_size=TextSize(percent), contrast=Contrast(scheme), low_reach=low_reach
        )
        for tongue, percent, scheme in product(language, size, contrast)
    ]
    make = importlib.import_module(module).samples
    named = [
        (f"{name}-{_suffix(wish, sideways=sideways)}", screen)
        for wish in wishes
        for name, screen in make(wish).items()
        if not only or name in only
    ]
    for name in paint(named, out=out, size=SIDEWAYS if sideways else UPRIGHT):
        click.echo(name)


def _suffix(wish: Preferences, *, sideways: bool) -> str:
    tongue = "zh" if wish.language is Language.CHINESE else "en"
    parts = [tongue, str(wish.text_size.value), wish.contrast.value]
    parts += ["wide"] if sideways else []
    parts += ["low"] if wish.low_reach else []
    return "-".join(parts)


def paint(named: list[tuple[str, Screen]], *, out: Path, size: tuple[int, int]) -> Iterator[Path]:
    """Show each screen in a window and save what it looks like."""
    from PySide6.QtCore import QCoreApplication, QEvent
    from PySide6.QtGui import QGuiApplication

    from kiosk.terminal import Shown
    from ui.place import Hall
    from ui.window import Sight, TerminalWindow

    application = QGuiApplication.instance() or QGuiApplication([])
    window = TerminalWindow(
        sight=Sight(width=size[0], height=size[1]),
        hall=Hall(name=Bilingual("桃江县 24 小时自助服务区", "Taojiang County 24-hour hall"), terminal="TJ-024-01"),
        clock=lambda: datetime(2026, 3, 18, 9, 41).astimezone(),
    )
    window.show()
    for serial, (name, screen) in enumerate(named, start=1):
        window.stage.receive(Shown(serial, screen))
        for _ in range(4):
            application.processEvents()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        path = out / f"{name}.png"
        window.window.grabWindow().save(str(path))
        yield path
    window.close()


if __name__ == "__main__":
    main()
