"""The phone of an invented resident as a web page: the electronic card's code, and the short message that came last.

Open it on a real phone or beside the terminal's window, and hold its code before the scanner.
"""

from __future__ import annotations

import html
import random
from typing import Final

from devices.simulators.wallet import WalletError, load_holder
from kiosk.bilingual import Bilingual
from kiosk.sandbox.page_frame import both, heading, mark, note, paragraph, whole_page
from kiosk.sandbox.phones import CODE_LIVES_S, Phones
from kiosk.sandbox.records import County, Resident
from kiosk.sandbox.wallet_people import residents_of_wallet
from printing.qr import encode_qr

REFRESH_S: Final = int(CODE_LIVES_S * 3 / 4)
"""The page shows a new code while the last one is still good."""
_CODE_MM: Final = 48
"""The code's size on a phone held upright; 0.6 mm a module and more."""


def holder_of_phone(county: County, slug: str) -> Resident | None:
    """Find the resident of a holder in the wallet; none when there is no such one or nobody can read their card."""
    try:
        people = residents_of_wallet([load_holder(slug)], random.Random(0))  # noqa: S311 - invents an address
    except WalletError:
        return None
    return county.resident(people[0].key) if people else None


def phone_page(holder: Resident, phones: Phones) -> str:
    """Return the page with a new code."""
    parts = [
        heading(Bilingual("电子证照", "Electronic card")),
        f"<p><b>{html.escape(holder.name)}</b></p>",
        _drawn(phones.cards.issue(holder.key)),
        paragraph(
            Bilingual("把二维码对准终端的扫码口，每次一新。", "Hold the code before the scanner; each is good once.")
        ),
        mark(),
    ]
    if (code := phones.messages.latest(holder.key)) is not None:
        parts.append(
            note(Bilingual(f"短信：验证码 {code}，5 分钟内有效。", f"Message: your code is {code}, for 5 minutes."))
        )
    return whole_page("电子证照", parts)


def unknown_phone_page() -> str:
    """Return the page for a phone that nobody has."""
    return whole_page("电子证照", (f"<h1>{both(Bilingual('没有这部手机', 'There is no such phone'))}</h1>",))


def _drawn(code: str) -> str:
    symbol = encode_qr(code)
    path = "".join(f"M{x} {y}h{length}v1h-{length}z" for x, y, length in symbol.bars())
    box = f"0 0 {symbol.across} {symbol.across}"
    return (
        f'<p><svg viewBox="{box}" width="{_CODE_MM}mm" height="{_CODE_MM}mm" shape-rendering="crispEdges" role="img">'
        f'<rect width="100%" height="100%" fill="#FFFFFF"/><path d="{path}" fill="#000000"/></svg></p>'
    )
