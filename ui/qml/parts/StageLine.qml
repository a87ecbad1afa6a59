pragma ComponentBehavior: Bound

import QtQuick
import Hall

// One stage of several that the terminal really knows: check, glow dot or empty ring, on a rail.
Item {
    id: line

    enum State {
        Done,
        Now,
        ToCome
    }

    required property string text
    property string fact: ""
    property int state_: StageLine.ToCome
    property bool last: false
    readonly property bool besides: line.fact !== "" && name.implicitWidth + known.implicitWidth + disc.width + 76 * Theme.u < line.width

    implicitHeight: Math.max((line.last ? 64 : 114) * Theme.u, words.implicitHeight + (line.last ? 0 : 36 * Theme.u))

    Rectangle {
        visible: !line.last
        x: 30 * Theme.u
        y: disc.y + 64 * Theme.u
        width: 4 * Theme.u
        height: line.height - 64 * Theme.u
        color: line.state_ === StageLine.Done ? Theme.primary : Theme.line
    }

    Rectangle {
        id: disc

        y: Math.max(0, Theme.body.line / 2 + Theme.body.lift - 32 * Theme.u)
        width: 64 * Theme.u
        height: 64 * Theme.u
        radius: 32 * Theme.u
        color: line.state_ === StageLine.Done ? Theme.primary : line.state_ === StageLine.Now ? Theme.glow : "transparent"
        border.color: Theme.border
        border.width: line.state_ === StageLine.ToCome ? 4 * Theme.u : 0

        Icon {
            visible: line.state_ === StageLine.Done
            anchors.centerIn: parent
            glyph: Icons.check
            size: 48 * Theme.u
            color: Theme.onPrimary
        }

        Rectangle {
            visible: line.state_ === StageLine.Now
            anchors.centerIn: parent
            width: 24 * Theme.u
            height: 24 * Theme.u
            radius: 12 * Theme.u
            color: Theme.onGlow
        }
    }

    Column {
        id: words

        anchors.left: disc.right
        anchors.leftMargin: 36 * Theme.u
        anchors.right: parent.right
        y: Math.max(0, 32 * Theme.u - Theme.body.line / 2 - Theme.body.lift)

        Label {
            id: name

            width: line.besides ? parent.width - known.implicitWidth - 40 * Theme.u : parent.width
            text: line.text
            bold: line.state_ !== StageLine.ToCome
            color: line.state_ === StageLine.ToCome ? Theme.ink2 : Theme.ink
        }

        Label {
            visible: line.fact !== "" && !line.besides
            width: parent.width
            text: line.fact
            type: Theme.second
            color: Theme.ink2
        }
    }

    Label {
        id: known

        visible: line.besides
        anchors.right: parent.right
        y: words.y + (Theme.body.line - Theme.second.line) / 2
        text: line.fact
        type: Theme.second
        bold: line.state_ === StageLine.Now
        color: line.state_ === StageLine.Now ? Theme.ink : Theme.ink2
        wrapMode: Text.NoWrap
    }
}
