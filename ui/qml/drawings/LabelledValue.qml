pragma ComponentBehavior: Bound

import QtQuick
import Hall
import "../parts"

// A small label over its value.
Column {
    id: pair

    required property string label
    required property string value
    // What the value may become while the page stands: its room is kept, so that nothing moves then.
    property string fullest: ""
    property TypeRole type: Theme.lead
    property bool divider: false

    Label {
        width: pair.width
        text: pair.label
        type: Theme.second
        color: Theme.ink2
    }

    Item {
        width: pair.width
        height: Math.max(now.height, room.height)

        Label {
            id: now

            width: pair.width
            text: pair.value
            type: pair.type
            bold: true
        }

        Label {
            id: room

            visible: false
            width: pair.width
            height: pair.fullest === "" ? 0 : room.implicitHeight
            text: pair.fullest
            type: pair.type
            bold: true
        }
    }

    Item {
        visible: pair.divider
        width: pair.width
        height: 16 * Theme.u

        Rectangle {
            y: 8 * Theme.u
            width: parent.width
            height: Math.max(1, 2 * Theme.u)
            color: Theme.line
        }
    }
}
