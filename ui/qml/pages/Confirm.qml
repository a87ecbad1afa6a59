pragma ComponentBehavior: Bound

import QtQuick
import Hall
import "../drawings"
import "../parts"

// Is this you? Name and number are masked; they are shown for as long as a finger holds the key.
StepPage {
    id: page

    required property ConfirmView view
    readonly property bool revealed: reveal.held
    readonly property real photoWidth: (!Theme.portrait ? 176 : Theme.elder ? 240 : 232) * Theme.u

    frame: page.view
    question: Words.text("confirm.title")
    help: Theme.elder ? "" : Words.text("confirm.help")

    Sheet {
        padding: 40 * Theme.u
        spacing: 24 * Theme.u

        Item {
            width: parent.width
            height: Math.max(photo.height, person.height)

            PersonDrawing {
                id: photo

                width: page.photoWidth
                height: page.photoWidth * 300 / 232
                ground: Theme.primaryTint
                figure: Theme.ink2
            }

            Column {
                id: person

                anchors.left: photo.right
                anchors.leftMargin: 44 * Theme.u
                anchors.right: parent.right
                spacing: (Theme.portrait ? 16 : 4) * Theme.u

                LabelledValue {
                    objectName: "name"
                    width: parent.width
                    label: Words.text("confirm.name")
                    value: page.revealed ? page.view.fullName : page.view.shownName
                    type: Theme.question
                }

                LabelledValue {
                    width: parent.width
                    label: Words.text("confirm.born")
                    value: page.view.birthYear
                    type: Theme.question
                }
            }
        }

        Rectangle {
            visible: !Theme.elder
            width: parent.width
            height: Math.max(1, 2 * Theme.u)
            color: Theme.line
        }

        LabelledValue {
            objectName: "number"
            visible: !Theme.elder
            width: parent.width
            label: Words.text("confirm.number")
            value: page.revealed ? page.view.fullNumber : page.view.shownNumber
            type: Theme.textScale > 1 || !Theme.portrait ? Theme.lead : Theme.question
        }

        Key {
            id: reveal

            objectName: "reveal"
            width: parent.width
            height: Math.max((Theme.portrait ? 114 : 96) * Theme.u, Theme.target, revealLabel.implicitHeight)
            say: Words.text("confirm.reveal")
            edgeColor: Theme.border
            outlineColor: Theme.border

            KeyLabel {
                id: revealLabel

                anchors.fill: parent
                text: Words.text("confirm.reveal")
                glyph: Icons.eye
            }
        }
    }

    Note {
        readonly property bool shown: !Theme.elder

        text: page.view.purpose
        glyph: Icons.verified
    }

    CheckLine {
        text: page.view.cardRead
        bold: true
    }

    secondary: SecondaryKey {
        text: Words.text("confirm.not_me")
        glyph: Icons.close
        onActivated: page.view.notMe()
    }

    primary: PrimaryKey {
        text: Words.text("confirm.its_me")
        onActivated: page.view.forward()
    }
}
