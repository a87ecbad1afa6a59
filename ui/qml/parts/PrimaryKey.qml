pragma ComponentBehavior: Bound

import QtQuick
import Hall

// The one filled key of a page; while something is missing it lies flat and says what.
Key {
    id: key

    required property string text
    property string glyph: Icons.arrowRight

    anchors.fill: parent
    say: key.text
    objectName: "primary"
    fill: Theme.primary
    pressedFill: Theme.primaryEdge
    edgeColor: Theme.primaryEdge
    outlineColor: Theme.primaryEdge
    outline: Theme.framed ? 3 * Theme.u : 0
    radius: 16 * Theme.u

    KeyLabel {
        anchors.fill: parent
        text: key.text
        glyph: key.available ? key.glyph : ""
        glyphRight: true
        type: Theme.lead
        color: key.available ? Theme.onPrimary : Theme.ink2
    }
}
