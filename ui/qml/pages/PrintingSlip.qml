pragma ComponentBehavior: Bound

import QtQuick
import Hall
import "../drawings"
import "../parts"

// The slip is on its way.
StepPage {
    id: page

    required property PrintingSlipView view

    frame: page.view
    question: Words.text("printing_slip.title")
    help: Words.text("printing_slip.help")

    aside: MachineSlot {
        width: page.leftWidth
        tall: !Theme.portrait ? 500 : Theme.elder ? 400 : 520
        caption: Machine.slipSide !== "" ? Words.text("panel.slip_" + Machine.slipSide) : Words.text("panel.slip")
        slip: true
    }

    Note {
        text: Words.text("printing_slip.what_for")
        glyph: Icons.information
        plain: true
    }

    primary: WaitingPanel {
        text: Words.text("printing_slip.no_stop")
        glyph: Icons.printer
    }
}
