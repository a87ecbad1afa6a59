pragma ComponentBehavior: Bound

import QtQuick
import Hall

// One icon of the icon font in a square of its own size; it never stands without its word.
Text {
    id: icon

    required property string glyph
    property real size: 46 * Theme.u

    width: icon.size
    height: icon.size
    color: Theme.ink
    font.family: Theme.iconFont
    font.pixelSize: Math.max(1, Math.round(icon.size))
    text: icon.glyph
    textFormat: Text.PlainText
    horizontalAlignment: Text.AlignHCenter
    verticalAlignment: Text.AlignVCenter
    Accessible.ignored: true
}
