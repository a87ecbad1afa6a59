pragma ComponentBehavior: Bound

import QtQuick
import Hall

// One sentence worth noticing, with its icon; lies flat, at most one a page. ``plain`` has no ground.
Rectangle {
    id: note

    required property string text
    required property string glyph
    property bool bold: false
    property bool plain: false
    property bool warm: false
    property color iconColor: note.warm ? Theme.glowInk : Theme.primary

    implicitHeight: label.height + (note.plain ? 0 : 56 * Theme.u)
    radius: 14 * Theme.u
    color: note.plain ? "transparent" : note.warm ? Theme.glowTint : Theme.primaryTint
    border.color: Theme.border
    border.width: Theme.framed && !note.plain ? 2 * Theme.u : 0

    Icon {
        id: icon

        x: note.plain ? 0 : 28 * Theme.u
        y: label.y + (label.type.line - icon.height) / 2 + label.type.lift * 0.5
        glyph: note.glyph
        size: 48 * Theme.u
        color: note.iconColor
    }

    Label {
        id: label

        anchors.left: icon.right
        anchors.leftMargin: 22 * Theme.u
        anchors.right: parent.right
        anchors.rightMargin: (note.plain ? 0 : 24) * Theme.u
        anchors.verticalCenter: parent.verticalCenter
        anchors.verticalCenterOffset: -label.type.lift * 0.5
        text: note.text
        type: Theme.second
        bold: note.bold
    }
}
