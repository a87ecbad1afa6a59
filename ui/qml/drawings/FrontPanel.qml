pragma ComponentBehavior: Bound

import QtQuick
import Hall

// The front of this very machine, 960 x 300 px, parts at their true order and proportion. Without a configured layout
// nothing is drawn and the words alone lead.
Item {
    id: panel

    property list<string> lit
    readonly property real s: panel.width / 960

    implicitHeight: Machine.parts.length > 0 ? 300 * panel.s : 0
    Accessible.role: Accessible.Graphic
    Accessible.name: Words.text("panel.panel")

    MachineBody {
        anchors.fill: parent
        s: panel.s
    }

    Repeater {
        model: Machine.parts

        PanelPart {
            id: part

            required property int index
            required property string modelData

            x: Machine.places[part.index] * panel.s
            y: 66 * panel.s
            width: Machine.widths[part.index] * panel.s
            height: 200 * panel.s
            kind: part.modelData
            lit: panel.lit.includes(part.modelData)
            s: panel.s
        }
    }
}
