pragma ComponentBehavior: Bound

import QtQuick
import Hall
import "../drawings"
import "../parts"

// The portal has been asked: who, and what holds meanwhile. No spinner; after a while another way.
StepPage {
    id: page

    required property WaitingView view
    readonly property bool pictured: !Theme.elder

    frame: page.view
    question: page.view.question
    help: page.view.slow ? Words.text("waiting.choice") : ""
    spacing: (Theme.textScale > 1 ? 24 : 32) * Theme.u

    Sheet {
        padding: (Theme.textScale > 1 ? 32 : 44) * Theme.u

        Item {
            width: parent.width
            height: Math.max(page.pictured ? disc.height : 0, asked.height)

            Rectangle {
                id: disc

                visible: page.pictured
                anchors.verticalCenter: parent.verticalCenter
                width: 140 * Theme.u
                height: 140 * Theme.u
                radius: 70 * Theme.u
                color: Theme.primaryTint
                border.color: Theme.border
                border.width: Theme.framed ? 2 * Theme.u : 0

                Icon {
                    anchors.centerIn: parent
                    glyph: Icons.timerSand
                    size: 84 * Theme.u
                    color: Theme.primary
                }
            }

            Label {
                id: asked

                anchors.verticalCenter: parent.verticalCenter
                anchors.verticalCenterOffset: page.pictured ? -asked.type.lift : 0
                x: page.pictured ? disc.width + 40 * Theme.u : 0
                width: parent.width - asked.x
                text: page.view.asked
                type: Theme.elder ? Theme.body : Theme.lead
                bold: true
            }
        }
    }

    CheckLine {
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
