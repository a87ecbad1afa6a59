pragma ComponentBehavior: Bound

import QtQuick
import Hall
import "../../qml/parts"

// The phone of whoever was touched last: its electronic card, and the one-time code that came to it.
Column {
    id: group

    required property PanelModel model

    spacing: 14 * Theme.u

    Heading {
        text: Words.text("world.phone") + (group.model.person !== "" ? "　" + group.model.person : "")
    }

    Row {
        id: keys

        spacing: 16 * Theme.u

        PanelKey {
            objectName: "phone-show"
            width: (group.width - keys.spacing) / 2
            text: Words.text("world.show_code")
            available: group.model.person !== "" && group.model.scannerLit
            onActivated: group.model.showPhone()
        }

        PanelKey {
            objectName: "phone-messages"
            width: (group.width - keys.spacing) / 2
            text: Words.text("world.look_at_messages")
            available: group.model.person !== ""
            onActivated: group.model.lookAtMessages()
        }
    }

    Label {
        objectName: "one-time-code"
        width: group.width
        text: group.model.message !== "" ? Words.text("world.one_time_code") + " " + group.model.message : group.model.person === "" ? Words.text("world.no_phone") : group.model.scannerLit ? Words.text("world.scanner_lit") : Words.text("world.scanner_dark")
        type: Theme.small
        bold: group.model.message !== ""
        color: group.model.message !== "" ? Theme.ink : Theme.ink2
    }
}
