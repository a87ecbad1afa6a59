pragma ComponentBehavior: Bound

import QtQuick
import Hall
import "../drawings"
import "../parts"

// Whom to ring for help; the visit waits where it was.
StepPage {
    id: page

    required property HelpView view

    frame: page.view
    question: Words.text("help.question")
    help: Words.text("help.help")
    helpType: Theme.body
    spacing: 32 * Theme.u

    aside: Sheet {
        visible: !Theme.elder
        width: page.asideWidth
        height: Theme.elder ? 0 : implicitHeight

        SheetRow {
            width: parent?.width ?? 0
            label: Words.text("help.phone")
            value: Place.phone
            valueType: Theme.fact
        }

        SheetRow {
            width: parent?.width ?? 0
            label: Words.text("help.number")
            value: Place.terminal
            valueType: Theme.fact
            divider: false
        }
    }

    SheetRow {
        readonly property bool shown: Theme.elder

        label: Words.text("help.phone")
        value: Place.phone
        valueType: Theme.fact
    }

    SheetRow {
        readonly property bool shown: Theme.elder

        label: Words.text("help.number")
        value: Place.terminal
        valueType: Theme.fact
    }

    CheckLine {
        text: Words.text("help.kept")
    }

    CheckLine {
        text: Words.text("help.card")
    }

    primary: PrimaryKey {
        text: Words.text("help.leave")
        onActivated: page.view.leave()
    }
}
