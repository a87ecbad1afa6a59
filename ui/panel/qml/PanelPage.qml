pragma ComponentBehavior: Bound

import QtQuick
import Hall
import "../../qml/parts"

// The panel's page: cards at the left, slips and lines in the middle, sheets at the right.
Item {
    id: page

    required property PanelModel model
    signal languageWanted

    Rectangle {
        id: head

        width: parent.width
        height: 150 * Theme.u
        color: "#0F252B"

        Column {
            x: 40 * Theme.u
            anchors.verticalCenter: parent.verticalCenter

            Label {
                text: Words.text("world.title")
                type: Theme.lead
                bold: true
                color: "#FFFFFF"
            }

            Label {
                text: Words.text(page.model.linked ? "world.intro" : "world.no_world")
                type: Theme.small
                color: "#C3D2D1"
            }
        }

        ContentKey {
            objectName: "language"
            anchors.right: parent.right
            anchors.rightMargin: 40 * Theme.u
            anchors.verticalCenter: parent.verticalCenter
            width: 200 * Theme.u
            text: Words.text("world.other_language")
            onActivated: page.languageWanted()
        }
    }

    CardsColumn {
        x: 40 * Theme.u
        anchors.top: head.bottom
        anchors.topMargin: 32 * Theme.u
        anchors.bottom: parent.bottom
        width: 700 * Theme.u
        model: page.model
    }

    Column {
        id: slips

        x: 800 * Theme.u
        anchors.top: head.bottom
        anchors.topMargin: 32 * Theme.u
        width: 640 * Theme.u
        spacing: 36 * Theme.u

        Outlet {
            width: slips.width
            objectName: "slip"
            title: Words.text("world.slip")
            nothing: Words.text("world.no_slip")
            picture: page.model.slip
            lies: page.model.slip.toString() !== ""
            paperHeight: 480 * Theme.u
            act: Words.text("world.tear")
            level: page.model.slipPaper
            onActed: page.model.tear()
            onLoaded: level => page.model.loadSlips(level)
        }

        PhoneGroup {
            width: slips.width
            model: page.model
        }

        MatchersGroup {
            width: slips.width
            model: page.model
        }

        LinesGroup {
            width: slips.width
            model: page.model
        }
    }

    Outlet {
        x: 1500 * Theme.u
        anchors.top: head.bottom
        anchors.topMargin: 32 * Theme.u
        width: 700 * Theme.u
        objectName: "sheet"
        title: Words.text("world.sheet")
        nothing: Words.text("world.no_sheet")
        picture: page.model.sheet
        lies: page.model.sheetLies
        paperHeight: 990 * Theme.u
        act: Words.text("world.take")
        fault: Words.text(page.model.jammed ? "world.clear_jam" : "world.jam")
        faulty: page.model.jammed
        level: page.model.sheetPaper
        onActed: page.model.take()
        onFaulted: page.model.jam()
        onLoaded: level => page.model.loadSheets(level)
    }
}
