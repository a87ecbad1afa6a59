pragma ComponentBehavior: Bound

import QtQuick
import Hall
import "../parts"

// Everything about a service before the start: how long, what it costs, when, for whom, what to bring, what is read.
StepPage {
    id: page

    required property GuideView view
    readonly property bool noted: page.view.paused || page.view.cautions.length > 0

    frame: page.view
    question: page.view.name
    questionType: Theme.display
    help: page.view.summary
    helpType: Theme.body
    spacing: (!Theme.portrait ? 12 : page.noted ? 18 : 34) * Theme.u

    above: VerbTag {
        visible: !Theme.lowReach
        verb: page.view.verb
        name: page.view.verbName
        theme: page.view.themeName
    }

    aside: FactStrip {
        visible: !Theme.elder
        width: page.asideWidth
        height: Theme.elder ? 0 : implicitHeight

        Fact {
            width: page.factWidth
            value: page.view.minutes
            label: Words.text("guide.minutes_label")
        }

        Fact {
            width: page.factWidth
            value: page.view.fee
            label: Words.text("guide.fee_label")
        }

        Fact {
            width: page.factWidth
            value: page.view.hours
            label: Words.text("guide.hours_label")
            divider: false
        }
    }

    SheetRow {
        readonly property bool shown: Theme.elder

        stacked: false
        labelWidth: width * 0.54
        padding: 8 * Theme.u
        label: Words.text("guide.minutes_label")
        value: page.view.minutes
        valueType: Theme.fact
    }

    SheetRow {
        readonly property bool shown: Theme.elder

        stacked: false
        labelWidth: width * 0.54
        padding: 8 * Theme.u
        label: Words.text("guide.fee_label")
        value: page.view.fee
        valueType: Theme.fact
    }

    SheetRow {
        readonly property bool shown: Theme.elder

        stacked: false
        labelWidth: width * 0.54
        padding: 8 * Theme.u
        label: Words.text("guide.hours_label")
        value: page.view.hours
        valueType: Theme.fact
    }

    readonly property real factWidth: (page.asideWidth - 16 * Theme.u) / 3

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

    readonly property real rowAir: (!Theme.portrait ? 18 : page.noted ? 22 : 34) * Theme.u

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
