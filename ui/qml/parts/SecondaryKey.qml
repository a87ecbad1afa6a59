pragma ComponentBehavior: Bound

import QtQuick
import Hall

// Back, not me, skip: at most one in the action band.
Key {
    id: key

    required property string text
    property string glyph: Icons.arrowLeft

    anchors.fill: parent
    say: key.text
    objectName: "secondary"
    edgeColor: Theme.border
    outlineColor: Theme.border
    outline: 3 * Theme.u
    radius: 16 * Theme.u

    KeyLabel {
        anchors.fill: parent
        text: key.text
        glyph: key.glyph
        color: key.available ? Theme.ink : Theme.ink2
    }
}
