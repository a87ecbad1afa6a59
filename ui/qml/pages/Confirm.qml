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
    // Large text leaves no room for the neutral figure where the content is low.
    // A long name wants the room, too.
    readonly property bool pictured: page.view.longName ? Theme.textScale === 1 && Theme.portrait : !Theme.elder || (Theme.portrait && !Theme.lowReach)
    readonly property bool bornInLine: page.view.longName && Theme.elder
    readonly property TypeRole personType: !page.view.longName ? Theme.question : Theme.textScale > 1 ? Theme.second : Theme.lead
    readonly property bool besides: page.asideLeft && beside.implicitHeight <= page.asideRoom
    readonly property real photoWidth: (Theme.portrait ? 232 : 176) * Theme.u

    frame: page.view
    question: Words.text("confirm.title")
    help: Theme.elder ? "" : Words.text("confirm.help")

    aside: Column {
        id: beside

        visible: page.besides
        width: page.asideWidth
        height: page.besides ? implicitHeight : 0
        spacing: 32 * Theme.u

        Note {
            width: parent.width
            height: implicitHeight
            text: page.view.purpose
            glyph: Icons.verified
        }

        CheckLine {
            width: parent.width
            height: implicitHeight
            text: page.view.cardRead
            bold: true
        }
    }

    Sheet {
        padding: (page.view.longName && Theme.textScale > 1 ? 20 : Theme.portrait ? 40 : Theme.textScale > 1 ? 20 : 28) * Theme.u
        spacing: (Theme.portrait ? 24 : Theme.textScale > 1 ? 8 : 14) * Theme.u

        Item {
            width: parent.width
            height: Math.max(page.pictured ? photo.height : 0, person.height)

            PersonDrawing {
                id: photo

                visible: page.pictured
                width: page.photoWidth
                height: page.photoWidth * 300 / 232
                ground: Theme.primaryTint
                figure: Theme.ink2
            }

            Grid {
                id: person

                readonly property real cell: person.columns === 1 ? person.width : (person.width - person.columnSpacing) / 2

                x: page.pictured ? photo.width + 44 * Theme.u : 0
                width: parent.width - person.x
                columns: page.pictured || page.view.longName ? 1 : 2
                columnSpacing: 24 * Theme.u
                rowSpacing: (Theme.portrait ? 16 : 4) * Theme.u

                LabelledValue {
                    objectName: "name"
                    width: person.cell
                    label: Words.text("confirm.name")
                    value: page.revealed ? page.view.fullName : page.view.shownName
                    fullest: page.view.fullName
                    type: page.personType
                }

                LabelledValue {
                    visible: !page.bornInLine
                    width: person.cell
                    label: Words.text("confirm.born")
                    value: page.view.birthYear
                    type: page.personType
                }

                Label {
                    visible: page.bornInLine
                    width: person.cell
                    text: Words.text("confirm.born") + " " + page.view.birthYear
                    type: page.personType
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
            label: page.view.numberLabel
            value: page.revealed ? page.view.fullNumber : page.view.shownNumber
            fullest: page.view.fullNumber
            type: Theme.textScale > 1 || !Theme.portrait ? Theme.lead : Theme.question
        }
    }

    Key {
        id: reveal

        objectName: "reveal"
        implicitHeight: Math.max(110 * Theme.u, Theme.target, revealLabel.implicitHeight)
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

    CheckLine {
        readonly property bool shown: !page.besides

        text: page.view.cardRead
        bold: true
    }

    Note {
        readonly property bool shown: !page.besides

        text: page.view.purpose
        glyph: Icons.verified
    }

    secondary: SecondaryKey {
        text: Words.text("confirm.not_me")
        glyph: page.sideways && Theme.elder ? "" : Icons.close
        onActivated: page.view.notMe()
    }

    primary: PrimaryKey {
        text: Words.text("confirm.its_me")
        onActivated: page.view.forward()
    }
}
