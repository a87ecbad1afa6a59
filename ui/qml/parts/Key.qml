pragma ComponentBehavior: Bound

import QtQuick
import Hall

// The base of everything that can be pressed: it stands on a darker lower edge and sinks at touch-down.
Item {
    id: key

    // Read aloud, and the name for assistive technology.
    required property string say
    property bool available: true
    property bool chosen: false
    property color fill: Theme.surface
    property color pressedFill: Theme.primaryTint
    property color edgeColor: Theme.edge
    property color outlineColor: Theme.line
    property real outline: 2 * Theme.u
    property real edge: 6 * Theme.u
    property real radius: 14 * Theme.u
    readonly property bool held: tap.pressed && key.available
    readonly property real inset: key.edge
    default property alias content: face.data

    signal activated

    implicitHeight: Math.max(124 * Theme.u, Theme.target)
    activeFocusOnTab: key.available
    enabled: key.available

    Accessible.role: Accessible.Button
    Accessible.name: key.say
    Accessible.focusable: true
    Accessible.onPressAction: key.activated()
    Keys.onReturnPressed: key.activated()
    Keys.onSpacePressed: key.activated()

    Rectangle {
        visible: key.activeFocus
        anchors.fill: parent
        anchors.margins: -12 * Theme.u
        radius: key.radius + 12 * Theme.u
        color: "transparent"
        border.color: Theme.focus
        border.width: 6 * Theme.u
    }

    Rectangle {
        visible: key.available && !key.held
        anchors.fill: parent
        anchors.topMargin: key.height / 2
        radius: key.radius
        color: key.chosen ? Theme.primary : key.edgeColor
    }

    Rectangle {
        id: face

        y: key.held ? key.edge : 0
        width: key.width
        height: key.available ? key.height - key.edge : key.height
        radius: key.radius
        color: !key.available ? Theme.sunken : key.held ? key.pressedFill : key.chosen ? Theme.primaryTint : key.fill
        border.color: key.chosen ? Theme.primary : !key.available ? Theme.line : key.outlineColor
        border.width: key.chosen ? 5 * Theme.u : key.outline
    }

    TapHandler {
        id: tap

        enabled: key.available
        gesturePolicy: TapHandler.ReleaseWithinBounds
        longPressThreshold: 0
        onTapped: key.activated()
    }
}
