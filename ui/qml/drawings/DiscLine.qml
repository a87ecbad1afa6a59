pragma ComponentBehavior: Bound

import QtQuick
import Hall
import "../parts"

// A large icon on a disc, and the sentence beside it; with large text the sentence alone. Lit, it says where to look.
Sheet {
    id: line

    required property string text
    required property string glyph
    property real disc: 140 * Theme.u
    property bool lit: false
    readonly property bool pictured: !Theme.elder

    padding: (Theme.textScale > 1 ? 32 : 44) * Theme.u

    Item {
        width: parent.width
        height: Math.max(line.pictured ? disc.height : 0, words.height)

        Rectangle {
            id: disc

            visible: line.pictured
            anchors.verticalCenter: parent.verticalCenter
            width: line.disc
            height: line.disc
            radius: line.disc / 2
            color: Theme.primaryTint
            border.color: line.lit ? Theme.glow : Theme.border
            border.width: line.lit ? 12 * Theme.u : Theme.framed ? 2 * Theme.u : 0

            Icon {
                anchors.centerIn: parent
                glyph: line.glyph
                size: line.disc * 0.6
                color: Theme.primary
            }
        }

        Label {
            id: words

            anchors.verticalCenter: parent.verticalCenter
            anchors.verticalCenterOffset: line.pictured ? -words.type.lift : 0
            x: line.pictured ? disc.width + 40 * Theme.u : 0
            width: parent.width - words.x
            text: line.text
            type: Theme.elder ? Theme.body : Theme.lead
            bold: true
        }
    }
}
