pragma ComponentBehavior: Bound

import QtQuick
import Hall
import "../../qml/parts"

// One resident: the name, and a key for each of their cards.
Rectangle {
    id: row

    required property HolderItem holder
    signal chipLaid
    signal identityLaid

    implicitHeight: Math.max(102 * Theme.u, name.height + 24 * Theme.u)
    radius: 14 * Theme.u
    color: Theme.surface
    border.color: row.holder.chipLies || row.holder.identityLies ? Theme.primary : Theme.line
    border.width: (row.holder.chipLies || row.holder.identityLies ? 4 : 2) * Theme.u

    Label {
        id: name

        x: 24 * Theme.u
        anchors.verticalCenter: parent.verticalCenter
        anchors.verticalCenterOffset: -Theme.second.lift
        width: chip.x - x - 16 * Theme.u
        text: row.holder.name !== "" ? row.holder.name : Words.text("world.nobody")
        type: Theme.second
        bold: true
    }

    PanelKey {
        id: chip

        objectName: row.holder.slug + "-card"
        anchors.right: identity.left
        anchors.rightMargin: 14 * Theme.u
        anchors.verticalCenter: parent.verticalCenter
        width: 180 * Theme.u
        visible: row.holder.hasChipCard
        text: Words.text(row.holder.isBankCard ? "world.bank_card" : "world.social_card")
        chosen: row.holder.chipLies
        onActivated: row.chipLaid()
    }

    PanelKey {
        id: identity

        objectName: row.holder.slug + "-identity"
        anchors.right: parent.right
        anchors.rightMargin: 16 * Theme.u
        anchors.verticalCenter: parent.verticalCenter
        width: 180 * Theme.u
        visible: row.holder.hasIdentityCard
        text: Words.text("world.identity_card")
        chosen: row.holder.identityLies
        onActivated: row.identityLaid()
    }
}
