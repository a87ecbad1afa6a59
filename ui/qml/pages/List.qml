pragma ComponentBehavior: Bound

import QtQuick
import Hall
import "../parts"

// The services of one verb or theme, or all of them.
StepPage {
    id: page

    required property ServiceListView view
    // A few services look lost in two columns.
    readonly property bool few: Theme.portrait && page.view.pages === 1 && page.view.services.length <= 5

    frame: page.view
    wide: true
    question: page.view.title
    help: page.sideways && Theme.elder ? "" : page.view.help
    column.outerPage: page.view.page
    column.outerPages: page.view.pages
    column.onOuterTurn: by => page.view.turn(by)

    Repeater {
        model: page.view.services

        ServiceTile {
            required property ServiceItem modelData

            service: modelData
            share: page.few || Theme.elder && Theme.portrait ? 1 : Theme.elder || Theme.portrait ? 2 : 3
        }
    }

    secondary: SecondaryKey {
        text: Words.text("frame.back")
        onActivated: page.view.back()
    }
}
