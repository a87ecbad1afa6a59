pragma ComponentBehavior: Bound

import QtQuick
import Hall
import "../parts"

// Several of a list of properties.
StepPage {
    id: page

    required property ChoosePropertiesView view

    frame: page.view
    question: page.view.question
    help: Theme.elder && page.view.rows.length > 0 ? "" : page.view.help
    spacing: 22 * Theme.u
    column.outerPage: page.view.listPage
    column.outerPages: page.view.listPages

    Connections {
        target: page.column

        function onOuterTurn(by: int): void {
            page.view.turn(by);
        }
    }

    Repeater {
        model: page.view.rows

        ListRow {
            id: row

            required property int index
            required property PropertyItem modelData

            objectName: "row-" + row.index
            title: row.modelData.title
            line1: row.modelData.address
            line2: row.modelData.owners
            obstacle: row.modelData.obstacle
            several: true
            chosen: row.modelData.chosen
            onActivated: row.modelData.toggle()
        }
    }

    ContentKey {
        readonly property bool shown: page.view.canChooseAll

        objectName: "all"
        text: page.view.allText
        glyph: Icons.checkAll
        edgeColor: Theme.border
        outlineColor: Theme.border
        onActivated: page.view.chooseAll()
    }

    Column {
        Label {
            width: parent.width
            text: page.view.dataUntil
            type: Theme.small
            color: Theme.ink2
        }

        Label {
            visible: page.view.listPages === 1
            width: parent.width
            text: Words.text("choose_properties.missing")
            type: Theme.small
            color: Theme.ink2
        }
    }

    secondary: SecondaryKey {
        text: Words.text("frame.previous_step")
        glyph: page.sideways && Theme.elder ? "" : Icons.arrowLeft
        onActivated: page.view.back()
    }

    primary: PrimaryKey {
        text: page.view.nextText
        available: page.view.ready
        onActivated: page.view.forward()
    }
}
