pragma ComponentBehavior: Bound

import QtQuick
import Hall

// Three facts side by side on a tinted ground; it lies flat. With large text they stand in rows instead.
Rectangle {
    id: strip

    default property alias facts: grid.data

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
        columns: 3
    }
}
