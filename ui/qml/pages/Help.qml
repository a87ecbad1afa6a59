pragma ComponentBehavior: Bound

import QtQuick
import Hall
import "../drawings"
import "../parts"

// Staff have been called; the visit waits where it was.
StepPage {
    id: page

    required property HelpView view

    frame: page.view
    question: Words.text("help.question")
    help: Words.text("help.help")
    helpType: Theme.body
    spacing: 32 * Theme.u

    aside: Rectangle {
        width: page.asideWidth
        height: Theme.elder ? 0 : kept.height + 72 * Theme.u
        visible: !Theme.elder
        radius: 18 * Theme.u
        color: Theme.primaryTint
        border.color: Theme.border
        border.width: Theme.framed ? 2 * Theme.u : 0

        Column {
            id: kept

            x: 36 * Theme.u
            y: 36 * Theme.u
            width: parent.width - 72 * Theme.u
            spacing: 24 * Theme.u

            CheckLine {
                width: kept.width
                text: Words.text("help.kept")
            }

            CheckLine {
                width: kept.width
                text: Words.text("help.card")
            }
        }
    }

    CheckLine {
        readonly property bool shown: Theme.elder

        text: Words.text("help.kept")
    }

    CheckLine {
        readonly property bool shown: Theme.elder

        text: Words.text("help.card")
    }

    Heading {
        text: Words.text("help.nobody")
        topPadding: (Theme.portrait ? 24 : 0) * Theme.u
    }

    Sheet {
        readonly property bool shown: !Theme.elder

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

    primary: PrimaryKey {
        text: Words.text("help.leave")
        onActivated: page.view.leave()
    }
}
