pragma ComponentBehavior: Bound

import QtQuick
import Hall

// Word, icon and colour for how something stands: ok, wait, stop or neutral. It lies flat.
Rectangle {
    id: chip

    enum Kind {
        Ok,
        Wait,
        Stop,
        Neutral
    }

    required property string text
    required property string glyph
    property int kind: StatusChip.Neutral
    readonly property color ink: chip.kind === StatusChip.Ok ? Theme.ok : chip.kind === StatusChip.Wait ? Theme.wait : chip.kind === StatusChip.Stop ? Theme.stop : Theme.ink2

    implicitWidth: word.implicitWidth + 40 * Theme.u + 52 * Theme.u
    implicitHeight: Math.max(48 * Theme.u, Theme.small.line + 8 * Theme.u)
    radius: 8 * Theme.u
    color: chip.kind === StatusChip.Ok ? Theme.okTint : chip.kind === StatusChip.Wait ? Theme.waitTint : chip.kind === StatusChip.Stop ? Theme.stopTint : Theme.sunken
    border.color: chip.ink
    border.width: Theme.framed ? 2 * Theme.u : 0

    Icon {
        id: icon

        x: 16 * Theme.u
        anchors.verticalCenter: parent.verticalCenter
        glyph: chip.glyph
        size: 34 * Theme.u
        color: chip.ink
    }

    Label {
        id: word

        anchors.left: icon.right
        anchors.leftMargin: 10 * Theme.u
        anchors.verticalCenter: parent.verticalCenter
        anchors.verticalCenterOffset: -Theme.small.lift
        text: chip.text
        type: Theme.small
        bold: true
        color: chip.ink
        wrapMode: Text.NoWrap
    }
}
