pragma ComponentBehavior: Bound

import QtQuick
import Hall

// A QR code on white in a frame, in every contrast.
Rectangle {
    id: qr

    required property string content
    property real side: 464 * Theme.u

    width: qr.side
    height: qr.side
    color: "white"
    border.color: Theme.primary
    border.width: 6 * Theme.u

    QrCode {
        anchors.fill: parent
        anchors.margins: 8 * Theme.u
        content: qr.content
    }
}
