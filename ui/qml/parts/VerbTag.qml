pragma ComponentBehavior: Bound

import QtQuick
import Hall

// A small tag in the colour of a verb, and the theme beside it: where a service belongs.
Row {
    id: tag

    required property string verb
    required property string name
    required property string theme

    spacing: 20 * Theme.u

    Rectangle {
        width: word.implicitWidth + 36 * Theme.u
        height: Theme.second.line + 12 * Theme.u
        radius: 8 * Theme.u
        color: tag.verb === "ask" ? Theme.ask : tag.verb === "do" ? Theme.act : Theme.take
        border.color: Theme.onVerb
        border.width: Theme.framed ? 2 * Theme.u : 0

        Label {
            id: word

            anchors.centerIn: parent
            anchors.verticalCenterOffset: -Theme.second.lift
            text: tag.name
            type: Theme.second
            bold: true
            color: Theme.onVerb
            wrapMode: Text.NoWrap
        }
    }

    Label {
        anchors.verticalCenter: parent.verticalCenter
        anchors.verticalCenterOffset: -Theme.second.lift
        text: tag.theme
        type: Theme.second
        color: Theme.ink2
        wrapMode: Text.NoWrap
    }
}
