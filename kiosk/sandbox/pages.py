"""The public page on which anyone confirms a paper: small, without script, readable on any telephone."""

from __future__ import annotations

import html
from typing import Final

from kiosk.portal.messages import PaperConfirmedMessage

_PAGE: Final = """<!doctype html>
<html lang="zh-Hans">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>{title}</title>
<style>
body {{ margin: 0; background: #f2f5f2; color: #10282b; font: 18px/1.6 "Noto Sans CJK SC", system-ui, sans-serif }}
main {{ max-width: 30em; margin: 0 auto; padding: 2em 1.2em }}
h1 {{ font-size: 1.5em; line-height: 1.3 }}
dl {{ background: #fff; border: 1px solid #cbd6d2; border-radius: 8px; margin: 1.5em 0; padding: .4em 1em }}
dt {{ color: #4c6064; padding-top: .6em }}
dd {{ margin: 0; padding-bottom: .6em; font-weight: 600 }}
.mark {{ display: inline-block; border: 2px solid #0b5a55; border-radius: 6px; color: #0b5a55; padding: .1em .6em }}
</style>
</head>
<body><main>
{body}
</main></body>
</html>
"""


def confirmed_page(paper: PaperConfirmedMessage) -> str:
    """Return the page for a paper that was issued."""
    mark = '<p><span class="mark">样张 SPECIMEN</span> 不作凭证 · counts for nothing</p>' if paper.specimen else ""
    facts = (
        ("名称 · Title", paper.title),
        ("持有人 · Holder", paper.masked_name),
        ("出具单位 · Issuer", paper.issuer),
        ("出具日期 · Issued", paper.issued.isoformat()),
        ("验证码 · Code", paper.code),
    )
    rows = "\n".join(f"<dt>{html.escape(name)}</dt><dd>{html.escape(value)}</dd>" for name, value in facts)
    body = f"<h1>这份证明是真的<br>This paper was issued</h1>\n{mark}\n<dl>\n{rows}\n</dl>"
    return _PAGE.format(title="核验结果", body=body + "\n<p>请与纸上内容核对。Compare with the paper.</p>")


def unknown_page() -> str:
    """Return the page for a code that stands for nothing."""
    body = (
        "<h1>没有查到这个验证码<br>No paper has this code</h1>\n<p>请再看一遍纸上的验证码。Please check the code.</p>"
    )
    return _PAGE.format(title="没有查到", body=body)
