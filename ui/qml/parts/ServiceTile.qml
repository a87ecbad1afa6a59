pragma ComponentBehavior: Bound

import QtQuick
import Hall

// One service: minutes and fee when open, reason and since when while paused; it opens then too, to explain.
Key {
    id: key

    required property ServiceItem service
    property int share: Theme.elder ? (Theme.portrait ? 1 : 2) : (Theme.portrait ? 2 : 3)

    objectName: "service-" + key.service.id
    say: key.service.name + " " + key.service.meta
    fill: key.service.paused ? Theme.sunken : Theme.surface
    edgeColor: key.service.paused ? Theme.line : Theme.edge
    implicitHeight: Math.max((Theme.portrait ? 152 : 136) * Theme.u, words.implicitHeight + (Theme.portrait ? 48 : 36) * Theme.u)
    onActivated: key.service.open()

    IconSquare {
        id: square

        x: 24 * Theme.u
        anchors.verticalCenter: parent.verticalCenter
        glyph: key.service.glyph
        paused: key.service.paused
        fill: key.service.verb === "ask" ? Theme.ask : key.service.verb === "do" ? Theme.act : Theme.take
    }

    Column {
        id: words

        anchors.left: square.right
        anchors.leftMargin: 24 * Theme.u
        anchors.right: parent.right
        anchors.rightMargin: 16 * Theme.u
        anchors.verticalCenter: parent.verticalCenter
        anchors.verticalCenterOffset: -Theme.small.lift

        Label {
            width: parent.width
            text: key.service.name
            bold: true
        }

        Row {
            spacing: 10 * Theme.u

            Icon {
                id: pause

                visible: key.service.paused
                y: (Theme.small.line - height) / 2 + Theme.small.lift
                glyph: Icons.pauseCircle
                size: 30 * Theme.u
                color: Theme.wait
            }

            Label {
                width: words.width - (pause.visible ? pause.width + 10 * Theme.u : 0)
                text: key.service.meta
                type: Theme.small
                color: Theme.ink2
            }
        }
    }
}
