pragma ComponentBehavior: Bound

import QtQuick
import Hall

// Stands where the primary key would when the next act is not on the screen. It lies flat: it cannot be pressed.
Rectangle {
    id: panel

    required property string text
    property string glyph: Icons.timerSand

    anchors.fill: parent
    objectName: "waiting"
    color: Theme.primaryTint
    radius: 16 * Theme.u
    border.color: Theme.border
    border.width: Theme.framed ? 2 * Theme.u : 0
    Accessible.role: Accessible.StaticText
    Accessible.name: panel.text

    KeyLabel {
        anchors.fill: parent
        text: panel.text
        glyph: panel.glyph
    }
}
