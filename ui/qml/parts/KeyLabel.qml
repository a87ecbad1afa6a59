pragma ComponentBehavior: Bound

import QtQuick
import Hall

// Words of a key, centred, with an icon at the left or at the right; wraps when the words do not fit in one line.
Item {
    id: root

    required property string text
    property string glyph: ""
    property bool glyphRight: false
    property TypeRole type: Theme.body
    property color color: Theme.ink
    property real padding: 24 * Theme.u
    // The icon only repeats what the words say: it makes room when the two do not fit into one line.
    readonly property bool hasGlyph: root.glyph !== "" && (!Theme.elder || label.implicitWidth + root.iconSize + 70 * Theme.u <= root.width)
    readonly property real iconSize: root.type.size * 1.05
    readonly property real iconRoom: root.hasGlyph ? root.iconSize + 22 * Theme.u : 0

    implicitHeight: label.contentHeight + 2 * root.padding

    Row {
        anchors.horizontalCenter: parent.horizontalCenter
        anchors.verticalCenter: parent.verticalCenter
        spacing: 22 * Theme.u
        layoutDirection: root.glyphRight ? Qt.RightToLeft : Qt.LeftToRight

        Icon {
            visible: root.hasGlyph
            anchors.verticalCenter: parent.verticalCenter
            glyph: root.glyph
            size: root.iconSize
            color: root.color
        }

        // As wide as the words are painted: of two lines neither may push the icon away from them.
        Item {
            anchors.verticalCenter: parent.verticalCenter
            anchors.verticalCenterOffset: -root.type.keyLift
            width: Math.ceil(label.contentWidth)
            height: label.height

            Label {
                id: label

                anchors.horizontalCenter: parent.horizontalCenter
                width: Math.min(label.implicitWidth, root.width - 2 * root.padding - root.iconRoom)
                text: root.text
                type: root.type
                lineHeight: root.type.keyLine
                bold: true
                color: root.color
                horizontalAlignment: Text.AlignHCenter
            }
        }
    }
}
