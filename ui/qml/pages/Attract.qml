pragma ComponentBehavior: Bound

import QtQuick
import Hall
import "../parts"

// Idle. The whole page is one key; nothing moves but the finger, in two poses.
Item {
    id: page

    required property AttractView view
    readonly property bool sideways: !Theme.portrait

    TapHandler {
        gesturePolicy: TapHandler.ReleaseWithinBounds
        longPressThreshold: 0
        onTapped: page.view.start()
    }

    Rectangle {
        anchors.fill: parent
        color: Theme.deep
    }

    WaterLines {
        visible: Theme.waves
        x: page.sideways ? page.width * 0.62 : 0
        y: page.sideways ? 200 * Theme.u : 820 * Theme.u
        width: page.width - x
        height: key.y - y
        unit: Theme.u
        ground: Theme.deep
        wave: Theme.wave
        glow: Theme.glow
        glowAt: page.sideways ? 0.62 : 0.797
    }

    Rectangle {
        x: Theme.margin
        y: 62 * Theme.u
        width: 8 * Theme.u
        height: 40 * Theme.u
        color: Theme.onDeep
    }

    Column {
        x: Theme.margin + 28 * Theme.u
        y: 50 * Theme.u

        Label {
            text: Place.name
            type: Theme.hallName
            bold: true
            color: Theme.onDeep
        }

        Label {
            text: Place.day
            type: Theme.hallSecond
            color: Theme.onDeep2
        }
    }

    Label {
        objectName: "clock"
        anchors.right: parent.right
        anchors.rightMargin: Theme.margin
        y: 54 * Theme.u
        text: Place.time
        type: Theme.hallClock
        bold: true
        color: Theme.onDeep
    }

    Label {
        id: greeting

        x: Theme.margin - 6 * Theme.u
        y: (page.sideways ? 152 : 312) * Theme.u
        width: page.width - 2 * Theme.margin
        text: Words.text("attract.greeting")
        type: Words.english ? Theme.heroLatin : Theme.hero
        bold: true
        color: Theme.onDeep
        Accessible.role: Accessible.Heading
        Accessible.name: greeting.text
    }

    Label {
        x: Theme.margin
        anchors.top: greeting.bottom
        anchors.topMargin: (page.sideways ? 4 : 26) * Theme.u
        width: page.width - 2 * Theme.margin
        text: Words.text("attract.promise")
        type: Theme.promise
        color: Theme.onDeep
    }

    Key {
        id: key

        objectName: "start"
        x: Theme.margin
        y: page.height - (page.sideways ? 316 : 380) * Theme.u
        width: page.width - 2 * Theme.margin
        height: (page.sideways ? 150 : 176) * Theme.u
        say: Words.text("attract.start")
        fill: Theme.glow
        pressedFill: Theme.glowEdge
        edgeColor: Theme.glowEdge
        outline: 0
        edge: 8 * Theme.u
        radius: 20 * Theme.u
        onActivated: page.view.start()

        Row {
            anchors.centerIn: parent
            spacing: 40 * Theme.u

            Item {
                anchors.verticalCenter: parent.verticalCenter
                width: 72 * Theme.u
                height: 72 * Theme.u

                Icon {
                    y: finger.down ? 6 * Theme.u : 0
                    glyph: Icons.cursorPointer
                    size: 72 * Theme.u
                    color: Theme.onGlow
                }
            }

            Label {
                text: Words.text("attract.start")
                type: Words.english ? Theme.startLatin : Theme.start
                bold: true
                color: Theme.onGlow
                anchors.verticalCenter: parent.verticalCenter
                anchors.verticalCenterOffset: -Theme.question.lift
                wrapMode: Text.NoWrap
            }
        }
    }

    Timer {
        id: finger

        property bool down: false

        interval: 1600
        repeat: true
        running: Theme.waves
        onTriggered: finger.down = !finger.down
    }

    Column {
        x: Theme.margin
        anchors.top: key.bottom
        anchors.topMargin: (page.sideways ? 18 : 34) * Theme.u

        Label {
            text: Words.text("attract.start_other")
            type: Theme.hallName
            color: Theme.onDeep
        }

        Label {
            objectName: "services"
            text: page.view.services
            type: Theme.hallSecond
            color: Theme.onDeep2
        }
    }

    Column {
        anchors.right: parent.right
        anchors.rightMargin: Theme.margin
        anchors.top: key.bottom
        anchors.topMargin: (page.sideways ? 18 : 34) * Theme.u

        Label {
            anchors.right: parent.right
            text: Place.helpLine
            type: Theme.hallName
            bold: true
            color: Theme.onDeep
        }

        Label {
            anchors.right: parent.right
            text: Place.terminalLine
            type: Theme.hallSecond
            color: Theme.onDeep2
        }
    }
}
