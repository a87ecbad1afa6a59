pragma ComponentBehavior: Bound

import QtQuick
import Hall
import "../drawings"
import "../parts"

// The sheet is on its way: the lit outlet, and the stages that the terminal really knows.
StepPage {
    id: page

    required property PrintingView view

    frame: page.view
    question: page.view.question
    help: Words.text("printing.help")

    spacing: 0

    aside: Item {
        readonly property real needed: machine.implicitHeight + (Theme.portrait && !(Theme.lowReach && Theme.elder) ? 56 : 0) * Theme.u
        readonly property bool fits: page.asideLeft ? machine.tall >= 380 : Theme.portrait

        visible: fits
        width: page.asideWidth
        height: fits ? needed : 0

        MachineSlot {
            id: machine

            width: parent.width
            height: machine.implicitHeight
            tall: page.asideLeft ? Math.min(600, page.asideRoom / s - 10) : Theme.lowReach ? 380 : Theme.elder && Words.english ? 440 : 520
            caption: Machine.certificateSide !== "" ? Words.text("panel.certificate_" + Machine.certificateSide) : Words.text("panel.certificate")
            framed: page.view.certificate
        }
    }

    Repeater {
        model: page.view.stages

        StageLine {
            id: stage

            required property StageItem modelData
            // With large text only what is going on now.
            readonly property bool shown: !Theme.elder || stage.modelData.now

            text: stage.modelData.name
            fact: stage.modelData.fact
            state_: stage.modelData.state
            last: stage.modelData.last || Theme.elder
        }
    }

    primary: WaitingPanel {
        text: Words.text("printing.no_stop")
        glyph: Icons.printer
    }
}
