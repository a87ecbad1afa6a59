pragma ComponentBehavior: Bound

import QtQuick
import Hall
import "../parts"

// Is somebody still there? The bars vanish one a second; any touch of the primary goes on with the same step.
StepPage {
    id: page

    required property CountdownView view

    frame: page.view
    question: Words.text("countdown.question")
    questionType: Theme.elder || Words.english || !Theme.portrait ? Theme.display : Theme.hail
    help: Words.text("countdown.help")
    helpType: Theme.body
    spacing: 30 * Theme.u

    aside: Item {
        width: page.asideWidth
        height: (Theme.elder ? 0 : Theme.portrait && Theme.textScale === 1 && !Words.english ? 150 * Theme.u : 40 * Theme.u) + number.type.size * 0.86

        // A digit stands in the middle of its line box; what is empty above and below it is left out.
        Label {
            id: number

            objectName: "seconds-left"
            x: -0.045 * number.type.size
            y: parent.height - number.type.size * 1.26
            text: page.view.left
            type: Theme.elder ? Theme.hero : Theme.portrait ? Theme.number : Theme.numberWide
            bold: true
            wrapMode: Text.NoWrap
        }

        Label {
            anchors.left: number.right
            anchors.leftMargin: 20 * Theme.u
            anchors.baseline: number.baseline
            text: Words.text("countdown.seconds")
            type: Theme.display
            bold: true
            wrapMode: Text.NoWrap
        }
    }

    Row {
        id: bars

        height: 40 * Theme.u
        spacing: 8 * Theme.u

        Repeater {
            model: page.view.of

            Rectangle {
                id: bar

                required property int index
                readonly property bool full: bar.index < page.view.left

                width: (bars.width - (page.view.of - 1) * bars.spacing) / page.view.of
                height: 40 * Theme.u
                radius: 8 * Theme.u
                color: bar.full ? Theme.primary : Theme.sunken
                border.color: Theme.border
                border.width: bar.full ? 0 : 2 * Theme.u
            }
        }
    }

    Label {
        text: Words.text("countdown.after")
        type: Theme.body
    }

    Rectangle {
        id: reminder

        readonly property bool shown: page.view.cardOnReader

        implicitHeight: Math.max(Theme.elder ? 0 : 268 * Theme.u, told.height + 64 * Theme.u)
        radius: 18 * Theme.u
        color: Theme.glowTint
        border.color: Theme.glowInk
        border.width: Theme.framed ? 3 * Theme.u : 0

        CardDrawing {
            id: card

            visible: !Theme.elder
            x: 48 * Theme.u
            anchors.verticalCenter: parent.verticalCenter
            width: 266 * Theme.u
            height: 170 * Theme.u
            panelDark: Theme.panelDark
        }

        Column {
            id: told

            anchors.left: card.visible ? card.right : parent.left
            anchors.leftMargin: 60 * Theme.u
            anchors.right: parent.right
            anchors.rightMargin: 30 * Theme.u
            anchors.verticalCenter: parent.verticalCenter
            anchors.verticalCenterOffset: -Theme.lead.lift

            Label {
                width: parent.width
                text: Words.text("countdown.card")
                type: Theme.fact
                bold: true
                color: Theme.framed ? Theme.glowInk : Theme.ink
            }

            Label {
                visible: Theme.portrait && !Theme.lowReach || !Theme.elder
                width: parent.width
                text: Words.text("countdown.card_take")
                type: Theme.lead
                color: Theme.framed ? Theme.glowInk : Theme.ink
            }
        }
    }

    secondary: SecondaryKey {
        text: Words.text("countdown.end")
        glyph: Icons.exitToApp
        onActivated: page.view.endVisit()
    }

    primary: PrimaryKey {
        text: Words.text("countdown.stay")
        glyph: Icons.check
        onActivated: page.view.stay()
    }
}
