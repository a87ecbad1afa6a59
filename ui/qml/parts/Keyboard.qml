pragma ComponentBehavior: Bound

import QtQuick
import Hall

// Letters and digits in four rows, for numbers of documents: no words are typed here, so nothing is proposed.
Column {
    id: board

    property bool available: true
    property real room: 1000 * Theme.u
    readonly property real gap: 13 * Theme.u
    readonly property real keyWidth: (board.width - 9 * board.gap) / 10
    readonly property real keyHeight: Math.max(Theme.target, 64 * Theme.u, Math.min(116 * Theme.u, Math.floor((board.room - 3 * board.gap) / 4)))

    signal pressed(string sign)

    spacing: board.gap

    Repeater {
        model: ["1234567890", "QWERTYUIOP", "ASDFGHJKL", "<ZXCVBNM>"]

        Row {
            id: row

            required property string modelData
            readonly property real wide: (board.width - 7 * board.keyWidth - 8 * board.gap) / 2

            anchors.horizontalCenter: parent.horizontalCenter
            spacing: board.gap

            Repeater {
                model: row.modelData.split("")

                SignKey {
                    id: key

                    required property string modelData

                    sign: key.modelData === "<" ? "clear" : key.modelData === ">" ? "back" : key.modelData
                    available: board.available
                    width: key.back || key.clears ? row.wide : board.keyWidth
                    height: board.keyHeight
                    onActivated: board.pressed(key.sign)
                }
            }
        }
    }
}
