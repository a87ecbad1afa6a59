pragma ComponentBehavior: Bound

import QtQuick
import Hall
import "../parts"

// One part of the front panel with its name; a lit one stands in the same warm light as the real lamp.
Item {
    id: part

    required property string kind
    required property bool lit
    required property real s
    readonly property bool dark: part.kind === "reader" || part.kind === "scanner"
    readonly property bool outlet: part.kind === "certificate" || part.kind === "slip"
    readonly property real slotMargin: (part.kind === "slip" ? 14 : 20) * part.s

    LitFrame {
        visible: part.lit
        anchors.fill: face
        s: part.s
        radius: face.radius
    }

    Rectangle {
        id: face

        width: part.width
        height: 140 * part.s
        radius: 12 * part.s
        color: part.dark ? Theme.deep : Theme.page
        border.color: Theme.panelDark
        border.width: part.dark && !Theme.framed ? 0 : 2 * part.s

        ReaderMark {
            visible: part.kind === "reader"
            anchors.centerIn: parent
            width: 70 * part.s
            height: 76 * part.s
            color: Theme.onDeep
        }

        Icon {
            visible: part.kind === "scanner"
            anchors.centerIn: parent
            glyph: Icons.qrcodeScan
            size: 58 * part.s
            color: Theme.onDeep
        }

        Rectangle {
            visible: part.outlet
            x: part.slotMargin
            y: 30 * part.s
            width: face.width - 2 * part.slotMargin
            height: (part.kind === "slip" ? 16 : 24) * part.s
            radius: 5 * part.s
            color: Theme.deep
            border.color: Theme.panelDark
            border.width: Theme.framed ? 2 * part.s : 0
        }

        Rectangle {
            visible: part.kind === "certificate"
            x: part.slotMargin
            y: 100 * part.s
            width: face.width - 2 * part.slotMargin
            height: 8 * part.s
            radius: 4 * part.s
            color: Theme.panelDark
        }

        Grid {
            visible: part.kind === "locker"
            anchors.centerIn: parent
            columns: 3
            spacing: 8 * part.s

            Repeater {
                model: part.kind === "locker" ? 6 : 0

                Rectangle {
                    width: 34 * part.s
                    height: 46 * part.s
                    radius: 3 * part.s
                    color: "transparent"
                    border.color: Theme.panelDark
                    border.width: 3 * part.s
                }
            }
        }
    }

    Label {
        objectName: "panel-" + part.kind
        visible: part.lit || !Theme.elder
        anchors.horizontalCenter: face.horizontalCenter
        y: (part.lit ? 160 : 154) * part.s
        text: Words.text("panel." + part.kind)
        type: part.lit ? Theme.placeName : Theme.fine
        bold: part.lit
        wrapMode: Text.NoWrap
    }
}
