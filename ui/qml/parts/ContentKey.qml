pragma ComponentBehavior: Bound

import QtQuick
import Hall

// Another way, standing in the content: a key with a thin outline, as high as its words need.
Key {
    id: key

    required property string text
    property string glyph: ""
    property int share: 1

    say: key.text
    implicitHeight: Math.max(110 * Theme.u, Theme.target, label.implicitHeight + key.edge)

    KeyLabel {
        id: label

        anchors.fill: parent
        text: key.text
        glyph: key.glyph
        type: Theme.second
        color: key.available ? Theme.ink : Theme.ink2
    }
}
