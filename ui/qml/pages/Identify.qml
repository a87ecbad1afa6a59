pragma ComponentBehavior: Bound

import QtQuick
import Hall
import "../drawings"
import "../parts"

// Where to lay the card: it sinks towards the lit reader of this very machine.
StepPage {
    id: page

    required property IdentifyView view
    readonly property real cardX: Theme.portrait && Machine.readerMiddle > 0 ? Math.max(0, Math.min(page.leftWidth - card.width, Machine.readerMiddle * page.leftWidth / 960 - card.width / 2)) : 0

    frame: page.view
    question: page.view.question
    help: page.view.notice !== "" ? "" : Machine.readerSide !== "" ? Words.text("identify.place_" + Machine.readerSide) : Words.text("identify.leave_it")

    aside: Item {
        width: page.leftWidth
        height: Theme.elder && Theme.portrait ? 0 : card.height + (Theme.portrait ? 108 : 0) * Theme.u
        visible: height > 0

        SinkingCard {
            id: card

            x: page.cardX
        }

        Column {
            x: page.cardX > page.leftWidth / 2 ? 0 : card.x + card.width + 80 * Theme.u
            width: page.leftWidth - card.width - 80 * Theme.u
            anchors.verticalCenter: card.verticalCenter
            spacing: 44 * Theme.u

            NumberedLine {
                width: parent.width
                number: 1
                text: page.view.layFlat
            }

            NumberedLine {
                width: parent.width
                number: 2
                text: Words.text("identify.into_the_frame")
            }

            NumberedLine {
                width: parent.width
                number: 3
                text: Words.text("identify.wait_for_beep")
            }
        }

        Icon {
            visible: Theme.portrait && Machine.readerMiddle > 0
            x: card.x + (card.width - width) / 2
            y: card.height + 20 * Theme.u
            glyph: Icons.arrowDownBold
            size: 84 * Theme.u
            color: Theme.glowEdge
        }
    }

    FrontPanel {
        objectName: "panel"
        lit: ["reader"]
    }

    Note {
        readonly property bool shown: page.view.notice !== ""

        objectName: "notice"
        text: page.view.notice
        glyph: Icons.alertCircle
        warm: true
        bold: true
    }

    Column {
        readonly property bool shown: page.view.notice === ""

        topPadding: 10 * Theme.u

        Label {
            width: parent.width
            text: page.view.otherWayTitle
            bold: true
        }

        Label {
            width: parent.width
            text: page.view.otherWay
            type: Theme.second
        }
    }

    secondary: SecondaryKey {
        text: Words.text("frame.back")
        onActivated: page.view.back()
    }

    primary: WaitingPanel {
        text: page.view.waitingText
    }
}
