pragma ComponentBehavior: Bound

import QtQuick
import Hall

// The ground of every resident's page: place band above, aid bar below, and in low reach the deep band.
FocusScope {
    id: page

    required property PageView frame
    // The head lies on the deep band: always in low reach, on some pages always.
    property bool deepHead: Theme.lowReach
    property real deepHeight: 768 * Theme.u
    // Whether there is an aid bar: not where nobody can do anything.
    property bool aided: true
    readonly property real bandHeight: band.height
    // Everything between these two belongs to the page.
    readonly property real bodyTop: band.height
    readonly property real bodyBottom: page.height - (page.aided ? aids.height : 0)
    default property alias body: body.data

    Rectangle {
        anchors.fill: parent
        color: Theme.page
    }

    Rectangle {
        visible: page.deepHead
        width: parent.width
        height: page.deepHeight
        color: Theme.deep

        // Of the two sets of lines one has no size: Qt keeps a picture even of what cannot be seen.
        WaterLines {
            visible: Theme.waves && Theme.lowReach
            y: -20 * Theme.u
            width: Theme.lowReach ? parent.width : 0
            height: 500 * Theme.u
            unit: Theme.u
            ground: Theme.deep
            wave: Theme.wave
        }

        WaterLines {
            visible: Theme.waves && !Theme.lowReach
            anchors.right: parent.right
            width: Theme.lowReach ? 0 : parent.width * (Theme.portrait ? 0.48 : 0.3)
            height: parent.height
            fades: true
            unit: Theme.u
            ground: Theme.deep
            wave: Theme.wave
        }
    }

    Item {
        id: body

        anchors.fill: parent
    }

    PlaceBand {
        id: band

        width: parent.width
        frame: page.frame
        onDeep: page.deepHead
    }

    AidBar {
        id: aids

        visible: page.aided
        anchors.bottom: parent.bottom
        width: parent.width
        frame: page.frame
    }
}
