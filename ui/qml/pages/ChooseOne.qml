pragma ComponentBehavior: Bound

import QtQuick
import Hall
import "../parts"

// One of a list of licences or cases.
StepPage {
    id: page

    required property ChooseOneView view

    frame: page.view
    question: page.view.question
    help: Theme.elder ? "" : page.view.help
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
            required property ChoiceItem modelData

            objectName: "row-" + row.index
            title: row.modelData.title
            line1: row.modelData.fact
            obstacle: row.modelData.obstacle
            one: true
            chosen: row.modelData.chosen
            onActivated: row.modelData.choose()
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
