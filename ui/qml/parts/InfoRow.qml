pragma ComponentBehavior: Bound

import QtQuick
import Hall

// A heading and its sentence with an icon in an outlined square; lies flat, parted from the next by a line.
Item {
    id: row

    required property string title
    required property string text
    required property string glyph
    property bool divider: true
    property real air: 36 * Theme.u

    implicitHeight: words.implicitHeight + row.air

    Rectangle {
        id: square

        y: Math.max(0, (words.implicitHeight - square.height) / 2 > 12 * Theme.u ? 12 * Theme.u : (words.implicitHeight - square.height) / 2)
        width: 96 * Theme.u
        height: 96 * Theme.u
        radius: 14 * Theme.u
        color: Theme.surface
        border.color: Theme.line
        border.width: 2 * Theme.u

        Icon {
            anchors.centerIn: parent
            glyph: row.glyph
            size: 60 * Theme.u
            color: Theme.primary
        }
    }

    Column {
        id: words

        anchors.left: square.right
        anchors.leftMargin: 28 * Theme.u
        anchors.right: parent.right

        Label {
            width: parent.width
            text: row.title
            type: Theme.body
            bold: true
        }

        Label {
            width: parent.width
            text: row.text
            type: Theme.second
        }
    }

    Rectangle {
        visible: row.divider
        anchors.left: words.left
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        height: Math.max(1, 2 * Theme.u)
        color: Theme.line
    }
}
