pragma ComponentBehavior: Bound

import QtQuick
import Hall
import "../drawings"
import "../parts"

// Lay the finger on, or look at the camera. Other proofs stay at hand.
StepPage {
    id: page

    required property MatchingView view

    frame: page.view
    question: page.view.question
    help: Theme.elder ? "" : Words.text("matching.kept")
    spacing: page.sideways && Theme.textScale > 1 ? 16 * Theme.u : Theme.gap

    DiscLine {
        text: page.view.how
        glyph: page.view.isFace ? Icons.face : Icons.fingerprint
        disc: 240 * Theme.u
        lit: true
    }

    Heading {
        shown: page.view.others.length > 0
        topPadding: (Theme.textScale > 1 ? 0 : 16) * Theme.u
        text: Words.text("ways.other_ways")
    }

    WayKeys {
        ways: page.view.others
    }

    secondary: SecondaryKey {
        text: Words.text("prove_it.end")
        glyph: page.sideways && Theme.elder ? "" : Icons.exitToApp
        onActivated: page.view.endVisit()
    }

    primary: WaitingPanel {
        text: Words.text("matching.goes_on")
    }
}
