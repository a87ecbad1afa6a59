pragma ComponentBehavior: Bound

import QtQuick
import Hall
import "../drawings"
import "../parts"

// The details of the visit are being cleared.
StepPage {
    id: page

    required property WipingView view

    frame: page.view
    question: Words.text("wiping.question")
    help: Words.text("wiping.help")
    helpType: Theme.body
    spacing: 32 * Theme.u

    CheckLine {
        text: Words.text("wiping.name")
        glyph: Icons.security
        iconColor: Theme.primary
    }

    CheckLine {
        text: Words.text("wiping.printed")
        glyph: Icons.fileDocument
        iconColor: Theme.primary
    }

    primary: WaitingPanel {
        text: Words.text("wiping.waiting")
    }
}
