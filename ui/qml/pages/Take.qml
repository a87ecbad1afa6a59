pragma ComponentBehavior: Bound

import QtQuick
import Hall
import "../drawings"
import "../parts"

// Everything that still lies in or on the machine: one panel for each thing, and its place in warm light.
StepPage {
    id: page

    required property TakeView view

    frame: page.view
    question: page.view.question
    help: Words.text("take.wiped_after")

    Repeater {
        model: page.view.things

        TakingPanel {
            id: thing

            required property TakingItem modelData
            readonly property int share: Theme.elder || !Theme.portrait ? 1 : page.view.columns

            thing: thing.modelData
            brief: Theme.elder || !Theme.portrait
        }
    }

    FrontPanel {
        objectName: "panel"
        lit: page.view.lit
    }

    Note {
        text: page.view.bell
        glyph: Icons.bellRing
        plain: true
        bold: page.view.reminded
    }

    primary: Item {
        anchors.fill: parent

        WaitingPanel {
            visible: !page.view.byWord
            text: Words.text("take.then_done")
        }

        PrimaryKey {
            visible: page.view.byWord
            text: Words.text("take.all_taken")
            glyph: Icons.check
            onActivated: page.view.tookPapers()
        }
    }
}
