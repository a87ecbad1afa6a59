pragma ComponentBehavior: Bound

import QtQuick
import Hall
import "../parts"

// One assurance: what is safe, or what holds; it lies flat.
Item {
    id: line

    required property string text
    property string glyph: Icons.checkCircle
    property color iconColor: Theme.ok
    property bool bold: false

    implicitHeight: words.height

    Icon {
        id: icon

        y: (Theme.body.line - icon.height) / 2 + Theme.body.lift
        glyph: line.glyph
        size: 48 * Theme.u
        color: line.iconColor
    }

    Label {
        id: words

        anchors.left: icon.right
        anchors.leftMargin: 24 * Theme.u
        anchors.right: parent.right
        text: line.text
        bold: line.bold
    }
}
