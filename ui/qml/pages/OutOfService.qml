pragma ComponentBehavior: Bound

import QtQuick
import Hall
import "../drawings"
import "../parts"

// Nothing can be done at this terminal now: a line for the resident, and one for staff.
StepPage {
    id: page

    required property OutOfServiceView view

    frame: page.view
    aided: false
    question: Words.text("out_of_service.question")
    help: Words.text("out_of_service.help")
    helpType: Theme.body
    spacing: 32 * Theme.u

    aside: Rectangle {
        width: page.asideWidth
        height: Theme.elder ? 0 : told.height + 88 * Theme.u
        visible: !Theme.elder
        radius: 20 * Theme.u
        color: Theme.surface
        border.color: Theme.line
        border.width: 2 * Theme.u

        Rectangle {
            id: disc

            x: 44 * Theme.u
            y: 44 * Theme.u
            width: 140 * Theme.u
            height: 140 * Theme.u
            radius: 70 * Theme.u
            color: Theme.glow

            Icon {
                anchors.centerIn: parent
                glyph: Icons.pause
                size: 96 * Theme.u
                color: Theme.onGlow
            }
        }

        Column {
            id: told

            anchors.left: disc.right
            anchors.leftMargin: 40 * Theme.u
            anchors.right: parent.right
            anchors.rightMargin: 36 * Theme.u
            y: Math.max(44 * Theme.u, 44 * Theme.u + (disc.height - told.height) / 2)

            Label {
                width: parent.width
                text: page.view.reason
                type: Theme.fact
                bold: true
            }

            Label {
                width: parent.width
                text: page.view.safe
                type: Theme.body
            }
        }
    }

    Label {
        readonly property bool shown: Theme.elder

        text: page.view.reason
        type: Theme.fact
        bold: true
    }

    Label {
        readonly property bool shown: Theme.elder

        text: page.view.safe
    }

    Note {
        text: Place.helpLine
        glyph: Icons.phoneInTalk
        bold: true
    }

    StaffNote {
        what: page.view.staff
        remedy: page.view.remedy
        code: page.view.code
    }

    primary: WaitingPanel {
        text: Words.text("out_of_service.waiting")
    }
}
