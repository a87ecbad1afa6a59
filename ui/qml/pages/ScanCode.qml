pragma ComponentBehavior: Bound

import QtQuick
import Hall
import "../drawings"
import "../parts"

// The phone's code is held before the lit scanner of this very machine. Below stand the other ways.
StepPage {
    id: page

    required property ScanCodeView view
    readonly property bool calm: page.view.notice === ""
    // With large text a notice may not wait on a later page: it is then the question.
    readonly property bool troubleAbove: Theme.elder && !page.calm

    frame: page.view
    question: page.troubleAbove ? page.view.notice : Words.text("scan_code.question")
    help: !page.calm || Theme.elder ? "" : Words.text("scan_code.help")
    spacing: page.sideways && Theme.textScale > 1 ? 16 * Theme.u : Theme.gap

    aside: Column {
        id: beside

        width: page.asideWidth
        spacing: 24 * Theme.u

        Column {
            id: said

            visible: page.asideLeft && !page.calm
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

            readonly property real besides: panel.implicitHeight + (page.calm ? 0 : notice.implicitHeight + noticeHelp.implicitHeight + 2 * page.spacing) + heading.implicitHeight + ways.rows * (ways.count > 0 ? ways.itemAt(0).implicitHeight + page.spacing : 0) + 2 * page.spacing
            readonly property real room: page.asideLeft ? page.asideRoom - (said.visible ? said.height + beside.spacing : 0) : Theme.elder || Theme.lowReach ? 0 : page.column.height - way.besides
            readonly property real arrowRoom: Theme.portrait ? 108 * Theme.u : 0
            readonly property bool fits: steps.height + way.arrowRoom <= way.room
            readonly property real scannerMiddle: Theme.portrait ? Machine.scannerMiddle : 0
            // Over the scanner where that is at the right, so that the phone is drawn where it is to be held.
            readonly property bool phoneRight: way.scannerMiddle > 480
            readonly property real phoneX: way.scannerMiddle > 0 ? Math.max(0, Math.min(page.asideWidth - phone.width, way.scannerMiddle * page.asideWidth / 960 - phone.width / 2)) : 0

            visible: way.fits
            width: page.asideWidth
            height: way.fits ? Math.max(phone.height, steps.height) + way.arrowRoom : 0

            PhoneDrawing {
                id: phone

                x: way.phoneX
                width: phone.height * 246 / 408
                height: Math.max(240 * Theme.u, Math.min(400 * Theme.u, way.room - way.arrowRoom))
                panelDark: Theme.panelDark
            }

            Column {
                id: steps

                readonly property real gap: (page.sideways ? 50 : 60) * Theme.u
                readonly property TypeRole type: page.sideways || Theme.textScale > 1 || Words.english ? Theme.body : Theme.lead

                x: way.phoneRight ? 0 : phone.x + phone.width + steps.gap
                width: (way.phoneRight ? phone.x : page.asideWidth - phone.x - phone.width) - steps.gap
                y: Math.max(0, (phone.height - steps.height) / 2)
                spacing: 28 * Theme.u

                NumberedLine {
                    width: parent.width
                    number: 1
                    text: Words.text("scan_code.open")
                    type: steps.type
                }

                NumberedLine {
                    width: parent.width
                    number: 2
                    text: Words.text("scan_code.hold")
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
                visible: way.scannerMiddle > 0
                x: phone.x + (phone.width - width) / 2
                y: Math.max(phone.height, steps.height) + 16 * Theme.u
                glyph: Icons.arrowDownBold
                size: 84 * Theme.u
                color: Theme.glowEdge
            }
        }
    }

    FrontPanel {
        id: panel

        objectName: "panel"
        lit: ["scanner"]
    }

    Note {
        id: notice

        readonly property bool shown: !page.calm && !page.asideLeft && !page.troubleAbove

        objectName: "notice"
        text: page.view.notice
        glyph: Icons.alertCircle
        warm: true
        bold: true
    }

    Label {
        id: noticeHelp

        readonly property bool shown: !page.calm && !page.asideLeft

        text: page.view.noticeHelp
        type: Theme.second
    }

    Label {
        readonly property bool shown: Theme.elder && page.calm

        text: Words.text("scan_code.open")
        type: Theme.second
    }

    Heading {
        id: heading

        shown: page.view.others.length > 0
        topPadding: (Theme.textScale > 1 ? 0 : 16) * Theme.u
        text: Words.text("ways.other_ways")
    }

    WayKeys {
        id: ways

        ways: page.view.others
    }

    secondary: SecondaryKey {
        text: Words.text("frame.back")
        onActivated: page.view.back()
    }

    primary: WaitingPanel {
        text: page.view.waitingText
    }
}
