pragma ComponentBehavior: Bound

import QtQuick
import Hall

// One of five levels: face, word, stars; all five alike, none chosen, the same ink.
Key {
    id: row

    required property string text
    required property string glyph
    required property int stars

    say: row.text
    implicitHeight: Math.max((Theme.lowReach ? 132 : Theme.portrait ? 168 : 120) * Theme.u, label.implicitHeight + 40 * Theme.u)

    Icon {
        id: face

        x: 40 * Theme.u
        anchors.verticalCenter: parent.verticalCenter
        glyph: row.glyph
        size: (Theme.portrait ? 92 : 72) * Theme.u
    }

    Label {
        id: label

        anchors.left: face.right
        anchors.leftMargin: 40 * Theme.u
        anchors.right: rank.left
        anchors.rightMargin: 12 * Theme.u
        anchors.verticalCenter: parent.verticalCenter
        anchors.verticalCenterOffset: -Theme.lead.lift
        text: row.text
        type: Theme.lead
        bold: true
    }

    Row {
        id: rank

        anchors.right: parent.right
        anchors.rightMargin: 36 * Theme.u
        anchors.verticalCenter: parent.verticalCenter
        spacing: 12 * Theme.u

        Repeater {
            model: 5

            Icon {
                id: star

                required property int index

                glyph: star.index < row.stars ? Icons.star : Icons.starOutline
                size: (Theme.elder ? 36 : 46) * Theme.u
                color: star.index < row.stars ? Theme.ink : Theme.ink2
            }
        }
    }
}
