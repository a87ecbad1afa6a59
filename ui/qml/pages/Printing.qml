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

    aside: MachineSlot {
        width: page.leftWidth
        tall: !Theme.portrait ? 500 : Theme.elder ? 400 : 520
        caption: Machine.certificateSide !== "" ? Words.text("panel.certificate_" + Machine.certificateSide) : Words.text("panel.certificate")
        framed: page.view.certificate
    }

    Column {
        id: rail

        topPadding: 30 * Theme.u

        Repeater {
            model: page.view.stages

            StageLine {
                id: stage

                required property StageItem modelData

                visible: !Theme.elder || !Theme.portrait || stage.modelData.now
                width: rail.width
                text: stage.modelData.name
                fact: stage.modelData.fact
                state_: stage.modelData.state
                last: stage.modelData.last || (Theme.elder && Theme.portrait)
            }
        }
    }

    primary: WaitingPanel {
        text: Words.text("printing.no_stop")
        glyph: Icons.printer
    }
}
