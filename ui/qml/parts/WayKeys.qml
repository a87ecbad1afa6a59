pragma ComponentBehavior: Bound

import QtQuick
import Hall

// The keys of other ways, side by side as far as their words leave room (English ones are longer); one below the other
// with large text.
Repeater {
    id: keys

    required property list<WayItem> ways
    readonly property int share: Theme.elder || keys.ways.length < 2 ? 1 : Theme.textScale > 1 || Words.english || keys.ways.length > 3 ? 2 : keys.ways.length
    readonly property int rows: Math.ceil(keys.ways.length / keys.share)

    model: keys.ways

    ContentKey {
        id: key

        required property WayItem modelData

        objectName: key.modelData.name
        share: keys.share
        text: key.modelData.text
        glyph: key.modelData.glyph
        onActivated: key.modelData.choose()
    }
}
