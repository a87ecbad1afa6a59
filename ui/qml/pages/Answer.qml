pragma ComponentBehavior: Bound

import QtQuick
import Hall
import "../drawings"
import "../parts"

// How far a case has come: the answer is the title, then the three stages, then what both systems say.
StepPage {
    id: page

    required property AnswerView view

    frame: page.view
    question: page.view.question
    help: page.view.matter

    aside: Sheet {
        width: page.leftWidth
        padding: 36 * Theme.u

        Repeater {
            model: page.view.stages

            StageLine {
                id: stage

                required property StageItem modelData

                width: parent.width
                text: stage.modelData.name
                fact: stage.modelData.fact
                state_: stage.modelData.state
                last: stage.modelData.last
            }
        }
    }

    Note {
        readonly property bool shown: page.view.twoSystems && !page.view.agree

        objectName: "disagree"
        text: Words.text("answer.disagree")
        glyph: Icons.information
        warm: true
        bold: true
    }

    Sheet {
        padding: 12 * Theme.u

        SheetRow {
            x: 20 * Theme.u
            width: parent.width - 40 * Theme.u
            padding: 12 * Theme.u
            label: Words.text("answer.promised")
            value: page.view.promised
        }

        SheetRow {
            x: 20 * Theme.u
            width: parent.width - 40 * Theme.u
            padding: 12 * Theme.u
            label: Words.text("answer.department")
            value: page.view.department
        }

        SheetRow {
            visible: page.view.twoSystems
            x: 20 * Theme.u
            width: parent.width - 40 * Theme.u
            padding: 12 * Theme.u
            label: Words.text("answer.portal_says")
            value: page.view.portalState
        }

        SheetRow {
            visible: page.view.twoSystems
            x: 20 * Theme.u
            width: parent.width - 40 * Theme.u
            padding: 12 * Theme.u
            label: Words.text("answer.department_says")
            value: page.view.departmentState
        }

        SheetRow {
            x: 20 * Theme.u
            width: parent.width - 40 * Theme.u
            padding: 12 * Theme.u
            label: Words.text("answer.number")
            value: page.view.number
            divider: false
        }
    }

    Note {
        readonly property bool shown: !page.view.slipPossible

        objectName: "no-slip"
        text: Words.text("answer.no_slip_now")
        glyph: Icons.information
        plain: true
    }

    secondary: SecondaryKey {
        visible: page.view.slipPossible
        text: Words.text("answer.without_slip")
        glyph: Icons.close
        onActivated: page.view.withoutSlip()
    }

    primary: PrimaryKey {
        text: page.view.slipPossible ? Words.text("answer.print_slip") : Words.text("answer.finish")
        glyph: page.view.slipPossible ? Icons.printer : Icons.check
        onActivated: page.view.finish()
    }
}
