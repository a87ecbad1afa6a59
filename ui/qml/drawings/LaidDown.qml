pragma ComponentBehavior: Bound

import QtQuick
import Hall

// What is laid on the reader: a card, or a booklet open at its photo page.
Item {
    id: laid

    required property bool booklet

    CardDrawing {
        anchors.fill: parent
        visible: !laid.booklet
        panelDark: Theme.panelDark
    }

    BookletDrawing {
        anchors.fill: parent
        visible: laid.booklet
        panelDark: Theme.panelDark
    }
}
