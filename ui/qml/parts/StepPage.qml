pragma ComponentBehavior: Bound

import QtQuick
import Hall

// One question and one place to answer. Upright everything stands in one column; on a screen lying sideways the question
// is at the left, the answer at the right, and the action band at the right bottom.
Page {
    id: page

    required property string question
    property string help: ""
    // A title stands a little larger than the question of a step.
    property TypeRole questionType: page.frame.hasHeader ? Theme.question : Theme.title
    property TypeRole helpType: Theme.second
    // On a screen lying sideways: the content takes the whole width below the question.
    property bool wide: false
    property real spacing: 24 * Theme.u
    // Beside the question when the screen lies sideways, else the first thing in the content.
    property alias aside: asideSlot.data
    // What is beside the question stays there also with large text.
    property bool asideStays: false
    // Over the question.
    property alias above: aboveSlot.data
    property alias primary: primarySlot.data
    property alias secondary: secondarySlot.data
    property alias column: column
    default property alias content: column.data

    readonly property bool hasPrimary: primarySlot.visibleChildren.length > 0
    readonly property bool hasSecondary: secondarySlot.visibleChildren.length > 0
    readonly property bool hasBand: page.hasPrimary || page.hasSecondary
    readonly property bool sideways: !Theme.portrait
    readonly property bool asideLeft: page.sideways && (!Theme.elder || page.asideStays)
    readonly property real asideWidth: page.asideLeft ? page.leftWidth : page.wide ? page.width - 2 * Theme.margin : page.rightWidth
    readonly property bool helpBelow: Theme.elder && !page.helpBeside
    // The help stays with the question where that leaves it room: sideways in the left column, in low reach on the band.
    readonly property real helpRoom: (Theme.lowReach ? page.deepHeight - 92 * Theme.u : (page.pagerInBand ? page.bandTop : page.bodyBottom) - 24 * Theme.u) - page.questionBottom
    readonly property bool helpBeside: (Theme.lowReach || page.sideways && !page.wide) && helpMeasure.height <= page.helpRoom
    readonly property real columnGap: 60 * Theme.u
    readonly property real leftWidth: page.sideways ? (page.width - 2 * Theme.margin - page.columnGap) * 0.47 : page.width - 2 * Theme.margin
    readonly property real rightX: page.sideways ? Theme.margin + page.leftWidth + page.columnGap : Theme.margin
    readonly property real rightWidth: page.width - Theme.margin - page.rightX
    readonly property real saysTop: (page.frame.hasHeader ? Math.max(page.bandHeight + 104 * Theme.u, header.y + header.height + 20 * Theme.u) : page.bandHeight + 16 * Theme.u)
    readonly property real saysBottom: says.y + says.height
    // What is free below the question on a screen lying sideways; a drawing that needs more is left out.
    readonly property real asideRoom: page.bodyBottom - 32 * Theme.u - page.saysBottom - 40 * Theme.u
    readonly property real questionBottom: page.saysTop + aboveSlot.height + title.height
    readonly property real leftBottom: page.questionBottom + (page.asideLeft && asideSlot.shown ? 40 * Theme.u + asideSlot.implicitHeight : 0)
    // Sideways the left half of the action band is free: wide pages turn their pages there, and with large text all
    // whose question leaves it room.
    readonly property bool pagerInBand: page.sideways && page.hasBand && (page.wide || Theme.elder && page.leftBottom + 24 * Theme.u <= page.bandTop)
    readonly property bool stacked: Theme.elder && Theme.portrait && !Theme.lowReach
    readonly property real bandBottom: page.bodyBottom - (page.stacked ? 20 : 32) * Theme.u
    readonly property real keyHeight: Math.max((page.sideways ? 132 : 136) * Theme.u, Theme.target, Theme.elder ? 2.6 * Theme.lead.size + 10 * Theme.u : 0)
    readonly property real primaryHeight: page.stacked ? 192 * Theme.u : page.keyHeight
    readonly property real secondaryHeight: page.stacked ? 160 * Theme.u : page.keyHeight
    readonly property real bandTop: !page.hasBand ? page.bodyBottom : page.stacked && page.hasPrimary && page.hasSecondary ? page.bandBottom - page.secondaryHeight - 28 * Theme.u - page.primaryHeight : page.bandBottom - (page.hasPrimary ? page.primaryHeight : page.secondaryHeight)

    onFrameChanged: column.arrange()
    onHelpBelowChanged: column.arrange()

    StepHeader {
        id: header

        visible: page.frame.hasHeader
        x: Theme.margin
        y: page.bandHeight + 4 * Theme.u
        width: page.leftWidth
        frame: page.frame
        onDeep: page.deepHead
    }

    Column {
        id: says

        x: Theme.margin
        y: Theme.lowReach ? page.deepHeight - 52 * Theme.u - says.height : page.saysTop
        width: page.wide ? page.width - 2 * Theme.margin : page.leftWidth
        spacing: 2 * Theme.u

        Item {
            id: aboveSlot

            visible: aboveSlot.children.length > 0
            width: parent.width
            height: aboveSlot.children.length > 0 ? aboveSlot.children[0].height + 22 * Theme.u : 0
        }

        Label {
            id: title

            objectName: "question"
            width: parent.width
            text: page.question
            type: page.questionType
            bold: true
            color: page.deepHead ? Theme.onDeep : Theme.ink
            Accessible.role: Accessible.Heading
            Accessible.name: page.question
        }

        Label {
            objectName: page.helpBelow ? "" : "help"
            visible: !page.helpBelow && page.help !== ""
            width: parent.width
            text: page.help
            type: page.helpType
            color: page.deepHead ? Theme.onDeep2 : Theme.ink2
        }
    }

    PagedColumn {
        id: column

        x: page.wide ? Theme.margin : page.rightX
        y: Theme.lowReach ? page.deepHeight + 32 * Theme.u : page.sideways && !page.wide ? page.bandHeight + 12 * Theme.u : Math.max(page.frame.hasHeader && !Theme.elder && Theme.portrait ? 440 * Theme.u : 0, page.saysBottom + 44 * Theme.u)
        width: page.wide ? page.width - 2 * Theme.margin : page.rightWidth
        height: (page.pagerInBand ? page.bandBottom : page.bandTop - 24 * Theme.u) - column.y
        keepsRoom: page.pagerInBand
        pagerWidth: page.pagerInBand ? page.leftWidth : 0
        spacing: page.spacing
        columnSpacing: Theme.gap
        pager: Pager {
            x: page.pagerInBand ? Theme.margin - column.x : 0
            column: column
            height: page.pagerInBand ? page.bandBottom - page.bandTop : implicitHeight
        }

        // Large text leaves little room above the content: the help sentence is then the first thing in it.
        Label {
            readonly property bool shown: page.helpBelow && page.help !== ""

            objectName: page.helpBelow ? "help" : ""
            text: page.help
            type: page.helpType
            color: Theme.ink2
        }

        Item {
            id: asideSlot

            // Not its height, which the column may have stretched.
            readonly property bool shown: asideSlot.implicitHeight > 0

            parent: page.asideLeft ? page : column
            x: page.asideLeft ? Theme.margin : 0
            y: page.asideLeft ? page.saysBottom + 40 * Theme.u : 0
            width: page.asideWidth
            implicitHeight: asideSlot.children.length > 0 ? asideSlot.children[0].height : 0
        }
    }

    Label {
        id: helpMeasure

        visible: false
        width: page.leftWidth
        text: page.help
        type: page.helpType
    }

    Item {
        id: primarySlot

        x: page.stacked || !page.hasSecondary ? page.rightX : secondarySlot.x + secondarySlot.width + Theme.gap
        y: page.bandTop
        width: page.stacked || !page.hasSecondary ? page.rightWidth : page.rightWidth - secondarySlot.width - Theme.gap
        height: page.primaryHeight
    }

    Item {
        id: secondarySlot

        x: page.rightX
        y: page.stacked ? page.bandBottom - page.secondaryHeight : page.bandTop
        width: page.stacked || !page.hasPrimary ? page.rightWidth : page.rightWidth * (Theme.elder ? 0.42 : 0.325)
        height: page.secondaryHeight
    }
}
