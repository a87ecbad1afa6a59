pragma ComponentBehavior: Bound

import QtQuick
import Hall
import "../parts"

// Five levels, all alike, none chosen; not rating is as large.
StepPage {
    id: page

    required property RateView view

    frame: page.view
    question: Words.text("rate.title")
    help: Theme.elder ? "" : Words.text("rate.help")
    spacing: (Theme.portrait ? 24 : 14) * Theme.u

    Repeater {
        model: page.view.levels

        RatingRow {
            id: row

            required property LevelItem modelData

            objectName: "level-" + row.modelData.stars
            text: row.modelData.name
            glyph: row.modelData.glyph
            stars: row.modelData.stars
            onActivated: row.modelData.give()
        }
    }

    aside: Note {
        readonly property bool fits: page.asideLeft && implicitHeight <= page.asideRoom

        visible: fits
        width: page.asideWidth
        height: fits ? implicitHeight : 0
        text: Words.text("rate.follow_up")
        glyph: Icons.information
    }

    Note {
        readonly property bool shown: !page.asideLeft && !Theme.lowReach

        text: Words.text("rate.follow_up")
        glyph: Icons.information
    }

    secondary: SecondaryKey {
        text: Words.text("rate.skip")
        glyph: Icons.close
        onActivated: page.view.skip()
    }
}
