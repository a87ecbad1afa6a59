pragma ComponentBehavior: Bound

import QtQuick
import Hall

// The sheet metal of the drawn machine, with its upper edge.
Item {
    id: body

    required property real s

    Rectangle {
        width: body.width
        height: body.height
        radius: 20 * body.s
        color: Theme.panelDark
    }

    Rectangle {
        y: 18 * body.s
        width: body.width
        height: body.height - 18 * body.s
        radius: 20 * body.s
        color: Theme.panel
    }
}
