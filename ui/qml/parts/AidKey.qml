pragma ComponentBehavior: Bound

import QtQuick
import Hall

// One key of the aid bar: icon over word upright, icon beside word on a screen lying sideways.
Key {
    id: key

    required property string text
    property string glyph: ""
    property string mark: ""
    property bool on: false
    property bool help: false
    readonly property color color: !key.available ? Theme.ink2 : key.on ? Theme.onPrimary : key.help ? Theme.glowInk : Theme.ink

    say: key.text
    fill: key.on ? Theme.primary : key.help ? Theme.glowTint : Theme.surface
    edgeColor: key.on ? Theme.primaryEdge : key.help ? Theme.glowEdge : Theme.edge
    outlineColor: key.on ? Theme.primaryEdge : key.help ? Theme.glowEdge : Theme.line

    Grid {
        anchors.centerIn: parent
        columns: Theme.portrait ? 1 : 2
        spacing: (Theme.portrait ? 0 : 14) * Theme.u
        horizontalItemAlignment: Grid.AlignHCenter
        verticalItemAlignment: Grid.AlignVCenter

        Item {
            width: 46 * Theme.u
            height: 46 * Theme.u

            Icon {
                visible: key.mark === ""
                glyph: key.glyph
                color: key.color
            }

            Label {
                visible: key.mark !== ""
                anchors.centerIn: parent
                anchors.verticalCenterOffset: -Theme.second.lift
                text: key.mark
                bold: true
                color: key.color
                type: Theme.placeName
            }
        }

        Label {
            text: key.text
            type: Theme.aid
            bold: true
            color: key.color
            wrapMode: Text.NoWrap
        }
    }
}
