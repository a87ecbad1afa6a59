pragma ComponentBehavior: Bound

import QtQuick
import Hall
import "../../qml/parts"

// A slot with the paper that came out of it, what can be done with that, and how much paper is inside.
Column {
    id: outlet

    required property string title
    required property string nothing
    required property url picture
    required property bool lies
    required property string act
    required property string level
    required property real paperHeight
    property string fault: ""
    property bool faulty: false
    signal acted
    signal faulted
    signal loaded(string level)

    spacing: 14 * Theme.u

    Heading {
        text: outlet.title
    }

    Rectangle {
        id: slot

        width: outlet.width
        height: 22 * Theme.u
        radius: 6 * Theme.u
        color: "#0F252B"
    }

    Item {
        id: room

        width: outlet.width
        height: outlet.paperHeight
        clip: true

        Label {
            visible: !outlet.lies
            anchors.centerIn: parent
            text: outlet.nothing
            type: Theme.small
            color: Theme.ink2
        }

        // The paper comes out of its slot: its lower end first.
        Item {
            id: out

            anchors.horizontalCenter: parent.horizontalCenter
            visible: outlet.lies && paper.status === Image.Ready
            width: paper.width
            height: out.visible ? paper.height : 0
            clip: true

            Behavior on height {
                enabled: out.visible

                NumberAnimation {
                    duration: 600
                }
            }

            Image {
                id: paper

                readonly property real fit: Math.min(room.width / implicitWidth, room.height / implicitHeight)

                anchors.bottom: parent.bottom
                width: implicitWidth * paper.fit
                height: implicitHeight * paper.fit
                source: outlet.picture
                cache: false
                asynchronous: true
                mipmap: true
            }

            Rectangle {
                anchors.fill: paper
                color: "transparent"
                border.color: Theme.edge
                border.width: 2 * Theme.u
            }
        }
    }

    Row {
        id: acts

        spacing: 16 * Theme.u

        PanelKey {
            objectName: outlet.objectName + "-take"
            width: outlet.fault === "" ? outlet.width : (outlet.width - acts.spacing) / 2
            text: outlet.act
            available: outlet.lies
            onActivated: outlet.acted()
        }

        PanelKey {
            objectName: outlet.objectName + "-fault"
            visible: outlet.fault !== ""
            width: (outlet.width - acts.spacing) / 2
            text: outlet.fault
            chosen: outlet.faulty
            onActivated: outlet.faulted()
        }
    }

    Row {
        id: levels

        spacing: 16 * Theme.u

        Label {
            width: 100 * Theme.u
            anchors.verticalCenter: parent.verticalCenter
            text: Words.text("world.paper")
            type: Theme.small
            color: Theme.ink2
        }

        Repeater {
            model: ["full", "low", "out"]

            PanelKey {
                id: levelKey

                required property string modelData

                objectName: outlet.objectName + "-" + levelKey.modelData
                width: (outlet.width - 100 * Theme.u - 3 * levels.spacing) / 3
                text: Words.text("world." + levelKey.modelData)
                chosen: outlet.level === levelKey.modelData
                onActivated: outlet.loaded(levelKey.modelData)
            }
        }
    }
}
