pragma ComponentBehavior: Bound

import QtQuick
import Hall
import "../drawings"
import "../parts"

// Where to lay the card: it sinks towards the lit reader of this very machine.
StepPage {
    id: page

    required property IdentifyView view
    readonly property real cardX: Theme.portrait && Machine.readerMiddle > 0 ? Math.max(0, Math.min(page.asideWidth - card.width, Machine.readerMiddle * page.asideWidth / 960 - card.width / 2)) : 0

    // Sideways, large text leaves room for one thing: the machine comes before the sentence.
    readonly property bool helpLater: page.sideways && Theme.elder

    frame: page.view
    question: page.view.question
    help: page.view.notice !== "" || page.helpLater ? "" : Machine.readerSide !== "" ? Words.text("identify.place_" + Machine.readerSide) : Words.text("identify.leave_it")

    spacing: (Theme.textScale > 1 ? 24 : 44) * Theme.u

    aside: Item {
        readonly property real needed: Math.max(card.height, steps.height) + (Theme.portrait ? 108 : 0) * Theme.u
        readonly property bool fits: page.asideLeft ? needed <= page.asideRoom : !Theme.elder && !Theme.lowReach

        visible: fits
        width: page.asideWidth
        height: fits ? needed : 0

        SinkingCard {
            id: card

            x: page.cardX
            cardWidth: (page.sideways ? 300 : 355) * Theme.u
        }

        Column {
            id: steps

            x: page.cardX > page.asideWidth / 2 ? 0 : card.x + card.width + (page.sideways ? 50 : 80) * Theme.u
            width: page.asideWidth - card.width - (page.sideways ? 50 : 80) * Theme.u
            y: Math.max(0, (card.height - height) / 2)
            spacing: (Theme.textScale > 1 ? 28 : 44) * Theme.u

            NumberedLine {
                width: parent.width
                number: 1
                text: page.view.layFlat
                type: page.sideways || Theme.textScale > 1 ? Theme.body : Theme.lead
            }

            NumberedLine {
                width: parent.width
                number: 2
                text: Words.text("identify.in_the_middle")
                type: page.sideways || Theme.textScale > 1 ? Theme.body : Theme.lead
            }

            NumberedLine {
                width: parent.width
                number: 3
                text: page.view.howItGoesOn
                type: page.sideways || Theme.textScale > 1 ? Theme.body : Theme.lead
            }
        }

        Icon {
            visible: Theme.portrait && Machine.readerMiddle > 0
            x: card.x + (card.width - width) / 2
            y: Math.max(card.height, steps.height) + 20 * Theme.u
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

    Label {
        readonly property bool shown: page.view.notice !== ""

        text: page.view.noticeHelp
        type: Theme.second
    }

    Label {
        readonly property bool shown: page.helpLater && page.view.notice === ""

        text: Words.text("identify.leave_it")
        type: Theme.second
    }

    Column {
        readonly property bool shown: page.view.notice === "" && !Theme.elder

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

    Heading {
        shown: page.view.notice === "" && Theme.elder
        text: page.view.otherWayTitle
    }

    Label {
        readonly property bool shown: page.view.notice === "" && Theme.elder

        text: page.view.otherWay
        type: Theme.second
    }

    secondary: SecondaryKey {
        text: Words.text("frame.back")
        onActivated: page.view.back()
    }

    primary: WaitingPanel {
        text: page.view.waitingText
    }
}
