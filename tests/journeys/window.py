"""The terminal's glass, reached through the window's own control socket (:mod:`ui.hands`)."""

from __future__ import annotations

import json
import socket
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Final

CONNECT_S: Final = 30.0
LOOK_EVERY_S: Final = 0.02
SPARE_S: Final = 10.0
"""How much longer than the window itself its caller waits."""


class NotOnTheGlass(AssertionError):
    """What a person expected on the glass is not there; the message says what is."""


@dataclass(frozen=True)
class Touch:
    """A touch that was made; times in milliseconds of the monotonic clock."""

    pressed_ms: float
    released_ms: float
    waited_ms: float


@dataclass(frozen=True)
class Turn:
    """The first painted frame that shows another page; in milliseconds of the monotonic clock."""

    page: str
    painted_ms: float


class Window:
    """A connection to the window's hands.

    Args of the constructor:
        path: the control socket; waited for until it is there.
        alive: whether the program that will make it still runs.
    """

    def __init__(self, *, path: Path, alive: Callable[[], bool]) -> None:
        self._wire = _connect(path, alive)
        self._lines = self._wire.makefile("rb")

    def __enter__(self) -> Window:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._lines.close()
        self._wire.close()

    def wait_for(self, screens: Sequence[str], *, within_s: float) -> str:
        """Wait until one of these screens is painted, and return which."""
        wish = {"do": "wait_for", "pages": list(screens), "within_ms": within_s * 1000}
        return str(self._ask(wish, within_s + SPARE_S)["page"])

    def wait_for_words(self, words: str, *, within_s: float) -> None:
        """Wait until these words can be read."""
        self._look_until(lambda: any(words in text for text in self.texts()), f"the words {words!r}", within_s)

    def wait_for_key(self, key: str, *, within_s: float) -> None:
        """Wait until this key can be touched."""
        self._look_until(lambda: key in self.keys(), f"the key {key!r}", within_s)

    def screen(self) -> str:
        """Return the screen that is on the glass now."""
        return str(self._ask({"do": "screen"})["page"])

    def touch(self, key: str) -> Touch:
        """Touch a key by its name, where a person sees it: not while the page is just being laid out anew."""
        self._look_until(self._is_settled, "a page at rest", SPARE_S)
        answer = self._ask({"do": "touch", "name": key})
        return Touch(*(float(str(answer[name])) for name in ("pressed_ms", "released_ms", "waited_ms")))

    def keys(self) -> list[str]:
        """Name the keys that can be touched now."""
        items = self._ask({"do": "items"})["items"]
        return [str(item["name"]) for item in items if item["enabled"]] if isinstance(items, list) else []

    def find_key(self, words: str) -> str | None:
        """Return the name of the key on which these words stand; none when there is no such key now."""
        items = self._ask({"do": "items"})["items"]
        found = [item for item in items if words in item["text"]] if isinstance(items, list) else []
        return str(found[0]["name"]) if found else None

    def texts(self) -> list[str]:
        """Return everything that can be read now."""
        texts = self._ask({"do": "texts"})["texts"]
        return [str(text) for text in texts] if isinstance(texts, list) else []

    def turns(self, *, since_ms: float) -> list[Turn]:
        """Return the pages that came on after a moment, in order."""
        turns = self._ask({"do": "turns", "since_ms": since_ms})["turns"]
        return [Turn(str(turn["page"]), float(turn["painted_ms"])) for turn in turns] if isinstance(turns, list) else []

    def recalls(self, words: Sequence[str]) -> list[str]:
        """Return the kinds of objects in the terminal's memory that hold one of these words."""
        holders = self._ask({"do": "recalls", "words": list(words)})["holders"]
        return [str(holder) for holder in holders] if isinstance(holders, list) else []

    def picture(self, file: Path) -> None:
        """Save what is on the glass as a PNG."""
        self._ask({"do": "grab", "file": str(file)})

    def _is_settled(self) -> bool:
        now = self._ask({"do": "screen"})
        return now["painted"] == now["serial"]

    def _look_until(self, is_so: Callable[[], bool], what: str, within_s: float) -> None:
        ends = time.monotonic() + within_s
        while not is_so():
            if time.monotonic() > ends:
                raise NotOnTheGlass(f"{what} did not come; on the glass: {self.screen()}: {self.texts()}")
            time.sleep(LOOK_EVERY_S)

    def _ask(self, wish: dict[str, object], within_s: float = SPARE_S) -> dict[str, object]:
        self._wire.settimeout(within_s)
        self._wire.sendall(json.dumps(wish).encode() + b"\n")
        line = self._lines.readline()
        if not line:
            raise NotOnTheGlass("the window is gone")
        answer: dict[str, object] = json.loads(line)
        if not answer["ok"]:
            raise NotOnTheGlass(f"{answer.get('error')}; on the glass: {answer.get('page')}")
        return answer


def _connect(path: Path, alive: Callable[[], bool]) -> socket.socket:
    ends = time.monotonic() + CONNECT_S
    while True:
        wire = socket.socket(socket.AF_UNIX)
        try:
            wire.connect(str(path))
        except OSError:
            wire.close()
            if not alive() or time.monotonic() > ends:
                raise NotOnTheGlass("the terminal's window did not open") from None
            time.sleep(LOOK_EVERY_S)
        else:
            return wire
