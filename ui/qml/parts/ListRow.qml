pragma ComponentBehavior: Bound

import QtQuick
import Hall

// One entry of a list: a title and up to two lines; with a check square (several), a circle (one) or an icon (a way on).
Key {
    id: row

    required property string title
    property string line1: ""
    property string line2: ""
    property string glyph: ""
    // Why it cannot be chosen now; it lies flat then.
    property string obstacle: ""
    property bool several: false
    property bool one: false
    property bool leads: false
    // Large text leaves little room: why it cannot be chosen comes before what else there is to say.
    readonly property bool tight: Theme.elder && (Theme.lowReach || !Theme.portrait)
    readonly property real mark: row.several || row.one ? 76 * Theme.u : row.glyph !== "" ? 56 * Theme.u : 0

    say: row.title + " " + row.line1 + " " + row.line2 + " " + row.obstacle
    available: row.obstacle === ""
    implicitHeight: Math.max(124 * Theme.u, Theme.target, words.implicitHeight + (row.tight ? 20 : Theme.elder ? 36 : 56) * Theme.u)
    Accessible.role: row.several ? Accessible.CheckBox : row.one ? Accessible.RadioButton : Accessible.Button
    Accessible.checkable: row.several || row.one
    Accessible.checked: row.chosen

    Rectangle {
        id: check

        visible: row.several || row.one
        x: 34 * Theme.u
        anchors.verticalCenter: parent.verticalCenter
        width: 76 * Theme.u
        height: 76 * Theme.u
        radius: row.one ? 38 * Theme.u : 12 * Theme.u
        color: row.chosen ? Theme.primary : "transparent"
        border.color: row.chosen ? Theme.primary : Theme.border
        border.width: 4 * Theme.u

        Icon {
            visible: row.chosen
            anchors.centerIn: parent
            glyph: Icons.check
            size: 56 * Theme.u
            color: Theme.onPrimary
        }
    }

    Icon {
        visible: row.glyph !== ""
        x: 40 * Theme.u
        anchors.verticalCenter: parent.verticalCenter
        glyph: row.glyph
        size: 56 * Theme.u
        color: Theme.primary
    }

    Column {
        id: words

        anchors.left: parent.left
        anchors.leftMargin: row.mark > 0 ? row.mark + 74 * Theme.u : 34 * Theme.u
        anchors.right: parent.right
        anchors.rightMargin: (row.leads ? 96 : 28) * Theme.u
        anchors.verticalCenter: parent.verticalCenter
        anchors.verticalCenterOffset: -Theme.small.lift

        Label {
            width: parent.width
            text: row.title
            type: row.tight ? Theme.second : Theme.elder ? Theme.body : Theme.lead
            bold: true
            color: row.available ? Theme.ink : Theme.ink2
        }

        Label {
            visible: row.line1 !== "" && !(row.tight && row.obstacle !== "")
            width: parent.width
            text: row.line1
            type: Theme.elder ? Theme.second : Theme.body
            color: row.available ? Theme.ink : Theme.ink2
        }

        Label {
            visible: row.line2 !== "" && !(row.tight || (Theme.elder && row.obstacle !== ""))
            width: parent.width
            text: row.line2
            type: Theme.second
            color: Theme.ink2
        }

        Row {
            visible: row.obstacle !== ""
            spacing: 10 * Theme.u

            Icon {
                id: pause

                y: (Theme.second.line - height) / 2 + Theme.second.lift
                glyph: Icons.pauseCircle
                size: 34 * Theme.u
                color: Theme.wait
            }

            Label {
                width: words.width - pause.width - 10 * Theme.u
                text: row.obstacle
                type: Theme.second
                color: Theme.ink2
            }
        }
    }

    Icon {
        visible: row.leads
        anchors.right: parent.right
        anchors.rightMargin: 28 * Theme.u
        anchors.verticalCenter: parent.verticalCenter
        glyph: Icons.chevronRight
        size: 56 * Theme.u
        color: Theme.ink2
    }
}
