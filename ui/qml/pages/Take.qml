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
    help: Theme.elder ? "" : Words.text("take.wiped_after")

    // Pictures side by side where there is room for two; else one line for each thing.
    readonly property bool pictured: Theme.portrait && !Theme.elder && !Theme.lowReach && page.view.things.length < 3
    readonly property bool panelAside: page.asideLeft && aside.implicitHeight <= page.asideRoom

    spacing: (Theme.portrait && !Theme.elder && !Theme.lowReach ? 32 : 20) * Theme.u

    aside: FrontPanel {
        id: aside

        visible: page.panelAside
        width: page.asideWidth
        height: page.panelAside ? aside.implicitHeight : 0
        lit: page.view.lit
    }

    Repeater {
        model: page.view.things

        TakingPanel {
            id: thing

            required property TakingItem modelData
            readonly property int share: page.pictured ? page.view.things.length : 1

            thing: thing.modelData
            brief: !page.pictured
        }
    }

    FrontPanel {
        readonly property bool shown: !page.panelAside && Machine.parts.length > 0

        objectName: "panel"
        lit: page.view.lit
    }

    Note {
        text: page.view.bell
        glyph: page.view.rings ? Icons.bellRing : Icons.information
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
