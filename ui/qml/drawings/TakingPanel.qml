pragma ComponentBehavior: Bound

import QtQuick
import Hall
import "../parts"

// One thing to take: its number, whether it has been taken, its picture, and where it is. It lies flat.
Rectangle {
    id: panel

    required property TakingItem thing
    // One below the other, without a picture: where text is large or the screen lies sideways.
    required property bool brief
    // English words beside a large chip would stand one below the other.
    readonly property bool chipBelow: panel.brief && Theme.elder && Words.english
    readonly property real pad: 32 * Theme.u
    readonly property real picture: (panel.brief ? 0 : 392) * Theme.u

    objectName: "thing-" + panel.thing.kind
    implicitHeight: panel.chipBelow ? chip.y + chip.height + 24 * Theme.u : panel.brief ? Math.max(words.height, chip.height) + 2 * 24 * Theme.u : words.y + words.height + 24 * Theme.u
    radius: 18 * Theme.u
    color: Theme.surface
    border.color: Theme.line
    border.width: 2 * Theme.u

    Rectangle {
        id: disc

        x: panel.pad
        y: panel.brief ? (panel.height - height) / 2 : panel.pad
        width: 72 * Theme.u
        height: 72 * Theme.u
        radius: 36 * Theme.u
        color: Theme.primary

        Icon {
            visible: panel.thing.taken
            anchors.centerIn: parent
            glyph: Icons.check
            size: 52 * Theme.u
            color: Theme.onPrimary
        }

        Label {
            visible: !panel.thing.taken
            anchors.centerIn: parent
            anchors.verticalCenterOffset: -Theme.placeName.lift
            text: panel.thing.number
            type: Theme.placeName
            bold: true
            color: Theme.onPrimary
        }
    }

    StatusChip {
        id: chip

        x: panel.chipBelow ? words.x : panel.width - panel.pad - chip.width
        y: panel.chipBelow ? words.y + words.height + 12 * Theme.u : panel.brief ? (panel.height - height) / 2 : panel.pad + (72 * Theme.u - height) / 2
        text: panel.thing.state
        glyph: panel.thing.taken ? Icons.checkCircle : Icons.alertCircle
        kind: panel.thing.taken ? StatusChip.Ok : StatusChip.Wait
    }

    Item {
        visible: !panel.brief
        y: panel.pad + 100 * Theme.u
        width: panel.width
        height: panel.picture
        opacity: panel.thing.taken ? 0.35 : 1

        PaperDrawing {
            visible: panel.thing.kind === "sheet"
            anchors.centerIn: parent
            width: 262 * Theme.u
            height: 372 * Theme.u
            panelDark: Theme.panelDark
        }

        PaperDrawing {
            visible: panel.thing.kind === "slip"
            anchors.centerIn: parent
            width: 200 * Theme.u
            height: 340 * Theme.u
            slip: true
            emerging: true
            panelDark: Theme.panelDark
        }

        Icon {
            visible: panel.thing.kind === "card" && !panel.thing.taken
            anchors.horizontalCenter: parent.horizontalCenter
            anchors.bottom: card.top
            anchors.bottomMargin: 10 * Theme.u
            glyph: Icons.arrowUpBold
            size: 92 * Theme.u
            color: Theme.glowEdge
        }

        CardDrawing {
            id: card

            visible: panel.thing.kind === "card"
            anchors.horizontalCenter: parent.horizontalCenter
            y: 110 * Theme.u
            width: Math.min(365 * Theme.u, panel.width - 60 * Theme.u)
            height: width * 278 / 434
            panelDark: Theme.panelDark
        }
    }

    Column {
        id: words

        x: panel.brief ? disc.x + disc.width + 28 * Theme.u : 16 * Theme.u
        y: panel.brief ? 24 * Theme.u : panel.pad + 100 * Theme.u + panel.picture + 12 * Theme.u
        width: panel.chipBelow ? panel.width - words.x - panel.pad : panel.brief ? chip.x - words.x - 20 * Theme.u : panel.width - 32 * Theme.u

        Label {
            width: parent.width
            text: panel.thing.title
            type: Theme.elder ? Theme.body : Theme.lead
            bold: true
            horizontalAlignment: panel.brief ? Text.AlignLeft : Text.AlignHCenter
        }

        Label {
            width: parent.width
            text: panel.thing.where
            type: Theme.second
            color: Theme.ink2
            horizontalAlignment: panel.brief ? Text.AlignLeft : Text.AlignHCenter
        }
    }
}
