pragma ComponentBehavior: Bound

import QtQuick
import Hall
import "../../qml/parts"

// Everybody's cards group by group, the way to take them off again, and how the next one is laid.
Item {
    id: column

    required property PanelModel model
    property bool pulled: false

    function laid(): void {
        column.pulled = false;
    }

    Heading {
        id: heading

        text: Words.text("world.cards")
    }

    Label {
        anchors.baseline: heading.baseline
        anchors.left: heading.right
        anchors.leftMargin: 24 * Theme.u
        anchors.right: column.right
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

    Row {
        id: tabs

        anchors.top: keys.bottom
        anchors.topMargin: 16 * Theme.u
        spacing: 20 * Theme.u

        Repeater {
            model: ["home", "elsewhere", "odd"]

            PanelKey {
                id: tab

                required property string modelData

                objectName: "group-" + tab.modelData
                width: (column.width - 2 * tabs.spacing) / 3
                text: Words.text("world.group_" + tab.modelData)
                chosen: column.model.group === tab.modelData
                onActivated: column.model.showGroup(tab.modelData)
            }
        }
    }

    Column {
        anchors.top: tabs.bottom
        anchors.topMargin: 20 * Theme.u
        width: column.width
        spacing: 10 * Theme.u

        Repeater {
            model: column.model.holders

            HolderRow {
                id: row

                required property HolderItem modelData

                width: column.width
                holder: row.modelData
                scannerLit: column.model.scannerLit
                onChipLaid: {
                    column.model.layChipCard(row.modelData.slug, column.pulled);
                    column.laid();
                }
                onIdentityLaid: {
                    column.model.layIdentityCard(row.modelData.slug, column.pulled);
                    column.laid();
                }
                onDocumentLaid: {
                    column.model.layDocument(row.modelData.slug, column.pulled);
                    column.laid();
                }
                onDocumentScanned: column.model.scanDocument(row.modelData.slug)
            }
        }
    }

    Row {
        id: turning

        visible: column.model.pages > 1
        anchors.bottom: parent.bottom
        anchors.bottomMargin: 24 * Theme.u
        spacing: 20 * Theme.u

        PanelKey {
            objectName: "holders-previous"
            width: (column.width - turning.spacing) / 2
            text: Words.text("frame.previous_page")
            available: column.model.page > 0
            onActivated: column.model.turn(-1)
        }

        PanelKey {
            objectName: "holders-next"
            width: (column.width - turning.spacing) / 2
            text: Words.text("frame.next_page")
            available: column.model.page + 1 < column.model.pages
            onActivated: column.model.turn(1)
        }
    }
}
