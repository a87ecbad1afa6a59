pragma ComponentBehavior: Bound

import QtQuick
import Hall
import "../parts"

// Everything about a service before the start: how long, what it costs, when, for whom, what to bring, what is read.
StepPage {
    id: page

    required property GuideView view

    frame: page.view
    question: page.view.name
    questionType: Theme.display
    help: page.view.summary
    helpType: Theme.body
    spacing: (Theme.portrait ? 34 : 22) * Theme.u

    above: VerbTag {
        visible: !Theme.lowReach
        verb: page.view.verb
        name: page.view.verbName
        theme: page.view.themeName
    }

    aside: FactStrip {
        width: parent?.width ?? 0
        height: implicitHeight

        Fact {
            width: page.factWidth
            value: page.view.minutes
            label: Words.text("guide.minutes_label")
            divider: !Theme.elder
        }

        Fact {
            width: page.factWidth
            value: page.view.fee
            label: Words.text("guide.fee_label")
            divider: !Theme.elder
        }

        Fact {
            width: page.factWidth
            value: page.view.hours
            label: Words.text("guide.hours_label")
            divider: false
        }
    }

    readonly property real factWidth: (page.leftWidth - 16 * Theme.u) / (Theme.elder ? 1 : 3)

    Note {
        readonly property bool shown: page.view.paused

        objectName: "pause"
        text: page.view.pauseReason + "\n" + page.view.pauseAdvice
        glyph: Icons.pauseCircle
        warm: true
    }

    Repeater {
        model: page.view.cautions

        Note {
            required property string modelData

            text: modelData
            glyph: Icons.alertCircle
            warm: true
        }
    }

    InfoRow {
        title: Words.text("guide.who")
        text: page.view.who
        glyph: Icons.account
        air: page.rowAir
    }

    InfoRow {
        title: Words.text("guide.bring")
        text: page.view.bring
        glyph: Icons.accountCardDetails
        air: page.rowAir
    }

    InfoRow {
        title: Words.text("guide.get")
        text: page.view.get
        glyph: page.view.getGlyph
        air: page.rowAir
    }

    InfoRow {
        title: Words.text("guide.reads")
        text: page.view.reads
        glyph: Icons.security
        air: page.rowAir
    }

    readonly property real rowAir: (Theme.portrait ? 34 : 20) * Theme.u

    Label {
        text: page.view.department + "\n" + page.view.steps
        type: Theme.small
        color: Theme.ink2
    }

    secondary: SecondaryKey {
        text: Words.text("frame.back")
        onActivated: page.view.back()
    }

    primary: PrimaryKey {
        text: page.view.paused ? Words.text("guide.paused_key") : Words.text("guide.start")
        available: !page.view.paused
        onActivated: page.view.forward()
    }
}
