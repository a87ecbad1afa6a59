"""Hands for the sandbox: a local socket by which a journey touches the real window, like a finger would.

Only a terminal of the sandbox profile has it, and only when its settings name a socket. The protocol is one JSON
object a line, answered by one JSON object a line, in order:

    {"do": "screen"}                          -> {"ok": true, "page": "home", "serial": 3, "painted": 3}
    {"do": "wait_for", "pages": ["home"], "within_ms": 20000}
                                              -> the same, once one of these pages has been *painted*; or
                                                 {"ok": false, "error": "...", "page": "guide"} when time is up
    {"do": "touch", "name": "primary"}        -> {"ok": true, "page": "home", "serial": 3, "painted": 3,
                                                  "pressed_ms": 1.0, "released_ms": 21.0, "waited_ms": 0.0}
    {"do": "hold", "name": "reveal"}          -> presses and stays, until {"do": "release"}
    {"do": "items"}                           -> {"ok": true, "items": [{"name": "primary", "text": "下一步",
                                                  "x": 396, "y": 1584, "width": 624, "height": 136,
                                                  "enabled": true}]}
    {"do": "texts"}                           -> {"ok": true, "texts": ["您要办什么事？", ...]}: all that can be read
    {"do": "grab", "file": "/tmp/page.png"}   -> {"ok": true}: the window as a PNG
    {"do": "frames", "since_ms": 0}           -> {"ok": true, "now_ms": 5.0, "frames_ms": [1.0, 2.0]}
    {"do": "turns", "since_ms": 0}            -> {"ok": true, "turns": [{"page": "home", "painted_ms": 1.0}]}: the first
                                                 painted frame of each page
    {"do": "recalls", "words": ["张桂兰"]}     -> {"ok": true, "holders": []}: the kinds of living Python objects
                                                 that hold one of the words (:mod:`ui.recall`)

Pages are named as in :func:`ui.views.table.page_name` (``home``, ``choose-properties``). Times are milliseconds of the
machine's monotonic clock (``time.monotonic() * 1000``), so another process can compare them with its own. A touch is a
real touch event through the window system at the centre of the visible item with that object name; an item that is
missing, hidden or lies flat is refused (``"ok": false``). A finger does not strike twice within half a second at a
place where a page has just turned: ``touch`` waits that long and says so in ``waited_ms``.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterator
from functools import partial
from time import monotonic
from typing import Final, TypeAlias

from PySide6.QtCore import QObject, QPoint, QPointF, QTimer
from PySide6.QtNetwork import QLocalServer, QLocalSocket
from PySide6.QtQuick import QQuickItem, QQuickWindow
from PySide6.QtTest import QTest

from ui.frames import Frames
from ui.recall import holders_of
from ui.stage import Stage
from ui.touch_guard import TouchGuard
from ui.words.flow import plain

PRESS_MS: Final = 20
"""How long a finger stays down."""

log = logging.getLogger("ui.hands")

Answer: TypeAlias = dict[str, object]
Reply: TypeAlias = Callable[[Answer], None]


def items_below(item: QQuickItem) -> Iterator[QQuickItem]:
    """Yield every visible item under one, in painting order."""
    for child in item.childItems():
        if child.isVisible() and child.opacity() > 0:
            yield child
            yield from items_below(child)


def is_key(item: QQuickItem) -> bool:
    """Whether an item is something to be pressed: a key with a name."""
    # Not by its meta-object: PySide keeps that wrapper for its address, and later takes another item there for it.
    return bool(item.objectName()) and isinstance(item.property("say"), str)


def scene_box(item: QQuickItem) -> tuple[float, float, float, float]:
    """Return x, y, width and height of an item in the window."""
    corner = item.mapToScene(QPointF(0, 0))
    return corner.x(), corner.y(), item.width(), item.height()


class Hands(QObject):
    """Listens on a local socket and touches the window."""

    def __init__(self, *, window: QQuickWindow, stage: Stage, frames: Frames, guard: TouchGuard, socket: str) -> None:
        super().__init__(window)
        self._window = window
        self._stage = stage
        self._frames = frames
        self._guard = guard
        self._finger = QTest.createTouchDevice()
        self._held = QPoint()
        self._waiting: list[tuple[frozenset[str], float, Reply]] = []
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        QLocalServer.removeServer(socket)
        if not self._server.listen(socket):
            log.error("hands cannot listen on %s: %s", socket, self._server.errorString())
        self._server.newConnection.connect(self._welcome)
        self._frames.painted.connect(self._painted)
        self._clock = QTimer(self)
        self._clock.setInterval(100)
        self._clock.timeout.connect(self._painted)

    def _welcome(self) -> None:
        caller = self._server.nextPendingConnection()
        caller.readyRead.connect(partial(self._read, caller))
        caller.disconnected.connect(caller.deleteLater)

    def _read(self, caller: QLocalSocket) -> None:
        while caller.canReadLine():
            line = bytes(caller.readLine().data()).decode()
            reply = partial(_write, caller)
            try:
                self._obey(json.loads(line), reply)
            except (KeyError, TypeError, ValueError) as error:
                reply({"ok": False, "error": f"cannot understand {line.strip()!r}: {error}"})

    def _obey(self, wish: dict[str, object], reply: Reply) -> None:
        match wish:
            case {"do": "screen"}:
                reply(self._screen())
            case {"do": "wait_for", "pages": list(pages), "within_ms": int() | float() as within_ms}:
                self._waiting.append((frozenset(map(str, pages)), monotonic() + within_ms / 1000, reply))
                self._clock.start()
                self._painted()
            case {"do": "touch", "name": str(name)}:
                self._touch(name, reply)
            case {"do": "hold", "name": str(name)}:
                self._hold(name, reply)
            case {"do": "release"}:
                self._release()
                reply({"ok": True})
            case {"do": "items"}:
                reply({"ok": True, "items": [_describe(item) for item in self._keys()]})
            case {"do": "texts"}:
                reply({"ok": True, "texts": list(self._texts())})
            case {"do": "grab", "file": str(file)}:
                reply({"ok": self._window.grabWindow().save(file)})
            case {"do": "frames", "since_ms": int() | float() as since_ms}:
                times = [moment * 1000 for moment in self._frames.since(since_ms / 1000)]
                reply({"ok": True, "now_ms": monotonic() * 1000, "frames_ms": times})
            case {"do": "turns", "since_ms": int() | float() as since_ms}:
                turns = self._frames.turns_since(since_ms / 1000)
                answer = [{"page": turn.page, "painted_ms": turn.painted_at * 1000} for turn in turns]
                reply({"ok": True, "turns": answer})
            case {"do": "recalls", "words": list(words)}:
                holders = holders_of([str(word) for word in words], besides=(words, wish))
                reply({"ok": True, "holders": holders})
            case _:
                reply({"ok": False, "error": f"no such wish: {wish!r}"})

    def _screen(self) -> Answer:
        stage = self._stage
        return {"ok": True, "page": stage.page, "serial": stage.serial, "painted": self._frames.serial}

    def _painted(self) -> None:
        """Answer those whose page can be seen now, and those whose time is up."""
        ready = self._frames.serial == self._stage.serial
        still: list[tuple[frozenset[str], float, Reply]] = []
        for pages, until, reply in self._waiting:
            if ready and self._stage.page in pages:
                reply(self._screen())
            elif monotonic() > until:
                reply({"ok": False, "error": f"none of {sorted(pages)} came", "page": self._stage.page})
            else:
                still.append((pages, until, reply))
        self._waiting = still
        if not still:
            self._clock.stop()

    def _keys(self) -> Iterator[QQuickItem]:
        return (item for item in items_below(self._window.contentItem()) if is_key(item))

    def _texts(self) -> Iterator[str]:
        for item in items_below(self._window.contentItem()):
            if item.inherits("QQuickText") and item.property("font").family() != "Material Design Icons":
                yield plain(str(item.property("text")))

    def _find(self, name: str) -> QPoint | str:
        """Return the centre of a key, or what keeps a finger from it."""
        found = [item for item in self._keys() if item.objectName() == name]
        if not found:
            return f"no key {name!r} on page {self._stage.page!r}"
        if not found[0].isEnabled():
            return f"key {name!r} on page {self._stage.page!r} lies flat"
        x, y, width, height = scene_box(found[0])
        return QPoint(round(x + width / 2), round(y + height / 2))

    def _touch(self, name: str, reply: Reply, waited_ms: float = 0.0) -> None:
        place = self._find(name)
        if isinstance(place, str):
            reply({"ok": False, "error": place, "page": self._stage.page})
            return
        wait_ms = self._guard.would_swallow(QPointF(place)) * 1000
        if wait_ms > 0:
            QTimer.singleShot(int(wait_ms) + 1, partial(self._touch, name, reply, waited_ms + wait_ms))
            return
        on = self._screen()
        pressed = monotonic()
        QTest.touchEvent(self._window, self._finger).press(0, place, self._window).commit()
        QTimer.singleShot(PRESS_MS, partial(self._lift, place, pressed, waited_ms, on, reply))

    def _lift(self, place: QPoint, pressed: float, waited_ms: float, on: Answer, reply: Reply) -> None:
        released = monotonic()
        QTest.touchEvent(self._window, self._finger).release(0, place, self._window).commit()
        reply(on | {"pressed_ms": pressed * 1000, "released_ms": released * 1000, "waited_ms": waited_ms})

    def _hold(self, name: str, reply: Reply) -> None:
        place = self._find(name)
        if isinstance(place, str):
            reply({"ok": False, "error": place, "page": self._stage.page})
            return
        self._held = place
        QTest.touchEvent(self._window, self._finger).press(0, place, self._window).commit()
        reply(self._screen())

    def _release(self) -> None:
        QTest.touchEvent(self._window, self._finger).release(0, self._held, self._window).commit()


def _describe(item: QQuickItem) -> Answer:
    x, y, width, height = scene_box(item)
    return {
        "name": item.objectName(),
        "text": plain(str(item.property("say") or "")),
        "x": round(x),
        "y": round(y),
        "width": round(width),
        "height": round(height),
        "enabled": item.isEnabled(),
    }


def _write(caller: QLocalSocket, answer: Answer) -> None:
    caller.write(json.dumps(answer, ensure_ascii=False).encode() + b"\n")
    caller.flush()
