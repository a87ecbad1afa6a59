pragma ComponentBehavior: Bound

import QtQuick
import Hall

// One fact of a strip: the value large, what it means below.
Item {
    id: fact

    required property string value
    required property string label
    property bool divider: true

    implicitHeight: words.implicitHeight

    Column {
        id: words

        x: 36 * Theme.u
        width: fact.width - 44 * Theme.u

        Label {
            width: parent.width
            text: fact.value
            type: Theme.fact
            bold: true
        }

        Label {
            width: parent.width
            text: fact.label
            type: Theme.second
        }
    }

    Rectangle {
        visible: fact.divider
        anchors.right: parent.right
        width: Math.max(1, 2 * Theme.u)
        height: parent.height
        color: Theme.edge
    }
}
