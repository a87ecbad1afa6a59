pragma ComponentBehavior: Bound

import QtQuick
import Hall

// An icon on a square in the colour of its verb; outlined while the service is paused.
Rectangle {
    id: square

    required property string glyph
    property bool paused: false
    property color fill: Theme.primary
    property real side: 80 * Theme.u

    width: square.side
    height: square.side
    radius: 14 * Theme.u
    color: square.paused ? "transparent" : square.fill
    border.color: square.paused ? Theme.border : Theme.onVerb
    border.width: square.paused || Theme.framed ? 2 * Theme.u : 0

    Icon {
        anchors.centerIn: parent
        glyph: square.glyph
        size: square.side * 0.62
        color: square.paused ? Theme.ink2 : Theme.onVerb
    }
}
