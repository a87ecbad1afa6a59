pragma ComponentBehavior: Bound

import QtQuick
import Hall

// One of the three verbs: word as a big character, what it is for in two short lines. With large text it lies wide.
Key {
    id: key

    required property string word
    required property string lines
    // The word beside its lines: with large text on a screen standing upright, and sideways without it.
    property bool wide: Theme.elder === Theme.portrait
    property bool brief: false
    property int share: key.wide && Theme.elder ? 1 : 3

    say: key.word
    radius: 18 * Theme.u
    edge: (key.wide ? 10 : 8) * Theme.u
    outline: Theme.framed ? 4 * Theme.u : 0
    outlineColor: key.edgeColor
    pressedFill: key.edgeColor
    implicitHeight: key.wide ? Math.max((Theme.portrait ? 250 : 160) * Theme.u, side.implicitHeight + (Theme.elder ? 60 : 28) * Theme.u) : key.brief ? 200 * Theme.u : (Words.english ? 72 : 34) * Theme.u + big.height + below.implicitHeight + 44 * Theme.u

    Label {
        id: big

        x: (key.wide && Theme.elder ? 52 : 32) * Theme.u
        y: key.wide || key.brief ? (key.height - key.edge - big.height) / 2 - Theme.verb.lift : (Words.english ? 56 : 24) * Theme.u
        text: key.word
        type: Theme.verb
        bold: true
        color: Theme.onVerb
        wrapMode: Text.NoWrap
    }

    Label {
        id: below

        visible: !key.wide && !key.brief
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.leftMargin: 32 * Theme.u
        anchors.rightMargin: 20 * Theme.u
        anchors.bottom: parent.bottom
        anchors.bottomMargin: 26 * Theme.u
        text: key.lines
        type: Theme.second
        color: Theme.onVerb
    }

    Label {
        id: side

        visible: key.wide
        anchors.left: big.right
        anchors.right: Theme.elder ? chevron.left : parent.right
        anchors.leftMargin: (Theme.elder ? 56 : 36) * Theme.u
        anchors.rightMargin: 12 * Theme.u
        anchors.verticalCenter: parent.verticalCenter
        anchors.verticalCenterOffset: -key.edge / 2 - Theme.second.lift
        text: key.lines
        type: Theme.second
        color: Theme.onVerb
    }

    Icon {
        id: chevron

        visible: key.wide && Theme.elder
        anchors.right: parent.right
        anchors.rightMargin: 36 * Theme.u
        anchors.verticalCenter: parent.verticalCenter
        anchors.verticalCenterOffset: -key.edge / 2
        glyph: Icons.chevronRight
        size: 72 * Theme.u
        color: Theme.onVerb
    }
}
