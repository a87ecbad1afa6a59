pragma ComponentBehavior: Bound

import QtQuick
import Hall

// One key of a keypad or keyboard: a sign, the clear key, or backspace.
Key {
    id: key

    required property string sign
    readonly property bool back: key.sign === "back"
    readonly property bool clears: key.sign === "clear"

    objectName: "key-" + key.sign
    say: key.back ? Words.text("entry.back") : key.clears ? Words.text("entry.clear") : key.sign

    Icon {
        visible: key.back
        anchors.centerIn: parent
        glyph: Icons.backspace
        size: 52 * Theme.u
        color: key.available ? Theme.ink : Theme.ink2
    }

    Label {
        id: label

        visible: !key.back
        anchors.centerIn: parent
        anchors.verticalCenterOffset: -label.type.lift
        text: key.clears ? Words.text("entry.clear") : key.sign
        type: key.clears ? Theme.aid : Theme.entry
        bold: true
        color: key.available ? Theme.ink : Theme.ink2
        wrapMode: Text.NoWrap
    }
}
