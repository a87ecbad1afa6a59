pragma ComponentBehavior: Bound

import QtQuick
import Hall
import "../../qml/parts"

// The network lines, each with a key to cut or mend it.
Column {
    id: group

    required property PanelModel model

    spacing: 14 * Theme.u

    Heading {
        text: Words.text("world.lines")
    }

    Repeater {
        model: group.model.lines

        Item {
            id: line

            required property LineItem modelData

            width: group.width
            height: key.height

            Label {
                anchors.verticalCenter: parent.verticalCenter
                text: line.modelData.name
                type: Theme.small
                bold: true
            }

            StatusChip {
                anchors.right: key.left
                anchors.rightMargin: 20 * Theme.u
                anchors.verticalCenter: parent.verticalCenter
                text: Words.text(line.modelData.cut ? "world.cut" : "world.whole")
                glyph: line.modelData.cut ? Icons.linkOff : Icons.checkCircle
                kind: line.modelData.cut ? StatusChip.Wait : StatusChip.Ok
            }

            PanelKey {
                id: key

                objectName: "line-" + line.modelData.name
                anchors.right: parent.right
                width: 180 * Theme.u
                text: Words.text(line.modelData.cut ? "world.mend_it" : "world.cut_it")
                onActivated: line.modelData.cut ? group.model.mendLine(line.modelData.name) : group.model.cutLine(line.modelData.name)
            }
        }
    }
}
