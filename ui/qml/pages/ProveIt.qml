pragma ComponentBehavior: Bound

import QtQuick
import Hall
import "../parts"

// Choose the second proof, each a large row. Nobody has to give a finger or a face.
StepPage {
    id: page

    required property ProveItView view
    // Where room is scarce, what each proof is matters more than what is said of it.
    readonly property bool brief: Theme.elder || page.view.factors.length > 3 && (page.sideways || Theme.lowReach)

    frame: page.view
    question: page.view.question
    help: page.view.notice !== "" || Theme.elder ? "" : Words.text("prove_it.why")

    Note {
        readonly property bool shown: page.view.notice !== ""

        objectName: "notice"
        text: page.view.notice
        glyph: Icons.alertCircle
        warm: true
        bold: true
    }

    Repeater {
        model: page.view.factors

        ListRow {
            id: row

            required property WayItem modelData

            objectName: row.modelData.name
            title: row.modelData.text
            line1: page.brief ? "" : row.modelData.line
            glyph: row.modelData.glyph
            leads: true
            available: !page.view.checking
            onActivated: row.modelData.choose()
        }
    }

    // With large text the choice comes before the reason for it.
    Label {
        readonly property bool shown: Theme.elder && page.view.notice === ""

        text: Words.text("prove_it.why")
        type: Theme.second
        color: Theme.ink2
    }

    Label {
        readonly property bool shown: page.view.biometric

        text: Words.text("prove_it.free")
        type: Theme.second
        color: Theme.ink2
    }

    secondary: SecondaryKey {
        text: Words.text("prove_it.end")
        glyph: page.sideways && Theme.elder ? "" : Icons.exitToApp
        onActivated: page.view.endVisit()
    }

    primary: Item {
        anchors.fill: parent
        visible: page.view.checking

        WaitingPanel {
            text: Words.text("prove_it.preparing")
        }
    }
}
