pragma ComponentBehavior: Bound

import QtQuick
import Hall
import "../../qml/parts"

// A key of the panel: the terminal's key, as small as a mouse can press.
Key {
    id: key

    required property string text

    say: key.text
    implicitHeight: 76 * Theme.u
    outlineColor: Theme.border

    KeyLabel {
        anchors.fill: parent
        text: key.text
        type: Theme.small
        padding: 10 * Theme.u
        color: key.available ? Theme.ink : Theme.ink2
    }
}
