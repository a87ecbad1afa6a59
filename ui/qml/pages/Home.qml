pragma ComponentBehavior: Bound

import QtQuick
import Hall
import "../parts"

// Three verbs, frequent services, themes.
Page {
    id: page

    required property HomeView view
    // What the voice reads.
    readonly property string question: Words.text("home.title")
    // The verbs alone, without what each is for.
    readonly property bool brief: Theme.lowReach || Theme.elder && !Theme.portrait
    readonly property real titleHeight: title.height + 26 * Theme.u

    frame: page.view
    deepHead: Theme.lowReach || !Theme.elder
    deepHeight: Theme.lowReach ? 732 * Theme.u : page.bandHeight + page.titleHeight

    Label {
        id: title

        objectName: "question"
        x: Theme.margin
        y: Theme.lowReach ? page.deepHeight - title.height - 44 * Theme.u : page.bandHeight + (Theme.elder ? 12 : 0) * Theme.u
        width: page.width - 2 * Theme.margin
        text: page.question
        type: Theme.title
        bold: true
        color: page.deepHead ? Theme.onDeep : Theme.ink
        Accessible.role: Accessible.Heading
        Accessible.name: title.text
    }

    PagedColumn {
        id: column

        x: Theme.margin
        y: (page.deepHead ? page.deepHeight : page.bandHeight + page.titleHeight) + 36 * Theme.u
        width: page.width - 2 * Theme.margin
        height: page.bodyBottom - 28 * Theme.u - column.y
        spacing: (Theme.portrait ? 22 : 28) * Theme.u
        columnSpacing: Theme.gap
        pager: Pager {
            column: column
        }

        Verb {
            objectName: "verb-ask"
            word: Words.text("home.ask")
            lines: Words.text("home.ask_lines")
            brief: page.brief
            fill: Theme.ask
            edgeColor: Theme.askEdge
            onActivated: page.view.showAsk()
        }

        Verb {
            objectName: "verb-do"
            word: Words.text("home.do")
            lines: Words.text("home.do_lines")
            brief: page.brief
            fill: Theme.act
            edgeColor: Theme.actEdge
            onActivated: page.view.showDo()
        }

        Verb {
            objectName: "verb-take"
            word: Words.text("home.take")
            lines: Words.text("home.take_lines")
            brief: page.brief
            fill: Theme.take
            edgeColor: Theme.takeEdge
            onActivated: page.view.showTake()
        }

        Heading {
            text: Words.text("home.frequent")
            topPadding: 16 * Theme.u
            shown: Theme.portrait
        }

        Repeater {
            model: page.view.frequent

            ServiceTile {
                required property ServiceItem modelData

                service: modelData
            }
        }

        Heading {
            text: Words.text("home.themes")
            topPadding: 16 * Theme.u
            shown: Theme.portrait
        }

        Repeater {
            model: page.view.themes

            ThemeTile {
                id: tile

                required property ThemeItem modelData

                objectName: "theme-" + tile.modelData.id
                text: tile.modelData.name
                glyph: tile.modelData.glyph
                onActivated: tile.modelData.open()
            }
        }

        ThemeTile {
            objectName: "all-services"
            text: page.view.allText
            glyph: Icons.formatListBulleted
            onActivated: page.view.showAll()
        }
    }
}
