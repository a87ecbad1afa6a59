pragma ComponentBehavior: Bound

import QtQuick
import Hall

// The lit frame of a part of the machine: ring, outline and halo around the item's own box.
Item {
    id: frame

    // Length of one design px of the drawing that it belongs to, and the corner radius of the part, in window pixels.
    required property real s
    required property real radius

    Halo {
        anchors.fill: parent
        anchors.margins: -24 * frame.s
        radius: frame.radius + 18 * frame.s
    }

    Rectangle {
        anchors.fill: parent
        anchors.margins: -12 * frame.s
        radius: frame.radius + 12 * frame.s
        color: Theme.glow
        border.color: Theme.onGlow
        border.width: 3 * frame.s
    }
}
