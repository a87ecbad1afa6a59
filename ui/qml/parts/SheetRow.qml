pragma ComponentBehavior: Bound

import QtQuick
import Hall

// A label and its value, lying flat; over one another when the text is large.
Item {
    id: row

    required property string label
    required property string value
    property real labelWidth: (Words.english ? 300 : 210) * Theme.u
    property TypeRole valueType: Theme.body
    // Label over value rather than beside it.
    property bool stacked: Theme.elder
    property bool divider: true
    property real padding: 20 * Theme.u

    implicitHeight: (row.stacked ? name.height + what.height : Math.max(name.height, what.height)) + 2 * row.padding

    Label {
        id: name

        y: row.padding + (row.stacked ? 0 : (row.valueType.line - Theme.second.line) / 2)
        width: row.stacked ? row.width : row.labelWidth
        text: row.label
        type: Theme.second
        color: Theme.ink2
    }

    Label {
        id: what

        x: row.stacked ? 0 : row.labelWidth
        y: row.padding + (row.stacked ? name.height : 0)
        width: row.width - what.x
        text: row.value
        type: row.valueType
        bold: true
    }

    Rectangle {
        visible: row.divider
        anchors.bottom: parent.bottom
        width: parent.width
        height: Math.max(1, 2 * Theme.u)
        color: Theme.line
    }
}
