pragma ComponentBehavior: Bound

import QtQuick
import Hall
import "../parts"

// Another way that does not lead over this screen: it can be read and lies flat.
Item {
    id: way

    required property string title
    required property string line
    required property string glyph

    implicitHeight: words.height

    Icon {
        id: icon

        y: (Theme.body.line - icon.height) / 2 + Theme.body.lift
        glyph: way.glyph
        size: 52 * Theme.u
        color: Theme.primary
    }

    Column {
        id: words

        anchors.left: icon.right
        anchors.leftMargin: 24 * Theme.u
        anchors.right: parent.right

        Label {
            width: parent.width
            text: way.title
            bold: true
        }

        Label {
            width: parent.width
            text: way.line
            type: Theme.second
            color: Theme.ink2
        }
    }
}
