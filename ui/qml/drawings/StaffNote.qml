pragma ComponentBehavior: Bound

import QtQuick
import Hall
import "../parts"

// For staff, sunken and last: what it is, what to do, and the code at the very end. Staff text does not grow.
Rectangle {
    id: note

    required property string what
    required property string remedy
    required property string code

    implicitHeight: words.height + 52 * Theme.u
    radius: 14 * Theme.u
    color: Theme.sunken
    border.color: Theme.line
    border.width: 2 * Theme.u

    Icon {
        id: icon

        x: 36 * Theme.u
        y: words.y + (Theme.placeName.line - icon.height) / 2 + Theme.placeName.lift
        glyph: Icons.worker
        size: 46 * Theme.u
    }

    Column {
        id: words

        anchors.left: icon.right
        anchors.leftMargin: 24 * Theme.u
        anchors.right: parent.right
        anchors.rightMargin: 32 * Theme.u
        y: 24 * Theme.u

        Label {
            width: parent.width
            text: Words.text("stopped.staff")
            type: Theme.placeName
            bold: true
        }

        Label {
            width: parent.width
            text: note.what
            type: Theme.fine
        }

        Label {
            width: parent.width
            text: note.remedy
            type: Theme.fine
        }

        Label {
            objectName: "failure-code"
            width: parent.width
            text: note.code
            type: Theme.fine
            color: Theme.ink2
            wrapMode: Text.WrapAnywhere
        }
    }
}
