pragma ComponentBehavior: Bound

import QtQuick
import Hall
import "../parts"

// How far a case has come: the answer is the title, then the three stages, then what both systems say.
StepPage {
    id: page

    required property AnswerView view

    frame: page.view
    question: page.view.question
    help: page.view.matter

    spacing: (page.roomy ? 24 : 8) * Theme.u
    // Where room is scarce, the same rows stand one by one, so that they can go to a next page.
    readonly property bool roomy: !Theme.elder && (Theme.portrait || (Theme.textScale === 1 && rail.implicitHeight <= page.asideRoom))

    aside: Sheet {
        id: rail

        visible: page.roomy
        width: page.asideWidth
        height: page.roomy ? implicitHeight : 0
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

    Repeater {
        model: page.view.stages

        StageLine {
            id: line

            required property StageItem modelData
            readonly property bool shown: !page.roomy

            text: line.modelData.name
            fact: line.modelData.fact
            state_: line.modelData.state
            last: true
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
        readonly property bool shown: page.roomy

        padding: 12 * Theme.u

        Repeater {
            model: page.view.facts

            SheetRow {
                id: fact

                required property int index
                required property FactItem modelData

                x: 20 * Theme.u
                width: parent.width - 40 * Theme.u
                padding: 12 * Theme.u
                label: fact.modelData.label
                value: fact.modelData.value
                divider: fact.index < page.view.facts.length - 1
            }
        }
    }

    Repeater {
        model: page.view.facts

        SheetRow {
            id: row

            required property FactItem modelData
            readonly property bool shown: !page.roomy

            padding: 8 * Theme.u
            label: row.modelData.label
            value: row.modelData.value
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
        glyph: page.sideways && Theme.elder ? "" : Icons.close
        onActivated: page.view.withoutSlip()
    }

    primary: PrimaryKey {
        text: page.view.slipPossible ? Words.text("answer.print_slip") : Words.text("answer.finish")
        glyph: page.view.slipPossible ? Icons.printer : Icons.check
        onActivated: page.view.finish()
    }
}
