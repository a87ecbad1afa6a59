"""The icons that the screen uses: name and code point in the Material Design Icons font.

Code points are those of Debian's fonts-materialdesignicons-webfont 1.6.50; later releases of the font moved them.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Property, QObject
from PySide6.QtQml import QmlElement, QmlSingleton

QML_IMPORT_NAME = "Hall"
QML_IMPORT_MAJOR_VERSION = 1

CODE_POINTS: Final = {
    "account": 0xF004,
    "account-check": 0xF008,
    "account-card-details": 0xF5D2,
    "account-multiple": 0xF00E,
    "alert-circle": 0xF028,
    "alert-octagon": 0xF029,
    "arrow-down": 0xF045,
    "arrow-down-bold": 0xF046,
    "arrow-left": 0xF04D,
    "arrow-right": 0xF054,
    "arrow-up": 0xF05D,
    "arrow-up-bold": 0xF05E,
    "backspace": 0xF06E,
    "bank": 0xF070,
    "bell": 0xF09A,
    "bell-ring": 0xF09E,
    "book-open": 0xF0BD,
    "briefcase": 0xF0D6,
    "bullhorn": 0xF0E6,
    "calendar": 0xF0ED,
    "car": 0xF10B,
    "cellphone": 0xF11C,
    "certificate": 0xF124,
    "check": 0xF12C,
    "check-all": 0xF12D,
    "check-circle": 0xF5E0,
    "chevron-left": 0xF141,
    "chevron-right": 0xF142,
    "city": 0xF146,
    "clipboard-account": 0xF148,
    "clipboard-check": 0xF14C,
    "clipboard-text": 0xF14E,
    "clock": 0xF150,
    "close": 0xF156,
    "close-circle": 0xF159,
    "contrast-circle": 0xF197,
    "credit-card": 0xF19B,
    "cursor-pointer": 0xF1B7,
    "domain": 0xF1D7,
    "emoticon-happy": 0xF1F5,
    "emoticon-neutral": 0xF1F6,
    "emoticon-sad": 0xF1F8,
    "emoticon": 0xF1F2,
    "exit-to-app": 0xF206,
    "eye": 0xF208,
    "face": 0xF643,
    "file-check": 0xF216,
    "file-document": 0xF219,
    "file-find": 0xF21E,
    "fingerprint": 0xF237,
    "food-apple": 0xF25B,
    "format-list-bulleted": 0xF279,
    "format-size": 0xF27F,
    "hand-pointing-right": 0xF2C7,
    "heart": 0xF2D1,
    "help-circle": 0xF2D7,
    "history": 0xF2DA,
    "home": 0xF2DC,
    "home-modern": 0xF2DD,
    "hospital": 0xF2E0,
    "human-child": 0xF2E7,
    "human-male-female": 0xF2E8,
    "information": 0xF2FC,
    "leaf": 0xF32A,
    "link-off": 0xF338,
    "lock": 0xF33E,
    "magnify": 0xF349,
    "map-marker": 0xF34E,
    "message-text": 0xF369,
    "minus": 0xF374,
    "nfc": 0xF396,
    "nfc-tap": 0xF397,
    "pause": 0xF3E4,
    "pause-circle": 0xF3E5,
    "phone-in-talk": 0xF3F6,
    "pine-tree": 0xF405,
    "plus": 0xF415,
    "printer": 0xF42A,
    "printer-alert": 0xF42C,
    "qrcode": 0xF432,
    "qrcode-scan": 0xF433,
    "receipt": 0xF449,
    "road": 0xF461,
    "road-variant": 0xF462,
    "security": 0xF483,
    "shield": 0xF498,
    "star": 0xF4CE,
    "star-outline": 0xF4D2,
    "store": 0xF4DC,
    "swap-horizontal": 0xF4E1,
    "ticket": 0xF516,
    "ticket-account": 0xF517,
    "timer-sand": 0xF51F,
    "tree": 0xF531,
    "verified": 0xF565,
    "view-grid": 0xF570,
    "volume-high": 0xF57E,
    "volume-off": 0xF581,
    "wheelchair-accessibility": 0xF5A4,
    "worker": 0xF5B5,
}
LATER_NAMES: Final = {
    "account-group": "account-multiple",
    "card-account-details": "account-card-details",
    "file-search": "file-find",
    "home-city": "home-modern",
    "progress-clock": "file-find",
    "shield-account": "security",
}
"""Names that later releases of the font gave; a service file may use either."""
STAND_IN: Final = "file-document"
"""For a service whose icon this terminal's version does not know; services may be newer than the program."""


def glyph(name: str) -> str:
    """Return the character of an icon."""
    known = LATER_NAMES.get(name, name)
    return chr(CODE_POINTS.get(known, CODE_POINTS[STAND_IN]))


def _icon(name: str) -> Property:
    character = chr(CODE_POINTS[name])
    return Property(str, lambda _: character, constant=True)


@QmlElement
@QmlSingleton
class Icons(QObject):
    """The characters of the icon font, by name."""

    account = _icon("account")
    accountCheck = _icon("account-check")
    accountCardDetails = _icon("account-card-details")
    accountMultiple = _icon("account-multiple")
    alertCircle = _icon("alert-circle")
    alertOctagon = _icon("alert-octagon")
    arrowDown = _icon("arrow-down")
    arrowDownBold = _icon("arrow-down-bold")
    arrowLeft = _icon("arrow-left")
    arrowRight = _icon("arrow-right")
    arrowUp = _icon("arrow-up")
    arrowUpBold = _icon("arrow-up-bold")
    backspace = _icon("backspace")
    bank = _icon("bank")
    bell = _icon("bell")
    bellRing = _icon("bell-ring")
    bookOpen = _icon("book-open")
    briefcase = _icon("briefcase")
    bullhorn = _icon("bullhorn")
    calendar = _icon("calendar")
    car = _icon("car")
    cellphone = _icon("cellphone")
    certificate = _icon("certificate")
    check = _icon("check")
    checkAll = _icon("check-all")
    checkCircle = _icon("check-circle")
    chevronLeft = _icon("chevron-left")
    chevronRight = _icon("chevron-right")
    city = _icon("city")
    clipboardAccount = _icon("clipboard-account")
    clipboardCheck = _icon("clipboard-check")
    clipboardText = _icon("clipboard-text")
    clock = _icon("clock")
    close = _icon("close")
    closeCircle = _icon("close-circle")
    contrastCircle = _icon("contrast-circle")
    creditCard = _icon("credit-card")
    cursorPointer = _icon("cursor-pointer")
    domain = _icon("domain")
    emoticonHappy = _icon("emoticon-happy")
    emoticonNeutral = _icon("emoticon-neutral")
    emoticonSad = _icon("emoticon-sad")
    emoticon = _icon("emoticon")
    exitToApp = _icon("exit-to-app")
    eye = _icon("eye")
    face = _icon("face")
    fileCheck = _icon("file-check")
    fileDocument = _icon("file-document")
    fileFind = _icon("file-find")
    fingerprint = _icon("fingerprint")
    foodApple = _icon("food-apple")
    formatListBulleted = _icon("format-list-bulleted")
    formatSize = _icon("format-size")
    handPointingRight = _icon("hand-pointing-right")
    heart = _icon("heart")
    helpCircle = _icon("help-circle")
    history = _icon("history")
    home = _icon("home")
    homeModern = _icon("home-modern")
    hospital = _icon("hospital")
    humanChild = _icon("human-child")
    humanMaleFemale = _icon("human-male-female")
    information = _icon("information")
    leaf = _icon("leaf")
    linkOff = _icon("link-off")
    lock = _icon("lock")
    magnify = _icon("magnify")
    mapMarker = _icon("map-marker")
    messageText = _icon("message-text")
    minus = _icon("minus")
    nfc = _icon("nfc")
    nfcTap = _icon("nfc-tap")
    pause = _icon("pause")
    pauseCircle = _icon("pause-circle")
    phoneInTalk = _icon("phone-in-talk")
    pineTree = _icon("pine-tree")
    plus = _icon("plus")
    printer = _icon("printer")
    printerAlert = _icon("printer-alert")
    qrcode = _icon("qrcode")
    qrcodeScan = _icon("qrcode-scan")
    receipt = _icon("receipt")
    road = _icon("road")
    roadVariant = _icon("road-variant")
    security = _icon("security")
    shield = _icon("shield")
    star = _icon("star")
    starOutline = _icon("star-outline")
    store = _icon("store")
    swapHorizontal = _icon("swap-horizontal")
    ticket = _icon("ticket")
    ticketAccount = _icon("ticket-account")
    timerSand = _icon("timer-sand")
    tree = _icon("tree")
    verified = _icon("verified")
    viewGrid = _icon("view-grid")
    volumeHigh = _icon("volume-high")
    volumeOff = _icon("volume-off")
    wheelchairAccessibility = _icon("wheelchair-accessibility")
    worker = _icon("worker")
