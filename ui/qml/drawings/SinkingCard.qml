pragma ComponentBehavior: Bound

import QtQuick
import Hall

// A card, or an open booklet, on its way down to the reader. Its ghosts show the way also where nothing may move.
Item {
    id: sinking

    property real cardWidth: 355 * Theme.u
    property bool booklet: false
    readonly property real s: sinking.cardWidth / 355
    readonly property real way: 172 * sinking.s
    readonly property real cardHeight: sinking.cardWidth * 278 / 434

    implicitWidth: sinking.cardWidth
    implicitHeight: sinking.way + sinking.cardHeight

    LaidDown {
        width: sinking.cardWidth
        height: sinking.cardHeight
        opacity: 0.15
        booklet: sinking.booklet
    }

    LaidDown {
        y: 80 * sinking.s
        width: sinking.cardWidth
        height: sinking.cardHeight
        opacity: 0.4
        booklet: sinking.booklet
    }

    LaidDown {
        id: card

        y: sinking.way
        width: sinking.cardWidth
        height: sinking.cardHeight
        booklet: sinking.booklet

        SequentialAnimation on y {
            running: Machine.moves && Theme.waves && sinking.visible
            loops: Animation.Infinite

            PauseAnimation {
                duration: 800
            }

            NumberAnimation {
                from: 0
                to: sinking.way
                duration: 1200
                easing.type: Easing.InOutQuad
            }
        }
    }
}
