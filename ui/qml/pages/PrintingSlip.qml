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

    spacing: 40 * Theme.u

    aside: MachineSlot {
        readonly property bool fits: page.asideLeft ? tall >= 380 : Theme.portrait

        visible: fits
        width: page.asideWidth
        height: fits ? implicitHeight : 0
        tall: page.asideLeft ? Math.min(600, page.asideRoom / s - 10) : Theme.lowReach ? 380 : Theme.elder && Words.english ? 440 : 520
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
