pragma ComponentBehavior: Bound

import QtQuick
import Hall

// One fact of a strip: the value large, what it means below.
Item {
    id: fact

    required property string value
    required property string label
    property bool divider: true

    implicitHeight: value.height + label.height

    Label {
        id: value

        x: 36 * Theme.u
        width: fact.width - 44 * Theme.u
        text: fact.value
        type: Theme.fact
        bold: true
    }

    Label {
        id: label

        x: 36 * Theme.u
        anchors.top: value.bottom
        width: fact.width - 44 * Theme.u
        text: fact.label
        type: Theme.second
    }

    Rectangle {
        visible: fact.divider
        anchors.right: parent.right
        width: Math.max(1, 2 * Theme.u)
        height: parent.height
        color: Theme.edge
    }
}
