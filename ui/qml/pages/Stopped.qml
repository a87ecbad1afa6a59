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

    // Slip and its use stand side by side where there is room; else the code alone, and the use line by line.
    readonly property bool roomy: Theme.portrait && !Theme.elder
    readonly property bool drawn: page.roomy || (!Theme.portrait && !Theme.elder && slip.implicitHeight + 72 * Theme.u <= page.asideRoom)

    aside: Rectangle {
        visible: page.drawn
        width: page.asideWidth
        height: page.drawn ? Math.max(slip.implicitHeight, page.roomy ? use.height : 0) + 72 * Theme.u : 0
        radius: 20 * Theme.u
        color: Theme.sunken
        border.color: Theme.line
        border.width: Theme.framed ? 2 * Theme.u : 0

        Slip {
            id: slip

            x: page.roomy ? 48 * Theme.u : (parent.width - width) / 2
            y: 36 * Theme.u
            width: (page.roomy ? 384 : 520) * Theme.u
            height: slip.implicitHeight
            title: page.view.slipPossible ? Words.text("stopped.slip_title") : Words.text("stopped.note_this")
            line: page.view.serviceOnSlip
            codeLabel: Words.text("stopped.slip_code")
            code: page.view.resumeCode
        }

        Column {
            id: use

            visible: page.roomy
            x: slip.x + slip.width + 40 * Theme.u
            y: 40 * Theme.u
            width: parent.width - use.x - 32 * Theme.u
            spacing: 12 * Theme.u

            Label {
                width: parent.width
                text: page.view.useTitle
                type: Theme.lead
                bold: true
            }

            Repeater {
                model: page.view.uses

                CheckLine {
                    id: useLine

                    required property string modelData

                    width: use.width
                    text: useLine.modelData
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

    Repeater {
        model: page.view.uncertainties

        CheckLine {
            id: uncertainty

            required property string modelData

            text: uncertainty.modelData
            glyph: Icons.information
            iconColor: Theme.wait
        }
    }

    LabelledValue {
        readonly property bool shown: !page.drawn

        label: Words.text("stopped.slip_code")
        value: page.view.resumeCode
        type: Theme.question
    }

    Heading {
        shown: !page.roomy
        text: page.view.useTitle
    }

    Repeater {
        model: page.view.uses

        CheckLine {
            id: line

            required property string modelData
            readonly property bool shown: !page.roomy

            text: line.modelData
        }
    }

    Heading {
        text: Words.text("stopped.you_can")
        topPadding: (Theme.elder ? 0 : 20) * Theme.u
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
