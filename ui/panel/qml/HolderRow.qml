pragma ComponentBehavior: Bound

import QtQuick
import Hall
import "../../qml/parts"

// One resident: the name, and a key for each thing of theirs that can be laid down or held to the scanner.
Rectangle {
    id: row

    required property HolderItem holder
    property bool scannerLit: false
    signal chipLaid
    signal identityLaid
    signal documentLaid
    signal documentScanned

    implicitHeight: Math.max(102 * Theme.u, words.height + 24 * Theme.u)
    radius: 14 * Theme.u
    color: Theme.surface
    border.color: row.holder.lies ? Theme.primary : Theme.line
    border.width: (row.holder.lies ? 4 : 2) * Theme.u

    Column {
        id: words

        x: 24 * Theme.u
        anchors.verticalCenter: parent.verticalCenter
        anchors.verticalCenterOffset: -Theme.small.lift
        width: keys.x - x - 16 * Theme.u

        Label {
            width: parent.width
            text: row.holder.title !== "" ? row.holder.title : Words.text("world.nobody")
            type: row.holder.title.length > 12 ? Theme.fine : Theme.second
            bold: true
        }

        Label {
            visible: row.holder.printed !== ""
            width: parent.width
            text: row.holder.printed
            type: Theme.fine
            color: Theme.ink2
        }
    }

    Row {
        id: keys

        anchors.right: parent.right
        anchors.rightMargin: 16 * Theme.u
        anchors.verticalCenter: parent.verticalCenter
        spacing: 14 * Theme.u

        PanelKey {
            objectName: row.holder.slug + "-card"
            width: 150 * Theme.u
            visible: row.holder.hasChipCard
            text: Words.text(row.holder.isBankCard ? "world.bank_card" : "world.social_card")
            chosen: row.holder.chipLies
            onActivated: row.chipLaid()
        }

        PanelKey {
            objectName: row.holder.slug + "-identity"
            width: 150 * Theme.u
            visible: row.holder.hasIdentityCard
            text: Words.text("world.identity_card")
            chosen: row.holder.identityLies
            onActivated: row.identityLaid()
        }

        PanelKey {
            objectName: row.holder.slug + "-scan"
            width: 150 * Theme.u
            visible: row.holder.hasDocument
            text: Words.text("world.scan_document")
            available: row.scannerLit
            onActivated: row.documentScanned()
        }

        PanelKey {
            objectName: row.holder.slug + "-document"
            width: 150 * Theme.u
            visible: row.holder.hasDocument
            text: Words.text("world.document")
            chosen: row.holder.documentLies
            onActivated: row.documentLaid()
        }
    }
}
