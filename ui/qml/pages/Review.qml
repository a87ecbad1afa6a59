pragma ComponentBehavior: Bound

import QtQuick
import Hall
import "../drawings"
import "../parts"

// The last look before paper: the paper itself at the left, what it says at the right.
StepPage {
    id: page

    required property ReviewView view
    // The facts beside the paper; where that grows too high they are rows of their own.
    readonly property bool pictured: Theme.portrait && !Theme.elder && !(Theme.lowReach && Theme.textScale > 1)

    frame: page.view
    question: Words.text("review.title")
    help: Theme.elder ? "" : Words.text("review.help")
    spacing: (Theme.portrait && !Theme.elder ? 28 : 12) * Theme.u

    aside: Item {
        readonly property bool fits: page.asideLeft ? paper.height <= page.asideRoom : page.pictured

        visible: fits
        width: page.asideWidth
        height: !fits ? 0 : Theme.portrait ? Math.max(paper.height, facts.height) : paper.height

        PaperDrawing {
            id: paper

            width: 318 * Theme.u
            height: 458 * Theme.u
            title: page.view.paperTitle
            specimen: Words.text("panel.specimen")
            framed: page.view.certificate
            panelDark: Theme.panelDark
        }

        Column {
            id: facts

            visible: Theme.portrait
            anchors.right: parent.right
            width: parent.width - paper.width - 36 * Theme.u

            Repeater {
                model: page.view.facts

                LabelledValue {
                    id: fact

                    required property int index
                    required property FactItem modelData

                    width: facts.width
                    label: fact.modelData.label
                    value: fact.modelData.value
                    type: Theme.body
                    divider: fact.index < page.view.facts.length - 1
                }
            }
        }
    }

    Repeater {
        model: page.view.facts

        SheetRow {
            id: row

            required property FactItem modelData
            readonly property bool shown: !page.pictured

            padding: 8 * Theme.u
            label: row.modelData.label
            value: row.modelData.value
        }
    }

    SheetRow {
        readonly property bool shown: !Theme.portrait || Theme.elder

        padding: 8 * Theme.u
        label: Words.text("review.holder")
        value: page.view.holder
        divider: false
    }

    Sheet {
        readonly property bool shown: Theme.portrait && !Theme.elder

        padding: 12 * Theme.u

        SheetRow {
            x: 20 * Theme.u
            width: parent.width - 40 * Theme.u
            label: Words.text("review.holder")
            value: page.view.holder
            divider: false
        }
    }

    Stepper {
        readonly property bool shown: page.view.canChooseCopies

        objectName: "copies"
        label: Words.text("review.copies")
        limit: page.view.mostText
        lessText: Words.text("review.fewer")
        moreText: Words.text("review.more")
        value: page.view.copies
        canLess: page.view.canLess
        canMore: page.view.canMore
        onLess: page.view.less()
        onMore: page.view.more()
    }

    Note {
        text: page.view.assurance
        glyph: Icons.verified
        plain: true
    }

    secondary: SecondaryKey {
        text: Words.text("frame.previous_step")
        glyph: page.sideways && Theme.elder ? "" : Icons.arrowLeft
        onActivated: page.view.back()
    }

    primary: PrimaryKey {
        text: page.view.printText
        glyph: Icons.printer
        onActivated: page.view.forward()
    }
}
