pragma ComponentBehavior: Bound

import QtQuick
import Hall
import "../parts"

// The services of one verb or theme, or all of them.
StepPage {
    id: page

    required property ServiceListView view

    frame: page.view
    wide: true
    question: page.view.title
    help: page.view.help
    column.outerPage: page.view.page
    column.outerPages: page.view.pages
    column.onOuterTurn: by => page.view.turn(by)

    Repeater {
        model: page.view.services

        ServiceTile {
            required property ServiceItem modelData

            service: modelData
        }
    }

    secondary: SecondaryKey {
        text: Words.text("frame.back")
        onActivated: page.view.back()
    }
}
