pragma ComponentBehavior: Bound

import QtQuick
import Hall
import "../parts"

// One of a few short acts in their order; it lies flat.
Item {
    id: line

    required property int number
    required property string text
    property TypeRole type: Theme.lead

    implicitHeight: Math.max(disc.height, words.height)

    Rectangle {
        id: disc

        anchors.verticalCenter: parent.verticalCenter
        width: 72 * Theme.u
        height: 72 * Theme.u
        radius: 36 * Theme.u
        color: Theme.primary

        Label {
            anchors.centerIn: parent
            anchors.verticalCenterOffset: -Theme.placeName.lift
            text: line.number
            type: Theme.placeName
            bold: true
            color: Theme.onPrimary
        }
    }

    Label {
        id: words

        anchors.left: disc.right
        anchors.leftMargin: 28 * Theme.u
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        anchors.verticalCenterOffset: -line.type.lift
        text: line.text
        type: line.type
        bold: true
    }
}
