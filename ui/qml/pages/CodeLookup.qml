pragma ComponentBehavior: Bound

import QtQuick
import Hall
import "../drawings"
import "../parts"

// What a scanned slip's or pick-up code stands for: a matter that goes on here, a paper that lies ready, or neither.
StepPage {
    id: page

    required property CodeLookupView view

    frame: page.view
    question: page.view.question
    help: page.view.help
    spacing: (Theme.elder ? 16 : 24) * Theme.u

    DiscLine {
        readonly property bool shown: page.view.asking

        text: Words.text("code_lookup.asking")
        glyph: Icons.timerSand
    }

    DiscLine {
        readonly property bool shown: page.view.notice !== ""

        text: page.view.notice
        glyph: Icons.information
    }

    Sheet {
        readonly property bool shown: page.view.facts.length > 0 && !Theme.elder

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
        model: Theme.elder ? page.view.facts : []

        SheetRow {
            id: row

            required property FactItem modelData

            padding: 8 * Theme.u
            label: row.modelData.label
            value: row.modelData.value
        }
    }

    secondary: SecondaryKey {
        text: Words.text("frame.back")
        onActivated: page.view.back()
    }

    primary: Item {
        anchors.fill: parent
        visible: page.view.asking || page.view.goesOn

        WaitingPanel {
            visible: page.view.asking
            text: Words.text("code_lookup.waiting")
        }

        PrimaryKey {
            visible: page.view.goesOn
            text: Words.text("code_lookup.go_on")
            onActivated: page.view.forward()
        }
    }
}
