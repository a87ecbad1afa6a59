pragma ComponentBehavior: Bound

import QtQuick
import Hall

// The panel's window. Its page is built anew when the language changes, as the terminal's pages are.
Window {
    id: window

    required property PanelModel model
    signal languageWanted

    function rebuild(): void {
        loader.active = false;
        loader.active = true;
    }

    width: 1120
    height: 960
    color: Theme.page
    title: Words.text("world.title")

    Loader {
        id: loader

        anchors.fill: parent

        sourceComponent: PanelPage {
            model: window.model
            onLanguageWanted: window.languageWanted()
        }
    }

    Connections {
        target: Words

        // Later, because the key that was touched is part of the page that goes.
        function onChanged(): void {
            Qt.callLater(window.rebuild);
        }
    }
}
