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

    Sheet {
        padding: 44 * Theme.u
        spacing: 36 * Theme.u

        Row {
            id: asked

            width: parent.width
            spacing: 40 * Theme.u

            Rectangle {
                id: disc

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
                anchors.verticalCenter: disc.verticalCenter
                anchors.verticalCenterOffset: -Theme.lead.lift
                width: asked.width - disc.width - asked.spacing
                text: page.view.asked
                type: Theme.lead
                bold: true
            }
        }

        Rectangle {
            width: parent.width
            height: Math.max(1, 2 * Theme.u)
            color: Theme.line
        }

        CheckLine {
            width: parent.width
            text: Words.text("waiting.card_stays")
            glyph: Icons.creditCard
            iconColor: Theme.primary
        }

        CheckLine {
            visible: page.view.slow
            width: parent.width
            text: Words.text("waiting.slow")
        }

        CheckLine {
            visible: page.view.slow
            width: parent.width
            text: Words.text("waiting.safe")
        }
    }

    secondary: SecondaryKey {
        visible: page.view.slow
        text: Words.text("waiting.end")
        glyph: Icons.exitToApp
        onActivated: page.view.endVisit()
    }

    primary: WaitingPanel {
        text: Words.text("waiting.goes_on")
    }
}
