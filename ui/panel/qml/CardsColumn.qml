pragma ComponentBehavior: Bound

import QtQuick
import Hall
import "../../qml/parts"

// Everybody's cards, the way to take them off again, and how the next one is laid.
Item {
    id: column

    required property PanelModel model
    property bool pulled: false

    Heading {
        id: heading

        text: Words.text("world.cards")
    }

    Label {
        anchors.baseline: heading.baseline
        anchors.left: heading.right
        anchors.leftMargin: 24 * Theme.u
        text: column.model.refusal !== "" ? column.model.refusal : Words.text("world.cards_help")
        type: Theme.small
        color: column.model.refusal !== "" ? Theme.stop : Theme.ink2
    }

    Row {
        id: keys

        anchors.top: heading.bottom
        anchors.topMargin: 12 * Theme.u
        spacing: 20 * Theme.u

        PanelKey {
            objectName: "lift"
            width: (column.width - keys.spacing) / 2
            text: Words.text("world.lift")
            available: column.model.cardLies
            onActivated: column.model.liftCards()
        }

        PanelKey {
            objectName: "pulled"
            width: (column.width - keys.spacing) / 2
            text: Words.text("world.pulled")
            chosen: column.pulled
            onActivated: column.pulled = !column.pulled
        }
    }

    Column {
        anchors.top: keys.bottom
        anchors.topMargin: 24 * Theme.u
        width: column.width
        spacing: 14 * Theme.u

        Repeater {
            model: column.model.holders

            HolderRow {
                id: row

                required property HolderItem modelData

                width: column.width
                holder: row.modelData
                onChipLaid: {
                    column.model.layChipCard(row.modelData.slug, column.pulled);
                    column.pulled = false;
                }
                onIdentityLaid: {
                    column.model.layIdentityCard(row.modelData.slug, column.pulled);
                    column.pulled = false;
                }
            }
        }
    }
}
