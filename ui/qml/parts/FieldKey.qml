pragma ComponentBehavior: Bound

import QtQuick

// A field that a touch chooses, where a page has several.
EntryField {
    id: key

    readonly property string say: key.entry.label

    signal activated

    objectName: "field-" + key.entry.name
    Accessible.role: Accessible.EditableText
    Accessible.name: key.say
    Accessible.focusable: true
    Accessible.onPressAction: key.activated()

    TapHandler {
        gesturePolicy: TapHandler.ReleaseWithinBounds
        longPressThreshold: 0
        onTapped: key.activated()
    }
}
