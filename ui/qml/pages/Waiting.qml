pragma ComponentBehavior: Bound

import QtQuick
import Hall
import "../drawings"
import "../parts"

// The portal has been asked: who, and what holds meanwhile. No spinner; after a while another way.
StepPage {
    id: page

    required property WaitingView view

    frame: page.view
    question: page.view.question
    help: page.view.slow ? Words.text("waiting.choice") : ""
    spacing: (Theme.textScale > 1 ? 24 : 32) * Theme.u

    DiscLine {
        text: page.view.asked
        glyph: Icons.timerSand
    }

    CheckLine {
        readonly property bool shown: page.view.cardLies

        text: Words.text("waiting.card_stays")
        glyph: Icons.creditCard
        iconColor: Theme.primary
    }

    CheckLine {
        readonly property bool shown: page.view.slow

        text: Words.text("waiting.slow")
    }

    CheckLine {
        readonly property bool shown: page.view.slow

        text: Words.text("waiting.safe")
    }

    secondary: SecondaryKey {
        visible: page.view.slow
        text: Words.text("waiting.end")
        glyph: page.sideways && Theme.elder ? "" : Icons.exitToApp
        onActivated: page.view.endVisit()
    }

    primary: WaitingPanel {
        text: Words.text("waiting.goes_on")
    }
}
