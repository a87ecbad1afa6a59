pragma ComponentBehavior: Bound

import QtQuick
import Hall

// The warm light around a lit part: "look here". At rest it is as bright as in the middle of its breath.
Rectangle {
    id: halo

    objectName: "halo"
    color: Theme.glow
    opacity: 0.3

    SequentialAnimation on opacity {
        running: Machine.moves && Theme.waves && halo.visible
        loops: Animation.Infinite

        NumberAnimation {
            to: 0.45
            duration: 800
            easing.type: Easing.InOutSine
        }

        NumberAnimation {
            to: 0.15
            duration: 800
            easing.type: Easing.InOutSine
        }
    }
}
