pragma ComponentBehavior: Bound

import QtQuick
import Hall

// Name of the place, masked resident, clock.
Item {
    id: band

    required property PageView frame
    property bool onDeep: false
    readonly property color color: band.onDeep ? Theme.onDeep : Theme.ink

    implicitHeight: (Theme.portrait ? 104 : 88) * Theme.u

    Rectangle {
        id: mark

        x: Theme.margin
        anchors.verticalCenter: parent.verticalCenter
        width: 8 * Theme.u
        height: 36 * Theme.u
        color: band.onDeep ? Theme.onDeep : Theme.primary
    }

    Label {
        anchors.left: mark.right
        anchors.leftMargin: 16 * Theme.u
        anchors.right: who.left
        anchors.rightMargin: 16 * Theme.u
        anchors.verticalCenter: parent.verticalCenter
        anchors.verticalCenterOffset: -Theme.placeName.lift
        text: Place.name
        type: Theme.placeName
        bold: true
        color: band.color
    }

    Row {
        id: who

        anchors.right: parent.right
        anchors.rightMargin: Theme.margin
        anchors.verticalCenter: parent.verticalCenter
        anchors.verticalCenterOffset: -Theme.placeName.lift
        spacing: 14 * Theme.u

        Icon {
            visible: band.frame.maskedName !== ""
            glyph: Icons.account
            size: 34 * Theme.u
            color: band.onDeep ? Theme.onDeep : Theme.ink2
            anchors.verticalCenter: parent.verticalCenter
            anchors.verticalCenterOffset: Theme.placeName.lift
        }

        Label {
            visible: band.frame.maskedName !== ""
            text: band.frame.maskedName
            type: Theme.placeName
            color: band.onDeep ? Theme.onDeep : Theme.ink2
            rightPadding: 16 * Theme.u
        }

        Label {
            objectName: "clock"
            text: Place.time
            type: Theme.placeName
            bold: true
            color: band.color
        }
    }
}
