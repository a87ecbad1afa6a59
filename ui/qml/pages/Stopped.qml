pragma ComponentBehavior: Bound

import QtQuick
import Hall
import "../drawings"
import "../parts"

// The matter cannot go on here. What happened, what is safe, what the resident can do, and last the staff's line.
StepPage {
    id: page

    required property StoppedView view

    frame: page.view
    question: page.view.question
    help: page.view.safe
    spacing: 20 * Theme.u

    aside: Rectangle {
        width: page.leftWidth
        height: resume.height + 72 * Theme.u
        radius: 20 * Theme.u
        color: Theme.sunken
        border.color: Theme.line
        border.width: Theme.framed ? 2 * Theme.u : 0

        Item {
            id: resume

            readonly property bool beside: !Theme.elder

            x: 48 * Theme.u
            y: 36 * Theme.u
            width: parent.width - 96 * Theme.u
            height: resume.beside ? Math.max(slip.height, use.height) : slip.y + slip.height

            Slip {
                id: slip

                y: resume.beside ? 0 : use.height + 24 * Theme.u
                width: resume.beside ? 380 * Theme.u : resume.width
                title: Words.text("stopped.slip_title")
                line: page.view.serviceOnSlip
                codeLabel: Words.text("stopped.slip_code")
                code: page.view.resumeCode
            }

            Column {
                id: use

                x: resume.beside ? slip.width + 40 * Theme.u : 0
                width: resume.width - use.x
                spacing: 10 * Theme.u

                Label {
                    width: parent.width
                    text: page.view.slipPossible ? Words.text("stopped.take_slip") : Words.text("stopped.note_code")
                    type: Theme.lead
                    bold: true
                }

                CheckLine {
                    width: parent.width
                    text: Words.text("stopped.slip_from_here")
                }

                CheckLine {
                    visible: resume.beside
                    width: parent.width
                    text: Words.text("stopped.slip_nothing_again")
                }

                CheckLine {
                    visible: resume.beside
                    width: parent.width
                    text: Words.text("stopped.slip_anywhere")
                }
            }
        }
    }

    Note {
        readonly property bool shown: page.view.slipFailed

        objectName: "slip-failed"
        text: Words.text("stopped.slip_failed")
        glyph: Icons.alertCircle
        warm: true
        bold: true
    }

    Column {
        id: holds

        readonly property bool shown: page.view.assurances.length > 0

        spacing: 8 * Theme.u

        Repeater {
            model: page.view.assurances

            CheckLine {
                id: assurance

                required property string modelData

                width: holds.width
                text: assurance.modelData
                glyph: page.view.uncertain ? Icons.information : Icons.checkCircle
                iconColor: page.view.uncertain ? Theme.wait : Theme.ok
            }
        }
    }

    WayOn {
        title: Words.text("stopped.counter")
        line: Words.text("stopped.counter_how")
        glyph: Icons.account
    }

    WayOn {
        title: Words.text("stopped.complain")
        line: Words.text("stopped.complain_how")
        glyph: Icons.bullhorn
    }

    StaffNote {
        what: page.view.staffWhat
        remedy: page.view.staffRemedy
        code: page.view.code
    }

    secondary: SecondaryKey {
        visible: page.view.slipPossible
        text: Words.text("stopped.end")
        glyph: Icons.exitToApp
        onActivated: page.view.endVisit()
    }

    primary: PrimaryKey {
        text: page.view.slipPossible ? Words.text("stopped.print_and_end") : Words.text("stopped.end")
        glyph: page.view.slipPossible ? Icons.printer : Icons.exitToApp
        onActivated: page.view.goOn()
    }
}
