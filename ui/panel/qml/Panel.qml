pragma ComponentBehavior: Bound

import QtQuick
import Hall
import "../../qml/parts"

// The panel: cards at the left; paper and lines at the right.
Window {
    id: window

    required property PanelModel model
    signal languageWanted

    width: 700
    height: 960
    color: Theme.page
    title: Words.text("world.title")

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
                text: Words.text(window.model.linked ? "world.intro" : "world.no_world")
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
            onActivated: window.languageWanted()
        }
    }

    CardsColumn {
        x: 40 * Theme.u
        anchors.top: head.bottom
        anchors.topMargin: 32 * Theme.u
        anchors.bottom: parent.bottom
        width: 700 * Theme.u
        model: window.model
    }

    Column {
        id: papers

        anchors.right: parent.right
        anchors.rightMargin: 40 * Theme.u
        anchors.top: head.bottom
        anchors.topMargin: 32 * Theme.u
        width: 580 * Theme.u
        spacing: 28 * Theme.u

        Outlet {
            width: papers.width
            objectName: "slip"
            title: Words.text("world.slip")
            nothing: Words.text("world.no_slip")
            picture: window.model.slip
            lies: window.model.slip.toString() !== ""
            hangs: true
            paperHeight: 380 * Theme.u
            act: Words.text("world.tear")
            level: window.model.slipPaper
            onActed: window.model.tear()
            onLoaded: level => window.model.loadSlips(level)
        }

        Outlet {
            width: papers.width
            objectName: "sheet"
            title: Words.text("world.sheet")
            nothing: Words.text("world.no_sheet")
            picture: window.model.sheet
            lies: window.model.sheetLies
            paperHeight: 430 * Theme.u
            act: Words.text("world.take")
            fault: Words.text(window.model.jammed ? "world.clear_jam" : "world.jam")
            faulty: window.model.jammed
            level: window.model.sheetPaper
            onActed: window.model.take()
            onFaulted: window.model.jam()
            onLoaded: level => window.model.loadSheets(level)
        }

        LinesGroup {
            width: papers.width
            model: window.model
        }
    }
}
