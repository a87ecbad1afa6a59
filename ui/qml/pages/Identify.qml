pragma ComponentBehavior: Bound

import QtQuick
import Hall
import "../drawings"
import "../parts"

// Where to lay the card: it sinks towards the lit reader of this very machine. Below stand the other ways.
StepPage {
    id: page

    required property IdentifyView view
    readonly property real cardX: Theme.portrait && Machine.readerMiddle > 0 ? Math.max(0, Math.min(page.asideWidth - card.width, Machine.readerMiddle * page.asideWidth / 960 - card.width / 2)) : 0
    // Large text leaves room for little: the machine and the other ways come before the sentence.
    readonly property bool helpLater: Theme.elder
    // Nor may a notice wait on a later page: it is then the question.
    readonly property bool troubleAbove: Theme.elder && page.view.notice !== ""

    frame: page.view
    question: page.troubleAbove ? page.view.notice : page.view.question
    help: page.view.notice !== "" || page.helpLater ? "" : Machine.readerSide !== "" ? Words.text("identify.place_" + Machine.readerSide) : Words.text("identify.leave_it")

    spacing: page.sideways && Theme.textScale > 1 ? 16 * Theme.u : Theme.gap

    // Sideways there is room for a notice under the question; upright it stands below the machine.
    aside: Column {
        id: beside

        width: page.asideWidth
        spacing: 24 * Theme.u

        Column {
            id: said

            visible: page.asideLeft && page.view.notice !== ""
            width: parent.width
            spacing: 16 * Theme.u

            Note {
                width: parent.width
                text: page.view.notice
                glyph: Icons.alertCircle
                warm: true
                bold: true
            }

            Label {
                width: parent.width
                text: page.view.noticeHelp
                type: Theme.second
            }
        }

        Item {
            id: way

            readonly property real besides: panel.implicitHeight + (page.view.notice !== "" ? notice.implicitHeight + noticeHelp.implicitHeight + 2 * page.spacing : 0) + heading.implicitHeight + ways.rows * (ways.count > 0 ? ways.itemAt(0).implicitHeight + page.spacing : 0) + 2 * page.spacing
            readonly property real room: page.asideLeft ? page.asideRoom - (said.visible ? said.height + beside.spacing : 0) : Theme.elder || Theme.lowReach ? 0 : page.column.height - way.besides
            readonly property real arrowRoom: Theme.portrait ? 108 * Theme.u : 0
            // The card is as large as the other ways leave it room; the steps beside it need theirs.
            readonly property real widest: (page.sideways ? 300 : 355) * Theme.u
            readonly property real needed: Math.max(card.height, steps.height) + way.arrowRoom
            readonly property bool fits: steps.height + way.arrowRoom <= way.room

            visible: way.fits
            width: page.asideWidth
            height: way.fits ? way.needed : 0

            SinkingCard {
                id: card

                x: page.cardX
                cardWidth: Math.max(200 * Theme.u, Math.min(way.widest, (way.room - way.arrowRoom) / 1.125))
                booklet: page.view.isDocument
            }

            Column {
                id: steps

                readonly property real gap: (page.sideways ? 50 : 80) * Theme.u
                readonly property TypeRole type: page.sideways || Theme.textScale > 1 ? Theme.body : Theme.lead

                x: page.cardX > page.asideWidth / 2 ? 0 : card.x + card.width + steps.gap
                width: page.asideWidth - card.width - steps.gap
                y: Math.max(0, (card.height - steps.height) / 2)
                spacing: (Theme.textScale > 1 || ways.rows > 1 ? 28 : 44) * Theme.u

                NumberedLine {
                    width: parent.width
                    number: 1
                    text: page.view.layFlat
                    type: steps.type
                }

                NumberedLine {
                    width: parent.width
                    number: 2
                    text: page.view.inPlace
                    type: steps.type
                }

                NumberedLine {
                    width: parent.width
                    number: 3
                    text: page.view.howItGoesOn
                    type: steps.type
                }
            }

            Icon {
                visible: Theme.portrait && Machine.readerMiddle > 0
                x: card.x + (card.width - width) / 2
                y: Math.max(card.height, steps.height) + 16 * Theme.u
                glyph: Icons.arrowDownBold
                size: 84 * Theme.u
                color: Theme.glowEdge
            }
        }
    }

    FrontPanel {
        id: panel

        objectName: "panel"
        lit: ["reader"]
    }

    Note {
        id: notice

        readonly property bool shown: page.view.notice !== "" && !page.asideLeft && !page.troubleAbove

        objectName: "notice"
        text: page.view.notice
        glyph: Icons.alertCircle
        warm: true
        bold: true
    }

    Label {
        id: noticeHelp

        readonly property bool shown: page.view.notice !== "" && !page.asideLeft

        text: page.view.noticeHelp
        type: Theme.second
    }

    Heading {
        id: heading

        shown: !page.view.reading
        topPadding: (Theme.textScale > 1 ? 0 : 16) * Theme.u
        text: page.view.othersTitle
    }

    WayKeys {
        id: ways

        ways: page.view.others
    }

    Label {
        readonly property bool shown: page.view.others.length === 0 && !page.view.reading

        text: Words.text("ways.none_left")
        type: Theme.second
    }

    Label {
        readonly property bool shown: page.helpLater && page.view.notice === ""

        text: Words.text("identify.leave_it")
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
