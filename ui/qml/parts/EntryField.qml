pragma ComponentBehavior: Bound

import QtQuick
import Hall

// Shows one entry: at rest, while it is typed, and when what was typed will not do. Of several, a touch chooses one.
Item {
    id: field

    required property Entry entry
    property bool editing: false
    property bool wrong: false

    implicitHeight: 144 * Theme.u

    Rectangle {
        anchors.fill: parent
        radius: 14 * Theme.u
        color: field.wrong ? Theme.stopTint : Theme.surface
        border.color: field.wrong ? Theme.stop : field.editing ? Theme.primary : Theme.border
        border.width: (field.wrong || field.editing ? 5 : 3) * Theme.u

        Label {
            id: hint

            visible: field.entry.text === ""
            x: (field.editing ? 52 : 32) * Theme.u
            anchors.verticalCenter: parent.verticalCenter
            anchors.verticalCenterOffset: -hint.type.lift
            width: alarm.x - hint.x
            text: field.entry.label
            type: Theme.elder && measure.implicitWidth <= hint.width ? Theme.entry : Theme.textScale > 1 ? Theme.pager : Theme.body
            color: Theme.ink2
        }

        Label {
            id: measure

            visible: false
            text: field.entry.label
            type: Theme.entry
            wrapMode: Text.NoWrap
        }

        Label {
            id: typed

            visible: field.entry.text !== ""
            x: 32 * Theme.u
            anchors.verticalCenter: parent.verticalCenter
            anchors.verticalCenterOffset: -typed.type.lift
            text: field.entry.shown
            type: Theme.entry
            bold: true
            wrapMode: Text.NoWrap
        }

        Rectangle {
            visible: field.editing
            x: field.entry.text === "" ? 32 * Theme.u : Math.min(typed.x + typed.contentWidth + 8 * Theme.u, parent.width - 20 * Theme.u)
            anchors.verticalCenter: parent.verticalCenter
            width: 6 * Theme.u
            height: Math.min(72 * Theme.u, parent.height * 0.6)
            color: Theme.glowEdge
        }

        Icon {
            id: alarm

            visible: field.wrong && typed.x + typed.contentWidth + 20 * Theme.u < alarm.x
            x: parent.width - 72 * Theme.u
            anchors.verticalCenter: parent.verticalCenter
            glyph: Icons.alertCircle
            size: 52 * Theme.u
            color: Theme.stop
        }
    }
}
