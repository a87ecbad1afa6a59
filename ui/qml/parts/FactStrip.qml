pragma ComponentBehavior: Bound

import QtQuick
import Hall

// Up to three facts side by side on a tinted ground; one below the other when the text is large. It lies flat.
Rectangle {
    id: strip

    default property alias facts: grid.data
    property int columns: Theme.elder ? 1 : 3
    readonly property real cell: (strip.width - 16 * Theme.u) / strip.columns

    implicitHeight: grid.implicitHeight + 72 * Theme.u
    radius: 18 * Theme.u
    color: Theme.primaryTint
    border.color: Theme.border
    border.width: Theme.framed ? 2 * Theme.u : 0

    Grid {
        id: grid

        x: 8 * Theme.u
        y: 32 * Theme.u
        width: parent.width - 16 * Theme.u
        columns: strip.columns
        rowSpacing: 20 * Theme.u
    }
}
