pragma ComponentBehavior: Bound

import QtQuick
import Hall
import "../../qml/parts"

// Whom the fingerprint reader and the face camera find from now on.
Column {
    id: group

    required property PanelModel model

    spacing: 14 * Theme.u
    visible: group.model.matchers.length > 0

    Heading {
        text: Words.text("world.matchers")
    }

    Repeater {
        model: group.model.matchers

        Row {
            id: row

            required property MatcherItem modelData

            spacing: 12 * Theme.u

            Label {
                width: 110 * Theme.u
                anchors.verticalCenter: parent.verticalCenter
                text: Words.text(row.modelData.isFace ? "world.face" : "world.finger")
                type: Theme.small
                color: Theme.ink2
            }

            Repeater {
                model: ["same-person", "other-person", "not-captured"]

                PanelKey {
                    id: key

                    required property string modelData

                    objectName: (row.modelData.isFace ? "face-" : "finger-") + key.modelData
                    width: (group.width - 110 * Theme.u - 3 * row.spacing) / 3
                    text: Words.text("world." + key.modelData.replace("-", "_"))
                    chosen: row.modelData.outcome === key.modelData
                    onActivated: group.model.setMatch(row.modelData.isFace, key.modelData)
                }
            }
        }
    }
}
