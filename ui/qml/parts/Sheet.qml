pragma ComponentBehavior: Bound

import QtQuick
import Hall

// A flat outlined surface that holds rows one below the other.
Rectangle {
    id: sheet

    default property alias content: rows.data
    property real padding: 32 * Theme.u
    property alias spacing: rows.spacing

    implicitHeight: rows.implicitHeight + 2 * sheet.padding
    radius: 18 * Theme.u
    color: Theme.surface
    border.color: Theme.line
    border.width: 2 * Theme.u

    Column {
        id: rows

        x: sheet.padding
        y: sheet.padding
        width: sheet.width - 2 * sheet.padding
    }
}
