pragma ComponentBehavior: Bound

import QtQuick
import Hall

// Digits in three columns, as on a telephone; at the left below X where numbers have one, else the clear key.
Grid {
    id: pad

    property bool withX: false
    property bool available: true
    // How high it may be; the keys are as high as that allows, but never too small to be struck.
    property real room: 1000 * Theme.u
    property real highest: 128 * Theme.u
    readonly property real gap: 16 * Theme.u
    readonly property real least: Math.max(Theme.target, 64 * Theme.u)
    readonly property real keyHeight: Math.max(pad.least, Math.min(pad.highest, Math.floor((pad.room - 3 * pad.spacing) / 4)))

    signal pressed(string sign)

    columns: 3
    spacing: Theme.elder ? 13 * Theme.u : pad.gap

    Repeater {
        model: ["1", "2", "3", "4", "5", "6", "7", "8", "9", pad.withX ? "X" : "clear", "0", "back"]

        SignKey {
            id: key

            required property string modelData

            sign: key.modelData
            available: pad.available
            width: (pad.width - 2 * pad.spacing) / 3
            height: pad.keyHeight
            onActivated: pad.pressed(key.sign)
        }
    }
}
