"""What every public page looks like: small, without script, readable on any telephone, in the day colours of the look.

Chinese comes first and English second, as on the screens. Colours by role: look.md section 2, contrast ``day``.
"""

from __future__ import annotations

import html
from collections.abc import Iterable
from typing import Final

from kiosk.bilingual import Bilingual

_STYLE: Final = """
:root { --page: #F3F5F1; --surface: #FFFFFF; --line: #C2D0CB; --border: #5C7076; --ink: #0F252B; --ink2: #394E55;
  --primary: #0A5A55; --tint: #DCECE7; --glow: #FFB547; --glow-edge: #BD7409; --deep: #073B3A; --wave: #2C7C74 }
* { box-sizing: border-box }
body { margin: 0; background: var(--page); color: var(--ink);
  font: 18px/1.6 "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", system-ui, sans-serif }
header { position: relative; overflow: hidden; background: var(--deep); color: #FFFFFF }
header svg { position: absolute; right: 0; top: 0; height: 100%; width: min(15em, 38%);
  -webkit-mask-image: linear-gradient(to right, transparent, #000 70%);
  mask-image: linear-gradient(to right, transparent, #000 70%) }
header svg path { fill: none; stroke: var(--wave); stroke-width: 1.2 }
header div { position: relative; max-width: 34em; margin: 0 auto; padding: .8em 1.2em }
header b { font-size: 1.1em; letter-spacing: .04em }
header .en { color: var(--tint) }
main { max-width: 34em; margin: 0 auto; padding: 1.6em 1.2em 3em }
h1 { margin: 0; font-size: 1.7em; line-height: 1.35; font-weight: 700 }
p { margin: .6em 0 }
.en { display: block; color: var(--ink2); font-size: .84em; font-weight: 400; line-height: 1.45 }
.mark { display: inline-block; margin-top: 1em; padding: .1em .7em; border: 2px solid var(--primary);
  border-radius: 6px; color: var(--primary); font-size: .84em; font-weight: 700 }
dl, ol, .note { margin: 1.2em 0; padding: .5em 1.1em; border: 1px solid var(--line); border-radius: 10px;
  background: var(--surface) }
dl > div + div { border-top: 1px solid var(--line) }
dl > div { padding: .6em 0 }
dt { color: var(--ink2); font-size: .84em }
dd { margin: 0; font-weight: 600; overflow-wrap: anywhere }
ol { list-style: none; padding-top: 1.1em }
li { position: relative; padding: 0 0 1.3em 2.1em }
li:last-child { padding-bottom: .4em }
li::before { content: ""; position: absolute; left: 0; top: .35em; width: 1.05em; height: 1.05em;
  border: .16em solid var(--border); border-radius: 50%; background: var(--surface) }
li::after { content: ""; position: absolute; left: .47em; top: 1.5em; bottom: -.25em; width: .12em;
  background: var(--line) }
li:last-child::after { display: none }
li.done::before { border-color: var(--primary); background: var(--primary) }
li.done::after { background: var(--primary) }
li.now::before { border-color: var(--glow-edge); background: var(--glow) }
li b { display: block; font-size: 1.1em; line-height: 1.4 }
.note { border-color: var(--tint); background: var(--tint) }
footer { color: var(--ink2); font-size: .84em }
"""
_WAVES: Final = "".join(
    f'<path d="M0 {y} C 60 {y - 22}, 110 {y + 20}, 170 {y - 4} S 260 {y - 24}, 300 {y}"/>' for y in range(6, 90, 7)
)
"""The water line, the one ornament (look.md section 1)."""
_PAGE: Final = """<!doctype html>
<html lang="zh-Hans">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
<header><svg viewBox="0 0 300 84" preserveAspectRatio="none" aria-hidden="true">{waves}</svg>
<div><b>桃江县政务服务</b><span class="en" lang="en">Taojiang County Public Services</span></div></header>
<main>
{body}
<footer>
{footer}
</footer>
</main>
</body>
</html>
"""
_FOOTER: Final = Bilingual("有疑问请打 12345。", "Questions? Please ring 12345.")


def whole_page(title: str, parts: Iterable[str]) -> str:
    """Return a page of these parts, each of them HTML already."""
    body = "\n".join(parts)
    footer = f"<p>{both(_FOOTER)}</p>"
    return _PAGE.format(title=html.escape(title), style=_STYLE, waves=_WAVES, body=body, footer=footer)


def both(text: Bilingual) -> str:
    """Return a sentence in Chinese, and below it in English."""
    return f'{html.escape(text.zh)}<span class="en" lang="en">{html.escape(text.en)}</span>'


def heading(text: Bilingual) -> str:
    """Return what the page is about."""
    return f"<h1>{both(text)}</h1>"


def paragraph(text: Bilingual) -> str:
    """Return a plain sentence."""
    return f"<p>{both(text)}</p>"


def note(text: Bilingual) -> str:
    """Return a sentence on a ground of its own."""
    return f'<p class="note">{both(text)}</p>'


def mark() -> str:
    """Return the mark of the sandbox: nothing here counts."""
    return '<p class="mark">样张 SPECIMEN · 不作凭证 · counts for nothing</p>'


def facts(rows: Iterable[tuple[Bilingual, str]]) -> str:
    """Return names with their values; the values are HTML already."""
    lines = (f"<div><dt>{html.escape(name.zh)} · {name.en}</dt><dd>{value}</dd></div>" for name, value in rows)
    return "<dl>\n" + "\n".join(lines) + "\n</dl>"
