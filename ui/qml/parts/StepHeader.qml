pragma ComponentBehavior: Bound

import QtQuick
import Hall

// Which service, which of its steps; not a control.
Item {
    id: header

    required property PageView frame
    property bool onDeep: false

    implicitHeight: name.height + 10 * Theme.u + 12 * Theme.u

    Label {
        id: name

        anchors.left: parent.left
        anchors.right: count.left
        anchors.rightMargin: 24 * Theme.u
        text: header.frame.serviceName
        type: Theme.small
        bold: true
        color: header.onDeep ? Theme.onDeep : Theme.ink2
    }

    Label {
        id: count

        objectName: "step"
        anchors.right: parent.right
        text: header.frame.stepText
        type: Theme.small
        color: header.onDeep ? Theme.onDeep2 : Theme.ink2
    }

    Row {
        id: rail

        anchors.bottom: parent.bottom
        width: parent.width
        spacing: 8 * Theme.u

        Repeater {
            model: header.frame.segments

            Rectangle {
                id: segment

                required property int index
                readonly property bool reached: segment.index <= header.frame.currentSegment

                width: (rail.width - (header.frame.segments - 1) * rail.spacing) / header.frame.segments
                height: 12 * Theme.u
                radius: 6 * Theme.u
                color: segment.reached ? (header.onDeep ? Theme.onDeep : Theme.primary) : Theme.sunken
                border.color: header.onDeep ? Theme.onDeep2 : Theme.border
                border.width: segment.reached ? 0 : 2 * Theme.u

                Rectangle {
                    visible: segment.index === header.frame.currentSegment
                    anchors.right: parent.right
                    width: 12 * Theme.u
                    height: 12 * Theme.u
                    radius: 6 * Theme.u
                    color: Theme.glow
                }
            }
        }
    }
}
