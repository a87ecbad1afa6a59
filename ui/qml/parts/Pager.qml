pragma ComponentBehavior: Bound

import QtQuick
import Hall

// Turns the pages of a column: what did not fit stands on the next page.
Item {
    id: pager

    required property PagedColumn column

    implicitHeight: Math.max(110 * Theme.u, Theme.target)

    Item {
        width: parent.width
        height: pager.height

        Key {
            id: previous

            objectName: "page-previous"
            say: Words.text("frame.previous_page")
            available: pager.column.hasPrevious
            width: (parent.width - 2 * Theme.gap) * 0.36
            height: parent.height
            edgeColor: Theme.border
            outlineColor: Theme.border
            onActivated: pager.column.turn(-1)

            KeyLabel {
                anchors.fill: parent
                text: Words.text("frame.previous_page")
                glyph: Icons.chevronLeft
                type: Theme.pager
                color: previous.available ? Theme.ink : Theme.ink2
                padding: 10 * Theme.u
            }
        }

        Label {
            visible: pager.column.number > 0
            objectName: "page-number"
            anchors.centerIn: parent
            anchors.verticalCenterOffset: -Theme.pager.lift
            text: pager.column.number + " / " + pager.column.total
            type: Theme.pager
            color: Theme.ink2
        }

        Key {
            id: next

            objectName: "page-next"
            say: Words.text("frame.next_page")
            available: pager.column.hasNext
            anchors.right: parent.right
            width: previous.width
            height: parent.height
            edgeColor: Theme.border
            outlineColor: Theme.border
            onActivated: pager.column.turn(1)

            KeyLabel {
                anchors.fill: parent
                text: Words.text("frame.next_page")
                glyph: Icons.chevronRight
                glyphRight: true
                type: Theme.pager
                color: next.available ? Theme.ink : Theme.ink2
                padding: 10 * Theme.u
            }
        }
    }
}
