pragma ComponentBehavior: Bound

import QtQuick
import Hall
import "../drawings"
import "../parts"

// Something unforeseen ended the visit: what is safe, and the code under which the log knows it.
StepPage {
    id: page

    required property FaultView view

    frame: page.view
    question: Words.text("fault.question")
    help: Words.text("fault.help")
    helpType: Theme.body
    spacing: 32 * Theme.u

    CheckLine {
        readonly property bool shown: Theme.elder

        text: Words.text("fault.card")
    }

    CheckLine {
        readonly property bool shown: Theme.elder

        text: Words.text("fault.money")
    }

    CheckLine {
        readonly property bool shown: Theme.elder

        text: Words.text("fault.details")
    }

    Sheet {
        readonly property bool shown: !Theme.elder

        spacing: 28 * Theme.u

        CheckLine {
            width: parent?.width ?? 0
            text: Words.text("fault.card")
        }

        CheckLine {
            width: parent?.width ?? 0
            text: Words.text("fault.money")
        }

        CheckLine {
            width: parent?.width ?? 0
            text: Words.text("fault.details")
        }
    }

    Heading {
        text: Words.text("fault.staff")
        topPadding: 20 * Theme.u
    }

    Sheet {
        Label {
            objectName: "support-code"
            width: parent?.width ?? 0
            text: page.view.supportCode
            type: Theme.display
            bold: true
            wrapMode: Text.WrapAnywhere
        }

        Label {
            visible: !Theme.elder
            width: parent?.width ?? 0
            text: Place.helpLine
            type: Theme.body
        }

        Label {
            visible: !Theme.elder
            width: parent?.width ?? 0
            text: Place.terminalLine
            type: Theme.second
            color: Theme.ink2
        }
    }

    Label {
        readonly property bool shown: Theme.elder

        text: Place.helpLine
        type: Theme.body
    }

    primary: WaitingPanel {
        text: Words.text("fault.waiting")
    }
}
