"""The Theme singleton: what every page asks for its colours, type and measures."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Property, QObject, Signal
from PySide6.QtGui import QColor
from PySide6.QtQml import QmlElement, QmlSingleton

from kiosk.bilingual import Language
from kiosk.visit.preferences import Contrast, Preferences
from ui.qml_types import made_in_python
from ui.theme import scale
from ui.theme.palette import PALETTES, Palette

QML_IMPORT_NAME = "Hall"
QML_IMPORT_MAJOR_VERSION = 1

SANS = "Noto Sans CJK SC"
SERIF = "Noto Serif CJK SC"
ICONS = "Material Design Icons"


@QmlElement
@made_in_python("The theme makes its type roles.")
class TypeRole(QObject):
    """One type role in window pixels: ``size`` of the em, fixed ``line`` height, ``lift`` for centring in keys."""

    changed = Signal()

    def __init__(self, role: scale.Role, parent: QObject) -> None:
        super().__init__(parent)
        self._role = role
        self._now = scale.TypeSize(16, 24.0, 0.5, 20.0, 2.5)

    def fit(self, *, glass: scale.Glass, preferences: Preferences) -> None:
        """Follow the window and the chosen text size."""
        role = self._role
        if preferences.language is Language.ENGLISH and role is scale.ROLES["verb"]:
            # An English verb is three times as wide as two Chinese characters of the same size.
            role = replace(role, px=66)
        self._now = scale.type_size(role, glass=glass, text_size=preferences.text_size)
        self.changed.emit()

    @Property(int, notify=changed)
    def size(self) -> int:
        return self._now.size

    @Property(float, notify=changed)
    def line(self) -> float:
        return self._now.line

    @Property(float, notify=changed)
    def lift(self) -> float:
        return self._now.lift

    @Property(float, notify=changed)
    def keyLine(self) -> float:
        return self._now.key_line

    @Property(float, notify=changed)
    def keyLift(self) -> float:
        return self._now.key_lift


def _colour(name: str, notify: Signal) -> Property:
    return Property(QColor, lambda theme: theme.colour(name), notify=notify)


def _type(name: str) -> Property:
    return Property(TypeRole, lambda theme: theme.role(name), constant=True)


@QmlElement
@QmlSingleton
class Theme(QObject):
    """Colours, type and measures of the page now shown; one signal tells that any of them changed."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._preferences = Preferences()
        self._glass = scale.reference_glass(scale.SHORT_SIDE, scale.LONG_SIDE)
        self._roles = {name: TypeRole(role, self) for name, role in scale.ROLES.items()}
        self._colours: dict[str, QColor] = {}
        self._apply()

    def prefer(self, preferences: Preferences) -> None:
        """Show as the resident wants it."""
        if preferences != self._preferences:
            self._preferences = preferences
            self._apply()

    def fit(self, glass: scale.Glass) -> None:
        """Follow the window."""
        if glass != self._glass:
            self._glass = glass
            self._apply()

    def colour(self, name: str) -> QColor:
        """Return the colour of a role."""
        return self._colours[name]

    def role(self, name: str) -> TypeRole:
        """Return a type role."""
        return self._roles[name]

    @property
    def glass(self) -> scale.Glass:
        """The window as it is."""
        return self._glass

    def _apply(self) -> None:
        palette = PALETTES[self._preferences.contrast]
        self._colours = {name: QColor(getattr(palette, name)) for name in Palette.__dataclass_fields__}
        for role in self._roles.values():
            role.fit(glass=self._glass, preferences=self._preferences)
        self.changed.emit()

    page = _colour("page", changed)
    surface = _colour("surface", changed)
    sunken = _colour("sunken", changed)
    line = _colour("line", changed)
    edge = _colour("edge", changed)
    border = _colour("border", changed)
    ink = _colour("ink", changed)
    ink2 = _colour("ink2", changed)
    primary = _colour("primary", changed)
    primaryEdge = _colour("primaryEdge", changed)
    onPrimary = _colour("onPrimary", changed)
    primaryTint = _colour("primaryTint", changed)
    ask = _colour("ask", changed)
    askEdge = _colour("askEdge", changed)
    act = _colour("act", changed)
    actEdge = _colour("actEdge", changed)
    take = _colour("take", changed)
    takeEdge = _colour("takeEdge", changed)
    onVerb = _colour("onVerb", changed)
    glow = _colour("glow", changed)
    glowEdge = _colour("glowEdge", changed)
    onGlow = _colour("onGlow", changed)
    glowTint = _colour("glowTint", changed)
    glowInk = _colour("glowInk", changed)
    ok = _colour("ok", changed)
    okTint = _colour("okTint", changed)
    wait = _colour("wait", changed)
    waitTint = _colour("waitTint", changed)
    stop = _colour("stop", changed)
    stopTint = _colour("stopTint", changed)
    focus = _colour("focus", changed)
    panel = _colour("panel", changed)
    panelDark = _colour("panelDark", changed)
    deep = _colour("deep", changed)
    wave = _colour("wave", changed)
    onDeep = _colour("onDeep", changed)
    onDeep2 = _colour("onDeep2", changed)

    number = _type("number")
    numberWide = _type("numberWide")
    hero = _type("hero")
    promise = _type("promise")
    start = _type("start")
    startLatin = _type("startLatin")
    hallName = _type("hallName")
    hallClock = _type("hallClock")
    hallSecond = _type("hallSecond")
    heroLatin = _type("heroLatin")
    verb = _type("verb")
    display = _type("display")
    hail = _type("hail")
    title = _type("title")
    question = _type("question")
    figure = _type("figure")
    fact = _type("fact")
    entry = _type("entry")
    lead = _type("lead")
    body = _type("body")
    second = _type("second")
    small = _type("small")
    aid = _type("aid")
    pager = _type("pager")
    placeName = _type("placeName")
    fine = _type("fine")

    sans = Property(str, lambda _: SANS, constant=True)
    serif = Property(str, lambda _: SERIF, constant=True)
    iconFont = Property(str, lambda _: ICONS, constant=True)

    @Property(float, notify=changed)
    def u(self) -> float:
        """Window pixels of one design pixel; every measure of look.md is multiplied by it."""
        return self._glass.unit

    @Property(bool, notify=changed)
    def portrait(self) -> bool:
        return self._glass.portrait

    @Property(bool, notify=changed)
    def elder(self) -> bool:
        """One column, keys one above the other: text at 150 % or more."""
        return scale.is_elder(self._preferences.text_size)

    @Property(float, notify=changed)
    def textScale(self) -> float:
        """1.0, 1.25, 1.5 or 2.0; for measures that must grow with the text in them."""
        return self._preferences.text_size.value / 100

    @Property(bool, notify=changed)
    def lowReach(self) -> bool:
        """Everything touchable below the deep band; a screen lying sideways is low anyway."""
        return self._preferences.low_reach and self._glass.portrait

    @Property(bool, notify=changed)
    def waves(self) -> bool:
        """Whether water lines are drawn, and anything moves: not in ``light`` and ``dark``."""
        return self._preferences.contrast in (Contrast.DAY, Contrast.SOFT)

    @Property(bool, notify=changed)
    def framed(self) -> bool:
        """Whether filled keys need an outline as well: in ``light`` and ``dark`` fill alone says too little."""
        return self._preferences.contrast in (Contrast.LIGHT, Contrast.DARK)

    @Property(float, notify=changed)
    def target(self) -> float:
        """The least side of anything touchable, in window pixels (20 mm; 25 mm for large text)."""
        elder = scale.is_elder(self._preferences.text_size)
        return self._glass.px(scale.LEAST_ELDER_TARGET_MM if elder else scale.LEAST_TARGET_MM)

    @Property(float, notify=changed)
    def gap(self) -> float:
        """Between keys in a row, in window pixels; never under 4 mm."""
        return max(24 * self._glass.unit, self._glass.px(scale.LEAST_GAP_MM))

    @Property(float, notify=changed)
    def margin(self) -> float:
        """From the window's sides, in window pixels."""
        return 60 * self._glass.unit
