pragma ComponentBehavior: Bound

import QtQuick
import Hall
import "../parts"

// A slip as it will come out: white in every contrast, only text that is really printed, the code in groups of four.
Item {
    id: slip

    required property string title
    required property string line
    required property string codeLabel
    required property string code
    readonly property color ink: "#0F252B"

    implicitHeight: paper.height + 10 * Theme.u

    Rectangle {
        x: 8 * Theme.u
        y: 10 * Theme.u
        width: paper.width
        height: paper.height
        color: Theme.panelDark
        opacity: 0.4
    }

    Rectangle {
        id: paper

        width: slip.width - 8 * Theme.u
        height: words.height + 56 * Theme.u
        color: "white"
        border.color: Theme.edge
        border.width: 2 * Theme.u

        Column {
            id: words

            x: 28 * Theme.u
            y: 28 * Theme.u
            width: paper.width - 56 * Theme.u
            spacing: 8 * Theme.u

            Label {
                width: parent.width
                text: slip.title
                bold: true
                color: slip.ink
            }

            Label {
                width: parent.width
                text: slip.line
                type: Theme.small
                color: slip.ink
            }

            Rectangle {
                width: parent.width
                height: Math.max(1, 2 * Theme.u)
                color: Theme.edge
            }

            Label {
                width: parent.width
                text: slip.codeLabel
                type: Theme.small
                color: slip.ink
            }

            Label {
                objectName: "code"
                width: parent.width
                text: slip.code
                type: Theme.lead
                bold: true
                color: slip.ink
            }
        }
    }
}
