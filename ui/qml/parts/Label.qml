pragma ComponentBehavior: Bound

import QtQuick
import Hall

// One text in a type role: fixed line height, wrapped, never shortened with dots.
Text {
    id: label

    property TypeRole type: Theme.body
    property bool bold: false
    readonly property bool centred: label.horizontalAlignment === Text.AlignHCenter

    color: Theme.ink
    font.family: Theme.sans
    font.pixelSize: label.type.size
    font.weight: label.bold ? Font.Bold : Font.Normal
    lineHeightMode: Text.FixedHeight
    lineHeight: label.type.line
    textFormat: Text.PlainText
    wrapMode: Text.Wrap
}
