pragma ComponentBehavior: Bound

import QtQuick
import Hall

// One theme of services, or all of them: icon over word.
Key {
    id: key

    required property string text
    required property string glyph
    property int share: Theme.elder ? (Theme.portrait ? 2 : 4) : (Theme.portrait ? 4 : 8)

    say: key.text
    implicitHeight: Math.max(148 * Theme.u, words.implicitHeight + 30 * Theme.u)

    Column {
        id: words

        anchors.centerIn: parent
        width: parent.width - 16 * Theme.u
        spacing: 2 * Theme.u

        Icon {
            anchors.horizontalCenter: parent.horizontalCenter
            glyph: key.glyph
            size: 50 * Theme.u
            color: Theme.ink2
        }

        Label {
            width: parent.width
            text: key.text
            type: Words.english ? Theme.small : Theme.second
            bold: true
            horizontalAlignment: Text.AlignHCenter
        }
    }
}
