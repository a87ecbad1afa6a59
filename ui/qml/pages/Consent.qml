pragma ComponentBehavior: Bound

import QtQuick
import Hall
import "../parts"

// What will be read, what for, how long it is kept, and who holds it.
StepPage {
    id: page

    required property ConsentView view
    readonly property real rowAir: (Theme.portrait ? 40 : 22) * Theme.u

    frame: page.view
    question: Words.text("consent.question")
    help: Words.text("consent.help")
    spacing: (Theme.portrait ? 36 : 18) * Theme.u

    InfoRow {
        title: Words.text("consent.reads")
        text: page.view.reads
        glyph: Icons.eye
        air: page.rowAir
    }

    InfoRow {
        title: Words.text("consent.purpose_label")
        text: page.view.purpose
        glyph: Icons.fileCheck
        air: page.rowAir
    }

    InfoRow {
        title: Words.text("consent.kept_label")
        text: Words.text("consent.kept")
        glyph: Icons.timerSand
        air: page.rowAir
    }

    InfoRow {
        title: Words.text("consent.holder_label")
        text: page.view.holder
        glyph: Icons.bank
        air: page.rowAir
        divider: false
    }

    secondary: SecondaryKey {
        text: Words.text("consent.no")
        glyph: Icons.close
        onActivated: page.view.back()
    }

    primary: PrimaryKey {
        text: Words.text("consent.agree")
        onActivated: page.view.forward()
    }
}
