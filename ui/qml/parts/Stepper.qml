pragma ComponentBehavior: Bound

import QtQuick
import Hall

// A number with minus and plus; its limits are written beside it.
Rectangle {
    id: stepper

    required property string label
    required property string limit
    required property int value
    property bool canLess: true
    property bool canMore: true
    property string lessText: "−"
    property string moreText: "+"

    signal less
    signal more

    implicitHeight: Math.max(156 * Theme.u, words.implicitHeight + 40 * Theme.u)
    radius: 18 * Theme.u
    color: Theme.surface
    border.color: Theme.line
    border.width: 2 * Theme.u

    Column {
        id: words

        x: 32 * Theme.u
        y: (stepper.height - words.height) / 2
        width: keys.x - 64 * Theme.u

        Label {
            width: parent.width
            text: stepper.label
            type: Theme.body
            bold: true
        }

        Label {
            width: parent.width
            text: stepper.limit
            type: Theme.second
            color: Theme.ink2
        }
    }

    Row {
        id: keys

        anchors.right: parent.right
        anchors.rightMargin: 24 * Theme.u
        y: (stepper.height - keys.height) / 2
        spacing: 16 * Theme.u

        Key {
            objectName: "less"
            say: stepper.lessText
            width: 128 * Theme.u
            height: 116 * Theme.u
            available: stepper.canLess
            edgeColor: Theme.border
            outlineColor: Theme.border
            onActivated: stepper.less()

            Icon {
                anchors.centerIn: parent
                glyph: Icons.minus
                size: 60 * Theme.u
                color: stepper.canLess ? Theme.ink : Theme.ink2
            }
        }

        Label {
            width: 110 * Theme.u
            anchors.verticalCenter: parent.verticalCenter
            anchors.verticalCenterOffset: -Theme.title.lift
            text: stepper.value
            type: Theme.figure
            bold: true
            horizontalAlignment: Text.AlignHCenter
        }

        Key {
            objectName: "more"
            say: stepper.moreText
            width: 128 * Theme.u
            height: 116 * Theme.u
            available: stepper.canMore
            edgeColor: Theme.border
            outlineColor: Theme.border
            onActivated: stepper.more()

            Icon {
                anchors.centerIn: parent
                glyph: Icons.plus
                size: 60 * Theme.u
                color: stepper.canMore ? Theme.ink : Theme.ink2
            }
        }
    }
}
