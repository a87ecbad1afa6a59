pragma ComponentBehavior: Bound

import QtQuick
import Hall
import "../parts"

// One outlet seen from near, with the paper coming out of it: 960 x 520 px, less high where room is scarce.
Item {
    id: machine

    required property string caption
    property bool slip: false
    property bool framed: false
    property real tall: 520
    readonly property real s: machine.width / 960
    readonly property real slotWidth: (machine.slip ? 260 : 598) * machine.s
    readonly property real paperWidth: (machine.slip ? 200 : 516) * machine.s

    implicitHeight: machine.tall * machine.s + Math.max(0, name.height - Theme.body.line)
    Accessible.role: Accessible.Graphic
    Accessible.name: machine.caption

    MachineBody {
        anchors.fill: parent
        s: machine.s
    }

    LitFrame {
        anchors.fill: opening
        s: machine.s * 1.3
        radius: opening.radius
    }

    Rectangle {
        id: opening

        anchors.horizontalCenter: parent.horizontalCenter
        y: 98 * machine.s
        width: machine.slotWidth
        height: 44 * machine.s
        radius: 8 * machine.s
        color: Theme.deep
    }

    PaperDrawing {
        anchors.horizontalCenter: parent.horizontalCenter
        y: 124 * machine.s
        width: machine.paperWidth
        height: name.y - 20 * machine.s - y
        emerging: true
        framed: machine.framed
        slip: machine.slip
        panelDark: Theme.panelDark
    }

    Label {
        id: name

        objectName: "outlet"
        y: machine.height - name.height - 20 * machine.s
        width: machine.width - 80 * machine.s
        anchors.horizontalCenter: parent.horizontalCenter
        text: machine.caption
        bold: true
        horizontalAlignment: Text.AlignHCenter
    }
}
