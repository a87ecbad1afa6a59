pragma ComponentBehavior: Bound

import QtQuick
import Hall
import "../drawings"
import "../parts"

// The card was lifted early: put it back to go on.
StepPage {
    id: page

    required property CardBackView view

    frame: page.view
    question: Words.text("card_back.question")
    help: page.view.within
    helpType: Theme.body
    spacing: 44 * Theme.u

    // Where the reader would come on a later page, the card would sink into nothing.
    aside: Item {
        width: page.leftWidth
        height: Theme.elder || Theme.lowReach ? 0 : card.height + 120 * Theme.u
        visible: height > 0

        SinkingCard {
            id: card

            x: Machine.readerMiddle > 0 ? Math.max(0, Math.min(page.leftWidth - card.width, Machine.readerMiddle * page.leftWidth / 960 - card.width / 2)) : 0
        }

        Icon {
            x: card.x + (card.width - width) / 2
            y: card.height + 24 * Theme.u
            glyph: Icons.arrowDownBold
            size: 84 * Theme.u
            color: Theme.glowEdge
        }
    }

    FrontPanel {
        lit: ["reader"]
    }

    Note {
        text: Words.text("card_back.why")
        glyph: Icons.security
    }

    secondary: SecondaryKey {
        text: Words.text("card_back.end")
        glyph: Icons.exitToApp
        onActivated: page.view.endVisit()
    }

    primary: WaitingPanel {
        text: Words.text("card_back.waiting")
    }
}
